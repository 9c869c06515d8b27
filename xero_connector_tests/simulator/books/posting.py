# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which journal entries documents, payments and allocations make.

Sales: receivables debit, income and tax credit. Bills: the mirror image; credit
notes mirror both again. Amounts are in base currency; the control account takes the
sum of the rounded lines, so every journal balances.
"""

from dataclasses import replace
from decimal import Decimal

from .document import Document
from .ledger import Entry
from .money import ZERO, to_base


def control_account(org, document: Document):
    """Accounts receivable or payable."""
    return org.accounts.system("DEBTORS" if document.is_sale else "CREDITORS")


def document_entries(org, document: Document) -> list[Entry]:
    """Entries of an authorised invoice, bill or credit note."""
    entries = line_entries(org, document, -document.side)
    total = sum((entry.amount for entry in entries), ZERO)
    control = control_account(org, document)
    return [*entries, Entry(control, -total, document=document.id)]


def line_entries(org, document, side: int) -> list[Entry]:
    """What the lines and their tax book.

    :param document: what has lines, amount types and a currency rate.
    :param side: 1 when the lines are debits, -1 when they are credits.
    """
    tax_account = org.accounts.system("GST")
    sign = -1 if document.is_credit else 1
    entries = []
    for line in document.lines:
        if line.account is None:
            continue
        net = to_base(line.net(document.amount_types), document.currency_rate)
        tax = to_base(line.tax_amount, document.currency_rate)
        told = {"tax_type": line.tax_type, "net": sign * net, "tax": sign * tax}
        entries.append(Entry(line.account, side * net, **told))
        if tax:
            entries.append(Entry(tax_account, side * tax))
    return entries


def bank_transaction_entries(org, transaction) -> list[Entry]:
    """Entries of money spent or received; what makes an overpayment or prepayment
    says so, as these are open until they are used up."""
    side = transaction.side
    if transaction.is_overpayment:
        base = to_base(transaction.total, transaction.currency_rate)
        entries = [Entry(control_account(org, transaction.credit), -side * base)]
    else:
        entries = line_entries(org, transaction, -side)
    if transaction.credit is not None:
        entries = [replace(each, document=transaction.credit.id) for each in entries]
    banked = -sum((entry.amount for entry in entries), ZERO)
    amount = side * transaction.total
    return [_bank_entry(org, transaction.account, banked, amount), *entries]


def payment_entries(org, payment) -> list[Entry]:
    """Entries of a payment or, on a credit, of its refund; a rate difference goes to
    realised currency gains."""
    document = payment.document
    banked = document.side * to_base(payment.amount, payment.currency_rate)
    moved = document.side * payment.bank_amount
    bank = _bank_entry(org, payment.account, banked, moved)
    return _balanced(org, [bank, *_cleared(org, document, payment.amount)])


def allocation_entries(org, allocation) -> list[Entry]:
    """Entries of a credit used up by an invoice; the difference between the rates of
    both goes to realised currency gains."""
    documents = (allocation.invoice, allocation.credit)
    entries = [
        entry
        for document in documents
        for entry in _cleared(org, document, allocation.amount)
    ]
    return _balanced(org, entries)


def _bank_entry(org, account, banked: Decimal, moved: Decimal) -> Entry:
    """:param banked: in base currency; `moved`: in the account's own."""
    same = account.currency_code in ("", org.base_currency)
    return Entry(account, banked, foreign=None if same else moved)


def _balanced(org, entries: list[Entry]) -> list[Entry]:
    difference = sum((entry.amount for entry in entries), ZERO)
    if difference:
        gains = org.accounts.system("REALISEDCURRENCYGAIN")
        entries.append(Entry(gains, -difference))
    return entries


def _cleared(org, document: Document, amount: Decimal) -> list[Entry]:
    """What takes `amount`, in the document's currency, off where the document stands:
    its control account or, for a prepayment, the accounts of its lines.

    Whatever settles the document clears all that is left of it, so no cent stays
    behind on a settled document.
    """
    positions = _positions(org.ledger.standing_of(document))
    standing = sum((each.amount for each in positions), ZERO)
    cleared = document.side * to_base(amount, document.currency_rate)
    if document.outstanding() == ZERO:
        cleared = standing
    share = cleared / standing if standing else Decimal(1)
    *others, last = [each.reversed(share) for each in positions]
    rest = -cleared - sum((each.amount for each in others), ZERO)
    return [*others, replace(last, amount=rest)]


def _positions(entries: list[Entry]) -> list[Entry]:
    """One entry for each account and tax type."""
    positions: dict[tuple, Entry] = {}
    for entry in entries:
        key = (entry.account.id, entry.tax_type)
        known = positions.get(key)
        positions[key] = entry if known is None else known.plus(entry)
    return list(positions.values())
