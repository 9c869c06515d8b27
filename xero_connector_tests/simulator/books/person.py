# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does with money in Xero's own screens, under the API's rules.

Documents are named by id or number; amounts are in the document's currency.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from .change import Change
from .errors import Invalid


class Person:
    """Someone who works in one organisation's books.

    :param now: the simulator's clock.
    """

    def __init__(self, organisation, now: Callable[[], datetime]):
        self._org = organisation
        self._now = now

    def pay(
        self,
        number: str,
        amount: Decimal | int | str,
        account_code: str,
        day: date | None = None,
        **fields,
    ):
        """Pay an invoice or bill. Returns the payment."""
        return self.settle("Invoice", number, amount, account_code, day, **fields)

    def settle(
        self,
        target: str,
        key: str,
        amount: Decimal | int | str,
        account_code: str,
        day: date | None = None,
        **fields,
    ):
        """Pay a document, or refund it when it is a credit. Returns the payment.

        :param target: Invoice, CreditNote, Overpayment or Prepayment.
        :param fields: further ones of a payment, under Xero's names.
        """
        values = {
            target: {f"{target}ID": key},
            "Account": self._account(account_code),
            "Amount": Decimal(amount),
            **({"Date": day} if day else {}),
            **fields,
        }
        return self._org.payments.create(values, self._change())

    def void(self, number: str, table: str = "invoices"):
        """Void an approved invoice or credit note, or delete a draft.

        :param table: invoices or credit_notes.
        """
        documents = getattr(self._org, table)
        document = documents.get(number)
        if document is None:
            raise Invalid(f"{documents.noun} could not be found")
        drafted = document.status in ("DRAFT", "SUBMITTED")
        status = {"Status": "DELETED" if drafted else "VOIDED"}
        return documents.update(document, status, self._change())

    def delete_payment(self, payment_id: str):
        return self._delete("payments", payment_id)

    def delete_batch(self, batch_id: str):
        return self._delete("batch_payments", batch_id)

    def delete_bank_transaction(self, transaction_id: str):
        """Also what makes an overpayment or prepayment, which is voided."""
        return self._delete("bank_transactions", transaction_id)

    def allocate(
        self, credit, number: str, amount: Decimal | int | str, day: date | None = None
    ):
        """Use up a credit note, overpayment or prepayment. Returns the allocation."""
        values = {
            "Invoice": {"InvoiceID": number},
            "Amount": Decimal(amount),
            "Date": day or self._org.today(),
        }
        return self._org.allocations.create(credit, values, self._change())

    def remove_allocation(self, allocation_id: str):
        allocation = self._org.allocations.get(allocation_id)
        if allocation is None or allocation.is_deleted:
            raise Invalid("The allocation was not found.")
        return self._org.allocations.delete(allocation, self._change())

    def batch(
        self,
        amounts: dict[str, Decimal | int | str],
        account_code: str,
        day: date | None = None,
        **fields,
    ):
        """Pay invoices, or bills, together. Returns the batch payment.

        :param amounts: what is paid of each document.
        """
        values = {
            "Account": self._account(account_code),
            "Payments": [
                {"Invoice": {"InvoiceID": number}, "Amount": Decimal(amount)}
                for number, amount in amounts.items()
            ],
            **({"Date": day} if day else {}),
            **fields,
        }
        return self._org.batch_payments.create(values, self._change())

    def reconcile(self, record, reconciled: bool = True) -> None:
        """Match a payment, batch payment or bank transaction with the bank statement,
        or undo that. A payment of a batch goes with the whole batch."""
        batch = getattr(record, "batch", None) or record
        for each in (batch, *getattr(batch, "payments", ())):
            each.is_reconciled = reconciled
            each.updated = self._now()
            self._org.feed.note(each)

    def _delete(self, table: str, key: str):
        records = getattr(self._org, table)
        record = records.get(key)
        if record is None:
            raise Invalid("The record with the specified details was not found.")
        return records.update(record, {"Status": "DELETED"}, self._change())

    def _account(self, key: str) -> dict:
        account = self._org.accounts.get(key)
        return {"AccountID": account.id} if account else {"Code": key}

    def _change(self) -> Change:
        return Change(self._now())
