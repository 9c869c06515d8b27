# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the runner does next with a task: one of seven outcomes (DESIGN §1, STYLE).

An outcome is a value, not an exception: a batch of fifty documents has fifty of them.
The `code` of each is a label of `errors.LABELS`, and never a sentence: sentences are
Odoo's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

#: seconds before the first automatic retry, and the longest wait between two retries
FIRST_BACKOFF = 30
LONGEST_BACKOFF = 3600


@dataclass(frozen=True)
class Done:
    """Xero accepted it.

    :param element: Xero's element as decoded by `wire.loads`; None when there is none
    :param warnings: Xero's own sentences; the document was saved nevertheless
    """

    element: dict[str, Any] | None = None
    warnings: tuple[str, ...] = ()
    code: str = "done"


@dataclass(frozen=True)
class Retry:
    """Try again later; it costs one of the automatic attempts (SPEC A38).

    :param uncertain: the write may have happened
    :param replay: no definitive answer was obtained, so the same bytes may be repeated
        with the same Idempotency-Key. Uncertain without replay (a 5xx, which Xero keeps
        under the key) means: ask Xero first, then send with a new key (XERO_API §3).
    :param after: seconds that Xero asked for; None: use `backoff`
    """

    code: str
    detail: str = ""
    uncertain: bool = False
    replay: bool = False
    after: int | None = None


@dataclass(frozen=True)
class Snooze:
    """Wait for a rate window; it costs no attempt (SPEC B18)."""

    code: str
    until: datetime
    detail: str = ""


@dataclass(frozen=True)
class Split:
    """The batch as a whole was refused: send its elements one by one (SPEC P8)."""

    code: str
    detail: str = ""


@dataclass(frozen=True)
class Fail:
    """A person has to act; repeating cannot help (SPEC A38).

    :param detail: Xero's own sentences, joined by a space
    """

    code: str
    detail: str = ""


@dataclass(frozen=True)
class Halt:
    """Pause the connection; nothing is lost (SPEC B7, P4)."""

    code: str
    detail: str = ""


@dataclass(frozen=True)
class RefreshToken:
    """Refresh the access token once, then repeat the call with a new Idempotency-Key.

    A new key, because Xero keeps refusals under the old one too (XERO_API §3).
    """

    code: str = "token_expired"
    detail: str = ""


Outcome = Done | Retry | Snooze | Split | Fail | Halt | RefreshToken


def backoff(attempt: int, jitter: float) -> int:
    """Seconds to wait after a failed attempt: about 30 s, doubling, one hour at most.

    :param attempt: 1 after the first call failed, 2 after the first retry …
    :param jitter: random in [0, 1); spreads the retries of many tasks over half the
        wait
    """
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    wait: int = FIRST_BACKOFF << min(attempt - 1, 10)
    return min(round(wait * (0.75 + jitter / 2)), LONGEST_BACKOFF)
