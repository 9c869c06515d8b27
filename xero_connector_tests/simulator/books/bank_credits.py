# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Overpayments and prepayments: what a contact paid or got before it was due.

Both are made by bank transactions and used up like credit notes. An overpayment
stands on the control account; a prepayment on the accounts and taxes of its lines
until it is allocated or refunded (that it leaves them only then is unconfirmed).
"""

from dataclasses import dataclass
from decimal import Decimal

from .document import Document
from .table import Table

# The bank transaction's type to the type of what it makes.
TYPES = {
    "RECEIVE-OVERPAYMENT": "AROVERPAYMENT",
    "SPEND-OVERPAYMENT": "APOVERPAYMENT",
    "RECEIVE-PREPAYMENT": "ARPREPAYMENT",
    "SPEND-PREPAYMENT": "APPREPAYMENT",
}
BANK_TYPES = {kind: bank_type for bank_type, kind in TYPES.items()}


@dataclass(slots=True, eq=False)
class BankCredit(Document):
    """One overpayment or prepayment."""

    @property
    def remaining_credit(self) -> Decimal:
        return self.remaining

    @property
    def bank_type(self) -> str:
        """How Xero names its type."""
        return BANK_TYPES[self.type]


class BankCredits(Table[BankCredit]):
    """All overpayments, or all prepayments, of one organisation, by id."""

    def add(self, credit: BankCredit) -> None:
        self.by_id[credit.id] = credit
