# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Exact decimal arithmetic with Xero's rounding.

Xero rounds half up (away from zero) to 2 decimals per line; quantities have 4
decimals, unit amounts 2 or 4 (XERO_API §4 "Rounding", §3 "unitdp").
"""

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)
_STEP = {places: Decimal(1).scaleb(-places) for places in range(11)}


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(_STEP[places], ROUND_HALF_UP)


def cents(value: Decimal) -> Decimal:
    return value.quantize(_STEP[2], ROUND_HALF_UP)


def to_base(amount: Decimal, rate: Decimal) -> Decimal:
    """Foreign to base currency: base = foreign / rate.

    The direction (foreign units per one base unit) is unconfirmed, XERO_API §10.
    """
    return cents(amount) if rate == 1 else cents(amount / rate)
