# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Currencies, and documents in them."""

import pickle

import pytest
from xero_python.accounting import Currency, CurrencyCode

from .client import invoice


def test_through_the_sdk(client, org):
    sdk, tenant = client.sdk, client.tenant
    euro = Currency(code=CurrencyCode.EUR, description="Euro")
    assert sdk.create_currency(tenant, euro).currencies[0].code is CurrencyCode.EUR
    shown = sdk.get_currencies(tenant).currencies
    assert [each.code.value for each in shown] == ["EUR", "GBP"]
    assert [each.description for each in shown] == ["Euro", "British Pound"]
    assert org.currencies == {"EUR", "GBP"}


def test_filter(client, org):
    org.currencies.add("EUR")
    found = client.get("Currencies", where='Code=="EUR"').json()["Currencies"]
    assert [each["Code"] for each in found] == ["EUR"]
    assert client.get("Currencies/EUR").status == 501


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("XYZ", "'XYZ' is not a valid currency code."),
        ("eur", "'eur' is not a valid currency code."),
        ("", "'' is not a valid currency code."),
        ("GBP", "The currency GBP has been added already."),
    ],
)
def test_refused(client, code, message):
    assert client.put("Currencies", {"Code": code}).messages == [message]


def test_document_in_an_added_currency(client, contact):
    element = invoice(contact["ContactID"], CurrencyCode="EUR", CurrencyRate="1.25")
    message = ["Organisation is not subscribed to currency EUR"]
    assert client.put("Invoices", element).messages == message
    client.add("Currencies", {"Code": "EUR"})
    assert client.add("Invoices", element)["CurrencyCode"] == "EUR"


def test_base_currency_stays(org):
    org.change_settings(currencies=["EUR"])
    kept = pickle.loads(pickle.dumps(org.currencies))
    assert kept == {"EUR", "GBP"} and kept.base == "GBP"
