# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a document that was born in Xero becomes in Odoo."""

from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import document_intake
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.errors import LabelledError

INVOICE = CATALOGUE["invoice"]
PLACES = document_intake.Places(quantity=2, discount=2, money=2)
EXACT = document_intake.Places(quantity=2, discount=2, money=2, exact=True)
PATH = "/mail/view?model=account.move&res_id="


def element(**values):
    line = {
        "LineItemID": "line",
        "Description": "Chairs",
        "Quantity": Decimal(2),
        "UnitAmount": Decimal(50),
        "LineAmount": Decimal(100),
        "TaxAmount": Decimal(20),
        "TaxType": "OUTPUT2",
        "AccountCode": "200",
    }
    return {
        "InvoiceID": "id",
        "Type": "ACCREC",
        "InvoiceNumber": "INV-1",
        "Contact": {"ContactID": "contact", "Name": "Ada"},
        "Status": "AUTHORISED",
        "Date": "2026-01-02",
        "CurrencyCode": "GBP",
        "LineAmountTypes": "Exclusive",
        "LineItems": [line],
        **values,
    }


def line(quantity, unit, amount, tax=0, discount=0):
    names = ("quantity", "price_unit", "net", "tax", "discount")
    values = map(Decimal, (str(one) for one in (quantity, unit, amount, tax, discount)))
    return {**dict(zip(names, values, strict=True)), "description": "Work"}


def priced(line_, types="Exclusive", places=PLACES, gross=False):
    found = document_intake.price(line_, types, places, gross)
    assert document_intake._comes_to(
        line_["net"] + (line_["tax"] if gross else 0),
        found.quantity,
        found.unit,
        found.discount,
        places,
    )
    return float(found.quantity), float(found.unit), float(found.discount)


# SPEC B13
def test_a_document_is_read():
    facts = document_intake.read(INVOICE, element())
    assert facts["number"] == "INV-1"
    assert [one["net"] for one in facts["lines"]] == [100]


# SPEC B13, P18: nothing is guessed
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Type", "ACCOTHER"),
        ("Status", "PENDING"),
        ("Status", None),
        ("Status", ["AUTHORISED"]),
        ("LineAmountTypes", None),
        ("LineAmountTypes", "Sometimes"),
        ("Date", None),
        ("Date", "yesterday"),
        ("CurrencyCode", None),
        ("Contact", None),
        ("Contact", {"Name": "Ada"}),
        ("InvoiceNumber", 5),
        ("LineItems", None),
        ("LineItems", []),
        ("LineItems", ["Chairs"]),
        ("LineItems", [{"Description": 5}]),
        ("LineItems", [{"LineAmount": "many"}]),
        ("CurrencyRate", "x"),
    ],
)
def test_what_nobody_knows_is_refused(name, value):
    with pytest.raises(LabelledError) as refused:
        document_intake.read(INVOICE, element(**{name: value}))
    assert refused.value.label == "document_unreadable"
    assert refused.value.detail


def test_words_only():
    facts = document_intake.read(
        INVOICE, element(LineItems=[{"Description": "Thank you"}])
    )
    assert document_intake.is_text(facts["lines"][0])
    facts = document_intake.read(INVOICE, element())
    assert not document_intake.is_text(facts["lines"][0])


# SPEC P6, X2: Odoo's own computation makes Xero's amount
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (line(2, 50, 100), (2, 50, 0)),
        (line(3, "33.3333", 100), (3, 33.3333, 0)),
        (line(2, 50, 90, discount=10), (2, 50, 10)),
        (line(2, 50, 90), (2, 50, 10)),  # an amount of 10 was deducted
        (line(3, 10, "29.99"), (3, 10, 0.03)),
        (line(3, 1000, "1999.99"), (3, 666.663333, 0)),  # 33.3337 % is too fine
        (line("1.2345", 10, "12.35"), (1, 12.35, 0)),  # Odoo has no such quantity
        (line(0, 10, 0), (0, 10, 0)),
        (line(-1, 10, -10), (-1, 10, 0)),
        (line(0, 0, "5.00"), (1, 5, 0)),
        (line(2, 50, 0, discount=100), (2, 50, 100)),
    ],
)
def test_prices(given, expected):
    assert priced(given) == expected


def test_prices_that_are_rounded_as_a_whole():
    assert priced(line(3, "33.3333", 100), places=EXACT) == (1, 100, 0)
    assert priced(line(2, 50, 100), places=EXACT) == (2, 50, 0)


# SPEC X2: tax in the price on one side only
def test_prices_with_and_without_tax():
    given = line(3, 12, 30, tax=6)
    assert priced(given, "Inclusive") == (3, 10, 0)
    assert priced(given, "Inclusive", gross=True) == (3, 12, 0)
    assert priced(line(3, 10, 30, tax=6), gross=True) == (3, 12, 0)
    free = line(3, 12, 36)
    assert priced(free, "Inclusive") == (3, 12, 0)


def test_what_became_one_piece_is_told():
    found = document_intake.price(line("1.2345", 10, "11.73", discount=5), "", PLACES)
    assert found.description == "Work\n1.2345 x 10 - 5%"


# SPEC X20: our own documents are recognised
def test_our_own_address():
    base = "https://odoo.example.com"
    read = document_intake.record_of
    assert read(f"{base}{PATH}12", f"{base}/", PATH) == 12
    assert read(f"https://other.example.com{PATH}12", base, PATH) == 0
    assert read(f"{base}{PATH}12x", base, PATH) == 0
    assert read(f"{base}{PATH}", base, PATH) == 0
    assert read(None, base, PATH) == 0


# SPEC X2
def test_taxes_that_differ_by_rounding_only():
    ours = [{"tax_type": "A", "tax": Decimal("11.45")}]
    theirs = [
        {"tax_type": "A", "tax": Decimal(one)} for one in ("3.76", "3.84", "3.84")
    ]
    (gap,) = document_intake.tax_gaps(ours, theirs)
    assert (gap.amount, gap.is_rounding) == (Decimal("-0.01"), True)
    ours[0]["tax"] = Decimal("11.48")
    (gap,) = document_intake.tax_gaps(ours, theirs)
    assert not gap.is_rounding
    ours[0]["tax"] = Decimal("11.44")
    assert document_intake.tax_gaps(ours, theirs) == []
