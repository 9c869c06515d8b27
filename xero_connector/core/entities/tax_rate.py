# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tax rates of a Xero organisation; only read (XERO_API §4 Settings; SPEC A23, D6).

TaxType is an open text, never an enumeration: rates of a user's own are TAX001, TAX002
…
"""

from __future__ import annotations

from functools import partial
from typing import Any

from ..convert import decimal_of
from ..entity import Entity, Facts
from ..mapping import Field, decode

_COMPONENT_FIELDS = (
    Field("name", "Name"),
    Field("rate", "Rate", into=decimal_of),
    Field("compound", "IsCompound", into=bool),
    Field("non_recoverable", "IsNonRecoverable", into=bool),
)


def _components(value: Any) -> list[Facts]:
    rows = value if isinstance(value, list) else ()
    return [decode(_COMPONENT_FIELDS, row) for row in rows if isinstance(row, dict)]


FIELDS = (
    Field("tax_type", "TaxType"),
    Field("name", "Name"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
    Field("display_rate", "DisplayTaxRate", into=decimal_of),
    Field("effective_rate", "EffectiveRate", into=decimal_of),
    Field("can_apply_assets", "CanApplyToAssets", into=bool),
    Field("can_apply_equity", "CanApplyToEquity", into=bool),
    Field("can_apply_expenses", "CanApplyToExpenses", into=bool),
    Field("can_apply_liabilities", "CanApplyToLiabilities", into=bool),
    Field("can_apply_revenue", "CanApplyToRevenue", into=bool),
    Field("components", "TaxComponents", into=_components),
)

TAX_RATE = Entity(
    name="tax_rate",
    plural="TaxRates",
    id_key="TaxType",
    number_key="Name",
    actions={"list": "get_tax_rates"},
    scopes=("accounting.settings.read",),
    decode=partial(decode, FIELDS),
)
