# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts and taxes of lines and documents (XERO_API §4 "Rounding")."""

from decimal import Decimal

import pytest

from ...simulator.books.organisation import Settings
from .client import Client, invoice, line


def totals(saved: dict) -> tuple:
    return tuple(saved[name] for name in ("SubTotal", "TotalTax", "Total"))


def decimals(*texts: str) -> tuple:
    return tuple(map(Decimal, texts))


def test_documented_example_of_rounding_per_line(client, org, authorised):
    """25.06/25.61/25.63 at 15 %: 3.76+3.84+3.84 = 11.44, not 11.45."""
    values = {"Name": "15%", "TaxComponents": [{"Name": "GST", "Rate": 15}]}
    kind = client.add("TaxRates", {**values, "ReportTaxType": "OUTPUT"})["TaxType"]
    lines = [line(amount, TaxType=kind) for amount in ("25.06", "25.61", "25.63")]
    saved = authorised(*lines)
    taxes = [each["TaxAmount"] for each in saved["LineItems"]]
    assert taxes == list(decimals("3.76", "3.84", "3.84"))
    assert totals(saved) == decimals("76.30", "11.44", "87.74")


def test_half_a_cent_goes_up(authorised):
    saved = authorised(line("0.125"), line("0.005", Quantity=1))
    amounts = [each["UnitAmount"] for each in saved["LineItems"]]
    assert amounts == list(decimals("0.13", "0.01"))
    assert authorised(line("12.525", TaxType="NONE"))["Total"] == Decimal("12.53")
    saved = authorised(line("100"), line("-12.525", TaxType="NONE"))
    assert saved["LineItems"][1]["LineAmount"] == Decimal("-12.53")


def test_unit_amount_has_two_decimals_or_four(client, contact):
    element = invoice(
        contact["ContactID"], line("1.23456", Quantity=1000, TaxType="NONE")
    )
    two = client.add("Invoices", element)
    assert two["LineItems"][0]["UnitAmount"] == Decimal("1.23")
    assert two["Total"] == 1230
    four = client.add("Invoices", element, unitdp=4)
    assert four["LineItems"][0]["UnitAmount"] == Decimal("1.2346")
    assert four["Total"] == Decimal("1234.60")
    key = four["InvoiceID"]
    read = client.one(f"Invoices/{key}")["LineItems"][0]
    assert read["UnitAmount"] == Decimal("1.23")
    read = client.one(f"Invoices/{key}", unitdp=4)["LineItems"][0]
    assert read["UnitAmount"] == Decimal("1.2346")


def test_quantity_has_four_decimals(authorised):
    saved = authorised(line("10000", Quantity=0.123456, TaxType="NONE"))
    assert saved["LineItems"][0]["Quantity"] == Decimal("0.1235")
    assert saved["Total"] == 1235


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("Exclusive", ("100.00", "20.00", "120.00")),
        ("Inclusive", ("83.33", "16.67", "100.00")),
        ("NoTax", ("100.00", "0.00", "100.00")),
    ],
)
def test_line_amount_types(authorised, treatment, expected):
    saved = authorised(line(), LineAmountTypes=treatment)
    assert totals(saved) == decimals(*expected)
    tax_type = saved["LineItems"][0]["TaxType"]
    assert tax_type == ("NONE" if treatment == "NoTax" else "OUTPUT2")


def test_unknown_line_amount_type(client, contact):
    element = invoice(contact["ContactID"], LineAmountTypes="Net")
    assert client.put("Invoices", element).status == 400


def test_tax_amount_overrides(authorised):
    saved = authorised(line(TaxAmount="19.99"))
    assert totals(saved) == decimals("100.00", "19.99", "119.99")


def test_sent_totals_are_ignored(authorised):
    saved = authorised(line(), SubTotal=1, TotalTax=2, Total=3, AmountDue=4)
    assert totals(saved) == decimals("100.00", "20.00", "120.00")


def test_line_amount_must_match(client, contact, authorised):
    assert authorised(line("33.33", Quantity=3, LineAmount="99.99"))
    element = invoice(contact["ContactID"], line("33.33", Quantity=3, LineAmount=100))
    assert client.put("Invoices", element).messages == [
        "The line total 100.00 does not match the expected line total 99.99"
    ]


def test_line_amount_replaces_quantity_or_unit_amount(authorised):
    without_unit = {**line(Quantity=3, LineAmount=90), "UnitAmount": None}
    without_quantity = {**line("30", LineAmount=90), "Quantity": None}
    saved = authorised(without_unit, without_quantity)
    assert [each["UnitAmount"] for each in saved["LineItems"]] == [30, 30]
    assert [each["Quantity"] for each in saved["LineItems"]] == [3, 3]


def test_discounts(authorised):
    saved = authorised(
        line("100", DiscountRate="12.5"), line("50", DiscountAmount="5.01")
    )
    amounts = [each["LineAmount"] for each in saved["LineItems"]]
    assert amounts == list(decimals("87.50", "44.99"))
    assert saved["IsDiscounted"] is True
    assert saved["TotalDiscount"] == Decimal("17.51")
    assert totals(saved) == decimals("132.49", "26.50", "158.99")


def test_line_amount_is_the_discounted_one(client, contact, authorised):
    assert authorised(line("100", DiscountRate=10, LineAmount=90))
    wrong = invoice(contact["ContactID"], line("100", DiscountRate=10, LineAmount=100))
    assert client.put("Invoices", wrong).status == 400


@pytest.mark.parametrize("discount", [{"DiscountRate": 1}, {"DiscountAmount": 1}])
def test_no_discounts_on_bills(client, contact, discount):
    element = invoice(
        contact["ContactID"], line(account="429", **discount), Type="ACCPAY"
    )
    assert len(client.put("Invoices", element).messages) == 1


@pytest.mark.parametrize(
    ("tax_type", "tax"),
    [("OUTPUT", "8.50"), ("TAX001", "8.88"), ("TAX002", "13.93"), ("NONE", "0.00")],
)
def test_components_and_compound_rates(sim, client, tax_type, tax):
    us = sim.world.add_organisation(Settings("US Inc", "US"))
    sim.world.identity.users["demo@example.com"].organisations.append(us.tenant_id)
    caller = Client(sim.url, sim.world.tokens(), us.tenant_id)
    element = invoice("", line(TaxType=tax_type))
    element["Contact"] = {"Name": "Bob"}
    assert caller.add("Invoices", element)["TotalTax"] == Decimal(tax)


def test_reverse_charge_has_no_effect_on_the_total(client, contact):
    bill = line(account="429", TaxType="REVERSECHARGES")
    saved = client.add("Invoices", invoice(contact["ContactID"], bill, Type="ACCPAY"))
    assert totals(saved) == decimals("100.00", "0.00", "100.00")


def test_amounts_are_exact(authorised):
    saved = authorised(line("99999999999.99", TaxType="NONE"))
    assert saved["Total"] == Decimal("99999999999.99")
