# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One bank transaction: money spent or received without an invoice."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from .accounts import Account
from .bank_credits import BankCredit
from .contacts import Contact
from .lines import Line, LineBuilder, total_of
from .money import ZERO


@dataclass(slots=True, eq=False)
class BankTransaction:
    id: str
    type: str
    app: str
    updated: datetime
    status: str = "AUTHORISED"
    contact: Contact | None = None
    account: Account | None = None
    day: date | None = None
    reference: str = ""
    url: str = ""
    amount_types: str = "Exclusive"
    currency_code: str = ""
    currency_rate: Decimal = Decimal(1)
    lines: list[Line] = field(default_factory=list)
    total: Decimal = ZERO
    total_tax: Decimal = ZERO
    is_reconciled: bool = False
    credit: BankCredit | None = None
    overrides: dict | None = None

    @property
    def is_credit(self) -> bool:
        """Its taxes count as those of an invoice or bill."""
        return False

    @property
    def side(self) -> int:
        """1 when the bank account is debited: money comes in."""
        return 1 if self.type.startswith("RECEIVE") else -1

    @property
    def is_overpayment(self) -> bool:
        return self.type.endswith("OVERPAYMENT")

    @property
    def sub_total(self) -> Decimal:
        return self.total - self.total_tax

    def set_lines(self, lines: list[Line]) -> None:
        self.lines = lines
        self.total = total_of(lines, self.amount_types)
        self.total_tax = sum((line.tax_amount for line in lines), ZERO)


class OverpaymentLineBuilder(LineBuilder):
    """Lines of an overpayment: on the control account, whether they say so or not."""

    def _account(self, given: dict) -> Account | None:
        role = "DEBTORS" if self.kind.startswith("RECEIVE") else "CREDITORS"
        control = self.org.accounts.system(role)
        key = given.get("AccountID") or given.get("AccountCode")
        if key and self.org.accounts.get(key) is not control:
            self.messages.append(
                f"Account code '{key}' is not a valid code for this document."
            )
        return control
