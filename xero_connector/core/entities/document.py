# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What invoices, bills and credit notes have in common (XERO_API §4; SPEC A5, B13).

Created by PUT, which refuses a sales number that Xero has; updated by POST with the id
and LineItemIDs, for a POST without them would overwrite whatever has the number
(XERO_API §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from ..convert import clean_text, decimal_of, money, parse_date, parse_datetime
from ..entity import Element, Facts, json_facts
from ..errors import LabelledError
from ..lines import decode_lines, encode_line, snapshot_line
from ..mapping import Field, decode, encode, get

NUMBER_LENGTH = 255
RATE_DIGITS = 6
DRAFT, SUBMITTED = "DRAFT", "SUBMITTED"
AUTHORISED, PAID = "AUTHORISED", "PAID"
VOIDED, DELETED = "VOIDED", "DELETED"


def _number(value: str | None) -> str | None:
    """The document's number; without one Xero gives its own. Never cut."""
    number = clean_text(value, 10_000)
    if len(number) > NUMBER_LENGTH:
        raise LabelledError("number_too_long", number)
    return number or None


def absolute_url(value: str | None) -> str | None:
    """The link back to Odoo, if it is one that Xero takes: absolute http(s)."""
    parts = urlsplit(value or "")
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def rate(value: Decimal | None) -> Decimal | None:
    """Foreign units per unit of the base currency; none is left to Xero, never 1."""
    return money(value, RATE_DIGITS) if value else None


def or_nothing(value: Any) -> Any:
    """What is empty is left out, not sent as a text that Xero would refuse."""
    return value or None


#: facts of every kind of document
_FIELDS = (
    Field("type", "Type"),
    Field("contact_id", "Contact.ContactID"),
    Field("date", "Date", into=parse_date),
    Field("reference", "Reference", max_length=255),
    Field("currency", "CurrencyCode"),
    Field("currency_rate", "CurrencyRate", out=rate, into=decimal_of),
    Field("status", "Status"),
    Field("branding_theme_id", "BrandingThemeID", out=or_nothing),
    Field("line_amount_types", "LineAmountTypes"),
)
#: what Xero computes
_READ_FIELDS = (
    Field("contact_name", "Contact.Name"),
    Field("untaxed", "SubTotal", into=decimal_of),
    Field("tax", "TotalTax", into=decimal_of),
    Field("total", "Total", into=decimal_of),
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
_SHARED = ("number", "contact_id", "date", "reference", "currency")
_AMOUNTS = ("untaxed", "tax", "total")
#: without them Xero would choose a contact by its name, or the base currency
_NEEDED = {"contact_id": "missing_contact", "currency": "missing_currency"}


@dataclass(frozen=True)
class DocumentKind:
    """What differs between Xero's kinds of documents.

    :param sales_type: the type whose number is unique, and which has a Reference; what
        a supplier numbers is neither
    :param discounts: types whose lines may carry a discount (XERO_API §4)
    :param fields: facts that only this kind has
    :param read_fields: what Xero computes of this kind only
    :param shared: further facts that both sides agree on
    """

    id_key: str
    number_key: str
    sales_type: str
    discounts: frozenset[str] = frozenset()
    fields: tuple[Field, ...] = ()
    read_fields: tuple[Field, ...] = ()
    shared: tuple[str, ...] = ()

    def _fields(self) -> tuple[Field, ...]:
        return (Field("number", self.number_key, out=_number), *_FIELDS, *self.fields)

    def encode(self, facts: Facts) -> Element:
        """The complete document, without its id.

        :raise LabelledError: missing_contact, missing_currency, no_lines,
            number_too_long, and what `lines.encode_line` raises
        """
        for name, label in _NEEDED.items():
            if not facts[name]:
                raise LabelledError(label, facts.get("number") or "")
        if all(line.get("text_only") for line in facts["lines"]):
            raise LabelledError("no_lines", facts.get("number") or "")
        payload = encode(self._fields(), facts)
        if facts["type"] != self.sales_type:
            payload.pop("Reference", None)
        discounts = facts["type"] in self.discounts
        payload["LineItems"] = [encode_line(line, discounts) for line in facts["lines"]]
        return payload

    def decode(self, element: Element) -> Facts:
        """A document in Odoo's words; a summary has no lines."""
        return {
            **decode(self._fields(), element),
            **decode((*_READ_FIELDS, *self.read_fields), element),
            "xero_id": element.get(self.id_key) or "",
            "lines": decode_lines(element),
            "payments": decode_payments(element),
        }

    def snapshot(self, element: Element) -> Facts:
        """What both sides agreed on: header, money and every line, JSON-safe."""
        facts = self.decode(element)
        names = (*_SHARED, *self.shared, *_AMOUNTS)
        lines = [snapshot_line(line) for line in facts["lines"]]
        return json_facts({**{name: facts[name] for name in names}, "lines": lines})

    def natural_key(self, element: Element) -> tuple[Any, ...] | str | None:
        """The number of a sales document: unique, voided and deleted ones included.

        A supplier's number is not: it counts together with the contact and, where Xero
        keeps one, the link to our record, whose address no other record has.
        """
        number = element.get(self.number_key)
        kind = element.get("Type") or self.sales_type
        if not number or kind == self.sales_type:
            return number or None
        contact_id = get(element, "Contact.ContactID") or ""
        if any(field.remote == "Url" for field in self.fields):
            return number, contact_id, element.get("Url") or ""
        return number, contact_id

    def removal(
        self, element_id: str, number: str, status: str, suffix: str = ""
    ) -> tuple[Element, bool]:
        """The next step to remove a document, and whether another follows (SPEC A29).

        Xero keeps the number of voided and deleted documents, and the same number is
        wanted when the document is posted again. So it is renamed first, then voided
        (once authorised) or deleted (before).

        :param number: its present number at Xero
        :param suffix: what makes the number free; by default VOID and the begin of its
            id
        :raise LabelledError: document_paid, removed_in_xero
        """
        if status == PAID:
            raise LabelledError("document_paid", number)
        if status in (VOIDED, DELETED):
            raise LabelledError("removed_in_xero", number)
        suffix = suffix or f"VOID {element_id[:8]}"
        if number and not number.endswith(suffix):
            kept = number[: NUMBER_LENGTH - len(suffix) - 1]
            return {self.id_key: element_id, self.number_key: f"{kept} {suffix}"}, True
        gone = VOIDED if status == AUTHORISED else DELETED
        return {self.id_key: element_id, "Status": gone}, False


def decode_payments(element: Element) -> list[Facts]:
    """The payments on a document, as far as it shows them."""
    found = element.get("Payments")
    return [
        decode(_PAYMENT_FIELDS, payment)
        for payment in (found if isinstance(found, list) else ())
        if isinstance(payment, Mapping)
    ]
