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

    The units that rounding down leaves go to the largest remainders, earlier lines
    first. A weight of zero gets nothing: a 0 % line never bears tax. Weights that
    cancel out (+100, −100) count by their size.

    :raise ValueError: a total that is not zero and nothing to put it on, or one with
        more decimals than `digits`
    """
    total = Decimal(total)
    if money(total, digits) != total:
        raise ValueError(f"{total} has more than {digits} decimals")
    base = sum(weights, Decimal(0))
    if base.is_zero():
        weights = [abs(weight) for weight in weights]
        base = sum(weights, Decimal(0))
    if base.is_zero():
        if total:
            raise ValueError(f"nothing to distribute {total} on")
        return [money(0, digits) for _weight in weights]
    unit = Decimal(1).scaleb(-digits)
    shares = [total * weight / base for weight in weights]
    parts = [share.quantize(unit, ROUND_FLOOR) for share in shares]
    missing = int((total - sum(parts, Decimal(0))) / unit)
    order = sorted(
        (place for place, weight in enumerate(weights) if weight),
        key=lambda place: (parts[place] - shares[place], place),
    )
    for place in order[:missing]:
        parts[place] += unit
    return [money(part, digits) for part in parts]


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
