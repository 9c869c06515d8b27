# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One app's webhook: what it wants, what waits, and how its address behaves."""

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from .message import RESOURCES, Notice, body

# Retried "with decreasing frequency for 24 hours" (XERO_API §6); when exactly is not
# published.
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
GIVEN_UP = timedelta(hours=24)
# How many events go together at most is not published.
TOGETHER = 100
LOCAL = ("localhost", "127.0.0.1")

UNVALIDATED = "intent to receive required"
OK = "ok"
DISABLED = "disabled"


@dataclass(slots=True, eq=False)
class Delivery:
    first: int
    last: int
    content: bytes
    due: datetime
    attempts: int = 0


@dataclass(slots=True)
class Trouble:
    """What goes wrong on purpose, beyond what the address does.

    :param lose: so many of the next deliveries are numbered but never sent.
    :param double: so many of the next deliveries are sent twice.
    :param reorder: what waits is sent the newest first.
    :param hold: nothing is sent before `flush`.
    :param together: events in one delivery at most.
    """

    lose: int = 0
    double: int = 0
    reorder: bool = False
    hold: bool = False
    together: int = TOGETHER


@dataclass(slots=True, eq=False)
class Subscription:
    """:param categories: which events; the portal offers them one by one."""

    client_id: str
    url: str
    key: str
    categories: frozenset[str] = frozenset(RESOURCES)
    status: str = UNVALIDATED
    message: str = ""
    sequence: int = 0
    sent: int = 0
    failed: int = 0
    failing_since: datetime | None = None
    trouble: Trouble = field(default_factory=Trouble)
    notices: list[Notice] = field(default_factory=list)
    outbox: deque[Delivery] = field(default_factory=deque)

    def __post_init__(self):
        """:raise ValueError: an address or category that the portal refuses."""
        parts = urlsplit(self.url)
        secure = parts.scheme == "https" and parts.port in (None, 443)
        # Plain http for this machine only, as for redirects (unconfirmed).
        if not secure and parts.hostname not in LOCAL:
            raise ValueError("the delivery URL must be https, at port 443")
        unknown = self.categories - set(RESOURCES)
        if unknown:
            raise ValueError(f"there are no categories {sorted(unknown)}")

    def hear(self, notice: Notice) -> None:
        """Events of an address that was not validated are lost."""
        if self.status != OK or notice.category not in self.categories:
            return
        if notice in self.notices:  # changed twice in one step
            return
        self.notices.append(notice)

    def pack(self, now: datetime) -> None:
        """Number what waits, and put it into deliveries."""
        trouble = self.trouble
        while self.notices:
            notices = self.notices[: trouble.together]
            del self.notices[: trouble.together]
            first = self.sequence + 1
            self.sequence += len(notices)
            if trouble.lose:
                trouble.lose -= 1
                continue
            content = body(notices, first)
            copies = 2 if trouble.double else 1
            trouble.double = max(trouble.double - 1, 0)
            for _copy in range(copies):
                self.outbox.append(Delivery(first, self.sequence, content, now))

    def due(self, now: datetime, early: bool) -> list[Delivery]:
        """In the order of sending.

        :param early: also what waits for its next attempt.
        """
        if self.status != OK:
            return []
        waiting = reversed(self.outbox) if self.trouble.reorder else self.outbox
        return [each for each in waiting if early or each.due <= now]

    def settle(self, delivery: Delivery, problem: str, now: datetime) -> None:
        """:param problem: why the answer does not count; "" when it does."""
        self.message = problem
        if not problem:
            self.sent += 1
            self.failing_since = None
            self.outbox.remove(delivery)
            return
        self.failed += 1
        delivery.due = now + DELAYS[min(delivery.attempts, len(DELAYS) - 1)]
        delivery.attempts += 1
        self.failing_since = self.failing_since or now
        if now - self.failing_since >= GIVEN_UP:
            self.status = DISABLED
            self.outbox.clear()
            self.notices.clear()

    def shown(self) -> dict:
        return {
            "client_id": self.client_id,
            "url": self.url,
            "categories": sorted(self.categories),
            "status": self.status,
            "message": self.message,
            "sequence": self.sequence,
            "sent": self.sent,
            "failed": self.failed,
            "waiting": len(self.outbox) + bool(self.notices),
            "trouble": asdict(self.trouble),
        }
