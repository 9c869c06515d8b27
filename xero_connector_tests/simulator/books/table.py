# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What all tables of an organisation's records have in common."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Record = TypeVar("Record")


class Table(Generic[Record]):
    """Records by id (in lower case), in the order in which they were made."""

    def __init__(self):
        self.by_id: dict[str, Record] = {}

    def __iter__(self) -> Iterator[Record]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, key: str | None) -> Record | None:
        return self.by_id.get((key or "").lower())
