# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Lines of documents: from facts to LineItems and back (XERO_API §4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .convert import clean_text, cut, decimal_of, money
from .entity import Element, Facts, json_facts, json_safe
from .errors import LabelledError
from .mapping import get
from .totals import LineAmounts, line_amounts

#: Xero gives no length for a line's description; items have 4,000
DESCRIPTION_LENGTH = 4000
#: Xero needs at least one character
NO_DESCRIPTION = "-"
INCLUSIVE = "Inclusive"


def encode_line(line: Facts, discounts: bool) -> Element:
    """A line with all that decides its amounts, so that Xero computes nothing itself.

    LineAmount is never sent: a LineAmount that Xero computes otherwise refuses the
    document.

    :param line: key, line_item_id, description, quantity, price_unit, discount
        (percent), net, tax, tax_type, account_id, account_code
    :raise LabelledError: missing_account, missing_tax_rate, too_many_decimals
    """
    net, tax = _amount(line["net"]), _amount(line["tax"])
    amounts = line_amounts(
        decimal_of(line["quantity"]),
        decimal_of(line["price_unit"]),
        decimal_of(line["discount"]),
        net,
        discounts,
    )
    payload: Element = {
        "Description": _description(line, amounts),
        "Quantity": amounts.quantity,
        "UnitAmount": amounts.unit_amount,
        "TaxType": line["tax_type"],
        "TaxAmount": tax,
        **_account(line),
    }
    if not line["tax_type"]:
        raise LabelledError("missing_tax_rate", payload["Description"])
    if amounts.discount_rate:
        payload["DiscountRate"] = amounts.discount_rate
    if line.get("line_item_id"):
        payload["LineItemID"] = line["line_item_id"]
    return payload


def _amount(value: Any) -> Decimal:
    """An amount with the two decimals that Xero keeps in every currency (SPEC R2)."""
    amount = decimal_of(value)
    if money(amount) != amount:
        raise LabelledError("too_many_decimals", str(amount))
    return money(amount)


def _account(line: Facts) -> Element:
    """By code, which people read; bank accounts may have none and go by id."""
    if line.get("account_code"):
        return {"AccountCode": line["account_code"]}
    if line.get("account_id"):
        return {"AccountID": line["account_id"]}
    raise LabelledError("missing_account", line.get("description") or "")


def _description(line: Facts, amounts: LineAmounts) -> str:
    text = clean_text(line.get("description"), DESCRIPTION_LENGTH, multiline=True)
    if amounts.exact:
        return text or NO_DESCRIPTION
    note = _note(line)
    return f"{cut(text, DESCRIPTION_LENGTH - len(note) - 1)}\n{note}".strip()


def _note(line: Facts) -> str:
    """What Xero could not be told as numbers, for people: 3 x 33.333333 - 10%."""
    quantity, price, discount = (
        json_safe(decimal_of(line[name]))
        for name in ("quantity", "price_unit", "discount")
    )
    return f"{quantity} x {price}" + (f" - {discount}%" if discount != "0" else "")


def decode_line(element: Element, line_amount_types: str) -> Facts:
    """A LineItem in Odoo's words; `net` is without tax also on inclusive documents."""
    amount = decimal_of(element.get("LineAmount"))
    tax = decimal_of(element.get("TaxAmount"))
    return {
        "line_item_id": element.get("LineItemID") or "",
        "description": element.get("Description") or "",
        "quantity": decimal_of(element.get("Quantity")),
        "price_unit": decimal_of(element.get("UnitAmount")),
        "discount": decimal_of(element.get("DiscountRate")),
        "net": amount - tax if line_amount_types == INCLUSIVE else amount,
        "tax": tax,
        "tax_type": element.get("TaxType") or "",
        "account_id": element.get("AccountID") or "",
        "account_code": element.get("AccountCode") or "",
    }


def decode_lines(element: Element) -> list[Facts]:
    """All lines of a document; a summary has none."""
    types = str(get(element, "LineAmountTypes") or "")
    found = element.get("LineItems")
    return [
        decode_line(line, types)
        for line in (found if isinstance(found, list) else ())
        if isinstance(line, dict)
    ]


def account_key(line: Facts) -> str:
    """How the two sides name a line's account: by code, else by id."""
    return str(line.get("account_code") or line.get("account_id") or "")


def snapshot_line(line: Facts) -> Facts:
    """What a change of, made in Xero, must not be overwritten unseen; JSON-safe."""
    kept = {
        name: line[name]
        for name in ("line_item_id", "quantity", "price_unit", "discount", "net", "tax")
    }
    description = clean_text(line["description"], DESCRIPTION_LENGTH, multiline=True)
    kept |= {"description": description, "tax_type": line["tax_type"]}
    return json_facts({**kept, "account": account_key(line)})
