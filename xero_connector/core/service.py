# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What other code asks of Xero and is answered: Xero's own words, plain values.

A program that makes an invoice with the methods of `xero.connection` writes Xero's
field names. They are compared with xero-python's models before anything is sent, so
that a slip of the pen is told by its name and not lost: Xero leaves out what it does
not know. Answers go through JSON or XML-RPC, so they have no null and no Decimal, and
dates as Odoo writes them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timezone
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from .body import dumps
from .convert import decimal_of, parse_date, parse_datetime
from .entity import fingerprint
from .transport import sdk_model

if TYPE_CHECKING:
    from .entity import Entity

UNKNOWN_KEY = "unknown_key"
WRONG_VALUE = "wrong_value"
NOT_NEW = "not_new"
#: XML-RPC has whole numbers of 32 bits only
_LARGEST = 2**31 - 1

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MS_DATE = re.compile(r"/Date\(-?\d+(?:[+-]\d{4})?\)/")
_LIST = re.compile(r"list\[(.*)\]")
_SIMPLE: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,)}


class RequestError(ValueError):
    """A request that cannot be made so.

    :param kind: UNKNOWN_KEY, WRONG_VALUE or NOT_NEW
    :param where: the key, as LineItems[0].Quantity
    :param detail: the key that was probably meant, or what is wrong with the value
    """

    def __init__(self, kind: str, where: str, detail: str = "") -> None:
        super().__init__(kind, where, detail)
        self.kind = kind
        self.where = where
        self.detail = detail


def is_id(text: Any) -> bool:
    """Whether this is an id of Xero's, and not a number or code that people use."""
    return isinstance(text, str) and bool(_UUID.fullmatch(text.strip()))


# === ASKED === #


def new_element(entity: Entity, model: str, values: Mapping[str, Any]) -> Any:
    """Values for something new as Xero takes them.

    Numbers may be texts, dates may be dates; None is left out.

    :param model: xero-python's name of it, e.g. Invoice
    :raise RequestError: a key that Xero does not have, a value of another kind, or the
        id of something that is there already
    """
    if not isinstance(values, Mapping):
        raise RequestError(WRONG_VALUE, model, repr(values))
    payload = _checked(model, values, "")
    if entity.id_key in payload:
        raise RequestError(NOT_NEW, entity.id_key)
    known = sdk_model(model)
    names = {key: name for name, key in known.attribute_map.items()}
    try:  # lengths, choices, and what must not be left out
        known(**{names[key]: value for key, value in payload.items()})
    except ValueError as error:
        raise RequestError(WRONG_VALUE, model, str(error)) from error
    return payload


def _checked(model: str, values: Mapping[str, Any], path: str) -> dict[str, Any]:
    known = sdk_model(model)
    kinds = {
        key: known.openapi_types[name] for name, key in known.attribute_map.items()
    }
    checked = {}
    for key, value in values.items():
        where = f"{path}{key}"
        if key not in kinds:
            meant = difflib.get_close_matches(str(key), kinds, n=1)
            raise RequestError(UNKNOWN_KEY, where, meant[0] if meant else "")
        if value is not None:
            checked[key] = _value(kinds[key], value, where)
    return checked


def _value(kind: str, value: Any, where: str) -> Any:
    try:
        if inner := _LIST.fullmatch(kind):
            return _list(inner[1], value, where)
        if kind == "float":
            return _number(value)
        if kind.startswith("date"):
            return _day(value)
        if kind in _SIMPLE:
            return _simple(kind, value)
        model = sdk_model(kind)
        if issubclass(model, Enum):
            return _choice(model, value)
        if isinstance(value, Mapping):
            return _checked(kind, value, f"{where}.")
    except RequestError:
        raise
    except ValueError as error:
        raise RequestError(WRONG_VALUE, where, str(error)) from error
    raise RequestError(WRONG_VALUE, where, repr(value))


def _list(kind: str, value: Any, where: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(repr(value))
    return [_value(kind, one, f"{where}[{at}]") for at, one in enumerate(value)]


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or value == "":
        raise ValueError(repr(value))
    number = decimal_of(value)
    dumps(number)  # raises ValueError when it cannot be sent exactly
    return number


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        raise ValueError(repr(value))
    return day.isoformat()


def _simple(kind: str, value: Any) -> Any:
    fits = isinstance(value, _SIMPLE[kind])
    if not fits or isinstance(value, bool) is not (kind == "bool"):
        raise ValueError(repr(value))
    return value


def _choice(model: type[Enum], value: Any) -> Any:
    if value not in {member.value for member in model}:
        raise ValueError(repr(value))
    return value


def sent_alone(entity: Entity) -> Entity:
    """The entity for calls of one element: its answer needs no recognising, and what
    others have written need not have the key that ours is recognised by."""
    return replace(entity, natural_key=lambda element: None)


def moment_of(value: date | str) -> datetime:
    """A moment as Odoo writes it (naive, UTC) or ISO 8601, aware.

    :raise RequestError: anything else
    """
    if isinstance(value, datetime):
        zone = value.tzinfo or timezone.utc
        return value.replace(tzinfo=zone).astimezone(timezone.utc)
    try:
        moment = parse_datetime(str(value))
    except ValueError:
        moment = None
    if moment is None:
        raise RequestError(WRONG_VALUE, "modified_since", repr(value))
    return moment


def digest(operation: str, payload: Mapping[str, Any]) -> str:
    """The same for the same request, in whatever order and spelling of its values."""
    return fingerprint({"operation": operation, "payload": payload}, version=1)


# === FOUND AGAIN === #

#: what tells one element from another, as far as it was sent; no more, because Xero
#: rounds, trims and completes the rest
_TELLING: dict[str, Any] = {
    "Type": None,
    "InvoiceNumber": None,
    "ContactNumber": None,
    "Name": None,
    "Reference": None,
    "Date": None,
    "CurrencyCode": None,
    "Amount": None,
    "Contact": {"ContactID": None, "Name": None},
    "Invoice": {"InvoiceID": None},
    "Account": {"AccountID": None, "Code": None},
    "LineItems": {"Description": None},
}


def is_made_of(payload: Mapping[str, Any], element: Mapping[str, Any]) -> bool:
    """Whether an element can be what came of a payload."""
    return _is_in(payload, element, _TELLING)


def _is_in(sent: Any, found: Any, telling: Any) -> bool:
    if isinstance(sent, list):
        alike = isinstance(found, list) and len(sent) == len(found)
        return alike and all(
            _is_in(one, other, telling) for one, other in zip(sent, found, strict=True)
        )
    if isinstance(sent, Mapping):
        return isinstance(found, Mapping) and all(
            _is_in(sent[key], found[key], inner)
            for key, inner in telling.items()
            if key in sent and key in found
        )
    return _plain_text(sent) == _plain_text(found)


def _plain_text(value: Any) -> str:
    """A simple value for comparison: 5, 5.00 and "5.00" are the same, and so is a day
    in each of Xero's spellings."""
    if isinstance(value, str) and _MS_DATE.fullmatch(value):
        return str(parse_date(value))
    try:
        return format(decimal_of(value).normalize(), "f")
    except (TypeError, ValueError):
        text = " ".join(str(value).split()).casefold()
        return text.removesuffix("t00:00:00")


# === ANSWERED === #


def plain(value: Any, key: str = "") -> Any:
    """An element for other programs: no null, numbers as float, dates as Odoo's."""
    if isinstance(value, Mapping):
        return {
            name: plain(inner, name)
            for name, inner in value.items()
            if inner is not None
        }
    if isinstance(value, list):
        return [plain(inner, key) for inner in value if inner is not None]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and abs(value) > _LARGEST:
        return float(value)
    if isinstance(value, str) and _MS_DATE.fullmatch(value):
        return _as_odoo(value, key)
    return value


def _as_odoo(text: str, key: str) -> str:
    if key.endswith("UTC"):
        moment = parse_datetime(text)
        return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else text
    return str(parse_date(text))
