# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""JSON with exact decimals, and Xero's dates.

Dates go out as `/Date(ms+0000)/` and come in as that or as ISO text (XERO_API §5).
"""

import json
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from email.utils import parsedate_to_datetime

UTC = timezone.utc
ZERO_GUID = "00000000-0000-0000-0000-000000000000"
# The standard encoder cannot write a Decimal as a number. It is written as a string
# between two characters that may not be in any text, and these and the quotes go.
_MARK = "\ufdd0"
_OPEN, _CLOSE = f'"{_MARK}', f'{_MARK}"'
_MS_DATE = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_EPOCH = date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000


def dumps(value) -> bytes:
    text = json.dumps(value, default=_encode, ensure_ascii=False, separators=(",", ":"))
    return text.replace(_OPEN, "").replace(_CLOSE, "").encode()


def _encode(value):
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}{_MARK}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not JSON")


def loads(body: bytes):
    """:raise ValueError: not JSON; NaN and Infinity are not JSON either."""
    text = body.decode("utf-8-sig").replace(_MARK, "")
    return json.loads(text, parse_float=Decimal, parse_constant=_no_constant)


def _no_constant(name: str):
    raise ValueError(f"{name} is not JSON")


def ms_date(day: date) -> str:
    return f"/Date({(day.toordinal() - _EPOCH) * _DAY_MS}+0000)/"


def ms_time(instant: datetime) -> str:
    return f"/Date({round(instant.timestamp() * 1000)}+0000)/"


def day_string(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


def iso_time(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%S}Z"


def parse_time(text: str) -> datetime:
    """An instant: Xero's `/Date(…)/`, ISO 8601 with or without offset, or RFC 1123.

    :raise ValueError: none of these.
    """
    match = _MS_DATE.fullmatch(text)
    if match:
        return datetime.fromtimestamp(0, UTC) + timedelta(
            milliseconds=int(match.group(1))
        )
    if text[:3].isalpha():
        instant = parsedate_to_datetime(text)
    else:
        instant = datetime.fromisoformat(_padded(text))
    return instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC)


def _padded(text: str) -> str:
    """Python 3.10 reads only 3 or 6 fraction digits, and no Z; Xero sends any."""
    text = text.strip().replace("Z", "+00:00")
    return re.sub(r"\.(\d+)", lambda m: f".{m.group(1)[:6]:0<6}", text)


def parse_day(text: str) -> date:
    """A date; the time of day and its offset do not shift it."""
    if text.startswith("/"):
        return parse_time(text).date()
    parse_time(text)
    return date.fromisoformat(text.strip()[:10])
