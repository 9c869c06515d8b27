# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Double-entry journals, the simulator's own witness of what was booked.

Documents post and reverse here; reports are computed from these entries alone, so
that they prove the documents' arithmetic instead of repeating it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .accounts import Account
from .money import ZERO, cents


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a journal: `amount` in base currency, debit positive.

    `foreign` is the amount in the bank account's own currency. `net` and `tax` are
    signed as on the document: positive on invoices, bills and their lines, negative
    on credit notes. `document` is whose open amount this entry changes.
    """

    account: Account
    amount: Decimal
    foreign: Decimal | None = None
    tax_type: str = ""
    net: Decimal = ZERO
    tax: Decimal = ZERO
    document: str = ""

    def reversed(self, share: Decimal = Decimal(1)) -> "Entry":
        """The opposite, or that `share` of it, rounded to cents."""
        return replace(
            self,
            amount=-cents(self.amount * share),
            foreign=None if self.foreign is None else -cents(self.foreign * share),
            net=-cents(self.net * share),
            tax=-cents(self.tax * share),
        )

    def plus(self, other: "Entry") -> "Entry":
        """Both together, on this one's account."""
        return replace(
            self,
            amount=self.amount + other.amount,
            net=self.net + other.net,
            tax=self.tax + other.tax,
        )


@dataclass(frozen=True, slots=True)
class Journal:
    source_id: str
    day: date
    entries: tuple[Entry, ...]


class Ledger:
    """An append-only list of balanced journals."""

    def __init__(self):
        self.journals: list[Journal] = []
        self._standing: dict[str, Journal] = {}

    def post(self, source_id: str, day: date, entries: Iterable[Entry]) -> None:
        """Book `entries` for a document that has none standing."""
        journal = Journal(source_id, day, tuple(entries))
        if sum(entry.amount for entry in journal.entries) != 0:
            raise AssertionError(f"unbalanced journal for {source_id}")
        if source_id in self._standing:
            raise AssertionError(f"{source_id} is booked already")
        self._standing[source_id] = journal
        self.journals.append(journal)

    def reverse(self, source_id: str) -> None:
        """Book the opposite of what stands for a document, if anything does."""
        journal = self._standing.pop(source_id, None)
        if journal is not None:
            entries = tuple(entry.reversed() for entry in journal.entries)
            self.journals.append(replace(journal, entries=entries))

    def standing_of(self, document) -> list[Entry]:
        """What stands for a document's open amount: booked by itself, by its payments
        and by its allocations."""
        sources = (document, *document.payments, *document.allocations)
        journals = (self._standing.get(source.id) for source in sources)
        return [
            entry
            for journal in journals
            if journal is not None
            for entry in journal.entries
            if entry.document == document.id
        ]

    def entries(self) -> Iterable[Entry]:
        for journal in self.journals:
            yield from journal.entries

    def trial_balance(self) -> dict[str, Decimal]:
        """Account code (or name) to balance in base currency, debit positive."""
        balances = defaultdict(lambda: ZERO)
        for entry in self.entries():
            balances[entry.account.label] += entry.amount
        return dict(sorted(balances.items()))

    def tax_summary(self) -> dict[str, dict[str, Decimal]]:
        """TaxType to net and tax in base currency, signed as on the documents."""
        summary = defaultdict(lambda: {"net": ZERO, "tax": ZERO})
        for entry in self.entries():
            if entry.tax_type:
                summary[entry.tax_type]["net"] += entry.net
                summary[entry.tax_type]["tax"] += entry.tax
        return dict(sorted(summary.items()))

    def bank_balances(self) -> dict[str, Decimal]:
        """Bank account code (or name) to balance in that account's own currency."""
        balances = defaultdict(lambda: ZERO)
        for entry in self.entries():
            if entry.account.type == "BANK":
                foreign = entry.amount if entry.foreign is None else entry.foreign
                balances[entry.account.label] += foreign
        return dict(sorted(balances.items()))
