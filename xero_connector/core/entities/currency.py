# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Currencies that an organisation has enabled (XERO_API §4; SPEC P25).

Known by their code: a currency has no id. One can be added, never changed.
"""

from __future__ import annotations

from functools import partial

from ..entity import Element, Entity
from ..mapping import Field, decode, encode

FIELDS = (Field("code", "Code"),)
READ_FIELDS = (Field("xero_id", "Code"), Field("name", "Description"))


def natural_key(element: Element) -> str | None:
    """The ISO code."""
    return element.get("Code") or None


CURRENCY = Entity(
    name="currency",
    plural="Currencies",
    id_key="Code",
    number_key="Code",
    actions={"create": "create_currency", "list": "get_currencies"},
    scopes=("accounting.settings",),
    natural_key=natural_key,
    encode=partial(encode, FIELDS),
    decode=partial(decode, (*FIELDS, *READ_FIELDS)),
)
