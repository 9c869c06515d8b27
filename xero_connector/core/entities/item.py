# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Items: products and services (XERO_API §4 Items; SPEC B17).

Known by their code. An item that is not sold has no sales details: Xero empties them.
"""

from __future__ import annotations

from typing import Any

from ..convert import clean_text, decimal_of, money, parse_datetime
from ..entity import Element, Entity, Facts, json_facts
from ..errors import LabelledError
from ..mapping import Field, decode, encode
from ..totals import UNIT_DIGITS
from .document import or_nothing

CODE_LENGTH = 30
NAME_LENGTH = 50
DESCRIPTION_LENGTH = 4000


def _code(value: str | None) -> str:
    """Our key; never cut, for a cut key is another item's."""
    code = clean_text(value, 1000)
    if len(code) > CODE_LENGTH:
        raise LabelledError("number_too_long", code)
    return code


def _price(value: Any) -> Any:
    return money(value, UNIT_DIGITS)


_DETAILS = (
    Field("price", "UnitPrice", out=_price, into=decimal_of),
    Field("account_code", "AccountCode", out=or_nothing),
    Field("tax_type", "TaxType", out=or_nothing),
)
FIELDS = (
    Field("code", "Code", out=_code),
    Field("name", "Name", max_length=NAME_LENGTH),
    Field("is_sold", "IsSold", into=bool),
    Field("is_purchased", "IsPurchased", into=bool),
    Field("description", "Description", None, None, DESCRIPTION_LENGTH, True),
    Field(
        "purchase_description",
        "PurchaseDescription",
        None,
        None,
        DESCRIPTION_LENGTH,
        True,
    ),
)
READ_FIELDS = (
    Field("xero_id", "ItemID"),
    Field("is_tracked", "IsTrackedAsInventory", into=bool),
    Field("quantity_on_hand", "QuantityOnHand", into=decimal_of),
    Field("updated_at", "UpdatedDateUTC", into=parse_datetime),
)
#: fact -> (key of the details, whether they apply, the description that goes along)
_SIDES = {
    "sales": ("SalesDetails", "is_sold", "Description"),
    "purchase": ("PurchaseDetails", "is_purchased", "PurchaseDescription"),
}


def encode_item(facts: Facts) -> Element:
    """An item with what it is sold and bought for.

    :raise LabelledError: number_too_long, item_invalid (it has no code)
    """
    payload = encode(FIELDS, facts)
    if not payload.get("Code"):
        raise LabelledError("item_invalid", payload.get("Name", ""))
    for name, (key, flag, description) in _SIDES.items():
        if not facts.get(flag, True):
            payload.pop(description, None)
        elif details := encode(_DETAILS, facts.get(name) or {}):
            payload[key] = details
    return payload


def decode_item(element: Element) -> Facts:
    """An item in Odoo's words."""
    sides = {name: element.get(key) for name, (key, *_more) in _SIDES.items()}
    return {
        **decode(READ_FIELDS, element),
        **decode(FIELDS, element),
        **{
            name: decode(_DETAILS, details if isinstance(details, dict) else {})
            for name, details in sides.items()
        },
    }


def snapshot(element: Element) -> Facts:
    """What both sides agreed on, JSON-safe; of a payload as well."""
    facts = decode_item(element)
    names = (*(field.local for field in FIELDS), *_SIDES)
    return json_facts({name: facts[name] for name in names})


def natural_key(element: Element) -> str | None:
    """The code, unique in the organisation."""
    return element.get("Code") or None


ITEM = Entity(
    name="item",
    plural="Items",
    id_key="ItemID",
    number_key="Code",
    actions={
        "create": "create_items",
        "update": "update_or_create_items",
        "list": "get_items",
        "get": "get_item",
    },
    scopes=("accounting.settings",),
    natural_key=natural_key,
    encode=encode_item,
    decode=decode_item,
    snapshot=snapshot,
)
