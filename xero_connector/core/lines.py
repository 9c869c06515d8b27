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
        (percent), net, tax, tax_type, account_id, account_code; it may have item_code,
        tracking (a list of {category_id, option_id}) and text_only (a note or a
        heading: no amounts, no account)
    :param discounts: whether the document may carry them
    :raise LabelledError: missing_account, missing_tax_rate, too_many_decimals
    """
    identity = {"LineItemID": line["line_item_id"]} if _is_known(line) else {}
    if line.get("text_only"):
        return {"Description": described(line), **identity}
    return {**_priced(line, discounts), **_labels(line), **identity}


def encode_credit_line(line: Facts) -> Element:
    """A line of an overpayment: neither account nor tax, which Xero chooses itself.

    This is Xero's own example of one; here LineAmount decides the amount.

    :raise LabelledError: too_many_decimals
    """
    identity = {"LineItemID": line["line_item_id"]} if _is_known(line) else {}
    amount = exact_amount(line["net"])
    return {"Description": described(line), "LineAmount": amount, **identity}


def _is_known(line: Facts) -> bool:
    return bool(line.get("line_item_id"))


def _priced(line: Facts, discounts: bool) -> Element:
    net, tax = exact_amount(line["net"]), exact_amount(line["tax"])
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
    # What is not sent of a line that Xero has stays as it is (XERO_API §4).
    if amounts.discount_rate or (discounts and _is_known(line)):
        payload["DiscountRate"] = amounts.discount_rate or Decimal(0)
    return payload


def _labels(line: Facts) -> Element:
    """Item and tracking; an empty list takes the tracking off a line that Xero has."""
    labels: Element = {"ItemCode": line["item_code"]} if line.get("item_code") else {}
    tracking = [
        {
            "TrackingCategoryID": one["category_id"],
            "TrackingOptionID": one["option_id"],
        }
        for one in line.get("tracking") or ()
    ]
    if tracking or ("tracking" in line and _is_known(line)):
        labels["Tracking"] = tracking
    return labels


def exact_amount(value: Any) -> Decimal:
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
    text = _text(line)
    if amounts.exact:
        return text or NO_DESCRIPTION
    note = _note(line)
    return f"{cut(text, DESCRIPTION_LENGTH - len(note) - 1)}\n{note}".strip()


def _text(line: Facts) -> str:
    return clean_text(line.get("description"), DESCRIPTION_LENGTH, multiline=True)


def described(line: Facts) -> str:
    """The description of a line without amounts, as Xero gets it."""
    return _text(line) or NO_DESCRIPTION


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
        "item_code": element.get("ItemCode") or "",
        "tracking": _decode_tracking(element.get("Tracking")),
    }


def _decode_tracking(found: Any) -> list[Facts]:
    """The options of a line, in the order of their categories' ids."""
    rows = [
        {
            "category_id": row.get("TrackingCategoryID") or "",
            "option_id": row.get("TrackingOptionID") or "",
        }
        for row in (found if isinstance(found, list) else ())
        if isinstance(row, dict)
    ]
    return sorted(rows, key=lambda row: row["category_id"])


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
    kept |= {"description": _text(line), "tax_type": line["tax_type"]}
    kept |= {"item_code": line["item_code"], "tracking": line["tracking"]}
    return json_facts({**kept, "account": account_key(line)})
