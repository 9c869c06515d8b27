# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE, invoice
from odoo.addons.xero_connector.core.errors import LabelledError

from .documents import document, line, note
from .sdk_models import check

INVOICE = CATALOGUE["invoice"]


# SPEC A1, A5, A26
def test_an_invoice_in_xeros_words():
    payload = INVOICE.encode(document())
    assert payload == {
        "Type": "ACCREC",
        "InvoiceNumber": "INV/2026/0001",
        "Contact": {"ContactID": "c-1"},
        "Date": "2026-01-02",
        "DueDate": "2026-02-01",
        "Reference": "PO 5",
        "CurrencyCode": "AUD",
        "Status": "AUTHORISED",
        "Url": "https://odoo.example.com/mail/view?model=account.move&res_id=1",
        "LineAmountTypes": "Exclusive",
        "LineItems": [
            {
                "Description": "Chairs",
                "Quantity": Decimal("2.0000"),
                "UnitAmount": Decimal("50.0000"),
                "TaxType": "OUTPUT2",
                "TaxAmount": Decimal("15.00"),
                "AccountCode": "200",
            }
        ],
    }
    check("Invoice", payload)
    wire.dumps(payload)


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (document(line(account_code="", account_id="")), "missing_account"),
        (document(line(tax_type="")), "missing_tax_rate"),
        (document(line(net=Decimal("1.234"))), "too_many_decimals"),
        (document(line(tax=Decimal("1.234"))), "too_many_decimals"),
        (document(number="x" * 256), "number_too_long"),
        ({**document(), "lines": []}, "no_lines"),
        (document(note()), "no_lines"),
        (document(contact_id=""), "missing_contact"),
        (document(currency=False), "missing_currency"),
    ],
)
def test_what_cannot_be_encoded_says_why(facts, label):
    with pytest.raises(LabelledError) as caught:
        INVOICE.encode(facts)
    assert caught.value.label == label


# SPEC P25: a rate is sent or left to Xero, never 1
def test_optional_values_are_left_out():
    facts = document(currency_rate=Decimal("0.66666666"), due_date=None, url="/web")
    payload = INVOICE.encode({**facts, "number": ""})
    assert payload["CurrencyRate"] == Decimal("0.666667")
    assert payload["DueDate"] == "2026-01-02"
    assert not {"Url", "InvoiceNumber", "BrandingThemeID"} & payload.keys()
    facts = document(branding_theme_id="")
    assert "BrandingThemeID" not in INVOICE.encode(facts)
    assert "CurrencyRate" not in INVOICE.encode(facts)
    themed = INVOICE.encode(document(branding_theme_id="b-1"))
    assert themed["BrandingThemeID"] == "b-1"
    check("Invoice", themed)


# SPEC A31, B13
def test_an_invoice_from_xero():
    element = {
        "InvoiceID": "i-1",
        "Type": "SOMETHINGNEW",
        "Status": "PAID",
        "Contact": {"ContactID": "c-1", "Name": "Bayside Club"},
        "CurrencyCode": "ZMK",
        "AmountPaid": 115.0,
        "AmountDue": None,
        "Payments": [
            None,
            {"PaymentID": "p-1", "Date": "/Date(1767312000000+0000)/", "Amount": 115},
        ],
        "LineItems": [None, {"Quantity": None, "LineAmount": 100}],
    }
    facts = INVOICE.decode(element)
    assert (facts["xero_id"], facts["contact_name"]) == ("i-1", "Bayside Club")
    assert (facts["amount_paid"], facts["amount_due"]) == (115, 0)
    assert facts["payments"] == [
        {
            "xero_id": "p-1",
            "date": date(2026, 1, 2),
            "amount": 115,
            "currency_rate": 0,
            "reference": "",
        }
    ]
    assert facts["lines"][0]["net"] == 100


# SPEC B13
def test_a_bill_has_neither_reference_nor_discount():
    facts = document(line(discount=Decimal(10), net=Decimal(90)), type="ACCPAY")
    payload = INVOICE.encode(facts)
    assert payload["Type"] == "ACCPAY"
    assert "Reference" not in payload
    (sent,) = payload["LineItems"]
    assert (sent["Quantity"], sent["UnitAmount"]) == (1, 90)
    assert sent["Description"] == "Chairs\n2 x 50 - 10%"
    check("Invoice", payload)


def test_a_bill_has_a_page_of_its_own():
    assert invoice.bill_link("!a1", "x-1") == (
        "https://go.xero.com/organisationlogin/default.aspx?shortcode=!a1"
        "&redirecturl=/AccountsPayable/Edit.aspx?InvoiceID=x-1"
    )
