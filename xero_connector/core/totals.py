# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts that add up to the cent (XERO_API §4 Rounding; SPEC X2, P5, P6).

Xero rounds each line half up to two places and adds up; Odoo may round the whole
document. What Odoo has booked is the truth here: it is distributed over the lines, and
a line that Xero would compute differently is sent as one piece at its net amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from .convert import money

#: decimals of quantities and, with unitdp=4, of unit amounts; of a discount's
#: percentage
UNIT_DIGITS = 4
DISCOUNT_DIGITS = 2
#: the smallest unit of what Xero stores as an amount, in any currency
AMOUNT_DIGITS = 2
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class LineAmounts:
    """What to send for a line so that Xero computes exactly its net amount.

    :param discount_rate: percentage; None: none
    :param exact: False when the line had to become 1 × net
    """

    quantity: Decimal
    unit_amount: Decimal
    discount_rate: Decimal | None
    exact: bool


def distribute(
    total: Decimal, weights: list[Decimal], digits: int = 2
) -> list[Decimal]:
    """The total in parts proportional to the weights, which add up to it exactly.

    A weight of zero gets nothing: a 0 % line never bears tax. Weights that cancel out
    (+100, -100) count by their size. Where signs are mixed and the tax rate is known,
    `round_to` is the better choice: it stays within a cent of each line's own tax.

    :raise ValueError: as `round_to`
    """
    base = sum(weights, Decimal(0))
    if base.is_zero():
        weights = [abs(weight) for weight in weights]
        base = sum(weights, Decimal(0))
    if base.is_zero():
        return round_to(weights, total, digits)
    return round_to([total * weight / base for weight in weights], total, digits)


def round_to(amounts: list[Decimal], total: Decimal, digits: int = 2) -> list[Decimal]:
    """The amounts rounded so that they add up to the total exactly.

    All are rounded down; the units that are then missing go to the largest remainders,
    earlier ones first (the largest-remainder method). An amount of zero stays zero.

    :param amounts: exact; of any sign
    :raise ValueError: a total that is not zero and no amount to put it on, or one with
        more decimals than `digits`
    """
    if money(total, digits) != total:
        raise ValueError(f"{total} has more than {digits} decimals")
    unit = Decimal(1).scaleb(-digits)
    parts = [amount.quantize(unit, ROUND_FLOOR) for amount in amounts]
    bearing = [place for place, amount in enumerate(amounts) if amount]
    missing = int((total - sum(parts, Decimal(0))) / unit)
    if not bearing and missing:
        raise ValueError(f"nothing to distribute {total} on")
    bearing.sort(key=lambda place: (parts[place] - amounts[place], place))
    for rank, place in enumerate(bearing):
        parts[place] += unit * _share(missing, len(bearing), rank)
    return [money(part, digits) for part in parts]


def _share(units: int, bearers: int, rank: int) -> int:
    """How many of the units the bearer at this rank gets; usually one or none."""
    each, rest = divmod(units, bearers)
    return each + (rank < rest)


def line_amounts(
    quantity: Decimal,
    price_unit: Decimal,
    discount: Decimal,
    net: Decimal,
    discounts: bool = True,
) -> LineAmounts:
    """Quantity, unit amount and discount if Xero computes the net from them, else 1 ×
    net.

    :param discount: percentage
    :param discounts: whether the document may carry discounts: bills and credit notes
        may not (XERO_API §4)
    """
    rounded = money(quantity, UNIT_DIGITS)
    unit = money(price_unit, UNIT_DIGITS)
    rate = money(discount, DISCOUNT_DIGITS)
    allowed = (discounts and 0 <= rate <= _HUNDRED) or not rate
    if allowed and money(rounded * unit * (1 - rate / _HUNDRED), AMOUNT_DIGITS) == net:
        return LineAmounts(rounded, unit, rate or None, exact=True)
    return LineAmounts(Decimal(1), net, None, exact=False)
