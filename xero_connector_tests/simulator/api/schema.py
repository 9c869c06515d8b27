# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Request bodies read against xero-python's own model definitions.

Every model of the official SDK says which wire names it has and of which type
(`attribute_map`, `openapi_types`). :func:`read` converts an element accordingly, drops
names that the model does not have (Xero ignores them in JSON; the caller gets a list)
and drops nulls, which Xero treats as not sent.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache

from xero_python import accounting as models

from .wire import parse_day, parse_time

MAX_MAGNITUDE = Decimal(10) ** 18
# Closed sets of values. Xero fails to convert others, which ends the whole request
# (reported for LineAmountTypes; for the others by analogy).
_CHOICES = {
    "Invoice.Type": "ACCREC ACCPAY ACCRECCREDIT ACCPAYCREDIT AROVERPAYMENT "
    "APOVERPAYMENT ARPREPAYMENT APPREPAYMENT",
    "Invoice.Status": "DRAFT SUBMITTED DELETED AUTHORISED PAID VOIDED",
    "Invoice.LineAmountTypes": "Exclusive Inclusive NoTax",
    "CreditNote.Type": "ACCRECCREDIT ACCPAYCREDIT",
    "CreditNote.Status": "DRAFT SUBMITTED DELETED AUTHORISED PAID VOIDED",
    "CreditNote.LineAmountTypes": "Exclusive Inclusive NoTax",
    "BankTransaction.Type": "RECEIVE RECEIVE-OVERPAYMENT RECEIVE-PREPAYMENT SPEND "
    "SPEND-OVERPAYMENT SPEND-PREPAYMENT RECEIVE-TRANSFER SPEND-TRANSFER",
    "BankTransaction.Status": "AUTHORISED DELETED VOIDED",
    "BatchPayment.Status": "AUTHORISED DELETED",
    "BankTransaction.LineAmountTypes": "Exclusive Inclusive NoTax",
    "Contact.ContactStatus": "ACTIVE ARCHIVED GDPRREQUEST",
    "Payment.Status": "AUTHORISED DELETED",
}


class ShapeError(ValueError):
    """A property has another type than the model says."""


def read(model: str, element, unknown: list[str], path: str = "") -> dict:
    """The element with Python values, under its wire names.

    :param unknown: collects dotted names that the model does not have.
    :raise ShapeError: an element or property of the wrong type.
    """
    if not isinstance(element, dict):
        raise ShapeError(f"{path or model} must be an object")
    readers = _readers(model)
    values = {}
    for name, value in element.items():
        reader = readers.get(name)
        if reader is None:
            unknown.append(f"{path or model}.{name}")
        elif value is not None:
            values[name] = reader(value, unknown, f"{path or model}.{name}")
    return values


def child_types(model: str) -> dict[str, str]:
    """Wire name to SDK type of every property of a model."""
    cls = getattr(models, model)
    return {cls.attribute_map[key]: kind for key, kind in cls.openapi_types.items()}


@cache
def _readers(model: str) -> dict[str, Callable]:
    readers = {name: _reader(kind) for name, kind in child_types(model).items()}
    for name in readers:
        choices = _CHOICES.get(f"{model}.{name}")
        if choices:
            readers[name] = _choice_reader(name, frozenset(choices.split()))
    return readers


def _choice_reader(name: str, choices: frozenset) -> Callable:
    def read_choice(value, unknown, path) -> str:
        text = _text(value, unknown, path)
        if text and text not in choices:
            raise ShapeError(
                f"Error converting value \"{text}\" to type '{name}'. Path '{path}'."
            )
        return text

    return read_choice


def _reader(kind: str) -> Callable:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind.startswith("list["):
        return _list_reader(_reader(kind[5:-1]))
    if issubclass(getattr(models, kind), Enum):
        # An unknown value is the books' business: they know the organisation.
        return _text
    return lambda value, unknown, path: read(kind, value, unknown, path)


def _list_reader(item: Callable) -> Callable:
    def read_list(value, unknown, path):
        if not isinstance(value, list):
            raise ShapeError(f"{path} must be an array")
        return [item(element, unknown, path) for element in value]

    return read_list


def _text(value, unknown, path) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ShapeError(f"{path} must be text")
    return str(value)


def _number(value, unknown, path) -> Decimal:
    try:
        if isinstance(value, bool):
            raise ShapeError(f"{path} must be a number")
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise ShapeError(f"{path} must be a number") from None
    if not number.is_finite() or abs(number) >= MAX_MAGNITUDE:
        raise ShapeError(f"{path} is out of range")
    return number


def _whole(value, unknown, path) -> int:
    number = _number(value, unknown, path)
    if number != int(number):
        raise ShapeError(f"{path} must be a whole number")
    return int(number)


def _truth(value, unknown, path) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ShapeError(f"{path} must be true or false")


def _dated(parse: Callable) -> Callable:
    def read_date(value, unknown, path):
        try:
            return parse(value)
        except (AttributeError, TypeError, ValueError, OverflowError):
            raise ShapeError(f"{path} must be a date") from None

    return read_date


_SCALARS = {
    "str": _text,
    "float": _number,
    "int": _whole,
    "bool": _truth,
    "date[ms-format]": _dated(parse_day),
    "datetime[ms-format]": _dated(parse_time),
}
