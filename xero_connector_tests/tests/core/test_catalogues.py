# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Accounts, tax rates and the organisation: what is only read."""

from datetime import date
from decimal import Decimal

from odoo.addons.xero_connector.core.entities import CATALOGUE

from .sdk_models import check


# SPEC A19, A21, B15
def test_an_account():
    facts = CATALOGUE["account"].decode(
        {
            "AccountID": "a-90",
            "Code": None,
            "Name": "Business Account",
            "Type": "BANK",
            "Class": "ASSET",
            "TaxType": "NONE",
            "Status": "ACTIVE",
            "SystemAccount": "",
            "EnablePaymentsToAccount": False,
            "CurrencyCode": "ZMK",
            "BankAccountNumber": "090-8007-006543",
        }
    )
    assert facts == {
        "xero_id": "a-90",
        "code": "",
        "name": "Business Account",
        "type": "BANK",
        "class": "ASSET",
        "tax_type": "NONE",
        "status": "ACTIVE",
        "system_account": "",
        "enable_payments": False,
        "currency": "ZMK",
        "bank_account_number": "090-8007-006543",
    }


# SPEC A23, D6, P12
def test_a_tax_rate():
    facts = CATALOGUE["tax_rate"].decode(
        {
            "TaxType": "TAX001",
            "Name": "State and city",
            "Status": None,
            "DisplayTaxRate": 12.5,
            "EffectiveRate": Decimal("12.5000"),
            "CanApplyToRevenue": True,
            "TaxComponents": [
                {"Name": "State", "Rate": 10, "IsCompound": False},
                None,
                {"Name": "City", "Rate": None, "IsNonRecoverable": True},
            ],
        }
    )
    assert (facts["tax_type"], facts["status"]) == ("TAX001", "ACTIVE")
    assert facts["display_rate"] == facts["effective_rate"] == Decimal("12.5")
    assert facts["can_apply_revenue"] is True
    assert facts["can_apply_assets"] is False
    state, city = facts["components"]
    assert (state["name"], state["rate"], state["compound"]) == ("State", 10, False)
    assert (city["rate"], city["non_recoverable"]) == (0, True)


# SPEC X11, X19
def test_an_organisation():
    facts = CATALOGUE["organisation"].decode(
        {
            "OrganisationID": "o-1",
            "Name": "Demo Company (AU)",
            "BaseCurrency": "AUD",
            "CountryCode": "AU",
            "IsDemoCompany": True,
            "ShortCode": "!a1b2c",
            "PeriodLockDate": "/Date(1767312000000+0000)/",
            "Version": "AU",
            "Timezone": "AUSEASTERNSTANDARDTIME",
        }
    )
    assert facts == {
        "xero_id": "o-1",
        "name": "Demo Company (AU)",
        "base_currency": "AUD",
        "country": "AU",
        "short_code": "!a1b2c",
        "period_lock_date": date(2026, 1, 2),
        "end_of_year_lock_date": None,
        "is_demo": True,
        "version": "AU",
        "timezone": "AUSEASTERNSTANDARDTIME",
    }


# SPEC P25, X15
def test_a_tracking_category():
    facts = CATALOGUE["tracking_category"].decode(
        {
            "TrackingCategoryID": "t-1",
            "Name": "Region",
            "Status": None,
            "Options": [
                {"TrackingOptionID": "o-1", "Name": "West", "Status": "ARCHIVED"},
                None,
            ],
        }
    )
    assert facts == {
        "xero_id": "t-1",
        "name": "Region",
        "status": "ACTIVE",
        "options": [{"xero_id": "o-1", "name": "West", "status": "ARCHIVED"}],
    }


def test_a_currency():
    currency = CATALOGUE["currency"]
    facts = currency.decode({"Code": "EUR", "Description": "Euro"})
    assert facts == {"xero_id": "EUR", "code": "EUR", "name": "Euro"}
    payload = currency.encode({"code": "EUR"})
    assert payload == {"Code": "EUR"}
    check("Currency", payload)
    assert currency.natural_key(payload) == "EUR"


def test_a_branding_theme():
    facts = CATALOGUE["branding_theme"].decode(
        {"BrandingThemeID": "b-1", "Name": "Standard", "SortOrder": None}
    )
    assert facts == {"xero_id": "b-1", "name": "Standard", "type": "", "sort_order": 0}


def test_a_contact_group():
    facts = CATALOGUE["contact_group"].decode({"ContactGroupID": "g-1", "Name": "VIP"})
    assert facts == {"xero_id": "g-1", "name": "VIP", "status": "ACTIVE"}
