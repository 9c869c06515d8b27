# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The one source of time in the simulator.

Tokens, rate windows, idempotency keys and UpdatedDateUTC all read it, so a test
can jump sixty days without waiting.
"""

from datetime import date, datetime, timedelta, timezone

UTC = timezone.utc


class Clock:
    """Real time, shifted by :meth:`advance`; standing still after :meth:`set`."""

    def __init__(self):
        self._offset = timedelta()
        self._fixed = None

    def now(self) -> datetime:
        if self._fixed is not None:
            return self._fixed
        return datetime.now(UTC) + self._offset

    def today(self) -> date:
        return self.now().date()

    def timestamp(self) -> float:
        return self.now().timestamp()

    def set(self, instant: datetime | None) -> None:
        """Stop the clock at `instant` (naive means UTC); None: real time again."""
        if instant is not None:
            instant = instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC)
        self._fixed = instant
        self._offset = timedelta()

    def advance(self, seconds: float) -> None:
        step = timedelta(seconds=seconds)
        if self._fixed is not None:
            self._fixed += step
        else:
            self._offset += step
