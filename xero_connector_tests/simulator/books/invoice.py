# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One invoice or bill, as it differs from other documents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .document import Document


@dataclass(slots=True, eq=False)
class Invoice(Document):
    url: str = ""
    expected_payment: date | None = None
    planned_payment: date | None = None

    @property
    def amount_due(self) -> Decimal:
        return self.remaining

    @property
    def amount_credited(self) -> Decimal:
        """By credit notes, overpayments and prepayments."""
        return self.amount_allocated
