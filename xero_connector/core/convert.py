# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Between Xero's texts and Python's values: dates, amounts, names.

Sources: XERO_API §5 (dates), §7 traps 6 and 7; SPEC B21.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
ELLIPSIS = "…"

_MS_DATE = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_ISO_DATETIME = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)"
    r"(?:\.(?P<fraction>\d+))?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
#: control characters, halves of surrogate pairs, and what XML calls no character
_UNPRINTABLE = frozenset(("Cc", "Cs"))
_NO_CHARACTER = frozenset("\ufffe\uffff")


def parse_datetime(text: str | None) -> datetime | None:
    """The moment that Xero wrote, in UTC; None for null and the empty text.

    Takes "/Date(1567382400000+0000)/", whose offset is informational (the milliseconds
    are UTC), and ISO 8601 with or without zone; without one it is UTC. Fractions of a
    second are cut after microseconds: GET /connections writes seven digits.

    :raise ValueError: anything else
    """
    if not text:
        return None
    if match := _MS_DATE.fullmatch(text):
        return _after_epoch(text, int(match[1]))
    match = _ISO_DATETIME.fullmatch(text)
    if not match:
        return datetime.combine(_date(text), datetime.min.time(), timezone.utc)
    fraction = (match["fraction"] or "")[:6].ljust(6, "0")
    zone = match["zone"] or "Z"
    zone = "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    moment = datetime.fromisoformat(f"{match['date']}T{match['time']}{zone}")
    return moment.astimezone(timezone.utc).replace(microsecond=int(fraction))


def parse_date(text: str | None) -> date | None:
    """The day that Xero wrote; None for null and the empty text (SPEC B21).

    A day is never moved by a time zone: "2018-10-10T00:00:00" is the 10th everywhere.

    :raise ValueError: anything else
    """
    if not text:
        return None
    if match := _MS_DATE.fullmatch(text):
        return _after_epoch(text, int(match[1])).date()
    return _date(text)


def _after_epoch(text: str, milliseconds: int) -> datetime:
    try:
        return EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise ValueError(f"not a date of Xero's: {text!r}") from None


def _date(text: str) -> date:
    match = _ISO_DATE.fullmatch(text)
    if not match:
        raise ValueError(f"not a date of Xero's: {text!r}")
    return date.fromisoformat(match[1])


def format_date(day: date) -> str:
    """The day as Xero takes it: YYYY-MM-DD."""
    return day.isoformat()[:10]


def format_modified_since(moment: datetime) -> datetime:
    """The moment for If-Modified-Since: UTC, whole seconds, rounded down (XERO_API §5).

    The SDK writes it with isoformat(), so it stays a datetime.

    :raise ValueError: a moment without a time zone
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(timezone.utc).replace(microsecond=0)


def decimal_of(value: Decimal | int | float | str | None) -> Decimal:
    """The number as Decimal; null and the empty text are 0.

    A float is taken by its shortest text: 0.1 is Decimal("0.1").

    :raise ValueError: a text that is no number, an infinity, NaN
    """
    if value is None or value == "":
        return Decimal(0)
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"not a number: {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"not a number: {value!r}")
    return number


def money(value: Decimal | int | float | str | None, digits: int = 2) -> Decimal:
    """The amount rounded half up (away from zero), as Xero rounds; never -0.00."""
    amount = decimal_of(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return abs(amount) if amount.is_zero() else amount


def clean_text(text: str | None, max_length: int, multiline: bool = False) -> str:
    """Text that Xero can store: no control characters, single spaces, cut visibly.

    :param max_length: in UTF-16 units, which is how Xero counts an emoji as two
    :param multiline: keep line breaks (descriptions)
    """
    lines = (text or "").splitlines() if multiline else [text or ""]
    cleaned = [" ".join(_printable(line).split()) for line in lines]
    return cut("\n".join(cleaned).strip(), max_length)


def cut(text: str, max_length: int) -> str:
    """The text, its end replaced by "…" when it is too long."""
    if _units(text) <= max_length:
        return text
    text = text[: max_length - 1]
    while _units(text) > max_length - 1:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _printable(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(
        " " if char.isspace() else char
        for char in line
        if char.isspace()
        or (
            unicodedata.category(char) not in _UNPRINTABLE and char not in _NO_CHARACTER
        )
    )


def normalise_name(name: str | None) -> str:
    """A name for comparison: no case, accents, punctuation or doubled spaces (SPEC P1).

    "Café  Müller, Ltd." and "cafe muller ltd" are the same; never use it for display.
    """
    plain = unicodedata.normalize("NFKD", (name or "").casefold())
    kept = (
        char if char.isalnum() else " "
        for char in plain
        if not unicodedata.combining(char) and char not in ".'’"
    )
    return " ".join("".join(kept).split())
