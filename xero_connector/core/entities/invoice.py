# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Customer invoices (XERO_API §4 Invoices; SPEC A1, A5, A28, A29, X2).

Created by PUT, which refuses a number that Xero has; updated by POST with InvoiceID and
LineItemIDs, for a POST without them would overwrite whatever has the number (XERO_API
§3).
"""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

from ..convert import clean_text, decimal_of, money, parse_date, parse_datetime
from ..entity import WEB_URL, Element, Entity, Facts, json_facts, web_address
from ..errors import LabelledError
from ..lines import decode_lines, encode_line, snapshot_line
from ..mapping import Field, decode, encode
from ..proof import document_facts, document_proof, line_ids

NUMBER_LENGTH = 255
RATE_DIGITS = 6
#: customers' invoices; only these and quotes may carry discounts
ACCREC = "ACCREC"
AUTHORISED, PAID = "AUTHORISED", "PAID"
VOIDED, DELETED = "VOIDED", "DELETED"


def _number(value: str | None) -> str | None:
    """The document's number; without one Xero gives its own. Never cut."""
    number = clean_text(value, 10_000)
    if len(number) > NUMBER_LENGTH:
        raise LabelledError("number_too_long", number)
    return number or None


def _url(value: str | None) -> str | None:
    """The link back to Odoo, if it is one that Xero takes: absolute http(s)."""
    parts = urlsplit(value or "")
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def _rate(value: Decimal | None) -> Decimal | None:
    """Foreign units per unit of the base currency; none is left to Xero, never 1."""
    return money(value, RATE_DIGITS) if value else None


FIELDS = (
    Field("type", "Type"),
    Field("number", "InvoiceNumber", out=_number),
    Field("contact_id", "Contact.ContactID"),
    Field("date", "Date", into=parse_date),
    Field("due_date", "DueDate", into=parse_date),
    Field("reference", "Reference", max_length=255),
    Field("currency", "CurrencyCode"),
    Field("currency_rate", "CurrencyRate", out=_rate, into=decimal_of),
    Field("status", "Status"),
    Field("url", "Url", out=_url),
    Field("line_amount_types", "LineAmountTypes"),
)
#: what Xero computes
READ_FIELDS = (
    Field("xero_id", "InvoiceID"),
    Field("contact_name", "Contact.Name"),
    Field("untaxed", "SubTotal", into=decimal_of),
    Field("tax", "TotalTax", into=decimal_of),
    Field("total", "Total", into=decimal_of),
    Field("amount_due", "AmountDue", into=decimal_of),
    Field("amount_paid", "AmountPaid", into=decimal_of),
    Field("amount_credited", "AmountCredited", into=decimal_of),
    Field("updated_at", "UpdatedDateUTC", into=parse_datetime),
)
_PAYMENT_FIELDS = (
    Field("xero_id", "PaymentID"),
    Field("date", "Date", into=parse_date),
    Field("amount", "Amount", into=decimal_of),
    Field("currency_rate", "CurrencyRate", into=decimal_of),
    Field("reference", "Reference"),
)
#: a change of these in Xero must not be overwritten unseen; payments move status and
#: due
_SHARED = ("number", "contact_id", "date", "due_date", "reference", "currency")
#: without them Xero would choose a contact by its name, or the base currency
_NEEDED = {
    "contact_id": "missing_contact",
    "currency": "missing_currency",
    "lines": "no_lines",
}
_AMOUNTS = ("untaxed", "tax", "total")


def encode_invoice(facts: Facts) -> Element:
    """The complete document, without its InvoiceID.

    :raise LabelledError: missing_contact, missing_currency, no_lines, number_too_long,
        and what `lines.encode_line` raises
    """
    for name, label in _NEEDED.items():
        if not facts[name]:
            raise LabelledError(label, facts.get("number") or "")
    payload = encode(FIELDS, {**facts, "due_date": facts["due_date"] or facts["date"]})
    discounts = facts["type"] == ACCREC
    payload["LineItems"] = [encode_line(line, discounts) for line in facts["lines"]]
    return payload


def decode_invoice(element: Element) -> Facts:
    """A document in Odoo's words; a summary has no lines."""
    payments = element.get("Payments")
    return {
        **decode(FIELDS, element),
        **decode(READ_FIELDS, element),
        "lines": decode_lines(element),
        "payments": [
            decode(_PAYMENT_FIELDS, payment)
            for payment in (payments if isinstance(payments, list) else ())
            if isinstance(payment, dict)
        ],
    }


def snapshot(element: Element) -> Facts:
    """What both sides agreed on: header, money and every line, JSON-safe."""
    facts = decode_invoice(element)
    kept = {name: facts[name] for name in (*_SHARED, *_AMOUNTS)}
    lines = [snapshot_line(line) for line in facts["lines"]]
    return json_facts({**kept, "lines": lines})


def natural_key(element: Element) -> str | None:
    """The number: unique among customer invoices, voided and deleted ones included."""
    return element.get("InvoiceNumber") or None


def removal(
    element_id: str, number: str, status: str, suffix: str = ""
) -> tuple[Element, bool]:
    """The next step to remove a document, and whether another one follows (SPEC A29).

    Xero keeps the number of voided and deleted documents, and the same number is wanted
    when the invoice is posted again. So it is renamed first, then voided (once
    authorised) or deleted (before).

    :param number: its present number at Xero
    :param suffix: what makes the number free; by default VOID and the begin of its id
    :raise LabelledError: document_paid, removed_in_xero
    """
    if status == PAID:
        raise LabelledError("document_paid", number)
    if status in (VOIDED, DELETED):
        raise LabelledError("removed_in_xero", number)
    suffix = suffix or f"VOID {element_id[:8]}"
    if number and not number.endswith(suffix):
        kept = number[: NUMBER_LENGTH - len(suffix) - 1]
        return {"InvoiceID": element_id, "InvoiceNumber": f"{kept} {suffix}"}, True
    gone = VOIDED if status == AUTHORISED else DELETED
    return {"InvoiceID": element_id, "Status": gone}, False


def line_items(facts: Facts, element: Element) -> dict[str, str]:
    """Key of each line of ours -> LineItemID (see `proof.line_ids`)."""
    return line_ids(facts, element)


def _deep_link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
    return web_address(web_url, "app", short_code, "invoicing", "view", element_id)


INVOICE = Entity(
    name="invoice",
    plural="Invoices",
    id_key="InvoiceID",
    number_key="InvoiceNumber",
    actions={
        "create": "create_invoices",
        "update": "update_or_create_invoices",
        "list": "get_invoices",
        "get": "get_invoice",
    },
    scopes=("accounting.invoices",),
    natural_key=natural_key,
    encode=encode_invoice,
    decode=decode_invoice,
    snapshot=snapshot,
    deep_link=_deep_link,
    proof=document_proof,
    proof_facts=document_facts,
)
