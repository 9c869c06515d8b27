# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Branding themes, which decide how invoices look; only read (XERO_API §4)."""

from __future__ import annotations

from functools import partial

from ..convert import decimal_of
from ..entity import Entity
from ..mapping import Field, decode

FIELDS = (
    Field("xero_id", "BrandingThemeID"),
    Field("name", "Name"),
    Field("type", "Type"),
    Field("sort_order", "SortOrder", into=lambda value: int(decimal_of(value))),
)

BRANDING_THEME = Entity(
    name="branding_theme",
    plural="BrandingThemes",
    id_key="BrandingThemeID",
    number_key="Name",
    actions={"list": "get_branding_themes"},
    scopes=("accounting.settings.read",),
    decode=partial(decode, FIELDS),
)
