# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes, overpayments and prepayments used up by invoices.

XERO_API §4 "Payments, credits, bank". The wordings with a source are those that
waynerobinson/xeroizer#320 and calcinai/xero-php#251 quote from Xero's answers; there
"Credit Note" is also said of the credit's kind, which is unconfirmed for the others.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from .change import Change
from .document import Document
from .errors import Invalid, refuse_if
from .money import ZERO, cents
from .posting import allocation_entries
from .table import Table

NOUNS = {"OVERPAYMENT": "Overpayment", "PREPAYMENT": "Prepayment"}


@dataclass(slots=True, eq=False)
class Allocation:
    id: str
    credit: Document
    invoice: Document
    amount: Decimal
    day: date
    is_deleted: bool = False


class Allocations(Table[Allocation]):
    """All allocations of one organisation, by id."""

    def __init__(self, organisation):
        super().__init__()
        self._org = organisation

    def create(self, credit: Document, values: dict, change: Change) -> Allocation:
        """Use up a part of `credit`: Amount, Invoice and Date are required."""
        invoice = self._invoice(values.get("Invoice") or {})
        amount, day = cents(values.get("Amount") or ZERO), values.get("Date")
        refuse_if(self._messages(credit, invoice, amount, day))
        allocation = Allocation(str(uuid4()), credit, invoice, amount, day)
        self.by_id[allocation.id] = allocation
        for document in (credit, invoice):
            document.allocations.append(allocation)
        self._org.ledger.post(
            allocation.id, day, allocation_entries(self._org, allocation)
        )
        self._changed(allocation, change)
        return allocation

    def delete(self, allocation: Allocation, change: Change) -> Allocation:
        """Take it back: both documents are open again."""
        locked = self._org.lock_message(allocation.day)
        refuse_if([locked] if locked else [])
        allocation.is_deleted = True
        self._org.ledger.reverse(allocation.id)
        self._changed(allocation, change)
        return allocation

    def _changed(self, allocation: Allocation, change: Change) -> None:
        for document in (allocation.credit, allocation.invoice):
            document.settlements_changed(change)
            self._org.feed.note(document)

    def _invoice(self, named: dict) -> Document:
        key = named.get("InvoiceID") or named.get("InvoiceNumber")
        if not key:
            raise Invalid("An invoice must be specified.")  # unconfirmed wording
        invoice = self._org.invoices.get(key)
        if invoice is None:
            raise Invalid("Invoice could not be found")
        return invoice

    def _messages(
        self, credit: Document, invoice: Document, amount: Decimal, day: date | None
    ) -> list[str]:
        noun = NOUNS.get(credit.type[2:], "Credit Note")
        messages = [
            *_pairing_messages(noun, credit, invoice),
            *_amount_messages(noun, credit, invoice, amount),
        ]
        if day is None:
            return [*messages, "The Date field must be specified."]  # unconfirmed
        locked = self._org.lock_message(day)
        return [*messages, locked] if locked else messages


def _pairing_messages(noun: str, credit: Document, invoice: Document) -> list[str]:
    """Whether the two can go together; the amounts are another matter."""
    messages = []
    if credit.status != "AUTHORISED":  # unconfirmed wording
        messages.append(f"{noun} not of valid status for allocation")
    if invoice.status == "PAID":
        messages.append(
            "The invoice you are trying to allocate to has already been paid off"
        )
    elif invoice.status != "AUTHORISED":  # unconfirmed wording
        messages.append("Invoice not of valid status for allocation")
    if invoice.is_sale != credit.is_sale:
        # The source is cut after "incorrect invoice t".
        messages.append(f"{noun} cannot be allocated to an incorrect invoice type")
    if invoice.contact is not credit.contact:  # unconfirmed wording
        messages.append(f"{noun} cannot be allocated to an invoice of another contact")
    if invoice.currency_code != credit.currency_code:  # unconfirmed wording
        messages.append(f"{noun} cannot be allocated to an invoice in another currency")
    return messages


def _amount_messages(
    noun: str, credit: Document, invoice: Document, amount: Decimal
) -> list[str]:
    if amount <= ZERO:  # unconfirmed wording
        return ["Allocation amount must be greater than zero"]
    if amount > min(credit.remaining, invoice.remaining):
        return [
            f"{noun} cannot be allocated as amount is greater than amount outstanding"
        ]
    return []
