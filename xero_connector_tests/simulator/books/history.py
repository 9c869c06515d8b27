# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""History and notes of records: what happened to them, and what apps noted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .errors import Invalid

# "Max Length 250 characters" (developer.xero.com, "History and Notes"); others say
# 450. The stricter of the two.
MAX_DETAILS = 250
BY_API = "System Generated"


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    changes: str
    details: str
    moment: datetime
    user: str = BY_API


class History:
    """All history of one organisation, by the id of the record it is about."""

    def __init__(self):
        self._by_owner: dict[str, list[HistoryRecord]] = {}

    def of(self, owner) -> list[HistoryRecord]:
        """Newest first. What a person made in Xero has one entry for that."""
        if owner.id not in self._by_owner:
            return [HistoryRecord("Created", "", owner.updated, "Demo User")]
        return self.entries(owner.id)

    def owners(self) -> Iterator[str]:
        return iter(self._by_owner)

    def entries(self, owner_id: str) -> list[HistoryRecord]:
        return self._by_owner[owner_id][::-1]

    def saved(self, owner_id: str, app: str, now: datetime) -> None:
        """An app created or changed a record."""
        known = owner_id in self._by_owner
        self.add(
            owner_id,
            HistoryRecord(
                "Edited" if known else "Created",
                f"Received through the Xero API from {app}",
                now,
            ),
        )

    def note(self, owner_id: str, details: str | None, now: datetime) -> HistoryRecord:
        """:raise Invalid: without text or too long (wordings unconfirmed)."""
        if not (details or "").strip():
            raise Invalid("Details must be specified.")
        if len(details) > MAX_DETAILS:
            raise Invalid(
                f"The Details field must not be longer than {MAX_DETAILS} characters."
            )
        return self.add(owner_id, HistoryRecord("Note", details, now))

    def add(self, owner_id: str, record: HistoryRecord) -> HistoryRecord:
        self._by_owner.setdefault(owner_id, []).append(record)
        return record
