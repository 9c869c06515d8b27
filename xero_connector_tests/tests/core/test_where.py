# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Numbers are looked up whatever people write into them."""

import pytest

from odoo.addons.xero_connector.core.where import number_filters


def test_plain_numbers_are_listed_once():
    filters = number_filters("InvoiceNumber", ["B", "A", "B", ""], "invoice_numbers")
    assert filters == [{"invoice_numbers": ["B", "A"]}]


def test_nothing_to_look_up():
    assert number_filters("InvoiceNumber", ["", '"', '" \\'], "invoice_numbers") == []


@pytest.mark.parametrize(
    ("number", "expression"),
    [
        ("A,1", 'InvoiceNumber=="A,1"'),
        ("A, 'b'", "InvoiceNumber==\"A, 'b'\""),
        (
            'Pipes 6" wide',
            '(InvoiceNumber!=null AND InvoiceNumber.Contains("Pipes 6"))',
        ),
        ("A\\1234", '(InvoiceNumber!=null AND InvoiceNumber.Contains("1234"))'),
    ],
)
def test_numbers_that_a_list_cannot_hold(number, expression):
    filters = number_filters("InvoiceNumber", ["A", number], "invoice_numbers")
    assert filters == [{"invoice_numbers": ["A"]}, {"where": expression}]


def test_without_a_list_of_numbers():
    [found] = number_filters("CreditNoteNumber", ["A", "B,C"])
    assert found == {"where": 'CreditNoteNumber=="A" OR CreditNoteNumber=="B,C"'}


def test_a_call_stays_short():
    numbers = [f"{number:0100}" for number in range(50)]
    filters = number_filters("InvoiceNumber", numbers, "invoice_numbers")
    assert [one for each in filters for one in each["invoice_numbers"]] == numbers
    assert all(len(each["invoice_numbers"]) <= 15 for each in filters)
