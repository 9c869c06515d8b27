# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Shares of an amount by tracking categories (SPEC X15).

Odoo distributes an amount over analytic accounts of several plans by percentages; a
line in Xero has at most one option of each of two categories. So a line becomes
several, one for each combination, and what has no option stays without.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .errors import LabelledError

HUNDRED = Decimal(100)
#: three times 33.33 is meant to be the whole
ROUNDING = Decimal("0.01")
#: {category: option}
Options = dict[str, str]


def shares(entries: Iterable[tuple[Decimal, Options]]) -> list[tuple[Decimal, Options]]:
    """The whole as shares of distinct combinations, the untracked rest last.

    Up to 100 % in all the entries are taken as they are. More than that means that
    plans are distributed independently of each other: each category then fills a ruler
    of its own from 0 to 100, and the rulers are cut where one of them changes. The
    percentage of every option is kept either way; how two plans meet is not known in
    Odoo either.

    :param entries: percentages and the options that they bear
    :return: [] when nothing is tracked, else shares that sum to 100
    :raise LabelledError: tracking_not_whole: one category has more than 100 %, or a
        percentage is negative
    """
    tracked = [(percent, options) for percent, options in entries if options]
    if any(percent < 0 for percent, _options in tracked):
        raise LabelledError("tracking_not_whole", "< 0 %")
    tracked = [(percent, options) for percent, options in tracked if percent]
    if not tracked:
        return []
    if sum(percent for percent, _options in tracked) <= HUNDRED + ROUNDING:
        return _merged(tracked)
    return _merged(_cut(_rulers(tracked)))


def _merged(found: list[tuple[Decimal, Options]]) -> list[tuple[Decimal, Options]]:
    """One share for each combination, and the rest up to 100 without options."""
    totals: dict[tuple[tuple[str, str], ...], Decimal] = {}
    for percent, options in found:
        key = tuple(sorted(options.items()))
        totals[key] = totals.get(key, Decimal(0)) + percent
    totals.pop((), None)
    untracked = HUNDRED - sum(totals.values())
    if abs(untracked) <= ROUNDING:
        totals[next(reversed(totals))] += untracked
        untracked = Decimal(0)
    merged = [(percent, dict(key)) for key, percent in totals.items()]
    return [*merged, (untracked, {})] if untracked else merged


def _rulers(
    tracked: list[tuple[Decimal, Options]],
) -> dict[str, list[tuple[Decimal, str]]]:
    """{category: [(end, option)]}; what bears several categories is laid first, so that
    it begins at the same place on each of its rulers."""
    rulers: dict[str, list[tuple[Decimal, str]]] = {}
    for percent, options in sorted(tracked, key=lambda one: -len(one[1])):
        for category, option in options.items():
            ruler = rulers.setdefault(category, [])
            end = (ruler[-1][0] if ruler else Decimal(0)) + percent
            if end > HUNDRED + ROUNDING:
                raise LabelledError("tracking_not_whole", f"{end.normalize():f} %")
            ruler.append((end, option))
    return rulers


def _cut(
    rulers: dict[str, list[tuple[Decimal, str]]],
) -> list[tuple[Decimal, Options]]:
    """What lies side by side on the rulers, piece by piece."""
    ends = sorted({end for ruler in rulers.values() for end, _option in ruler})
    pieces, start = [], Decimal(0)
    for end in ends:
        options = {
            category: next(option for until, option in ruler if until >= end)
            for category, ruler in rulers.items()
            if ruler[-1][0] >= end
        }
        pieces.append((end - start, options))
        start = end
    return pieces
