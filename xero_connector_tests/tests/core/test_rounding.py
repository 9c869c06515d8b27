# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What may be put on Xero's rounding account, and what differs in more than cents."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import rounding, wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.proof import document_facts

from .documents import document, documents, line, note, stored

INVOICE = CATALOGUE["invoice"]
MOST = Decimal("0.05")
ACCOUNT = line(
    key=rounding.ROUNDING,
    net=Decimal("0.02"),
    tax=Decimal(0),
    quantity=Decimal(1),
    price_unit=Decimal("0.02"),
    tax_type="NONE",
    account_code="860",
)


def answer(facts, *taxes, **more):
    """What Xero makes of a document whose lines have these taxes instead."""
    payload = INVOICE.encode(facts)
    for one, tax in zip(payload["LineItems"], taxes, strict=False):
        one["TaxAmount"] = Decimal(tax)
    return stored(payload, **more)


def kept(facts):
    """The facts as a call keeps them until it is answered."""
    return wire.loads(wire.dumps(document_facts(facts)))


# SPEC P5: the tax of a line, and all that follows from it
def test_a_tax_that_xero_has_worked_out():
    facts = document(note(), line(), line(key=8, tax_type="NONE", tax=Decimal(0)))
    element = answer(facts, 0, "14.98")
    element["LineItems"][0].pop("TaxAmount")
    found = rounding.worked_out(kept(facts), element, MOST)
    assert found == {
        "7": {
            "net": "100",
            "tax_type": "OUTPUT2",
            "account": "200",
            "booked": "15",
            "tax": "14.98",
        }
    }
    known = wire.loads(wire.dumps(found))
    sent = rounding.as_worked_out(facts["lines"], known)
    assert rounding.missing(sent) == Decimal("0.02")
    again = document(*sent, ACCOUNT, total=facts["total"])
    assert INVOICE.proof(again, answer(again)) == []
    assert rounding.on_account(kept(again)) == Decimal("0.02")
    rates = [("OUTPUT2", Decimal(15), Decimal("14.98"))]
    assert rounding.by_rate(kept(again)) == rates
    assert rounding.used(kept(again), known) == known
    assert rounding.used(kept(facts), known) == {}


@given(documents, st.lists(st.integers(-9, 9), min_size=6, max_size=6))
def test_what_was_found_out_proves_right(facts, cents):
    """SPEC P5, X2: whatever few cents Xero changes, what is sent then is proven."""
    lines = [{**one, "key": place} for place, one in enumerate(facts["lines"])]
    facts = document(*lines, currency_rate=None)
    taxes = [
        one.get("tax", Decimal(0)) + Decimal(cent) / 100 if "net" in one else 0
        for one, cent in zip(facts["lines"], cents, strict=False)
    ]
    element = answer(facts, *taxes)
    found = rounding.worked_out(kept(facts), element, Decimal(1))
    if INVOICE.proof(facts, element) == []:
        assert found is None
        return
    assert found is not None
    sent = rounding.as_worked_out(facts["lines"], found)
    amount = rounding.missing(sent)
    assert amount == facts["total"] - element["Total"]
    added = [{**ACCOUNT, "net": amount, "price_unit": amount}] if amount else []
    again = document(*sent, *added, currency_rate=None, total=facts["total"])
    assert again["untaxed"] + again["tax"] == facts["total"]
    assert INVOICE.proof(kept(again), answer(again)) == []


# SPEC P5: whatever else differs is no rounding
@pytest.mark.parametrize(
    "more",
    [
        {"Total": Decimal("115.00")},
        {"TotalTax": Decimal("15.00")},
        {"SubTotal": Decimal("99.99"), "Total": Decimal("114.98")},
        {"Date": "/Date(1767398400000+0000)/"},
        {"Contact": {"ContactID": "c-2"}},
        {"CurrencyCode": "USD"},
        {"CurrencyRate": Decimal("1.5")},
        {"LineItems": []},
        {"LineItems": None},
    ],
)
def test_anything_else_that_differs(more):
    facts = document(currency_rate=Decimal("1.25"), currency="EUR")
    element = answer(facts, "14.99", CurrencyRate=Decimal("1.25"))
    assert rounding.worked_out(kept(facts), element, MOST)
    assert rounding.worked_out(kept(facts), {**element, **more}, MOST) is None


@pytest.mark.parametrize(
    ("taxes", "fits"),
    [
        (("14.95", "15.00"), True),
        (("15.05", "15.00"), True),
        (("14.94", "15.00"), False),
        (("15.06", "15.00"), False),
        (("15.05", "15.05"), False),  # each line would do, the document does not
        (("15.05", "14.95"), True),  # of two rates: the total is the same
        (("15.06", "14.94"), False),
    ],
)
def test_how_much_is_allowed(taxes, fits):
    facts = document(line(), line(key=8, tax_type="INPUT2"))
    found = rounding.worked_out(kept(facts), answer(facts, *taxes), MOST)
    assert bool(found) is fits


def test_what_is_there_already_counts():
    """0.02 are on the account, because no line could bear them: 0.03 more may come."""
    facts = document(line(), ACCOUNT)
    for tax, fits in (("14.97", True), ("14.96", False), ("15.07", True)):
        found = rounding.worked_out(kept(facts), answer(facts, tax), Decimal("0.05"))
        assert bool(found) is (fits and abs(Decimal(tax) - 15) <= MOST)


def test_tax_on_the_rounding_line_itself():
    facts = document(line(), ACCOUNT)
    element = answer(facts, "15.00", "0.01")
    assert rounding.worked_out(kept(facts), element, MOST) is None


@pytest.mark.parametrize(
    "change",
    [
        {"net": Decimal("100.01")},
        {"tax": Decimal("15.01")},
        {"tax_type": "NONE"},
        {"account_code": "260"},
        {"key": 8},
    ],
)
def test_a_line_that_has_changed_has_odoos_tax(change):
    facts = document()
    known = rounding.worked_out(kept(facts), answer(facts, "14.99"), MOST)
    changed = line(**change)
    assert rounding.as_worked_out([changed], known) == [changed]
    assert rounding.as_worked_out([line()], known)[0]["tax"] == Decimal("14.99")


def test_xero_takes_what_it_is_sent_again():
    """It was sent what it had worked out, and has worked out what Odoo has."""
    sent = line(tax=Decimal("14.99"), booked=Decimal(15))
    facts = document(sent, {**ACCOUNT, "net": Decimal("0.01")}, total=Decimal(115))
    facts["lines"][1]["price_unit"] = Decimal("0.01")
    assert rounding.worked_out(kept(facts), answer(facts, "15.00"), MOST) == {}


def test_for_what_it_is_taken_when_it_is_read_later():
    facts = document(line(), note(), line(key=8))
    element = answer(facts, "14.99")
    answered = rounding.as_answered(kept(facts), element)
    assert INVOICE.proof(answered, element) == []
