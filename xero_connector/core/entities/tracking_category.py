# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking categories and their options; only read (XERO_API §4; SPEC P25, X15)."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..entity import Entity, Facts
from ..mapping import Field, decode

_OPTION_FIELDS = (
    Field("xero_id", "TrackingOptionID"),
    Field("name", "Name"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
)


def _options(value: Any) -> list[Facts]:
    rows = value if isinstance(value, list) else ()
    return [decode(_OPTION_FIELDS, row) for row in rows if isinstance(row, dict)]


FIELDS = (
    Field("xero_id", "TrackingCategoryID"),
    Field("name", "Name"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
    Field("options", "Options", into=_options),
)

TRACKING_CATEGORY = Entity(
    name="tracking_category",
    plural="TrackingCategories",
    id_key="TrackingCategoryID",
    number_key="Name",
    actions={"list": "get_tracking_categories"},
    scopes=("accounting.settings.read",),
    decode=partial(decode, FIELDS),
)
