# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What invoices, bills, credit notes, overpayments and prepayments have in common.

Each is an amount that a contact owes or is owed; payments and allocations (of a
credit to an invoice) reduce what remains of it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from .change import Change
from .contacts import Contact
from .lines import Line, total_of
from .money import ZERO

APPROVED = ("AUTHORISED", "PAID")
GONE = ("VOIDED", "DELETED")
# Which side of its control account a document is booked on: 1 debit, -1 credit.
SIDES = {
    "ACCREC": 1,
    "ACCRECCREDIT": -1,
    "AROVERPAYMENT": -1,
    "ARPREPAYMENT": -1,
    "ACCPAY": -1,
    "ACCPAYCREDIT": 1,
    "APOVERPAYMENT": 1,
    "APPREPAYMENT": 1,
}
SALES = frozenset(("ACCREC", "ACCRECCREDIT", "AROVERPAYMENT", "ARPREPAYMENT"))
INVOICES = frozenset(("ACCREC", "ACCPAY"))


@dataclass(slots=True, eq=False)
class Document:
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
    branding_theme_id: str = ""
    sent_to_contact: bool = False
    total: Decimal = ZERO
    total_tax: Decimal = ZERO
    total_discount: Decimal = ZERO
    payments: list = field(default_factory=list)
    allocations: list = field(default_factory=list)
    amount_paid: Decimal = ZERO
    amount_allocated: Decimal = ZERO
    fully_paid_on: date | None = None
    overrides: dict | None = None

    @property
    def is_sale(self) -> bool:
        """Of a customer, not of a supplier."""
        return self.type in SALES

    @property
    def is_credit(self) -> bool:
        """Reduces what is owed, as a credit note does."""
        return self.type not in INVOICES

    @property
    def side(self) -> int:
        return SIDES[self.type]

    @property
    def sub_total(self) -> Decimal:
        return self.total - self.total_tax

    @property
    def remaining(self) -> Decimal:
        """What is left to pay, refund or allocate; nothing of a voided or deleted
        document (spec, GET /Invoices)."""
        if self.status in GONE:
            return ZERO
        return self.total - self.amount_paid - self.amount_allocated

    @property
    def live_payments(self) -> list:
        return [p for p in self.payments if p.status == "AUTHORISED"]

    @property
    def live_allocations(self) -> list:
        return [each for each in self.allocations if not each.is_deleted]

    @property
    def is_settled(self) -> bool:
        """Paid, refunded or allocated, if only in part."""
        return bool(self.live_payments or self.live_allocations)

    def outstanding(self) -> Decimal:
        """The total less live payments and allocations, also while the sums of
        both are being updated."""
        settled = (*self.live_payments, *self.live_allocations)
        return self.total - sum((each.amount for each in settled), ZERO)

    def set_lines(self, lines: list[Line]) -> None:
        self.lines = lines
        self.total = total_of(lines, self.amount_types)
        self.total_tax = sum((line.tax_amount for line in lines), ZERO)
        self.total_discount = sum((line.discount for line in lines), ZERO)

    def settlements_changed(self, change: Change) -> None:
        """Applying or removing a payment or an allocation moves PAID and
        UpdatedDateUTC."""
        self.amount_paid = sum((each.amount for each in self.live_payments), ZERO)
        self.amount_allocated = sum(
            (each.amount for each in self.live_allocations), ZERO
        )
        self.updated = change.now
        self.settle()

    def settle(self) -> None:
        """PAID is computed: nothing left to pay on an approved document.

        That an approved document of zero is PAID at once is unconfirmed.
        """
        if self.status not in APPROVED:
            return
        self.status = "AUTHORISED" if self.remaining else "PAID"
        self.fully_paid_on = None
        if self.status == "PAID":
            settled = (*self.live_payments, *self.live_allocations)
            self.fully_paid_on = max((each.day for each in settled), default=self.day)
