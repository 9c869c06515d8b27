# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero sends by itself: signatures and events (XERO_API §6; SPEC B8–B12, X4).

An event only says that something changed; order and number of deliveries mean nothing.
So it is a reason to read the object, and never a value to believe.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .body import loads
from .convert import parse_datetime

#: eventCategory -> name in `entities.CATALOGUE`; other categories are kept and ignored
CATEGORIES = {"INVOICE": "invoice", "CONTACT": "contact", "PAYMENT": "payment"}


@dataclass(frozen=True)
class Event:
    """One object that was created or changed in one organisation.

    :param category: Xero's word, of an open list
    :param kind: CREATE or UPDATE; archiving, voiding and deleting are updates
    :param moment: when; None if Xero did not say or not so that it can be read
    """

    tenant_id: str
    category: str
    kind: str
    resource_id: str
    moment: datetime | None = None

    @property
    def entity(self) -> str:
        """Name in `entities.CATALOGUE`; "" when the category is not ours."""
        return CATEGORIES.get(self.category, "")


@dataclass(frozen=True)
class Delivery:
    """The events of one POST; none at all when Xero only checks the address.

    :param first: number of the first event, counted per app; 0 without events
    :param last: number of the last event
    """

    events: tuple[Event, ...]
    first: int
    last: int

    def leaves_gap(self, previous: int) -> bool:
        """Whether events between the last one known and these were lost (SPEC X4).

        :param previous: number of the last event known; 0: none yet
        """
        return bool(previous and self.first > previous + 1)


def is_signed(body: bytes, signature: str | None, keys: Iterable[str | None]) -> bool:
    """Whether the raw body was signed with one of the keys (SPEC B10, B11).

    Compared in constant time, and with every key, whichever fits: a replaced key stays
    valid for a while (SPEC X4). Without a key nothing is signed.

    :param signature: the header x-xero-signature: base64 of the body's HMAC-SHA256
    """
    try:
        given = base64.b64decode(signature or "", validate=True)
    except (binascii.Error, ValueError):
        return False
    found = False
    for key in keys:
        if key:
            expected = hmac.digest(key.encode(), body, hashlib.sha256)
            found |= hmac.compare_digest(expected, given)
    return found


def delivery_of(body: bytes) -> Delivery:
    """The events of a signed body; entries that name no object are left out.

    :raise ValueError: a body that is not a delivery of Xero's
    """
    content = loads(body)
    rows = content.get("events") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no list of events")
    events = (_event(row) for row in rows if isinstance(row, dict))
    return Delivery(
        tuple(event for event in events if event.tenant_id and event.resource_id),
        first=_number(content.get("firstEventSequence")),
        last=_number(content.get("lastEventSequence")),
    )


def _event(row: dict[str, Any]) -> Event:
    return Event(
        tenant_id=_text(row.get("tenantId")),
        category=_text(row.get("eventCategory")).upper(),
        kind=_text(row.get("eventType")).upper(),
        resource_id=_text(row.get("resourceId")),
        moment=_moment(row.get("eventDateUtc")),
    )


def _moment(value: Any) -> datetime | None:
    try:
        return parse_datetime(_text(value))
    except ValueError:
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
