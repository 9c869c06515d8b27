# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents for the pure tests: as facts, and as Xero gives them back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from odoo.addons.xero_connector.core.convert import money

#: type of a document -> its entity, the SDK's model
TYPES = {
    "ACCREC": ("invoice", "Invoice"),
    "ACCPAY": ("invoice", "Invoice"),
    "ACCRECCREDIT": ("credit_note", "CreditNote"),
    "ACCPAYCREDIT": ("credit_note", "CreditNote"),
}


def line(**values: Any) -> dict[str, Any]:
    return {
        "key": 7,
        "line_item_id": None,
        "description": "Chairs",
        "quantity": Decimal(2),
        "price_unit": Decimal("50"),
        "discount": Decimal(0),
        "net": Decimal("100.00"),
        "tax": Decimal("15.00"),
        "tax_type": "OUTPUT2",
        "account_id": "a-200",
        "account_code": "200",
        **values,
    }


def note(text: str = "Thank you", **values: Any) -> dict[str, Any]:
    """A line without amounts."""
    return {"key": 9, "description": text, "text_only": True, **values}


def document(*lines: dict[str, Any], **values: Any) -> dict[str, Any]:
    lines = lines or (line(),)
    untaxed = sum(one.get("net", Decimal(0)) for one in lines)
    tax = sum(one.get("tax", Decimal(0)) for one in lines)
    return {
        "number": "INV/2026/0001",
        "type": "ACCREC",
        "contact_id": "c-1",
        "date": date(2026, 1, 2),
        "due_date": date(2026, 2, 1),
        "reference": "PO 5",
        "currency": "AUD",
        "currency_rate": None,
        "status": "AUTHORISED",
        "url": "https://odoo.example.com/mail/view?model=account.move&res_id=1",
        "line_amount_types": "Exclusive",
        "lines": list(lines),
        "untaxed": untaxed,
        "tax": tax,
        "total": untaxed + tax,
        **values,
    }


def stored(payload: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The document as Xero would give it back: computed by Xero's own rules."""
    lines = []
    for number, one in enumerate(payload["LineItems"]):
        factor = 1 - one.get("DiscountRate", Decimal(0)) / 100
        computed = money(one.get("Quantity", 0) * one.get("UnitAmount", 0) * factor)
        amount = one.get("LineAmount", computed)
        ids = {"LineItemID": one.get("LineItemID") or f"l-{number}"}
        lines.append({"Tracking": [], **one, **ids, "LineAmount": amount})
    subtotal = sum(one["LineAmount"] for one in lines)
    tax = sum(one.get("TaxAmount", Decimal(0)) for one in lines)
    return {
        **payload,
        "InvoiceID": "i-1",
        "CreditNoteID": "n-1",
        "BankTransactionID": "b-1",
        "Date": "/Date(1767312000000+0000)/",
        "LineItems": lines,
        "SubTotal": subtotal,
        "TotalTax": tax,
        "Total": subtotal + tax,
        **more,
    }


texts = st.text(max_size=300)
trackings = st.lists(
    st.builds(
        lambda category, option: {"category_id": category, "option_id": option},
        st.sampled_from(["t-1", "t-2"]),
        st.sampled_from(["o-1", "o-2"]),
    ),
    max_size=2,
    unique_by=lambda one: one["category_id"],
)
priced_lines = st.builds(
    line,
    key=st.integers(1, 10**6),
    line_item_id=st.none() | st.uuids().map(str),
    description=st.none() | texts,
    quantity=st.decimals(-1000, 1000, places=6),
    price_unit=st.decimals(-1000, 1000, places=6),
    discount=st.decimals(0, 100, places=3),
    net=st.decimals(-10_000, 10_000, places=2),
    tax=st.decimals(-1000, 1000, places=2),
    tax_type=st.sampled_from(["OUTPUT2", "NONE", "TAX001"]),
    account_code=st.sampled_from(["", "200", "260"]),
    item_code=st.sampled_from(["", "CHAIR"]),
    tracking=trackings,
)
notes = st.builds(note, texts, key=st.integers(1, 10**6))
documents = st.builds(
    lambda first, rest, **values: document(first, *rest, **values),
    priced_lines,
    st.lists(priced_lines | notes, max_size=5),
    reference=texts,
    url=st.none() | texts,
    currency=st.sampled_from(["AUD", "EUR", "JPY"]),
    currency_rate=st.none() | st.decimals("0.000001", 1000, places=9),
    branding_theme_id=st.sampled_from(["", "b-1"]),
    type=st.sampled_from(sorted(TYPES)),
)
