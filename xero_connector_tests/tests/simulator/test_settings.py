# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Organisation, /Accounts and /TaxRates."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import Account, TaxComponent, TaxRate, TaxRates

from ...simulator.books.organisation import Settings
from .client import invoice, line, refused


def test_organisation_through_the_sdk(client, org):
    org.period_lock_date = date(2026, 1, 31)
    found = client.sdk.get_organisations(client.tenant).organisations[0]
    assert found.name == "Demo Company (UK)" and found.is_demo_company is True
    assert found.organisation_id == org.tenant_id
    assert found.base_currency.value == "GBP" and found.country_code.value == "GB"
    assert found.short_code.startswith("!")
    assert found.period_lock_date == date(2026, 1, 31)


def test_uk_chart(client, org):
    accounts = client.sdk.get_accounts(client.tenant).accounts
    by_code = {account.code: account for account in accounts}
    assert by_code["200"].tax_type == "OUTPUT2" and by_code["200"]._class == "REVENUE"
    assert by_code["090"].type.value == "BANK"
    assert by_code["610"].system_account == "DEBTORS"
    assert by_code["800"].system_account == "CREDITORS"
    assert by_code["820"].system_account == "GST"
    assert by_code["860"].system_account == "ROUNDING"
    payable = {code for code, a in by_code.items() if a.enable_payments_to_account}
    assert {"210", "405"} <= payable


def test_uk_tax_rates(client):
    rates = client.sdk.get_tax_rates(client.tenant).tax_rates
    by_type = {rate.tax_type: rate for rate in rates}
    vat = by_type["OUTPUT2"]
    assert vat.effective_rate == 20 and vat.can_apply_to_revenue is True
    assert vat.can_apply_to_expenses is False
    assert by_type["INPUT2"].can_apply_to_revenue is False
    charge = by_type["REVERSECHARGES"]
    assert (charge.display_tax_rate, charge.effective_rate) == (20, 0)
    assert by_type["NONE"].can_apply_to_equity is True


@pytest.mark.parametrize(
    ("country", "currency", "tax_type", "percent"),
    [
        ("AU", "AUD", "OUTPUT", 10),
        ("NZ", "NZD", "OUTPUT2", 15),
        ("US", "USD", "OUTPUT", "8.5"),
        ("US", "USD", "TAX001", "8.875"),
    ],
)
def test_other_countries(sim, country, currency, tax_type, percent):
    org = sim.world.add_organisation(Settings("Other", country))
    assert org.base_currency == currency
    assert str(org.tax_rates.get(tax_type).effective_rate).startswith(str(percent))
    assert org.accounts.get("200") and org.accounts.system("DEBTORS")
    assert org.accounts.system("ROUNDING").takes_invoice_lines
    banks = [account for account in org.accounts if account.type == "BANK"]
    assert banks and {account.currency_code for account in banks} == {currency}
    assert {"210", "405"} <= {a.code for a in org.accounts if a.enable_payments}
    types = {account.tax_type for account in org.accounts}
    assert types <= set(org.tax_rates.by_type)


def test_create_account_through_the_sdk(client):
    wanted = Account(code="123456", name="FooBar", type="EXPENSE")
    made = client.http(
        "PUT",
        "/api.xro/2.0/Accounts",
        {"Code": "123456", "Name": "FooBar", "Type": "EXPENSE"},
    ).json()["Accounts"][0]
    read = client.sdk.get_account(client.tenant, made["AccountID"]).accounts[0]
    assert (read.code, read.name) == (wanted.code, wanted.name)
    assert read._class == "EXPENSE" and read.status == "ACTIVE"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Name": "Sales"}, "Please enter a unique Name."),
        ({"Code": "200"}, "Please enter a unique Code."),
        ({"Type": "FUN"}, "Account Type must be valid."),
        ({"Name": ""}, "Name must be specified"),
        ({"Code": ""}, "Code must be specified"),
    ],
)
def test_bad_account(client, change, message):
    element = {"Code": "777", "Name": "New", "Type": "REVENUE", **change}
    assert message in client.put("Accounts", element).messages
    long = {**element, "Code": "x" * 11, "Name": "y" * 151}
    assert len(client.put("Accounts", long).messages) >= 2


def test_bank_account_needs_no_code_but_an_enabled_currency(client):
    bank = {"Name": "Till", "Type": "BANK", "BankAccountNumber": "1"}
    saved = client.add("Accounts", bank)
    assert "Code" not in saved and saved["CurrencyCode"] == "GBP"
    refused = client.put("Accounts", {**bank, "Name": "Euro", "CurrencyCode": "EUR"})
    assert refused.messages == [
        "The current organisation is not subscribed to currency 'EUR'."
    ]


def test_archive_and_delete_account(client, org):
    key = org.accounts.get("260").id
    saved = client.update(f"Accounts/{key}", {"Status": "ARCHIVED"})
    assert saved["Status"] == "ARCHIVED"
    shown = client.get("Accounts", where='Status=="ACTIVE" AND Type=="REVENUE"')
    assert "260" not in {each["Code"] for each in shown.json()["Accounts"]}
    gone = client.http("DELETE", f"/api.xro/2.0/Accounts/{key}")
    assert gone.json()["Accounts"][0]["Status"] == "DELETED"
    debtors = org.accounts.get("610").id
    assert client.post(f"Accounts/{debtors}", {"Status": "ARCHIVED"}).status == 400


def test_change_account(client, org):
    key = org.accounts.get("260").id
    element = {"AccountID": key, "Code": "261", "EnablePaymentsToAccount": True}
    saved = client.update("Accounts", element)
    assert saved["Code"] == "261" and saved["EnablePaymentsToAccount"] is True
    assert org.accounts.get("260") is None and org.accounts.get("261").id == key
    taken = client.post("Accounts", {"AccountID": key, "Code": "200"})
    assert taken.messages == ["Please enter a unique Code."]


def test_create_tax_rate_through_the_sdk(client):
    parts = [TaxComponent(name="State Tax", rate=2.25)]
    wanted = TaxRate(name="State", tax_components=parts, report_tax_type="INPUT")
    made = client.sdk.create_tax_rates(client.tenant, TaxRates(tax_rates=[wanted]))
    saved = made.tax_rates[0]
    assert saved.tax_type == "TAX001" and float(saved.effective_rate) == 2.25
    assert saved.can_apply_to_revenue is False
    read = client.one("TaxRates/TAX001")
    assert read["Name"] == "State"
    again = client.add("TaxRates", {**STATE, "Name": "B"})
    assert again["TaxType"] == "TAX002"


STATE = {
    "Name": "State",
    "ReportTaxType": "OUTPUT",
    "TaxComponents": [
        {"Name": "Federal", "Rate": 5},
        {"Name": "Province", "Rate": "8.5", "IsCompound": True},
    ],
}


def test_compound_rate_on_a_line_until_it_is_archived(client, contact, authorised):
    saved = client.add("TaxRates", STATE)
    assert (saved["EffectiveRate"], saved["DisplayTaxRate"]) == (
        Decimal("13.925"),
        Decimal("13.925"),
    )
    assert saved["CanApplyToRevenue"] is True
    assert saved["CanApplyToExpenses"] is False
    sale = authorised(line(TaxType="TAX001"))
    assert sale["TotalTax"] == Decimal("13.93")
    element = invoice(contact["ContactID"], line(account="400", TaxType="TAX001"))
    message = "The TaxType code 'TAX001' cannot be used with account code '400'."
    assert refused(client, element) == [message]
    client.update("TaxRates", {"TaxType": "TAX001", "Status": "ARCHIVED"})
    element = invoice(contact["ContactID"], line(TaxType="TAX001"))
    assert refused(client, element) == [
        "The TaxType code TAX001 does not exist or cannot be used for this type of "
        "transaction."
    ]
    kept = client.one(f"Invoices/{sale['InvoiceID']}")["LineItems"][0]
    assert kept["TaxType"] == "TAX001"


def test_bad_tax_rate(client):
    element = {"Name": "No VAT", "TaxComponents": []}
    assert client.put("TaxRates", element).messages == [
        "Please enter a unique Name.",
        "At least one tax component must be specified",
        "ReportTaxType must be specified",
    ]


def test_change_tax_rate(client):
    client.add("TaxRates", STATE)
    saved = client.update("TaxRates", {"TaxType": "TAX001", "Name": "Province"})
    assert saved["Name"] == "Province"
    taken = client.post("TaxRates", {"TaxType": "TAX001", "Name": "No VAT"})
    assert taken.messages == ["Please enter a unique Name."]
    odd = client.post("TaxRates", {"TaxType": "TAX001", "Status": "GONE"})
    assert odd.messages == [
        "The Status must be one of ACTIVE, ARCHIVED, DELETED, PENDING."
    ]


def test_delete_tax_rate(client):
    client.add("TaxRates", STATE)
    gone = client.update("TaxRates", {"Name": "State", "Status": "DELETED"})
    assert gone["TaxType"] == "TAX001" and gone["Status"] == "DELETED"
    assert client.post("TaxRates", {"TaxType": "TAX001", "Name": "x"}).status == 400


def test_bank_account_in_a_foreign_currency(client, org):
    """Made by a person; payments of its currency go there (see test_payments)."""
    org.currencies.add("EUR")
    body = {"code": "092", "name": "Euro", "kind": "BANK", "currency_code": "EUR"}
    assert client.http("POST", "/_sim/accounts", body).status == 200
    shown = client.one(f"Accounts/{org.accounts.get('092').id}")
    assert (shown["Type"], shown["CurrencyCode"]) == ("BANK", "EUR")


def test_settings_are_not_paged(client):
    body = client.get("Accounts", page=1).json()
    assert "pagination" not in body
    shown = client.get("TaxRates", where='TaxType=="NONE"').json()["TaxRates"]
    assert [each["TaxType"] for each in shown] == ["NONE"]
