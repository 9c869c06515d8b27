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
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .body import loads
from .convert import parse_datetime

#: eventCategory -> name in `entities.CATALOGUE`; other categories are kept and ignored
CATEGORIES = {
    "INVOICE": "invoice",
    "CONTACT": "contact",
    "CREDITNOTE": "credit_note",
    "PAYMENT": "payment",
    "PREPAYMENT": "prepayment",
    "OVERPAYMENT": "overpayment",
}
SIGNATURE_HEADER = "x-xero-signature"

#: bytes that are looked at; a delivery of 1,000 events has some 350,000
LONGEST_BODY = 4_000_000
#: Xero's sequences are int32
_HIGHEST = 2**31 - 1
#: ids and words of Xero's: what can be kept in a database and put into an address
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True)
class Event:
    """One object that was created or changed in one organisation.

    :param category: Xero's word, of an open list; "" when it cannot be one
    :param kind: CREATE or UPDATE; archiving, voiding and deleting are updates
    :param moment: when; None if Xero did not say or not so that it can be read
    :param sequence: its number, counted per app; 0 when Xero did not say
    """

    tenant_id: str
    category: str
    kind: str
    resource_id: str
    moment: datetime | None = None
    sequence: int = 0

    @property
    def entity(self) -> str:
        """Name in `entities.CATALOGUE`; "" when the category is not ours."""
        return CATEGORIES.get(self.category, "")


@dataclass(frozen=True)
class Delivery:
    """The events of one POST; none at all when Xero only checks the address.

    :param first: number of the first event, counted per app; 0 without events
    :param last: number of the last event
    :param size: how many events Xero sent, those included that name no object
    :param entropy: Xero's random text, without what is no letter or digit
    """

    events: tuple[Event, ...]
    first: int
    last: int
    size: int
    entropy: str = ""


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
            found |= hmac.compare_digest(_digest(body, key), given)
    return found


def signature_of(body: bytes, key: str) -> str:
    """The header that Xero sends with this body: for a check of our own address."""
    return base64.b64encode(_digest(body, key)).decode("ascii")


def _digest(body: bytes, key: str) -> bytes:
    return hmac.digest(key.encode(), body, hashlib.sha256)


def delivery_of(body: bytes) -> Delivery:
    """The events of a signed body; entries that name no object are left out.

    :raise ValueError: a body that is not a delivery of Xero's
    """
    try:
        content = loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    rows = content.get("events") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no list of events")
    first = _number(content.get("firstEventSequence"))
    last = _number(content.get("lastEventSequence"))
    events = (
        _event(row, first + place if first else 0)
        for place, row in enumerate(rows)
        if isinstance(row, dict)
    )
    return Delivery(
        tuple(event for event in events if event.tenant_id and event.resource_id),
        first=first,
        last=last if last >= first else first,
        size=len(rows),
        entropy=_word(content.get("entropy")),
    )


def follow(known: int, spans: Iterable[tuple[int, int]]) -> tuple[int, bool]:
    """What the numbers of deliveries say about lost events (SPEC X4).

    Doubled and late ones tell nothing new. A webhook that was made anew at Xero counts
    from 1 again.

    :param known: the highest number so far; 0: none yet
    :param spans: (first, last) of each new delivery with events, in any order
    :return: the highest number now, and whether some are missing before it
    """
    lost = False
    for first, last in sorted(spans):
        if first == 1 and last < known:
            known = last
            continue
        lost |= bool(known) and first > known + 1
        known = max(known, last)
    return known, lost


def _event(row: dict[str, Any], sequence: int) -> Event:
    return Event(
        tenant_id=_word(row.get("tenantId")).lower(),
        category=_word(row.get("eventCategory")).upper(),
        kind=_word(row.get("eventType")).upper(),
        resource_id=_word(row.get("resourceId")),
        moment=_moment(row.get("eventDateUtc")),
        sequence=min(sequence, _HIGHEST),
    )


def _moment(value: Any) -> datetime | None:
    try:
        return parse_datetime(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _word(value: Any) -> str:
    """Text as Xero writes ids and names of a list; "" for anything else."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""


def _number(value: Any) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 < value <= _HIGHEST else 0
