# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The values that settlements are worked out from, and into (see core.settlement).

Every amount is told three times: in the document's currency, in the move's own (whose
lines add up to zero), and in the company's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class OtherLine:
    """A line of the settling move beside its bank and receivable or payable lines.

    :param account: id of Odoo's account
    :param amount: in the move's currency; positive settles, as the bank's money does
    :param base: the same in the company's currency; None: the same number
    :param has_tax: it carries or is a tax, which a payment in Xero cannot
    :param is_discount: an early-payment discount
    """

    account: int
    amount: Decimal
    has_tax: bool = False
    is_discount: bool = False
    base: Decimal | None = None


@dataclass(frozen=True)
class Pair:
    """A document that the move settles, and how much of it.

    :param amount: in the document's currency; negative when it takes money instead of
        giving it: a credit note beside invoices, a bill beside customer invoices
    :param paid: the same in the move's currency; None: the same number
    """

    document: int
    amount: Decimal
    paid: Decimal | None = None


@dataclass(frozen=True)
class Counterpart:
    """The move that settles one or more documents.

    :param liquidity: its bank line in the move's currency; positive settles
    :param base: the same in the company's currency; None: the same number
    :param pairs: every document it settles, in a stable order: the order decides which
        document the bank's money fills first
    :param digits: decimals of the documents' currency
    """

    kind: str
    liquidity: Decimal
    others: tuple[OtherLine, ...]
    pairs: tuple[Pair, ...]
    date: date | None = None
    reference: str = ""
    base: Decimal | None = None
    digits: int = 2


@dataclass(frozen=True)
class Part:
    """One payment at Xero, or credit that is used.

    :param kind: BANK, WRITEOFF, DISCOUNT, CREDIT or NETTING
    :param account: id of Odoo's account; None for the bank, for netting and for credit
    :param amount: in the document's currency
    :param paid: in the move's currency
    :param base: in the company's currency
    """

    kind: str
    account: int | None
    amount: Decimal
    paid: Decimal = ZERO
    base: Decimal = ZERO
