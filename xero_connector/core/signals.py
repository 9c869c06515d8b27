# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What went wrong, in one flat shape that the rules of `errors` can look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .body import Answer, loads

HTTP = "http"  # an answer with a status that is no success
TIMEOUT = "timeout"  # no answer in time
CONNECTION = "connection"  # no answer: refused, reset, cut off
GARBLED = "garbled"  # an answer that is not what Xero's API writes
ELEMENT = "element"  # one element of a batch that Xero refused
LOCAL = "local"  # found by ourselves; `title` is the label

_BAD_REQUEST = 400


@dataclass(frozen=True)
class Signal:
    """One refusal or failure, wherever it came from.

    :param title: the problem's title or an ApiException's message; of `local`: the
        label
    :param error_type: an ApiException's Type, e.g. ValidationException
    :param messages: Xero's sentences about the element (ValidationErrors)
    :param headers: keys in lower case
    :param writes: the call creates, changes or removes something
    :param count: elements in the batch
    """

    kind: str
    status: int = 0
    title: str = ""
    detail: str = ""
    error_type: str = ""
    messages: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    writes: bool = False
    count: int = 1

    @property
    def text(self) -> str:
        """Everything that Xero said, each sentence once, for people."""
        said = self.messages or (self.detail or self.title,)
        return " ".join(dict.fromkeys(part for part in said if part))


def signal_of(answer: Answer, writes: bool, count: int) -> Signal:
    """The signal of an answer whose status is no success; never raises.

    Bodies are read case-insensitively (Title and title both occur, XERO_API §1), and
    only where Xero documents one: a refusal with 400 that is no JSON object is not
    Xero's.
    """
    try:
        body = loads(answer.body)
    except ValueError:
        body = None
    garbled = answer.status == _BAD_REQUEST and not isinstance(body, dict)
    said = _lower_keys(body) if isinstance(body, dict) else {}
    return Signal(
        kind=GARBLED if garbled else HTTP,
        status=answer.status,
        title=_text(said.get("title") or said.get("message")),
        detail=_text(said.get("detail")),
        error_type=_text(said.get("type")),
        messages=tuple(dict.fromkeys(validation_messages(said.get("elements")))),
        headers=answer.headers,
        writes=writes,
        count=count,
    )


def validation_messages(value: Any, key: str = "validationerrors") -> Iterator[str]:
    """Every Message below a ValidationErrors (or Warnings) list, however deep.

    Xero reports a wrong line or contact of an invoice inside that line or contact.
    """
    if isinstance(value, list):
        for item in value:
            yield from validation_messages(item, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(inner, list | dict):
                continue  # most values; this walk sees every answer of Xero
            if name.lower() == key:
                yield from _messages(inner)
            else:
                yield from validation_messages(inner, key)


def _messages(errors: Any) -> Iterator[str]:
    for error in errors if isinstance(errors, list) else ():
        message = (
            _text(_lower_keys(error).get("message")) if isinstance(error, dict) else ""
        )
        if message:
            yield message


def _lower_keys(value: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): inner for key, inner in value.items()}


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
