# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""When to look at Xero: one call an interval, whatever there is to look at (SPEC T9).

The interval follows from what Xero allows in a day. Invoices are the heartbeat, because
paying or crediting one changes it: they take every second interval, and the other kinds
take turns in those between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .limiter import Budget

HEARTBEAT = "invoice"
#: the smallest plan, as long as Xero has not told what is left of the day
SMALLEST_DAY = 1000
#: of a day's calls, the part that may be spent on looking
SHARE = 0.2
#: of a minute's calls, what comparing leaves to live work
MINUTE_RESERVE = 20
#: between two looks: never more often, and never less
SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=1)


def interval(budget: Budget, told: bool) -> timedelta:
    """Time between two looks at Xero.

    :param told: whether webhooks arrive, so that looking only closes gaps
    """
    left = budget.day_remaining
    allowed = SMALLEST_DAY if left is None else budget.calls_today + left
    if told or (left is not None and left < allowed * SHARE):
        return LONGEST
    even = timedelta(days=1) / max(allowed * SHARE, 1)
    return min(max(even, SHORTEST), LONGEST)


def period(entity: str, polled: Sequence[str], step: timedelta) -> timedelta:
    """Time between two looks at one kind of object.

    :param polled: all kinds that are looked at
    :param step: the interval
    """
    if HEARTBEAT not in polled or len(polled) == 1:
        return step * len(polled)
    return step * 2 * (1 if entity == HEARTBEAT else len(polled) - 1)


def first_look(entity: str, polled: Sequence[str], step: timedelta) -> timedelta:
    """How long after the first look of all a kind's turn comes.

    :param polled: all kinds that are looked at
    """
    others = [one for one in polled if one != HEARTBEAT]
    if entity == HEARTBEAT:
        return timedelta()
    return step * (2 * others.index(entity) + 1)


def reserve(budget: Budget) -> int:
    """Of the day's calls, those that comparing leaves to live work."""
    left = budget.day_remaining
    allowed = SMALLEST_DAY if left is None else budget.calls_today + left
    return round(allowed * SHARE)


def spare_call_at(budget: Budget, now: datetime) -> datetime | None:
    """When a call may be made that can wait for hours; None: now."""
    minute = replace(budget, day_remaining=None).wait_until(now, MINUTE_RESERVE)
    day = replace(budget, minute_remaining=None).wait_until(now, reserve(budget))
    return max(filter(None, (minute, day)), default=None)
