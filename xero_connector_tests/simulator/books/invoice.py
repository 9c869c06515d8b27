# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One invoice or bill: its state, its totals and what is still due."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from .change import Change
from .contacts import Contact
from .lines import Line, total_of
from .money import ZERO

APPROVED = ("AUTHORISED", "PAID")
GONE = ("VOIDED", "DELETED")


@dataclass(slots=True)
class Invoice:
    id: str
    type: str
    number: str
    contact: Contact
    app: str
    updated: datetime
    status: str = "DRAFT"
    day: date | None = None
    due: date | None = None
    amount_types: str = "Exclusive"
    currency_code: str = ""
    currency_rate: Decimal = Decimal(1)
    lines: list[Line] = field(default_factory=list)
    reference: str = ""
    url: str = ""
    branding_theme_id: str = ""
    sent_to_contact: bool = False
    expected_payment: date | None = None
    planned_payment: date | None = None
    total: Decimal = ZERO
    total_tax: Decimal = ZERO
    total_discount: Decimal = ZERO
    payments: list = field(default_factory=list)
    amount_paid: Decimal = ZERO
    fully_paid_on: date | None = None
    overrides: dict | None = None

    @property
    def sub_total(self) -> Decimal:
        return self.total - self.total_tax

    @property
    def amount_due(self) -> Decimal:
        """Nothing is due on a voided or deleted document (spec, GET /Invoices)."""
        return ZERO if self.status in GONE else self.total - self.amount_paid

    @property
    def live_payments(self) -> list:
        return [p for p in self.payments if p.status == "AUTHORISED"]

    def outstanding(self) -> Decimal:
        """Total less live payments, also while `amount_paid` is being updated."""
        return self.total - sum((p.amount for p in self.live_payments), ZERO)

    def set_lines(self, lines: list[Line]) -> None:
        self.lines = lines
        self.total = total_of(lines, self.amount_types)
        self.total_tax = sum((line.tax_amount for line in lines), ZERO)
        self.total_discount = sum((line.discount for line in lines), ZERO)

    def payments_changed(self, change: Change) -> None:
        """Applying or deleting a payment moves PAID and UpdatedDateUTC."""
        self.amount_paid = self.total - self.outstanding()
        self.updated = change.now
        self.settle()

    def settle(self) -> None:
        """PAID is computed: nothing left to pay on an approved document.

        That an approved document of zero is PAID at once is unconfirmed.
        """
        if self.status not in APPROVED:
            return
        self.status = "AUTHORISED" if self.amount_due else "PAID"
        self.fully_paid_on = None
        if self.status == "PAID":
            days = [payment.day for payment in self.live_payments]
            self.fully_paid_on = max(days, default=self.day)
