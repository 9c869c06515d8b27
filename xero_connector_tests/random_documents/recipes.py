# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is made, decided by a seed alone: nothing here knows Odoo.

A recipe prints as the Python that makes it again, so that a difference can be looked at
on its own.
"""

from dataclasses import dataclass
from random import Random

BASE = "GBP"
#: foreign units for one pound; more decimals than Xero keeps
RATES = {
    "EUR": 1.1793284651,
    "USD": 1.2687413399,
    "JPY": 191.4470213,
    "KWD": 0.3912345678,
}
#: how often which; dinars have three decimals, so that they mostly cannot be told
FOREIGN = ("EUR", "EUR", "EUR", "USD", "USD", "USD", "JPY", "JPY", "KWD")
TYPES = (
    *("out_invoice",) * 5,
    *("in_invoice",) * 4,
    *("out_refund", "in_refund") * 2,
    "out_receipt",
    "in_receipt",
)
#: keys of Scenery.taxes
TAXES = (
    *("20",) * 5,
    *("5", "0", "none") * 2,
    "odd",
    "two",
    "upon",
    "group",
    "included",
    "included odd",
    "reverse",
    "division",
    "fixed",
    "fixed and 20",
    "fixed in base",
)
#: keys of Scenery.accounts; "" is the journal's
ACCOUNTS = ("", "", "", "mapped", "asset")
#: keys of Scenery.analytic
ANALYTIC = ("", "", "", "", "one", "two", "thirds", "crossed", "part", "unmapped")
#: keys of Scenery.roundings and Scenery.terms
ROUNDINGS = ("",) * 9 + ("line", "tax")
TERMS = ("",) * 6 + ("halves", "early included", "early excluded", "early mixed")
TEXTS = ("line_section", "line_subsection", "line_note")
DISCOUNTS = (0, 0, 0, 0, 5, 10, 12.5, 33.33, 100)


@dataclass(frozen=True)
class Line:
    price: float = 0.0
    quantity: float = 1.0
    discount: float = 0.0
    tax: str = "none"
    account: str = ""
    analytic: str = ""
    text: str = ""


@dataclass(frozen=True)
class Recipe:
    """One document.

    :param partner: which one; the same has several documents
    :param days: how long ago it is dated
    :param settlement: key of settling.WAYS
    :param change: key of documents.CHANGES, done before or after it is sent
    """

    number: int
    move_type: str
    currency: str
    partner: int
    days: int
    lines: tuple[Line, ...]
    rounding: str = ""
    term: str = ""
    settlement: str = "none"
    change: str = "none"


def recipes(seed, numbers, ways, changes, foreign: bool, partners: int):
    """A recipe for each number.

    :param ways: names of settlements to choose from
    :param changes: names of changes to choose from
    """
    random = Random(f"{seed} {foreign}")
    for number in numbers:
        yield _recipe(random, number, ways, changes, foreign, partners)


def _recipe(random: Random, number, ways, changes, foreign, partners) -> Recipe:
    currency = random.choice(FOREIGN) if foreign else BASE
    return Recipe(
        number=number,
        move_type=random.choice(TYPES),
        currency=currency,
        partner=random.randrange(partners),
        days=random.randrange(60),
        lines=tuple(_lines(random)),
        rounding=random.choice(ROUNDINGS),
        term=random.choice(TERMS),
        settlement=random.choice(ways),
        change=random.choice(changes),
    )


def _lines(random: Random):
    """One positive line at least, so that the document is not a negative one."""
    count = random.choice((1, 1, 2, 2, 3, 4, 6, 9, 12))
    for place in range(count):
        if random.random() < 0.05:
            yield Line(text=random.choice(TEXTS))
        yield _line(random, negative=place and random.random() < 0.1)


def _line(random: Random, negative) -> Line:
    price, quantity = _price(random), _quantity(random)
    if negative:
        price /= 10
        if random.random() < 0.5:
            quantity = -quantity
        else:
            price = -price
    return Line(
        price=round(price, 6),
        quantity=quantity,
        discount=random.choice(DISCOUNTS),
        tax=random.choice(TAXES),
        account=random.choice(ACCOUNTS),
        analytic=random.choice(ANALYTIC),
    )


def _price(random: Random) -> float:
    size = 10 ** random.uniform(-2, 3.5)
    return round(size, random.choice((0, 1, 2, 2, 2, 3, 4, 6)))


def _quantity(random: Random) -> float:
    whole = random.choice((1, 1, 1, 2, 3, 7, 12, 100))
    return whole if random.random() < 0.7 else round(random.uniform(0.01, 20), 4)
