# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The store behind the Idempotency-Key header (XERO_API §3).

Six minutes, 128 characters, PUT/POST/PATCH only. The same request again gets the
stored answer, errors included; another request under the same key is refused.
"""

from dataclasses import dataclass

from .problems import api_exception

LIFETIME = 6 * 60
MAX_LENGTH = 128
METHODS = ("PUT", "POST", "PATCH")


@dataclass(frozen=True, slots=True)
class Stored:
    fingerprint: tuple
    answer: object
    expires: float


class IdempotencyStore:
    """Answers by (app, tenant, key)."""

    def __init__(self):
        self._stored: dict[tuple, Stored] = {}

    def find(self, scope: tuple, fingerprint: tuple, timestamp: float):
        """The stored answer, or None for a key not seen (any more).

        :raise Refused: 400 for a key used for another request (body unconfirmed).
        """
        key = scope[-1]
        if len(key) > MAX_LENGTH:
            raise api_exception(
                10,
                "ValidationException",
                f"Idempotency Key: maximum length is {MAX_LENGTH} characters.",
            )
        stored = self._stored.get(scope)
        if stored is None or stored.expires <= timestamp:
            return None
        if stored.fingerprint != fingerprint:
            raise api_exception(
                10,
                "ValidationException",
                f"Idempotency Key: {key} is used with a different request.",
            )
        return stored.answer

    def keep(self, scope: tuple, fingerprint: tuple, answer, timestamp: float) -> None:
        self._stored[scope] = Stored(fingerprint, answer, timestamp + LIFETIME)
        if len(self._stored) % 256 == 0:
            self._forget(timestamp)

    def _forget(self, timestamp: float) -> None:
        self._stored = {
            scope: stored
            for scope, stored in self._stored.items()
            if stored.expires > timestamp
        }
