# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments made or received together, as one line of the bank statement.

XERO_API §4 "Payments, credits, bank". A batch pays invoices of customers or bills of
suppliers, each once, and is saved as a whole or not at all (the three unconfirmed,
as are the wordings); its payments cannot be deleted one by one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from .accounts import Account
from .change import Change
from .errors import Invalid, refuse_if, too_long
from .money import ZERO
from .payments import Payment
from .table import Table

LIMITS = {
    "Reference": 255,
    "Particulars": 12,
    "Code": 12,
    "Details": 18,
    "Narrative": 18,
}


@dataclass(slots=True, eq=False)
class BatchPayment:
    id: str
    account: Account
    day: date
    updated: datetime
    fields: dict
    payments: list[Payment] = field(default_factory=list)
    status: str = "AUTHORISED"
    is_reconciled: bool = False
    overrides: dict | None = None

    @property
    def type(self) -> str:
        return "RECBATCH" if self.payments[0].document.side == 1 else "PAYBATCH"

    @property
    def total(self) -> Decimal:
        """What moves on the bank account, in its currency; also once deleted."""
        return sum((payment.bank_amount for payment in self.payments), ZERO)


class BatchPayments(Table[BatchPayment]):
    """All batch payments of one organisation, by id."""

    def __init__(self, organisation):
        super().__init__()
        self._org = organisation

    def create(self, values: dict, change: Change) -> BatchPayment:
        account = self._org.accounts.named(values.get("Account") or {})
        messages = too_long(values, LIMITS)
        if account is None or account.type != "BANK":
            messages.append("The Bank Account must be valid.")
        sent = values.get("Payments") or []
        if not sent:
            messages.append("A batch payment must have at least one payment.")
        refuse_if(messages)
        day = values.get("Date") or change.today
        common = {"Account": {"AccountID": account.id}, "Date": day}
        rows = [{**row, **common} for row in sent]
        documents = self._checked(rows, change)
        fields = {name: values[name] for name in LIMITS if values.get(name)}
        batch = BatchPayment(str(uuid4()), account, day, change.now, fields)
        batch.payments = [
            self._org.payments.book(document, account, row, change, batch)
            for document, row in zip(documents, rows, strict=True)
        ]
        self.by_id[batch.id] = batch
        return batch

    def upsert(self, values: dict, change: Change) -> BatchPayment:
        """POST only deletes, by BatchPaymentID (spec, deleteBatchPayment)."""
        batch = self.get(values.get("BatchPaymentID"))
        if batch is None:
            raise Invalid("The batch payment with the specified details was not found.")
        return self.update(batch, values, change)

    def update(self, batch: BatchPayment, values: dict, change: Change) -> BatchPayment:
        """Deleting is the only change: every payment of the batch goes."""
        if set(values) - {"BatchPaymentID", "Status"}:
            raise Invalid("Only Status accepted for updates.")
        if values.get("Status") != "DELETED" or batch.status != "AUTHORISED":
            raise Invalid("Batch Payment not of valid status for modification")
        if batch.is_reconciled:
            raise Invalid(
                "This batch payment has been reconciled and cannot be deleted"
            )
        locked = self._org.lock_message(batch.day)
        refuse_if([locked] if locked else [])
        for payment in batch.payments:
            self._org.payments.remove(payment, change)
        batch.status = "DELETED"
        batch.updated = change.now
        return batch

    def _checked(self, rows: list[dict], change: Change) -> list:
        """The documents to pay, one for each row.

        :raise Invalid: with everything that is wrong with any of them.
        """
        documents, messages = [], []
        for row in rows:
            try:
                document, _account = self._org.payments.checked(row, change)
            except Invalid as error:
                messages.extend(error.messages)
            else:
                documents.append(document)
        if len(set(documents)) < len(documents):
            messages.append("A document can be paid only once in a batch payment.")
        if any(document.is_credit for document in documents):
            messages.append("A batch payment can only pay invoices or bills.")
        if len({document.side for document in documents}) > 1:
            messages.append("A batch payment can only pay invoices or only bills.")
        refuse_if(list(dict.fromkeys(messages)))
        return documents
