# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Field by field between Odoo's words and Xero's: one table per entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from .convert import clean_text, format_date

#: a text that Xero's documents give no length for
DEFAULT_LENGTH = 255


@dataclass(frozen=True)
class Field:
    """One fact and its place in Xero's element.

    :param local: name of the fact
    :param remote: key in the element; dots lead into nested objects
        ("Account.AccountID")
    :param out: fact -> value for Xero; None leaves the key out. Without it texts are
        cleaned and cut, days formatted, and nothing becomes "" (which clears the field)
    :param into: value from Xero (None if absent) -> fact. Without it null becomes ""
    :param max_length: of a text; cut visibly
    """

    local: str
    remote: str
    out: Callable[[Any], Any] | None = None
    into: Callable[[Any], Any] | None = None
    max_length: int | None = None
    multiline: bool = False


def encode(fields: Iterable[Field], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of the facts that are there; what is absent stays untouched."""
    payload: dict[str, Any] = {}
    for field in fields:
        if field.local in facts:
            value = _outward(field, facts[field.local])
            if value is not None:
                _put(payload, field.remote, value)
    return payload


def _outward(field: Field, value: Any) -> Any:
    if field.out:
        return field.out(value)
    if value is None or isinstance(value, str):
        return clean_text(value, field.max_length or DEFAULT_LENGTH, field.multiline)
    return format_date(value) if isinstance(value, date) else value


def _put(payload: dict[str, Any], path: str, value: Any) -> None:
    *parents, key = path.split(".")
    for parent in parents:
        payload = payload.setdefault(parent, {})
    payload[key] = value


def decode(fields: Iterable[Field], element: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an element; null and absent are the same (XERO_API §7 trap 5)."""
    return {field.local: _inward(field, get(element, field.remote)) for field in fields}


def _inward(field: Field, value: Any) -> Any:
    if field.into:
        return field.into(value)
    return "" if value is None else value


def get(element: Any, path: str) -> Any:
    """The value at a dotted path; None when anything on the way is missing or null."""
    for key in _keys(path):
        element = element.get(key) if isinstance(element, dict) else None
    return element


@cache
def _keys(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))
