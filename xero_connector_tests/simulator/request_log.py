# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What was asked of the simulator. Neither bodies nor credentials are kept."""

import hashlib
import itertools
import re
import time
from collections import deque
from dataclasses import asdict, dataclass, field

KEPT = 100_000


@dataclass(slots=True)
class Entry:
    """One request; times are seconds of the real clock, to see what overlapped.

    `status` is None while it runs, 0 when the connection was cut without an answer.
    """

    number: int
    method: str
    path: str
    query: dict
    tenant: str
    idempotency_key: str
    body_hash: str
    body_bytes: int
    started: float
    finished: float | None = None
    status: int | None = None
    fault: str = ""
    unknown_keys: list[str] = field(default_factory=list)

    def shown(self) -> dict:
        return asdict(self)


class RequestLog:
    def __init__(self):
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._numbers = itertools.count(1)

    def start(self, request) -> Entry:
        body = request.get_data()
        entry = Entry(
            number=next(self._numbers),
            method=request.method,
            path=request.path,
            query=request.args.to_dict(),
            tenant=request.headers.get("Xero-Tenant-Id", "").lower(),
            idempotency_key=request.headers.get("Idempotency-Key", ""),
            body_hash=hashlib.sha256(body).hexdigest() if body else "",
            body_bytes=len(body),
            started=time.time(),
        )
        self._entries.append(entry)
        return entry

    @staticmethod
    def finish(entry: Entry, status: int) -> None:
        entry.status = status
        entry.finished = time.time()

    def find(self, path: str = "", method: str = "", tenant: str = "") -> list[Entry]:
        """:param path: regular expression, found anywhere, in any case."""
        pattern = re.compile(path, re.IGNORECASE)
        return [
            entry
            for entry in list(self._entries)
            if pattern.search(entry.path)
            and method.upper() in ("", entry.method)
            and tenant.lower() in ("", entry.tenant)
        ]

    def clear(self) -> None:
        self._entries.clear()
