# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Money spent and received without a document (XERO_API §4; SPEC A30, X10).

Also how an overpayment or a prepayment is made: Xero answers with the bank transaction
and the id of the credit, which is then allocated or refunded under that id.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..convert import decimal_of, money, parse_date, parse_datetime
from ..entity import (
    Difference,
    Element,
    Entity,
    Facts,
    bank_link,
    json_facts,
    json_safe,
)
from ..errors import LabelledError
from ..lines import decode_lines, encode_credit_line, encode_line, snapshot_line
from ..mapping import Field, decode, encode, get
from ..proof import document_facts, document_proof
from .document import DELETED, VOIDED, absolute_url, rate

SPEND, RECEIVE = "SPEND", "RECEIVE"
SPEND_OVERPAYMENT, RECEIVE_OVERPAYMENT = "SPEND-OVERPAYMENT", "RECEIVE-OVERPAYMENT"
SPEND_PREPAYMENT, RECEIVE_PREPAYMENT = "SPEND-PREPAYMENT", "RECEIVE-PREPAYMENT"
PLAIN = (SPEND, RECEIVE)
OVERPAYMENTS = (SPEND_OVERPAYMENT, RECEIVE_OVERPAYMENT)
PREPAYMENTS = (SPEND_PREPAYMENT, RECEIVE_PREPAYMENT)

FIELDS = (
    Field("type", "Type"),
    Field("contact_id", "Contact.ContactID"),
    Field("bank_account_id", "BankAccount.AccountID"),
    Field("date", "Date", into=parse_date),
    Field("reference", "Reference", max_length=255),
    Field("currency", "CurrencyCode"),
    Field("currency_rate", "CurrencyRate", out=rate, into=decimal_of),
    Field("url", "Url", out=absolute_url),
    Field("line_amount_types", "LineAmountTypes"),
    Field("status", "Status", into=lambda value: value or "AUTHORISED"),
)
READ_FIELDS = (
    Field("xero_id", "BankTransactionID"),
    Field("contact_name", "Contact.Name"),
    Field("overpayment_id", "OverpaymentID"),
    Field("prepayment_id", "PrepaymentID"),
    Field("is_reconciled", "IsReconciled", into=bool),
    Field("untaxed", "SubTotal", into=decimal_of),
    Field("tax", "TotalTax", into=decimal_of),
    Field("total", "Total", into=decimal_of),
    Field("updated_at", "UpdatedDateUTC", into=parse_datetime),
)
_SHARED = ("contact_id", "bank_account_id", "date", "reference", "currency")
_AMOUNTS = ("untaxed", "tax", "total")
_NEEDED = {
    "contact_id": "missing_contact",
    "bank_account_id": "missing_payment_account",
    "currency": "missing_currency",
    "lines": "no_lines",
}


def encode_bank_transaction(facts: Facts) -> Element:
    """The complete transaction, without its id.

    Xero takes a reference only of money that is spent or received at once, and a
    currency only of overpayments: the others are in the bank account's. An overpayment
    has no tax, and its account is Xero's own choice.

    :raise LabelledError: missing_contact, missing_payment_account, missing_currency,
        no_lines, and what `lines.encode_line` raises
    """
    for name, label in _NEEDED.items():
        if not facts[name]:
            raise LabelledError(label, str(facts.get("reference") or ""))
    kind = facts["type"]
    payload = encode(FIELDS, facts)
    if kind not in PLAIN:
        payload.pop("Reference", None)
    if kind in OVERPAYMENTS:
        lines = [encode_credit_line(line) for line in facts["lines"]]
        return {**payload, "LineAmountTypes": "NoTax", "LineItems": lines}
    payload.pop("CurrencyCode", None)
    lines = [encode_line(line, discounts=False) for line in facts["lines"]]
    return {**payload, "LineItems": lines}


def decode_bank_transaction(element: Element) -> Facts:
    """A transaction in Odoo's words; an absent rate is 0, not 1."""
    return {
        **decode(FIELDS, element),
        **decode(READ_FIELDS, element),
        "lines": decode_lines(element),
    }


def snapshot(element: Element) -> Facts:
    """What both sides agreed on: header, money and every line, JSON-safe."""
    facts = decode_bank_transaction(element)
    lines = [snapshot_line(line) for line in facts["lines"]]
    kept = {name: facts[name] for name in (*_SHARED, *_AMOUNTS)}
    return json_facts({**kept, "lines": lines})


def natural_key(element: Element) -> tuple[Any, ...] | None:
    """Type, contact, day, total and our reference: Xero gives no number.

    A removed transaction is none any more. Where two are alike, `is_same` tells them
    apart by the link to our record.
    """
    facts = decode_bank_transaction(element)
    if not facts["type"] or facts["status"] in (DELETED, VOIDED):
        return None
    total = facts["total"] if "Total" in element else _total(element)
    day, contact_id = json_safe(facts["date"]), facts["contact_id"].lower()
    return facts["type"], contact_id, day, money(total), facts["reference"]


def is_same(payload: Element, element: Element) -> bool:
    """Whether an element with the payload's natural key is not another record's."""
    ours, theirs = payload.get("Url"), element.get("Url")
    return not (ours and theirs) or ours == theirs


def _total(payload: Element) -> Decimal:
    """What Xero will compute for a payload."""
    rows = payload.get("LineItems")
    lines = [row for row in rows or () if isinstance(row, dict)]
    total = sum(map(_line_amount, lines), Decimal(0))
    if payload.get("LineAmountTypes") == "Inclusive":
        return total
    return total + sum((decimal_of(one.get("TaxAmount")) for one in lines), Decimal(0))


def _line_amount(line: Element) -> Decimal:
    if "LineAmount" in line:
        return decimal_of(line["LineAmount"])
    return money(decimal_of(line.get("Quantity")) * decimal_of(line.get("UnitAmount")))


def proof_facts(facts: Facts) -> Facts:
    """What was asked for, JSON-safe; the totals are those of the lines."""
    untaxed = sum((decimal_of(line["net"]) for line in facts["lines"]), Decimal(0))
    tax = sum((decimal_of(line["tax"]) for line in facts["lines"]), Decimal(0))
    kept = document_facts(
        {**facts, "untaxed": untaxed, "tax": tax, "total": untaxed + tax}
    )
    return {
        **kept,
        "type": facts["type"],
        "bank_account_id": facts["bank_account_id"],
    }


def proof(facts: Facts, element: Element) -> list[Difference]:
    """What Xero has stored differently (SPEC X2).

    Xero chooses the account of an overpayment itself: the receivable or the payable.

    :param facts: of the transaction, or what `proof_facts` kept of them
    """
    ours = proof_facts(facts) if "line_amount_types" in facts else facts
    if ours["type"] in OVERPAYMENTS:
        ours, element = _without_accounts(ours), _without_account_keys(element)
    found = document_proof(ours, element)
    account_id = get(element, "BankAccount.AccountID") or ""
    if account_id.lower() != ours["bank_account_id"].lower():
        found.append(Difference("BankAccount", ours["bank_account_id"], account_id))
    if element.get("Type") != ours["type"]:
        found.append(Difference("Type", ours["type"], element.get("Type")))
    return found


def _without_accounts(facts: Facts) -> Facts:
    lines = [{**line, "account": "", "tax_type": ""} for line in facts["lines"]]
    return {**facts, "lines": lines}


def _without_account_keys(element: Element) -> Element:
    rows = element.get("LineItems")
    hidden = {"AccountCode": "", "AccountID": "", "TaxType": ""}
    lines = [{**row, **hidden} for row in rows or () if isinstance(row, dict)]
    return {**element, "LineItems": lines}


def removal(element_id: str, status: str) -> Element:
    """What removes a transaction; also the credit it made, if that is unused.

    :raise LabelledError: removed_in_xero
    """
    if status in (DELETED, VOIDED):
        raise LabelledError("removed_in_xero", element_id)
    return {"BankTransactionID": element_id, "Status": DELETED}


BANK_TRANSACTION = Entity(
    name="bank_transaction",
    plural="BankTransactions",
    id_key="BankTransactionID",
    number_key="Reference",
    actions={
        "create": "create_bank_transactions",
        "update": "update_or_create_bank_transactions",
        "list": "get_bank_transactions",
        "get": "get_bank_transaction",
    },
    scopes=("accounting.banktransactions",),
    natural_key=natural_key,
    encode=encode_bank_transaction,
    decode=decode_bank_transaction,
    snapshot=snapshot,
    deep_link=bank_link,
    proof=proof,
    proof_facts=proof_facts,
)
