# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Scripted trouble: which requests it hits, and what happens to them.

A fault is `{"match": {…}, "action": {…}}`.

match (all optional): `method`; `path`, a regular expression; `tenant`; `nth`, the
first matching request that is hit (1); `count`, how many are hit (1, 0 = all);
`probability` with `seed`, to hit at random but repeatably.

action: `kind` and its options. `commit` says whether the request is carried out
before its answer is replaced; it is true by default only where noted.

| kind | options | effect |
|---|---|---|
| status | status, body, headers, commit | this answer |
| html | status (502), body, commit | an HTML page |
| empty | status (200), commit | no body |
| truncated | commit (true) | the answer breaks off half-way |
| null_list | | the real answer with null instead of its list |
| timeout | delay (30), commit | silence, then the connection is cut |
| drop_before | | the connection is cut, nothing was done |
| drop_after_commit | | everything was done, then the connection is cut |
| latency | delay (1) | the real answer, later |
| rate_limit | problem, retry_after | 429 minute, day, concurrent or appminute |
| expire_token | | the access token expires just before |
"""

import itertools
import random
import re
from dataclasses import dataclass, field

from .api.call import Answer
from .api.problems import too_many

KINDS = frozenset(
    (
        "status",
        "html",
        "empty",
        "truncated",
        "null_list",
        "timeout",
        "drop_before",
        "drop_after_commit",
        "latency",
        "rate_limit",
        "expire_token",
    )
)
MATCHES = frozenset(("method", "path", "tenant", "nth", "count", "probability", "seed"))
_BAD_GATEWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass
class Fault:
    id: int
    match: dict
    action: dict
    seen: int = 0
    hits: int = 0
    chance: random.Random = field(default_factory=random.Random)

    @property
    def kind(self) -> str:
        return self.action["kind"]

    @property
    def commits(self) -> bool:
        """Whether the request is carried out although its answer is lost."""
        default = self.kind in ("truncated", "null_list", "drop_after_commit")
        return self.action.get("commit", default)

    @property
    def spent(self) -> bool:
        count = self.match.get("count", 1)
        return bool(count) and self.hits >= count

    def hit(self, method: str, path: str, tenant: str) -> bool:
        """Count a request; whether this fault takes it."""
        match = self.match
        if self.spent or match.get("method", method).upper() != method:
            return False
        if match.get("tenant", tenant).lower() != tenant:
            return False
        if not re.search(match.get("path", ""), path, re.IGNORECASE):
            return False
        self.seen += 1
        if self.seen < match.get("nth", 1):
            return False
        if self.chance.random() >= match.get("probability", 1):
            return False
        self.hits += 1
        return True

    def replacement(self) -> Answer | None:
        """The answer that a client sees instead of the real one, if any."""
        action = self.action
        if self.kind == "status":
            return Answer(action["status"], action.get("body", ""), action["headers"])
        if self.kind == "html":
            body = action.get("body", _BAD_GATEWAY)
            return Answer(action.get("status", 502), body, {})
        if self.kind == "empty":
            return Answer(action.get("status", 200), "", {})
        if self.kind == "rate_limit":
            refused = too_many(action["problem"], action["retry_after"])
            return Answer(refused.status, refused.body, refused.headers)
        return None


class Faults:
    def __init__(self):
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)

    def __iter__(self):
        return iter(self._faults)

    def add(self, match: dict, action: dict | str) -> Fault:
        """:raise ValueError: an unknown kind or match."""
        action = {"kind": action} if isinstance(action, str) else dict(action)
        if action.get("kind") not in KINDS:
            raise ValueError(f"unknown kind of fault: {action.get('kind')}")
        if set(match) - MATCHES:
            raise ValueError(f"unknown match: {sorted(set(match) - MATCHES)}")
        try:
            re.compile(match.get("path", ""))
        except re.error as error:
            raise ValueError(f"path is no regular expression: {error}") from None
        if action["kind"] == "status":
            action = {"status": 500, "headers": {}, **action}
        if action["kind"] == "rate_limit":
            problem = action.setdefault("problem", "minute")
            wait = 30 if problem in ("minute", "day") else None
            action.setdefault("retry_after", wait)
        fault = Fault(next(self._ids), dict(match), action)
        fault.chance.seed(match.get("seed", 0))
        self._faults.append(fault)
        return fault

    def take(self, method: str, path: str, tenant: str) -> Fault | None:
        """The first fault that takes this request."""
        for fault in self._faults:
            if fault.hit(method, path, tenant):
                return fault
        return None

    def clear(self) -> None:
        self._faults.clear()
