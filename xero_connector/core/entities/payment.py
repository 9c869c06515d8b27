# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments of documents (XERO_API §4 Payments; SPEC A30, B16).

Xero's payments never change: another amount is another payment. A payment on a credit
note is its refund.
"""

from __future__ import annotations

from typing import Any

from ..convert import decimal_of, money, parse_date, parse_datetime
from ..entity import (
    Difference,
    Element,
    Entity,
    Facts,
    bank_link,
    changed,
    json_facts,
    json_safe,
)
from ..errors import LabelledError
from ..lines import exact_amount
from ..mapping import Field, decode, encode, get
from .document import rate

#: kinds of documents that can be paid
DOCUMENTS = ("Invoice", "CreditNote", "Prepayment", "Overpayment")
DELETED = "DELETED"
#: end of a PaymentType -> what was paid. Xero shows payments on overpayments and
#: prepayments below "Invoice", with the id of what they really are on
_KINDS = {
    "CREDITPAYMENT": "CreditNote",
    "OVERPAYMENTPAYMENT": "Overpayment",
    "PREPAYMENTPAYMENT": "Prepayment",
}


FIELDS = (
    Field("account_id", "Account.AccountID"),
    Field("date", "Date", into=parse_date),
    Field("amount", "Amount", out=exact_amount, into=decimal_of),
    Field("reference", "Reference", max_length=255),
    Field("currency_rate", "CurrencyRate", out=rate, into=decimal_of),
)
READ_FIELDS = (
    Field("xero_id", "PaymentID"),
    Field("type", "PaymentType"),
    Field("status", "Status", into=lambda value: value or "AUTHORISED"),
    Field("account_code", "Account.Code"),
    Field("is_reconciled", "IsReconciled", into=bool),
    Field("updated_at", "UpdatedDateUTC", into=parse_datetime),
)
_SHARED = ("document_id", "account_id", "date", "amount", "reference")


def encode_payment(facts: Facts) -> Element:
    """A payment of one document.

    :raise LabelledError: missing_payment_account, too_many_decimals
    """
    if not facts["account_id"]:
        raise LabelledError(
            "missing_payment_account", str(facts.get("reference") or "")
        )
    kind = facts["document_kind"]
    if kind not in DOCUMENTS:
        raise ValueError(f"no document: {kind}")
    return {kind: {f"{kind}ID": facts["document_id"]}, **encode(FIELDS, facts)}


def decode_payment(element: Element) -> Facts:
    """A payment in Odoo's words; an absent rate is 0, not 1."""
    place = next((name for name in DOCUMENTS if get(element, f"{name}.{name}ID")), "")
    kind = str(element.get("PaymentType") or "")
    kinds = (name for end, name in _KINDS.items() if kind.endswith(end))
    return {
        **decode(FIELDS, element),
        **decode(READ_FIELDS, element),
        "document_kind": next(kinds, place),
        "document_id": get(element, f"{place}.{place}ID") or "",
        "document_number": get(element, f"{place}.{place}Number") or "",
        "batch_payment_id": element.get("BatchPaymentID")
        or get(element, "BatchPayment.BatchPaymentID")
        or "",
    }


def snapshot(element: Element) -> Facts:
    """What both sides agreed on, JSON-safe; of a payload as well."""
    facts = decode_payment(element)
    return json_facts({name: facts[name] for name in _SHARED})


def natural_key(element: Element) -> tuple[Any, ...] | None:
    """Document, amount, day and our reference: Xero gives payments no number.

    A deleted payment is none any more: the same one may have been made again since.
    """
    facts = decode_payment(element)
    if not facts["document_id"] or facts["status"] == DELETED:
        return None
    return (
        facts["document_id"].lower(),
        money(facts["amount"]),
        json_safe(facts["date"]),
        facts["reference"],
    )


def proof_facts(facts: Facts) -> Facts:
    """What was asked for, JSON-safe."""
    return snapshot(encode_payment(facts))


def proof(facts: Facts, element: Element) -> list[Difference]:
    """What Xero has stored differently (SPEC X2); a reference is not money.

    :param facts: of the payment, or what `proof_facts` kept of them
    """
    ours = proof_facts(facts) if "document_kind" in facts else facts
    theirs = snapshot(element)
    names = sorted(changed(ours, theirs) - {"reference"})
    return [Difference(name, ours[name], theirs[name]) for name in names]


PAYMENT = Entity(
    name="payment",
    plural="Payments",
    id_key="PaymentID",
    actions={
        "create": "create_payments",
        "delete": "delete_payment",
        "list": "get_payments",
        "get": "get_payment",
    },
    scopes=("accounting.payments",),
    natural_key=natural_key,
    encode=encode_payment,
    decode=decode_payment,
    snapshot=snapshot,
    deep_link=bank_link,
    proof=proof,
    proof_facts=proof_facts,
)
