# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The judge of the demonstration sees what is wrong: else its "all is well" is worth
nothing. No Odoo and no simulator is needed here.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from odoo.addons.xero_connector_tests.demo.books import Books, Document, differences
from odoo.addons.xero_connector_tests.demo.links import link_problems

INVOICE = Document(
    contact="Whitby Boatworks",
    date="2026-11-21",
    net=Decimal("100.00"),
    tax=Decimal("20.00"),
    total=Decimal("120.00"),
    due=Decimal("120.00"),
)
BOOKS = Books(
    balances={"200": Decimal("-100.00"), "610": Decimal("120.00")},
    taxes={"OUTPUT2": (Decimal("100.00"), Decimal("20.00"))},
    banks={"090": Decimal("5.00")},
    documents={"INV/1": INVOICE},
)
STATE = {
    "contacts": [{"ContactID": "c1", "Name": "Whitby Boatworks"}],
    "invoices": [{"InvoiceID": "i1", "InvoiceNumber": "INV/1", "Status": "PAID"}],
    "payments": [
        {
            "PaymentID": "p1",
            "Status": "AUTHORISED",
            "Amount": Decimal("120.00"),
            "Account": {"AccountID": "a1"},
            "Invoice": {"InvoiceNumber": "INV/1"},
        }
    ],
}
LINKS = [
    ("contact", "res.partner", 1, "", "c1"),
    ("invoice", "account.move", 7, "", "i1"),
    ("payment", "account.move", 8, "7", "p1"),
]


def test_equal_books_do_not_differ():
    assert differences(BOOKS, BOOKS) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"balances": {**BOOKS.balances, "405": Decimal("0.01")}},
            "The balance of account 405 is 0.00 in Odoo, 0.01 in Xero.",
        ),
        (
            {"taxes": {"OUTPUT2": (Decimal("100.00"), Decimal("20.01"))}},
            "Net and tax of OUTPUT2 is 100.00 and 20.00 in Odoo,"
            " 100.00 and 20.01 in Xero.",
        ),
        (
            {"banks": {}},
            "The balance of bank account 090 is 5.00 in Odoo, 0.00 in Xero.",
        ),
        (
            {"documents": {"INV/1": replace(INVOICE, due=Decimal("0.00"))}},
            "The due of invoice INV/1 is 120.00 in Odoo, 0.00 in Xero.",
        ),
        ({"documents": {}}, "Invoice INV/1 is present in Odoo, absent in Xero."),
    ],
)
def test_a_cent_is_a_difference(change, sentence):
    assert differences(BOOKS, replace(BOOKS, **change)) == [sentence]


def odoo(links, unlinked=()):
    """A `call` that knows these links and these invoices without one."""
    names = ("entity", "res_model", "res_id", "part", "xero_id")
    answers = {
        "xero.link": [
            {**dict(zip(names, link, strict=True)), "needs_attention": False}
            for link in links
        ],
        "xero.connection": [{"company_id": [1, "Brass & Oak Ltd"]}],
        "account.move": [{"name": name} for name in unlinked],
    }
    return lambda model, _method, *_args: answers[model]


def test_everything_is_linked_once():
    assert link_problems(odoo(LINKS), 1, STATE) == []


def test_what_is_linked_to_nothing_is_named():
    problems = link_problems(odoo(LINKS[:2]), 1, STATE)
    assert problems == ["The payment p1 in Xero belongs to nothing in Odoo."]


def test_a_link_to_nothing_is_named():
    problems = link_problems(odoo(LINKS), 1, {**STATE, "contacts": []})
    assert problems == ["Odoo is linked to the contact c1, which Xero does not have."]


def test_an_invoice_that_never_arrived_is_named():
    problems = link_problems(odoo(LINKS, unlinked=["INV/2"]), 1, STATE)
    assert problems == ["Document INV/2 is not linked to Xero."]


def test_what_is_there_twice_is_named():
    twice = [*STATE["payments"], {**STATE["payments"][0], "PaymentID": "p2"}]
    problems = link_problems(odoo(LINKS), 1, {**STATE, "payments": twice})
    assert len(problems) == 2
    assert "belongs to nothing" in problems[0]
    assert "2 times" in problems[1]
