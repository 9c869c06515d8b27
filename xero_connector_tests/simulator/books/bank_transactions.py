# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Creating, changing and deleting bank transactions (XERO_API §4)."""

from uuid import uuid4

from .bank_credits import TYPES, BankCredit
from .bank_transaction import BankTransaction, OverpaymentLineBuilder
from .bank_transaction_rules import ENDED, change_messages, field_messages
from .change import Change
from .document_contact import contact_of
from .errors import Invalid, refuse_if
from .lines import LineBuilder, total_of
from .money import ZERO
from .posting import bank_transaction_entries
from .table import Table

CREATED = ("SPEND", "RECEIVE", *TYPES)


class BankTransactions(Table[BankTransaction]):
    """All bank transactions of one organisation."""

    def __init__(self, organisation):
        super().__init__()
        self._org = organisation

    def get(self, key: str | None) -> BankTransaction | None:
        """By its id or that of its overpayment or prepayment (Xero's support, quoted
        in calcinai/xero-php#889)."""
        key = (key or "").lower()
        credited = (each for each in self if each.credit and each.credit.id == key)
        return self.by_id.get(key) or next(credited, None)

    def create(self, values: dict, change: Change) -> BankTransaction:
        kind = values.get("Type") or ""
        if kind not in CREATED:  # transfers have an endpoint of their own
            raise Invalid("The Bank Transaction Type is not valid.")
        if (values.get("Status") or "AUTHORISED") != "AUTHORISED":
            raise Invalid("Bank Transaction not of valid status for creation")
        blank = BankTransaction(str(uuid4()), kind, change.app, change.now)
        return self._save(blank, values, change)

    def upsert(self, values: dict, change: Change) -> BankTransaction:
        """POST: by BankTransactionID, else a new one."""
        if not values.get("BankTransactionID"):
            return self.create(values, change)
        transaction = self.by_id.get(values["BankTransactionID"].lower())
        if transaction is None:
            raise Invalid("Bank Transaction could not be found")
        return self.update(transaction, values, change)

    def update(self, transaction: BankTransaction, values: dict, change: Change):
        """Overpayments and prepayments can only be deleted (unconfirmed)."""
        status = values.get("Status") or transaction.status
        refuse_if(change_messages(self._org, transaction, status))
        if status in ENDED:
            return self._end(transaction, change)
        return self._save(transaction, values, change)

    def _end(self, transaction: BankTransaction, change: Change) -> BankTransaction:
        """Overpayments and prepayments are voided, the others deleted."""
        credit = transaction.credit
        self._org.ledger.reverse((credit or transaction).id)
        transaction.status = "VOIDED" if credit else "DELETED"
        for record in (transaction, credit):
            if record is not None:
                record.updated = change.now
        if credit is not None:
            credit.status = "VOIDED"
            self._org.feed.note(credit)
        return transaction

    def _save(self, transaction: BankTransaction, values: dict, change: Change):
        """Check everything, then book it anew."""
        org = self._org
        named = values.get("BankAccount")
        account = org.accounts.named(named) if named else transaction.account
        messages = field_messages(org, transaction, account, values, change)
        amount_types = values.get("LineAmountTypes") or transaction.amount_types
        if transaction.is_overpayment:
            amount_types = "NoTax"
        lines = self._lines(transaction, values, amount_types, change, messages)
        refuse_if(messages)
        contact = contact_of(org, transaction.contact, values.get("Contact"), change)
        org.ledger.reverse(transaction.id)
        transaction.contact, transaction.account = contact, account
        transaction.amount_types = amount_types
        transaction.set_lines(lines)
        self._apply(transaction, values, change)
        self._book(transaction, change)
        return transaction

    def _lines(self, transaction, values, amount_types, change, messages) -> list:
        kind = OverpaymentLineBuilder if transaction.is_overpayment else LineBuilder
        places = change.unit_places
        builder = kind(self._org, transaction.type, amount_types, True, places)
        old = {line.id: line for line in transaction.lines}
        lines = [
            builder.build(line, old.pop((line.get("LineItemID") or "").lower(), None))
            for line in values.get("LineItems") or ()
        ]
        if not lines:
            retax = amount_types != transaction.amount_types
            lines = [builder.keep(line, retax) for line in transaction.lines]
        messages.extend(dict.fromkeys(builder.messages))
        if not lines:
            messages.append("One or more line items must be specified")
        elif total_of(lines, amount_types) <= ZERO:
            messages.append("The document total must be greater than zero.")
        return lines

    def _apply(self, transaction: BankTransaction, values: dict, change: Change):
        org = self._org
        transaction.day = values.get("Date") or transaction.day or change.today
        transaction.currency_code = (
            values.get("CurrencyCode")
            or transaction.account.currency_code
            or org.base_currency
        )
        known = transaction if transaction.id in self.by_id else None
        transaction.currency_rate = org.rate(
            transaction.currency_code, values.get("CurrencyRate"), known
        )
        for key, attribute in (("Reference", "reference"), ("Url", "url")):
            setattr(
                transaction, attribute, values.get(key, getattr(transaction, attribute))
            )
        transaction.is_reconciled = values.get(
            "IsReconciled", transaction.is_reconciled
        )
        transaction.updated = change.now
        self.by_id[transaction.id] = transaction

    def _book(self, transaction: BankTransaction, change: Change) -> None:
        org = self._org
        if transaction.type in TYPES:
            transaction.credit = self._credit(transaction, change)
        source = transaction.credit or transaction
        entries = bank_transaction_entries(org, transaction)
        org.ledger.post(source.id, transaction.day, entries)

    def _credit(self, transaction: BankTransaction, change: Change) -> BankCredit:
        """The overpayment or prepayment. One that was received takes a number like a
        sales invoice; that invoices cannot have it then is unconfirmed."""
        org = self._org
        kind = TYPES[transaction.type]
        number = org.invoices.numbers.next() if kind == "ARPREPAYMENT" else ""
        credit = BankCredit(
            *(str(uuid4()), kind, number, transaction.contact),
            *(change.app, change.now, "AUTHORISED", transaction.day),
            amount_types=transaction.amount_types,
            currency_code=transaction.currency_code,
            currency_rate=transaction.currency_rate,
            reference=transaction.reference if transaction.is_overpayment else number,
        )
        credit.set_lines(transaction.lines)
        table = org.overpayments if transaction.is_overpayment else org.prepayments
        table.add(credit)
        org.feed.note(credit, created=True)
        return credit
