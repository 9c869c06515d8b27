# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a settlement goes to Xero, and onto which account (DESIGN §5 Money; SPEC
A30).

The unit is the pair of a document and the move that settles it, whatever the number of
partial reconciliations. What reached the bank is the move's liquidity line, not the
reconciled amount: 90 paid and 10 written off settle 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .errors import LabelledError

PAYMENT = "payment"
STATEMENT = "statement"
REFUND = "refund"
EXCHANGE = "exchange"
CASH_BASIS = "cash_basis"
ENTRY = "entry"
#: kinds that become payments at Xero; a refund becomes an allocation, and Xero makes
#: its own exchange-difference and cash-basis entries
PAYING = frozenset((PAYMENT, STATEMENT, ENTRY))

BANK = "bank"
WRITEOFF = "writeoff"
DISCOUNT = "discount"


class SettlementError(LabelledError):
    """This settlement cannot be expressed in Xero; `label` says why."""


@dataclass(frozen=True)
class OtherLine:
    """A line of the settling move beside its bank and receivable or payable lines.

    :param account: id of Odoo's account
    :param amount: in the document's currency; positive settles, as the bank's money
        does
    :param has_tax: it carries or is a tax, which a payment in Xero cannot
    :param is_discount: an early-payment discount
    """

    account: int
    amount: Decimal
    has_tax: bool = False
    is_discount: bool = False


@dataclass(frozen=True)
class Pair:
    """A document that the move settles, and how much of it."""

    document: int
    amount: Decimal


@dataclass(frozen=True)
class Counterpart:
    """The move that settles one or more documents.

    :param liquidity: its bank line in the documents' currency; positive settles
    :param pairs: every document it settles, in a stable order: the order decides which
        document the bank's money fills first
    """

    kind: str
    liquidity: Decimal
    others: tuple[OtherLine, ...]
    pairs: tuple[Pair, ...]
    date: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Part:
    """One payment at Xero.

    :param kind: BANK, WRITEOFF or DISCOUNT
    :param account: id of Odoo's account; None for the bank
    """

    kind: str
    account: int | None
    amount: Decimal


def parts(counterpart: Counterpart, document: int) -> tuple[Part, ...]:
    """The payments that settle this document; they add up to its pair's amount.

    The bank's money fills the documents in order, write-off and discount lines take the
    rest in order. What of them is left over (money without a document) stays out. So
    the parts of a pair do not change when the move settles further documents later.

    :raise SettlementError: discount_with_tax, negative_writeoff (Xero has no payment
        that raises a debt), settlement_unexplained (the lines do not cover what was
        settled)
    :raise KeyError: the move does not settle this document
    """
    if counterpart.kind not in PAYING:
        return ()
    amounts = _amounts(counterpart.pairs)
    wanted = amounts[document]
    start = Decimal(0)
    for other, amount in amounts.items():
        if other == document:
            break
        start += amount
    found = tuple(_between(_sources(counterpart), start, start + wanted))
    if sum((part.amount for part in found), Decimal(0)) != wanted:
        raise SettlementError("settlement_unexplained", str(wanted))
    return found


def _amounts(pairs: Iterable[Pair]) -> dict[int, Decimal]:
    """Per document in order: instalments of one document are one pair."""
    amounts: dict[int, Decimal] = {}
    for pair in pairs:
        amounts[pair.document] = amounts.get(pair.document, Decimal(0)) + pair.amount
    negative = [amount for amount in amounts.values() if amount <= 0]
    if negative:
        raise SettlementError("settlement_unexplained", str(negative[0]))
    return amounts


def _sources(counterpart: Counterpart) -> list[Part]:
    """Where the money comes from, in the order in which it is used."""
    sources = [Part(BANK, None, counterpart.liquidity)]
    lines: dict[tuple[str, int], Decimal] = {}
    for line in counterpart.others:
        if line.has_tax:
            raise SettlementError("discount_with_tax", str(line.amount))
        key = (DISCOUNT if line.is_discount else WRITEOFF, line.account)
        lines[key] = lines.get(key, Decimal(0)) + line.amount
    sources += [
        Part(kind, account, amount) for (kind, account), amount in lines.items()
    ]
    for source in sources:
        if source.amount < 0:
            raise SettlementError("negative_writeoff", str(source.amount))
    return sources


def _between(sources: Iterable[Part], start: Decimal, end: Decimal) -> Iterator[Part]:
    """The pieces of the sources, laid end to end, between two amounts."""
    position = Decimal(0)
    for source in sources:
        low, high = max(position, start), min(position + source.amount, end)
        if low < high:
            yield Part(source.kind, source.account, high - low)
        position += source.amount
