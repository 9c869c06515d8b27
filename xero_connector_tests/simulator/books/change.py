# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who changes the books, when, and with which precision."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One write: by an app through the API, or by a person (`app` empty)."""

    now: datetime
    app: str = ""
    unit_places: int = 2

    @property
    def today(self) -> date:
        return self.now.date()
