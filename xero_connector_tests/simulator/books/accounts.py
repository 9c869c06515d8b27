# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The chart of accounts (XERO_API §4 "Settings")."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from .change import Change
from .errors import Invalid, refuse_if, too_long
from .table import Table

CLASS_OF_TYPE = {
    "BANK": "ASSET",
    "CURRENT": "ASSET",
    "FIXED": "ASSET",
    "INVENTORY": "ASSET",
    "NONCURRENT": "ASSET",
    "PREPAYMENT": "ASSET",
    "EQUITY": "EQUITY",
    "DEPRECIATN": "EXPENSE",
    "DIRECTCOSTS": "EXPENSE",
    "EXPENSE": "EXPENSE",
    "OVERHEADS": "EXPENSE",
    "CURRLIAB": "LIABILITY",
    "LIABILITY": "LIABILITY",
    "TERMLIAB": "LIABILITY",
    "PAYG": "LIABILITY",
    "OTHERINCOME": "REVENUE",
    "REVENUE": "REVENUE",
    "SALES": "REVENUE",
}
LIMITS = {"Code": 10, "Name": 150, "Description": 4000}


@dataclass(slots=True)
class Account:
    id: str
    code: str
    name: str
    type: str
    updated: datetime
    tax_type: str = "NONE"
    status: str = "ACTIVE"
    system_account: str = ""
    description: str = ""
    bank_account_number: str = ""
    bank_account_type: str = ""
    currency_code: str = ""
    enable_payments: bool = False
    show_in_expense_claims: bool = False

    @property
    def account_class(self) -> str:
        return CLASS_OF_TYPE[self.type]

    @property
    def label(self) -> str:
        """Bank accounts may have no code: then the name identifies them."""
        return self.code or self.name

    @property
    def takes_payments(self) -> bool:
        return self.type == "BANK" or self.enable_payments

    @property
    def takes_invoice_lines(self) -> bool:
        """Not bank or system accounts, ROUNDING excepted (XERO_API §4)."""
        return self.type != "BANK" and self.system_account in ("", "ROUNDING")


class Accounts(Table[Account]):
    """All accounts of one organisation, by id and by code."""

    def __init__(self, base_currency: str, currencies: set[str]):
        super().__init__()
        self.by_code: dict[str, Account] = {}
        self._base_currency = base_currency
        self._currencies = currencies

    def add(self, account: Account) -> Account:
        self.by_id[account.id] = account
        if account.code:
            self.by_code[account.code] = account
        return account

    def get(self, key: str | None) -> Account | None:
        """By AccountID or by code."""
        return self.by_id.get((key or "").lower()) or self.by_code.get(key or "")

    def named(self, values: dict) -> Account | None:
        """The account a payload names by AccountID or, failing that, by Code."""
        if values.get("AccountID"):
            return self.by_id.get(values["AccountID"].lower())
        return self.by_code.get(values.get("Code") or "")

    def system(self, role: str) -> Account:
        return next(a for a in self if a.system_account == role)

    def create(self, values: dict, change: Change) -> Account:
        self._check_new(values)
        account = Account(
            id=str(uuid4()),
            code=values.get("Code") or "",
            name=values["Name"],
            type=values["Type"],
            updated=change.now,
            tax_type=values.get("TaxType") or "NONE",
        )
        if account.type == "BANK":
            account.bank_account_type = values.get("BankAccountType") or "BANK"
            account.currency_code = values.get("CurrencyCode") or self._base_currency
        self._apply(account, values)
        return self.add(account)

    def update(self, account: Account, values: dict, change: Change) -> Account:
        if account.system_account and values.get("Status") == "ARCHIVED":
            raise Invalid("System accounts cannot be archived.")
        code = values.get("Code")
        if code and code != account.code and code in self.by_code:
            raise Invalid("Please enter a unique Code.")
        if code and code != account.code:
            self.by_code.pop(account.code, None)
            account.code = code
            self.by_code[code] = account
        account.name = values.get("Name") or account.name
        account.tax_type = values.get("TaxType") or account.tax_type
        account.status = values.get("Status") or account.status
        self._apply(account, values)
        account.updated = change.now
        return account

    def upsert(self, values: dict, change: Change) -> Account:
        account = self.by_id.get((values.get("AccountID") or "").lower())
        if account is None:
            return self.create(values, change)
        return self.update(account, values, change)

    def delete(self, account: Account, change: Change) -> Account:
        account.status = "DELETED"
        account.updated = change.now
        return account

    @staticmethod
    def _apply(account: Account, values: dict) -> None:
        account.description = values.get("Description", account.description)
        account.bank_account_number = values.get(
            "BankAccountNumber", account.bank_account_number
        )
        account.enable_payments = values.get(
            "EnablePaymentsToAccount", account.enable_payments
        )
        account.show_in_expense_claims = values.get(
            "ShowInExpenseClaims", account.show_in_expense_claims
        )

    def _check_new(self, values: dict) -> None:
        messages = too_long(values, LIMITS)
        if not values.get("Name"):
            messages.append("Name must be specified")
        if values.get("Type") not in CLASS_OF_TYPE:
            messages.append("Account Type must be valid.")
        if not values.get("Code") and values.get("Type") != "BANK":
            messages.append("Code must be specified")
        if values.get("Code") in self.by_code:
            messages.append("Please enter a unique Code.")
        if any(account.name == values.get("Name") for account in self):
            messages.append("Please enter a unique Name.")
        currency = values.get("CurrencyCode")
        if currency and currency not in self._currencies:
            messages.append(
                f"The current organisation is not subscribed to currency '{currency}'."
            )
        refuse_if(messages)
