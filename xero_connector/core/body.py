# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""JSON texts with exact numbers (XERO_API §7 trap 6)."""

from __future__ import annotations

import json
import json.encoder
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, whatever its status.

    :param headers: keys in lower case
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


#: what json.dumps does with a text, without making an encoder for each
_quoted = json.encoder.encode_basestring_ascii


def dumps(payload: Any) -> str:
    """The payload as JSON text: the same payload always gives the same text.

    This text is stored and sent, so it is plain ASCII, as long in characters as in
    bytes. Decimals are written as they are, without exponent.

    :raise TypeError: a float (amounts are Decimals), null (the SDK cannot send it) or
        an unknown type
    :raise ValueError: a number with more digits than a JSON number keeps on its way
    """
    if isinstance(payload, dict):
        pairs = (f"{_quoted(str(k))}: {dumps(v)}" for k, v in sorted(payload.items()))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(payload, list | tuple):
        return "[" + ", ".join(map(dumps, payload)) + "]"
    if isinstance(payload, Decimal):
        return _number(payload)
    if isinstance(payload, str):
        return _quoted(payload)
    if isinstance(payload, bool | int):
        return json.dumps(payload)
    raise TypeError(f"not for the wire: {type(payload).__name__}")


def _number(value: Decimal) -> str:
    if not value.is_finite() or Decimal(repr(float(value))) != value:
        raise ValueError(f"cannot be sent exactly: {value}")
    return format(value, "f")


def loads(text: str | bytes) -> Any:
    """The JSON text with exact numbers: int and Decimal, never float.

    :raise ValueError: no JSON
    """
    return json.loads(text, parse_float=Decimal, parse_constant=_no_constant)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"not a number: {name}")
