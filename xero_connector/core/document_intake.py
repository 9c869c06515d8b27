# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a document that was born in Xero becomes in Odoo (SPEC B13; XERO_API §4).

Nothing is guessed: what no client knows is refused. Prices are Odoo's own affair, the
net amount of each line is Xero's: a price from which Odoo would compute another one
gives way to the net amount itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .convert import cut, decimal_of, money
from .entities.credit_note import ACCPAYCREDIT, ACCRECCREDIT
from .entities.document import (
    AUTHORISED,
    DELETED,
    DRAFT,
    PAID,
    SUBMITTED,
    VOIDED,
)
from .entities.invoice import ACCPAY, ACCREC
from .entity import Element, Entity, Facts, json_safe
from .errors import LabelledError
from .lines import DESCRIPTION_LENGTH, INCLUSIVE
from .totals import AMOUNT_DIGITS

#: Xero's types of documents -> Odoo's
MOVE_TYPES: Mapping[str, str] = {
    ACCREC: "out_invoice",
    ACCRECCREDIT: "out_refund",
    ACCPAY: "in_invoice",
    ACCPAYCREDIT: "in_refund",
}
SALES = frozenset((ACCREC, ACCRECCREDIT))
#: states in which a document is in the books, and in which it is not (yet)
LIVE = (AUTHORISED, PAID)
NOT_LIVE = frozenset((DRAFT, SUBMITTED, VOIDED, DELETED))
LINE_AMOUNT_TYPES = frozenset(("Exclusive", INCLUSIVE, "NoTax"))
_TEXTS = ("contact_id", "number", "reference", "currency")
_LINE_TEXTS = (
    *("line_item_id", "description", "tax_type"),
    *("account_id", "account_code", "item_code"),
)
#: what decoding raises of values that no client knows
_UNREADABLE = (ValueError, TypeError, AttributeError)
#: decimals of a unit price that follows from a net amount
PRICE_DIGITS = 6
_HUNDRED = Decimal(100)
_NOTHING = Decimal(0)


# === READ === #


def read(declaration: Entity, element: Element) -> Facts:
    """The facts of a document that is to be created in Odoo.

    :raise LabelledError: document_unreadable: a value is missing, or nobody knows it
    """
    try:
        facts = declaration.decode(element)
    except _UNREADABLE as error:
        raise LabelledError("document_unreadable", str(error)) from error
    for problem in _problems(facts, element):
        raise LabelledError("document_unreadable", problem)
    return facts


def _problems(facts: Facts, element: Element) -> Iterator[str]:
    known = {
        "type": MOVE_TYPES,
        "status": LIVE,
        "line_amount_types": LINE_AMOUNT_TYPES,
    }
    for name, values in known.items():
        if not isinstance(facts[name], str) or facts[name] not in values:
            yield f"{name}: {facts[name]}"
    yield from _not_texts(facts, _TEXTS)
    for name in ("contact_id", "currency", "date"):
        if not facts[name]:
            yield f"{name}: {facts[name]}"
    rows = element.get("LineItems")
    if not facts["lines"] or len(facts["lines"]) != len(rows or ()):
        yield "LineItems"
    for line in facts["lines"]:
        yield from _not_texts(line, _LINE_TEXTS)


def _not_texts(facts: Facts, names: tuple[str, ...]) -> Iterator[str]:
    return (
        f"{name}: {facts[name]}" for name in names if not isinstance(facts[name], str)
    )


def is_text(line: Facts) -> bool:
    """Whether a line has words only."""
    named = line["account_id"] or line["account_code"] or line["item_code"]
    return not (named or line["net"] or line["tax"])


def record_of(url: Any, base: str, path: str) -> int:
    """The id of our record that a document in Xero bears the address of; 0: none.

    :param base: address of this database
    :param path: of a record's address, without its id
    """
    begin = f"{base.rstrip('/')}{path}"
    tail = url.removeprefix(begin) if isinstance(url, str) else ""
    return int(tail) if tail != url and tail.isdecimal() else 0


# === PRICES === #


@dataclass(frozen=True)
class Places:
    """How many decimals Odoo keeps.

    :param exact: net amounts are added up before they are rounded, so that each line
        has to come to its net amount without rounding
    """

    quantity: int
    discount: int
    money: int
    exact: bool = False


@dataclass(frozen=True)
class Price:
    """Quantity, unit price and discount in percent, and the words of the line."""

    quantity: Decimal
    unit: Decimal
    discount: Decimal
    description: str


def price(line: Facts, types: str, places: Places, gross: bool = False) -> Price:
    """From what Odoo computes Xero's amount of a line.

    In this order: Xero's own figures; its discount as the percentage that it comes to;
    the unit price that the amount makes; the amount as one piece.

    :param types: LineAmountTypes of the document
    :param gross: Odoo's taxes are part of the price
    """
    amount = line["net"] + line["tax"] if gross else line["net"]
    same = not line["tax"] or gross == (types == INCLUSIVE)
    for quantity, unit, discount in _prices(line, amount, same, places):
        if _comes_to(amount, quantity, unit, discount, places):
            return Price(quantity, unit, discount, line["description"])
    plain = line["quantity"] == 1 and not line["discount"]
    words = line["description"] if plain else _with_note(line)
    return Price(Decimal(1), amount, _NOTHING, words)


def _prices(
    line: Facts, amount: Decimal, same: bool, places: Places
) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    quantity, unit, discount = line["quantity"], line["price_unit"], line["discount"]
    full = quantity * unit
    if same:
        yield quantity, unit, discount
        if full:
            share = money(_HUNDRED * (1 - amount / full), places.discount)
            yield quantity, unit, share
    kept = quantity * (1 - discount / _HUNDRED)
    if kept:
        yield quantity, money(amount / kept, PRICE_DIGITS), discount


def _comes_to(
    amount: Decimal,
    quantity: Decimal,
    unit: Decimal,
    discount: Decimal,
    places: Places,
) -> bool:
    """Whether Odoo makes exactly this amount of it."""
    if money(quantity, places.quantity) != quantity:
        return False
    if money(discount, places.discount) != discount or not 0 <= discount <= _HUNDRED:
        return False
    value = quantity * unit * (1 - discount / _HUNDRED)
    return (value if places.exact else money(value, places.money)) == amount


def _with_note(line: Facts) -> str:
    """The description, and what became one piece: 1.2345 x 10 - 5%."""
    values = (line["quantity"], line["price_unit"], line["discount"])
    quantity, unit, discount = map(json_safe, values)
    note = f"{quantity} x {unit}" + (f" - {discount}%" if line["discount"] else "")
    text = cut(line["description"], DESCRIPTION_LENGTH - len(note) - 1)
    return f"{text}\n{note}".strip()


# === TAXES === #


@dataclass(frozen=True)
class Gap:
    """How much more tax of one rate Xero has than Odoo has computed.

    :param tolerance: what rounding may explain: a unit for each line
    """

    tax_type: str
    ours: Decimal
    theirs: Decimal
    tolerance: Decimal

    @property
    def amount(self) -> Decimal:
        """What Odoo's tax has to be raised by."""
        return self.theirs - self.ours

    @property
    def is_rounding(self) -> bool:
        """Whether rounding may explain it."""
        return abs(self.amount) <= self.tolerance


def tax_gaps(ours: list[Facts], theirs: list[Facts], digits: int = 2) -> list[Gap]:
    """Tax rates of which Odoo's tax is not Xero's.

    :param digits: decimals of the currency in Odoo; Xero keeps two
    """
    sums: dict[str, list[Decimal]] = {}
    for side, lines in enumerate((ours, theirs)):
        for line in lines:
            row = sums.setdefault(line["tax_type"], [_NOTHING, _NOTHING, _NOTHING])
            row[side] += decimal_of(line["tax"])
            row[2] += side
    unit = Decimal(1).scaleb(-min(digits, AMOUNT_DIGITS))
    return [
        Gap(tax_type, mine, other, unit * count)
        for tax_type, (mine, other, count) in sums.items()
        if mine != other
    ]


def is_since(day: date | None, start: date | None) -> bool:
    """Whether a document is of the time that Odoo keeps; one without a day may be."""
    return day is None or start is None or day >= start
