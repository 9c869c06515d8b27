# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero's fixed rate windows, learned from the headers of its answers (XERO_API §2).

60 calls a minute and 1,000 or 5,000 a day, by plan; both windows are fixed, begin at
times that Xero does not tell, and end for everybody of the app and organisation at
once. So the end of a minute is taken as 60 seconds after the first call seen in it,
which is never too early. The end of a day is known only from the Retry-After of a
refusal: when the day looks spent, one call is let through to be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

MINUTE = timedelta(seconds=60)
#: when the end of the day is unknown: how long calls that are not urgent hold back
HOLD_BACK = timedelta(hours=1)

RATE_MINUTE = "rate_minute"
RATE_DAY = "rate_day"
RATE_CONCURRENT = "rate_concurrent"
RATE_APP = "rate_app"

#: X-Rate-Limit-Problem: label, seconds to wait without Retry-After, seconds of jitter
_PROBLEMS = {
    "day": (RATE_DAY, 3600, 60),
    "concurrent": (RATE_CONCURRENT, 2, 8),
    "appminute": (RATE_APP, 10, 50),
    "minute": (RATE_MINUTE, 60, 5),
}


def rate_label(problem: str) -> str:
    """Label of a 429; an unknown or absent problem is taken as the minute's.

    The spelling of `concurrent` and `appminute` is not confirmed: letters only, any
    case.
    """
    return _problem(problem)[0]


def rate_wait(problem: str, retry_after: int | None, jitter: float) -> timedelta:
    """How long to wait after a 429.

    :param retry_after: seconds; Xero sends them for the minute and the day only
    :param jitter: random in [0, 1), so that the workers of an app do not come back
        together
    """
    label, seconds, spread = _problem(problem)
    if retry_after is not None and label in (RATE_MINUTE, RATE_DAY):
        return timedelta(seconds=max(retry_after, 1))
    return timedelta(seconds=max(seconds, retry_after or 0) + round(spread * jitter))


def _problem(problem: str) -> tuple[str, int, int]:
    letters = "".join(filter(str.isalpha, problem.lower()))
    return _PROBLEMS.get(letters, _PROBLEMS["minute"])


@dataclass(frozen=True)
class Budget:
    """What is left of the call limits of one organisation.

    :param minute_remaining: calls left in the present minute; None: not known
    :param minute_resets_at: when the present minute ends at the latest
    :param day_remaining: calls left today; None: not known
    :param day_resets_at: when Xero's day ends, if a refusal has told it
    :param paused_until: Xero asked for silence until then
    :param calls_today: calls made on `day` (UTC)
    """

    minute_remaining: int | None = None
    minute_resets_at: datetime | None = None
    day_remaining: int | None = None
    day_resets_at: datetime | None = None
    paused_until: datetime | None = None
    calls_today: int = 0
    day: date | None = None

    def wait_until(self, now: datetime, reserve: int = 0) -> datetime | None:
        """When the next call may be made; None: now.

        :param reserve: calls of each window that must be left for others; a backfill
            keeps some for the day's live documents (SPEC E18)
        """
        waits = (
            self.paused_until,
            self._minute_wait(now, reserve),
            self._day_wait(now, reserve),
        )
        return max(
            (moment for moment in waits if moment and moment > now), default=None
        )

    def _minute_wait(self, now: datetime, reserve: int) -> datetime | None:
        spent = self.minute_remaining is not None and self.minute_remaining <= reserve
        return self.minute_resets_at if spent else None

    def _day_wait(self, now: datetime, reserve: int) -> datetime | None:
        if self.day_remaining is None or self.day_remaining > reserve:
            return None
        if self.day_resets_at:
            return self.day_resets_at
        return now + HOLD_BACK if reserve else None

    def waits_for(self, now: datetime, reserve: int = 0) -> str:
        """Label of what `wait_until` waits for."""
        day = self._day_wait(now, reserve)
        return RATE_DAY if day and day == self.wait_until(now, reserve) else RATE_MINUTE

    def after_call(self, now: datetime) -> Budget:
        """The budget after one more call, before anything is known of its answer."""
        minute = self._open_minute(now)
        return replace(
            minute,
            minute_remaining=_less_one(minute.minute_remaining),
            day_remaining=_less_one(self.day_remaining),
            calls_today=self.calls_today + 1 if self.day == now.date() else 1,
            day=now.date(),
        )

    def learn(self, headers: Mapping[str, str], now: datetime) -> Budget:
        """The budget corrected by an answer's headers (keys in lower case).

        More calls left than before means that a new window has begun in between.
        """
        minute = header_number(headers, "x-minlimit-remaining")
        day = header_number(headers, "x-daylimit-remaining")
        budget = self
        if minute is not None:
            began = self.minute_remaining is not None and minute > self.minute_remaining
            ends = now + MINUTE if began else self.minute_resets_at or now + MINUTE
            budget = replace(budget, minute_remaining=minute, minute_resets_at=ends)
        if day is not None:
            budget = replace(budget, day_remaining=day)
            if day and self.day_resets_at:
                budget = replace(budget, day_resets_at=None)
        return budget

    def refused(
        self, problem: str, retry_after: int | None, now: datetime, jitter: float
    ) -> Budget:
        """The budget after a 429: nothing is sent before Xero's time is up.

        :param problem: X-Rate-Limit-Problem
        """
        until = now + rate_wait(problem, retry_after, jitter)
        budget = replace(self, paused_until=max(until, self.paused_until or until))
        if rate_label(problem) == RATE_MINUTE:
            return replace(budget, minute_remaining=0, minute_resets_at=until)
        if rate_label(problem) == RATE_DAY:
            return replace(budget, day_remaining=0, day_resets_at=until)
        return budget

    def beside(self, stored: Budget, calls: int) -> Budget:
        """This budget, learned in a few calls beside a run that has stored its own.

        The windows are the newer answer's; nobody's pause is forgotten.

        :param calls: how many calls were made
        """
        pauses = filter(None, (self.paused_until, stored.paused_until))
        made = stored.calls_today if stored.day == self.day else 0
        return replace(
            self, paused_until=max(pauses, default=None), calls_today=made + calls
        )

    def _open_minute(self, now: datetime) -> Budget:
        if self.minute_resets_at and now < self.minute_resets_at:
            return self
        return replace(self, minute_remaining=None, minute_resets_at=now + MINUTE)


def _less_one(calls: int | None) -> int | None:
    return None if calls is None else max(calls - 1, 0)


def header_number(headers: Mapping[str, str], name: str) -> int | None:
    """A header that is a whole number ≥ 0; None when it is absent or something else."""
    text = (headers.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() else None
