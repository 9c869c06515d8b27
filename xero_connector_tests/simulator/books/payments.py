# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments: on authorised documents, up to what is due, never changed, only deleted.

XERO_API §4 "Payments, credits, bank" and the wordings of §3.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from .accounts import Account
from .change import Change
from .document import Document
from .errors import Invalid, refuse_if, too_long
from .money import ZERO, cents, rounded
from .posting import payment_entries
from .table import Table

LIMITS = {"Reference": 255}
TYPES = {"ACCRECCREDIT": "ARCREDIT", "ACCPAYCREDIT": "APCREDIT"}
# What a payment can be made on: the property, and the organisation's table.
TARGETS = {
    "Invoice": "invoices",
    "CreditNote": "credit_notes",
    "Prepayment": "prepayments",
    "Overpayment": "overpayments",
}


@dataclass(slots=True, eq=False)
class Payment:
    id: str
    document: Document
    account: Account
    day: date
    amount: Decimal
    bank_amount: Decimal
    currency_rate: Decimal
    reference: str
    is_reconciled: bool
    updated: datetime
    app: str
    status: str = "AUTHORISED"
    batch: object = None
    overrides: dict | None = None

    @property
    def type(self) -> str:
        kind = self.document.type
        return f"{TYPES.get(kind, kind)}PAYMENT"


class Payments(Table[Payment]):
    """All payments of one organisation, by id."""

    def __init__(self, organisation):
        super().__init__()
        self._org = organisation

    def create(self, values: dict, change: Change) -> Payment:
        document, account = self.checked(values, change)
        return self.book(document, account, values, change)

    def checked(self, values: dict, change: Change) -> tuple[Document, Account]:
        """The document and the account of a payment that could be made.

        :raise Invalid: it could not.
        """
        document, account = self._document(values), self._account(values)
        day = values.get("Date") or change.today
        locked = self._org.lock_message(day)
        refuse_if(
            [
                *too_long(values, LIMITS),
                *_amount_messages(document, values.get("Amount")),
                *self._account_messages(account, document),
                *([locked] if locked else []),
            ]
        )
        return document, account

    def upsert(self, values: dict, change: Change) -> Payment:
        """POST: a PaymentID may only be sent to delete that payment."""
        if not values.get("PaymentID"):
            return self.create(values, change)
        payment = self.get(values["PaymentID"])
        if payment is None:
            raise Invalid("The payment with the specified details was not found.")
        return self.update(payment, values, change)

    def update(self, payment: Payment, values: dict, change: Change) -> Payment:
        """Deleting is the only change a payment knows (XERO_API §4)."""
        if set(values) - {"PaymentID", "Status"}:
            raise Invalid("Only Status accepted for updates.")
        if values.get("Status") != "DELETED" or payment.status != "AUTHORISED":
            raise Invalid("Payment not of valid status for modification")
        if payment.batch is not None:  # documented, the wording is unconfirmed
            raise Invalid(
                "This payment is part of a batch payment and cannot be deleted"
            )
        if payment.is_reconciled:
            # Refused or un-reconciled: unconfirmed. The stricter reading.
            raise Invalid("This payment has been reconciled and cannot be deleted")
        locked = self._org.lock_message(payment.day)
        refuse_if([locked] if locked else [])
        return self.remove(payment, change)

    def remove(self, payment: Payment, change: Change) -> Payment:
        """Delete it, unconditionally: the document is open again."""
        payment.status = "DELETED"
        payment.updated = change.now
        self._org.ledger.reverse(payment.id)
        payment.document.settlements_changed(change)
        self._org.feed.note(payment)
        self._org.feed.note(payment.document)
        return payment

    def book(
        self,
        document: Document,
        account: Account,
        values: dict,
        change: Change,
        batch=None,
    ) -> Payment:
        """Make a payment that was checked.

        :param batch: the batch payment that it is part of.
        """
        payment = self._made(document, account, values, change)
        payment.batch = batch
        self.by_id[payment.id] = payment
        document.payments.append(payment)
        entries = payment_entries(self._org, payment)
        self._org.ledger.post(payment.id, payment.day, entries)
        document.settlements_changed(change)
        self._org.feed.note(payment, created=True)
        self._org.feed.note(document)  # unconfirmed: that paying changes it
        return payment

    def _made(self, document, account, values: dict, change: Change) -> Payment:
        amount = cents(values["Amount"])
        rate = document.currency_rate
        if document.currency_code != self._org.base_currency:
            rate = rounded(values.get("CurrencyRate") or rate, 6)
        return Payment(
            id=str(uuid4()),
            document=document,
            account=account,
            day=values.get("Date") or change.today,
            amount=amount,
            bank_amount=self._bank_amount(document, account, amount, rate),
            currency_rate=rate,
            reference=values.get("Reference") or "",
            is_reconciled=bool(values.get("IsReconciled")),
            updated=change.now,
            app=change.app,
        )

    def _bank_amount(self, document, account, amount, rate) -> Decimal:
        """What moves on the bank account, in that account's currency."""
        if (account.currency_code or self._org.base_currency) == document.currency_code:
            return amount
        return cents(amount / rate)

    def _document(self, values: dict) -> Document:
        """The one document that is paid or, when it is a credit, refunded."""
        named = {target: values[target] for target in TARGETS if values.get(target)}
        for target in ("Invoice", "CreditNote"):
            number = values.get(f"{target}Number")
            if number:
                named.setdefault(target, {f"{target}Number": number})
        if len(named) != 1:  # unconfirmed wording
            raise Invalid("A payment must be made against one document.")
        target, keys = named.popitem()
        key = keys.get(f"{target}ID") or keys.get(f"{target}Number")
        document = getattr(self._org, TARGETS[target]).get(key)
        if document is None:
            raise Invalid(f"{target} could not be found")
        return document

    def _account(self, values: dict) -> Account | None:
        named = dict(values.get("Account") or {})
        if not named and values.get("Code"):
            named = {"Code": values["Code"]}
        return self._org.accounts.named(named)

    def _account_messages(self, account: Account | None, document) -> list[str]:
        if account is None:
            return ["Account must be valid."]
        if account.status != "ACTIVE":
            return [f"Account code '{account.label}' has been archived."]
        if not account.takes_payments:
            return ["Account type is invalid for making a payment to/from"]
        base = self._org.base_currency
        if account.currency_code not in ("", base, document.currency_code):
            # Xero may accept it; the simulator has no third rate (unconfirmed).
            return ["The account's currency does not match the document."]
        if document.currency_code == base != (account.currency_code or base):
            return ["The account's currency does not match the document."]
        return []


def _amount_messages(document, amount: Decimal | None) -> list[str]:
    messages = []
    if amount is None or cents(amount) <= ZERO:
        messages.append("Payment amount must be greater than zero")
        amount = ZERO
    if document.status != "AUTHORISED":
        messages.append("Payments can only be made against Authorised documents")
    if amount > document.remaining:
        messages.append(
            "Payment amount exceeds the amount outstanding on this document"
        )
    return messages
