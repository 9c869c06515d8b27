# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The words in which the table of `errors` is written: conditions and consequences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from .limiter import header_number, rate_label, rate_wait
from .outcome import Fail, Halt, Outcome, RefreshToken, Retry, Snooze, Split
from .signals import ELEMENT, HTTP, LOCAL, Signal

Condition = Callable[[Signal], bool]
#: (label, signal, now, jitter in [0, 1)) -> Outcome
Consequence = Callable[[str, Signal, datetime, float], Outcome]

_BAD_REQUEST = 400
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    :param example: a recorded signal that this row is the first to match (tested)
    """

    label: str
    when: Condition
    then: Consequence
    example: Signal


# === CONDITIONS === #


def status(*codes: int, says: str = "") -> Condition:
    """An answer with one of these statuses, whose text matches the pattern `says`."""
    pattern = re.compile(says, re.IGNORECASE)
    return lambda signal: (
        signal.kind == HTTP
        and signal.status in codes
        and bool(pattern.search(f"{signal.title} {signal.detail} {signal.text}"))
    )


def rate(label: str) -> Condition:
    """A 429 with the X-Rate-Limit-Problem of this label; its body is never read."""
    return lambda signal: (
        signal.kind == HTTP
        and signal.status == _TOO_MANY_REQUESTS
        and rate_label(signal.headers.get("x-rate-limit-problem", "")) == label
    )


def kind(name: str) -> Condition:
    """No answer of Xero's at all, of this kind."""
    return lambda signal: signal.kind == name


def local(label: str) -> Condition:
    """Found by ourselves; nothing was sent."""
    return lambda signal: signal.kind == LOCAL and signal.title == label


def says(pattern: str) -> Condition:
    """Xero refused one element with such a sentence, in a batch or by a 400."""
    regex = re.compile(pattern, re.IGNORECASE)
    return lambda signal: (
        _about_element(signal) and any(map(regex.search, signal.messages))
    )


def _about_element(signal: Signal) -> bool:
    return signal.kind == ELEMENT or (
        signal.kind == HTTP and signal.status == _BAD_REQUEST
    )


def batch(*codes: int) -> Condition:
    """A whole batch was refused with one of these statuses."""
    return lambda signal: (
        signal.kind == HTTP and signal.status in codes and signal.count > 1
    )


def statuses(first: int, last: int) -> Condition:
    """An answer with a status of this range."""
    return lambda signal: signal.kind == HTTP and first <= signal.status <= last


def either(*conditions: Condition) -> Condition:
    """One of the conditions."""
    return lambda signal: any(condition(signal) for condition in conditions)


# === CONSEQUENCES === #


def fail(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """A person has to act; the detail is Xero's own words."""
    return Fail(label, signal.text)


def halt(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Pause the connection."""
    return Halt(label, signal.text)


def split(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Send the elements one by one."""
    return Split(label, signal.text)


def refresh(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Refresh the token, then repeat with a new key."""
    return RefreshToken(label, signal.text)


def ask(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Try again; after a write, ask Xero first whether it was done."""
    after = retry_after(signal, now)
    return Retry(label, signal.text, uncertain=signal.writes, after=after)


def replay(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Try again; a write with the same bytes and key, for there was no answer to it."""
    write = signal.writes
    return Retry(label, signal.text, uncertain=write, replay=write)


def snooze(label: str, signal: Signal, now: datetime, jitter: float) -> Outcome:
    """Wait for the rate window, as long as Xero says."""
    problem = signal.headers.get("x-rate-limit-problem", "")
    return Snooze(label, now + rate_wait(problem, retry_after(signal, now), jitter))


def retry_after(signal: Signal, now: datetime) -> int | None:
    """Seconds of the Retry-After header, which may be a date; None if unreadable."""
    seconds = header_number(signal.headers, "retry-after")
    if seconds is not None:
        return seconds
    try:
        moment = parsedate_to_datetime(signal.headers.get("retry-after", ""))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return max((moment - now) // timedelta(seconds=1), 0)
