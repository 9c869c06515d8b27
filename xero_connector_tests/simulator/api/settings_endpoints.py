# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Organisation, /Accounts and /TaxRates."""

from ..books.organisation import Organisation
from . import present
from .call import Answer, Call
from .endpoints import Endpoint


class OrganisationEndpoint(Endpoint):
    plural = "Organisations"
    area = "settings"
    methods = frozenset(("GET all",))

    def table(self, org: Organisation):
        return [org]

    def shown(self, call: Call, record) -> dict:
        return present.organisation(record)

    def listing(self, call: Call) -> Answer:
        return self.answer(call, [self.shown(call, call.org)])


class AccountsEndpoint(Endpoint):
    plural, singular, model = "Accounts", "Account", "Account"
    id_name, area, error_flag = "AccountID", "settings", ""
    methods = frozenset(
        ("GET all", "GET one", "PUT all", "POST all", "POST one", "DELETE one")
    )
    fields = {
        "accountid": lambda account: account.id,
        "code": lambda account: account.code,
        "name": lambda account: account.name,
        "type": lambda account: account.type,
        "class": lambda account: account.account_class,
        "status": lambda account: account.status,
        "taxtype": lambda account: account.tax_type,
        "systemaccount": lambda account: account.system_account or None,
        "enablepaymentstoaccount": lambda account: account.enable_payments,
        "updateddateutc": lambda account: account.updated,
    }

    def table(self, org: Organisation):
        return org.accounts

    def shown(self, call: Call, record) -> dict:
        return present.account(record)


class TaxRatesEndpoint(Endpoint):
    plural, singular, model = "TaxRates", "TaxRate", "TaxRate"
    id_name, area, error_flag = "TaxType", "settings", ""
    is_dated = False
    fields = {
        "name": lambda rate: rate.name,
        "taxtype": lambda rate: rate.tax_type,
        "status": lambda rate: rate.status,
        "reporttaxtype": lambda rate: rate.report_tax_type,
        "effectiverate": lambda rate: rate.effective_rate,
        "displaytaxrate": lambda rate: rate.display_rate,
        "canapplytorevenue": lambda rate: "REVENUE" in rate.applies_to,
        "canapplytoexpenses": lambda rate: "EXPENSE" in rate.applies_to,
        "canapplytoassets": lambda rate: "ASSET" in rate.applies_to,
        "canapplytoequity": lambda rate: "EQUITY" in rate.applies_to,
        "canapplytoliabilities": lambda rate: "LIABILITY" in rate.applies_to,
    }

    def table(self, org: Organisation):
        return org.tax_rates

    def shown(self, call: Call, record) -> dict:
        return present.tax_rate(record)
