# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a line needs and which accounts and taxes it may have (XERO_API §4)."""

from decimal import Decimal

import pytest

from .client import invoice, line, refused


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("Description", "Description must be specified."),
        ("Quantity", "Quantity and UnitAmount must be specified."),
        ("UnitAmount", "Quantity and UnitAmount must be specified."),
        ("AccountCode", "Account code must be specified"),
    ],
)
def test_required_on_approved_lines(client, contact, missing, message):
    values = line()
    del values[missing]
    element = invoice(contact["ContactID"], values)
    assert refused(client, element) == [message]
    saved = client.add("Invoices", {**element, "Status": "DRAFT"})
    assert saved["Status"] == "DRAFT"


def test_line_with_only_a_description(client, authorised):
    saved = authorised({"Description": "Thank you"}, line())
    text, sale = saved["LineItems"]
    assert text["LineAmount"] == 0 and "UnitAmount" not in text
    assert sale["LineAmount"] == 100 and saved["Total"] == 120


@pytest.mark.parametrize("code", ["999", "090", "610", "820", "800", "960"])
def test_account_must_exist_and_not_be_bank_or_system(client, contact, code):
    element = invoice(contact["ContactID"], line(account=code))
    message = f"Account code '{code}' is not a valid code for this document."
    assert refused(client, element) == [message]
    assert refused(client, {**element, "Status": "DRAFT"}) == [message]


def test_rounding_account_is_the_exception(authorised):
    assert authorised(line(), line("0.01", "860"))["Total"] == Decimal("120.01")


def test_archived_account(client, org, contact):
    key = org.accounts.get("260").id
    client.update(f"Accounts/{key}", {"Status": "ARCHIVED"})
    assert refused(client, invoice(contact["ContactID"], line(account="260"))) == [
        "Account code '260' has been archived, or has been deleted. Each line item "
        "must reference a valid account."
    ]


def test_account_by_id(org, authorised):
    values = line(AccountID=org.accounts.get("260").id)
    del values["AccountCode"]
    assert authorised(values)["LineItems"][0]["AccountCode"] == "260"


def test_tax_type_must_fit_the_account(client, contact):
    element = invoice(contact["ContactID"], line(TaxType="INPUT2"))
    assert refused(client, element) == [
        "The TaxType code 'INPUT2' cannot be used with account code '200'."
    ]


def test_tax_type_must_exist_and_be_active(client, org, contact):
    message = (
        "The TaxType code ZERORATEDOUTPUT does not exist or cannot be used for this "
        "type of transaction."
    )
    org.tax_rates.get("ZERORATEDOUTPUT").status = "ARCHIVED"
    element = invoice(contact["ContactID"], line(TaxType="ZERORATEDOUTPUT"))
    assert refused(client, element) == [message]
    element = invoice(contact["ContactID"], line(TaxType="NONSENSE"))
    assert refused(client, element) == [message.replace("ZERORATEDOUTPUT", "NONSENSE")]


def test_tax_amount_is_taken_as_sent(authorised):
    saved = authorised(line(TaxAmount="20.01"))
    assert saved["LineItems"][0]["TaxAmount"] == Decimal("20.01")
    assert saved["Total"] == Decimal("120.01")


@pytest.mark.parametrize("tax_type", ["NONE", "ZERORATEDOUTPUT"])
def test_no_tax_amount_where_there_is_no_tax(client, contact, authorised, tax_type):
    element = invoice(contact["ContactID"], line(TaxType=tax_type, TaxAmount="0.01"))
    assert refused(client, element) == [
        "The tax amount 0.01 cannot be used with the TaxType code "
        f"'{tax_type}', which has no tax."
    ]
    assert authorised(line(TaxType=tax_type, TaxAmount=0))["Total"] == 100
