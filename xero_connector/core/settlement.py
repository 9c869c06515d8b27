# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a settlement goes to Xero, and onto which account (DESIGN §5 Money; SPEC A30,
X10).

The unit is the pair of a document and the move that settles it, whatever the number of
partial reconciliations. What reached the bank is the move's liquidity line, not the
reconciled amount: 90 paid and 10 written off settle 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from .convert import money
from .counterpart import ZERO, Counterpart, OtherLine, Pair, Part
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
#: a discount that changes the tax: a credit note, because payments carry no tax
CREDIT = "credit"
#: documents of opposite sides that an entry nets, through one account
NETTING = "netting"

RATE_DIGITS = 6


class SettlementError(LabelledError):
    """This settlement cannot be expressed in Xero; `label` says why."""


def parts(counterpart: Counterpart, document: int) -> tuple[Part, ...]:
    """The payments that settle this document; they add up to its pair's amount.

    The bank's money fills the documents in order, write-off and discount lines take the
    rest in order. What of them is left over (money without a document) stays out. So
    the parts of a pair do not change when the move settles further documents later.

    :raise SettlementError: discount_with_tax (without money, or below zero),
        negative_writeoff (Xero has no payment that raises a debt),
        settlement_unexplained (the lines do not cover what was settled)
    :raise KeyError: the move does not settle this document
    """
    if counterpart.kind not in PAYING:
        return ()
    pairs = _by_document(counterpart.pairs)
    wanted = pairs[document]
    sources = _sources(counterpart, pairs.values())
    if _paid(wanted) < 0:
        return (_outgoing(counterpart, wanted),)
    start = ZERO
    for pair in pairs.values():
        if pair.document == document:
            break
        start += max(_paid(pair), ZERO)
    found = tuple(_between(sources, start, start + _paid(wanted)))
    if sum((part.paid for part in found), ZERO) != _paid(wanted):
        raise SettlementError("settlement_unexplained", str(wanted.amount))
    return tuple(_in_document_currency(found, wanted, counterpart.digits))


def bank_money(counterpart: Counterpart) -> Part:
    """What of the bank's money settles or could settle documents.

    That is the liquidity line without what came in beside it and settles nothing (see
    `bank_lines`), and with what other documents give.

    :raise SettlementError: as `parts`
    """
    pairs = _by_document(counterpart.pairs)
    sources = _sources(counterpart, pairs.values())
    found = (source for source in sources if source.kind == BANK)
    return next(found, Part(BANK, None, ZERO))


def bank_lines(counterpart: Counterpart) -> tuple[OtherLine, ...]:
    """Lines that Xero knows as bank transactions of their own, not as payments.

    Lines against the bank's money (somebody pays 101 for 100: the 1 is income), and
    lines with tax that are no discount (a bank's fee with VAT): a payment in Xero
    neither raises a debt nor carries tax. In the move's currency; positive settles.
    """
    if not counterpart.liquidity:
        return ()
    plain, taxed = _grouped(counterpart.others)
    against = [line for line in plain if line.amount < 0]
    return (*against, *(line for line in taxed if not line.is_discount))


def rate(amount: Decimal, base: Decimal) -> Decimal | None:
    """Xero's CurrencyRate: units of the document's currency for one of the company's.

    None when one of the two is nothing: a rate is never guessed (DESIGN §5).
    """
    return money(amount / base, RATE_DIGITS) if amount and base else None


def _by_document(pairs: Iterable[Pair]) -> dict[int, Pair]:
    """Per document in order: instalments of one document are one pair."""
    found: dict[int, Pair] = {}
    for pair in pairs:
        known = found.get(pair.document)
        found[pair.document] = Pair(
            pair.document,
            pair.amount + (known.amount if known else ZERO),
            _paid(pair) + (_paid(known) if known else ZERO),
        )
    for pair in found.values():
        if not pair.amount or (pair.amount > 0) != (_paid(pair) > 0):
            raise SettlementError("settlement_unexplained", str(pair.amount))
    return found


def _paid(pair: Pair) -> Decimal:
    return pair.amount if pair.paid is None else pair.paid


def _base(line: OtherLine) -> Decimal:
    return line.amount if line.base is None else line.base


def _grouped(lines: Iterable[OtherLine]) -> tuple[list[OtherLine], list[OtherLine]]:
    """(lines without tax, one per account and use; lines with tax).

    A discount of less than half a cent leaves lines of nothing behind.
    """
    plain: dict[tuple[bool, int], OtherLine] = {}
    taxed = []
    for line in lines:
        if line.has_tax:
            taxed += [line] if line.amount or _base(line) else []
            continue
        key = (line.is_discount, line.account)
        known = plain.get(key)
        plain[key] = replace(
            line,
            amount=line.amount + (known.amount if known else ZERO),
            base=_base(line) + (_base(known) if known else ZERO),
        )
    return list(plain.values()), taxed


def _sources(counterpart: Counterpart, pairs: Iterable[Pair]) -> list[Part]:
    """Where the money comes from, in the order in which it is used."""
    taken = sum((-_paid(pair) for pair in pairs if _paid(pair) < 0), ZERO)
    plain, taxed = _grouped(counterpart.others)
    credit = _credit(counterpart, taxed)
    lines = [
        Part(
            DISCOUNT if line.is_discount else WRITEOFF,
            line.account,
            line.amount,
            line.amount,
            _base(line),
        )
        for line in plain
        if line.amount > 0
    ]
    if not counterpart.liquidity:
        if any(line.amount < 0 for line in plain):
            raise SettlementError("negative_writeoff", str(plain[0].amount))
        return [*lines, Part(NETTING, None, taken, taken, taken)]
    bank = _bank(counterpart, taken)
    if bank.paid < 0:
        raise SettlementError("negative_writeoff", str(bank.paid))
    return [bank, *lines, *credit]


def _credit(counterpart: Counterpart, taxed: list[OtherLine]) -> list[Part]:
    """The discount with its tax, if there is one."""
    lines = [line for line in taxed if line.is_discount]
    if taxed and not counterpart.liquidity:
        raise SettlementError("discount_with_tax", counterpart.reference)
    if not lines:
        return []
    amount = sum((line.amount for line in lines), ZERO)
    if amount <= 0:
        raise SettlementError("discount_with_tax", str(amount))
    base = sum((_base(line) for line in lines), ZERO)
    return [Part(CREDIT, None, amount, amount, base)]


def _bank(counterpart: Counterpart, taken: Decimal) -> Part:
    """The bank's money as far as it settles, plus what other documents give."""
    beside = bank_lines(counterpart)
    paid = counterpart.liquidity + sum((line.amount for line in beside), ZERO) + taken
    base = counterpart.liquidity if counterpart.base is None else counterpart.base
    base += sum((_base(line) for line in beside), ZERO)
    base += _share(base, taken, paid - taken)
    return Part(BANK, None, paid, paid, base)


def _outgoing(counterpart: Counterpart, pair: Pair) -> Part:
    """What a document gives to the others: a refund paid, or a bill netted."""
    amount, paid = -pair.amount, -_paid(pair)
    if not counterpart.liquidity:
        return Part(NETTING, None, amount, paid, paid)
    base = counterpart.liquidity if counterpart.base is None else counterpart.base
    return Part(BANK, None, amount, paid, _share(base, paid, counterpart.liquidity))


def _between(sources: Iterable[Part], start: Decimal, end: Decimal) -> Iterator[Part]:
    """The pieces of the sources, laid end to end, between two amounts."""
    position = ZERO
    for source in sources:
        low, high = max(position, start), min(position + source.paid, end)
        if low < high:
            bases = [
                _share(source.base, edge - position, source.paid)
                for edge in (low, high)
            ]
            piece = high - low
            yield replace(source, amount=piece, paid=piece, base=bases[1] - bases[0])
        position += source.paid


def _in_document_currency(
    found: Iterable[Part], pair: Pair, digits: int
) -> Iterator[Part]:
    """The pieces in the document's currency; they add up to the pair's amount."""
    position = done = ZERO
    for part in found:
        position += part.paid
        until = _share(pair.amount, position, _paid(pair), digits)
        if until != done:
            yield replace(part, amount=until - done)
        done = until


def _share(
    whole: Decimal, piece: Decimal, all_pieces: Decimal, digits: int = 2
) -> Decimal:
    """The share of a piece, exact for equal numbers and for the whole."""
    if whole == all_pieces or not all_pieces:
        return piece
    return whole if piece == all_pieces else money(whole * piece / all_pieces, digits)
