# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Branding themes: how documents look. People make them, apps only read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from .change import Change
from .errors import refuse_if
from .table import Table

DEFAULT = "Standard"


@dataclass(slots=True, eq=False)
class BrandingTheme:
    id: str
    name: str
    sort_order: int
    created: datetime
    status: str = "ACTIVE"


class BrandingThemes(Table[BrandingTheme]):
    """The themes of one organisation; the default one comes first."""

    def __init__(self, now: datetime):
        super().__init__()
        self.create({"Name": DEFAULT}, Change(now))

    def create(self, values: dict, change: Change) -> BrandingTheme:
        """What a person does; the API has no way to."""
        refuse_if([] if values.get("Name") else ["Name must be specified"])
        theme = BrandingTheme(str(uuid4()), values["Name"], len(self), change.now)
        self.by_id[theme.id] = theme
        return theme

    def update(self, theme: BrandingTheme, values: dict, change: Change):
        theme.name = values.get("Name") or theme.name
        return theme

    def delete(self, theme: BrandingTheme, change: Change) -> None:
        del self.by_id[theme.id]

    def messages(self, values: dict) -> list[str]:
        """What is wrong with the BrandingThemeID of a document, if one is sent."""
        key = values.get("BrandingThemeID")
        if not key or self.get(key):
            return []
        return [f"The BrandingThemeID {key} does not exist."]  # unconfirmed wording
