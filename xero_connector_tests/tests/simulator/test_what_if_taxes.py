# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What if Xero did other things to the taxes of lines than it says (Settings)."""

from decimal import Decimal

import pytest

from .client import line


@pytest.fixture
def taxed(authorised):
    """An invoice of one line whose tax is sent a cent too low."""
    return lambda: authorised(line(TaxAmount=Decimal("19.99")))


def test_a_tax_amount_counts(taxed):
    assert taxed()["TotalTax"] == Decimal("19.99")


def test_what_if_none_did(org, taxed):
    org.change_settings(works_out_taxes=True)
    saved = taxed()
    assert (saved["TotalTax"], saved["Total"]) == (20, 120)
    org.change_settings(works_out_taxes=False)
    assert taxed()["TotalTax"] == Decimal("19.99")


def test_what_if_it_became_more_with_each_write(client, org, taxed):
    org.change_settings(adds_to_taxes=Decimal("0.01"))
    saved = taxed()
    assert saved["TotalTax"] == 20
    (first,) = saved["LineItems"]
    again = {"InvoiceID": saved["InvoiceID"], "LineItems": [first]}
    assert client.update("Invoices", again)["TotalTax"] == Decimal("20.01")
