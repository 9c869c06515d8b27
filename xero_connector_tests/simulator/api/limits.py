# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rate limits as fixed windows (XERO_API §2).

Per app and tenant: 5 calls at a time, 60 a minute, 5,000 (or 1,000) a day; per app
10,000 a minute. Windows of different tenants start at different moments.
"""

from dataclasses import dataclass
from math import ceil
from zlib import crc32

from .problems import too_many

MINUTE = 60
DAY = 86_400


@dataclass
class Limits:
    """What is allowed; `enabled` False lets everything through (benchmarks)."""

    enabled: bool = True
    minute: int = 60
    concurrent: int = 5
    app_minute: int = 10_000


class Window:
    """A counter that starts again at every multiple of its length."""

    __slots__ = ("_length", "_number", "_offset", "used")

    def __init__(self, length: int, key: str):
        self._length = length
        self._offset = crc32(key.encode()) % length
        self._number = -1
        self.used = 0

    def roll(self, timestamp: float) -> None:
        number = int((timestamp + self._offset) // self._length)
        if number != self._number:
            self._number = number
            self.used = 0

    def seconds_left(self, timestamp: float) -> int:
        gone = (timestamp + self._offset) % self._length
        return max(1, ceil(self._length - gone))


class RateLimiter:
    """Counts calls; refuses what is too many. The world's lock guards it."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._windows: dict[tuple, Window] = {}
        self._running: dict[tuple, int] = {}

    def enter(self, app: str, tenant: str, day_limit: int, timestamp: float) -> dict:
        """Count one call that starts.

        :return: the headers that tell what remains.
        :raise Refused: 429 with the exceeded limit in X-Rate-Limit-Problem.
        """
        limits = self.limits
        counters = (
            ("minute", self._window("minute", MINUTE, app, tenant), limits.minute),
            ("day", self._window("day", DAY, app, tenant), day_limit),
            ("appminute", self._window("app", MINUTE, app), limits.app_minute),
        )
        for _problem, window, _limit in counters:
            window.roll(timestamp)
        if limits.enabled:
            self._refuse_excess(app, tenant, counters, timestamp)
            for _problem, window, _limit in counters:
                window.used += 1
        self._running[app, tenant] = self.running(app, tenant) + 1
        return _headers([limit - window.used for _name, window, limit in counters])

    def running(self, app: str, tenant: str) -> int:
        """How many calls are in flight now."""
        return self._running.get((app, tenant), 0)

    def leave(self, app: str, tenant: str) -> None:
        self._running[app, tenant] -= 1

    def enter_app(self, app: str, timestamp: float) -> dict:
        """Count a call without tenant (/connections): only the app's minute."""
        window = self._window("app", MINUTE, app)
        window.roll(timestamp)
        if self.limits.enabled:
            if window.used >= self.limits.app_minute:
                raise too_many("appminute", None)
            window.used += 1
        remaining = self.limits.app_minute - window.used
        return {"X-AppMinLimit-Remaining": str(remaining)}

    def _refuse_excess(self, app, tenant, counters, timestamp) -> None:
        if self.running(app, tenant) >= self.limits.concurrent:
            raise too_many("concurrent", None)
        for problem, window, limit in counters:
            if window.used >= limit:
                wait = window.seconds_left(timestamp)
                # Retry-After comes for minute and day only (XERO_API §2).
                refused = too_many(problem, None if problem == "appminute" else wait)
                remaining = [limit - window.used for _name, window, limit in counters]
                refused.headers.update(_headers(remaining))
                raise refused

    def _window(self, name: str, length: int, *key: str) -> Window:
        window = self._windows.get((name, *key))
        if window is None:
            window = Window(length, "/".join(key))
            self._windows[(name, *key)] = window
        return window


def _headers(remaining: list[int]) -> dict:
    minute, day, app_minute = (str(max(0, left)) for left in remaining)
    return {
        "X-MinLimit-Remaining": minute,
        "X-DayLimit-Remaining": day,
        "X-AppMinLimit-Remaining": app_minute,
    }
