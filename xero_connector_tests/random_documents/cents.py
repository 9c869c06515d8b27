# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A few cents on Xero's rounding account that are tax in Odoo (SPEC P5)."""

from decimal import Decimal

from ..demo.books import ZERO, cents

ROUNDING = "860"
DESCRIPTION = "Rounding difference to Odoo"


def take_back_cents(connection, ours, theirs):
    """Make them tax again, as far as the connection allows them, to compare the rest.

    :param ours, theirs: {what it is called: values} of both sides; Xero's are changed
    :return: how much the taxes of each document with such cents are apart
    """
    most = Decimal(0)
    if connection.rounding_policy == "line":
        most = cents(connection.rounding_tolerance)
    found = [_take_back(ours.get(key), one, most) for key, one in theirs.items()]
    return [apart for apart in found if apart]


def _take_back(ours, theirs, most):
    rounded = sum(
        (
            cents(line["LineAmount"])
            for line in theirs.pop("lines")
            if line.get("Description") == DESCRIPTION
        ),
        ZERO,
    )
    if not ours or abs(rounded) > most:
        return ZERO
    mine, other = ours["taxes"], theirs["taxes"]
    apart = [
        mine.get(rate, ZERO) - other.get(rate, ZERO)
        for rate in mine.keys() | other.keys()
    ]
    if sum(apart) != rounded or any(abs(one) > most for one in apart):
        return ZERO
    nets = {**theirs["nets"]}
    nets[ROUNDING] = nets.get(ROUNDING, ZERO) - rounded
    theirs |= {
        "net": theirs["net"] - rounded,
        "tax": theirs["tax"] + rounded,
        "nets": {code: net for code, net in nets.items() if net},
        "taxes": mine,
    }
    return sum(map(abs, apart))
