# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A company with every kind of tax, term, plan and bank, and a Xero that has the same.

The company is connected already. Xero is spoken to by its control API, as by a person.
"""

import requests

from odoo import fields
from odoo.fields import Command

from .recipes import BASE, RATES
from .taxes import TaxScenery

PARTNERS = 12
#: bank journals: currency of the journal -> code in Xero
BANKS = {"EUR": "092", "USD": "093"}
OPTIONS = {"Region": ("North", "South"), "Kind": ("Old", "New")}
#: a setting that takes payments in Xero -> word in the account's name
PAYMENT_ACCOUNTS = {
    "writeoff_account_id": "bad debts",
    "discount_account_id": "discounts",
    "netting_account_id": "owner a",
}
DECIMALS = {"Product Price": 6, "Product Unit": 4, "Discount": 2}


class Xero:
    """The organisation, through the control API.

    :param url: of the simulator
    :param tenant: id of the organisation
    """

    def __init__(self, url, tenant):
        self.url, self.tenant = url, tenant

    def do(self, path, /, **body):
        """What a person does."""
        return self._answer(requests.post, path, json={"tenant": self.tenant, **body})

    def get(self, path, /, **query):
        return self._answer(requests.get, path, params={"tenant": self.tenant, **query})

    def set(self, **settings):
        """Change the organisation's settings."""
        answer = requests.post(
            f"{self.url}/_sim/organisations/{self.tenant}", json=settings, timeout=60
        )
        answer.raise_for_status()

    def _answer(self, method, path, **what):
        answer = method(f"{self.url}/_sim/{path}", timeout=600, **what)
        if answer.status_code != requests.codes.ok:
            raise RuntimeError(f"{path}: {answer.text}")
        return answer.json()


class Scenery(TaxScenery):
    """Everything that recipes refer to by name.

    :param connection: connected, its catalogues loaded
    :param drain: function of no arguments that runs the connection's cron
    """

    def __init__(self, connection, xero, drain):
        self.connection, self.xero, self.drain = connection, xero, drain
        self.env, self.company = connection.env, connection.company_id

    def build(self):
        self._set_decimals()
        self._use_currencies()
        for name, options in OPTIONS.items():
            category = {"Name": name, "Options": [{"Name": one} for one in options]}
            self.xero.do("edit", entity="tracking_category", fields=category)
        self.analytic = self._analytic()
        self._make_rates()
        self.connection.action_load_all()
        self.drain()
        self.accounts = self._accounts()
        self.taxes = self._make_taxes()
        self._map_taxes()
        self.terms = self._terms()
        self.roundings = self._roundings()
        self.banks = self._banks()
        self.partners = self.env["res.partner"].create(
            [{"name": f"Random Trader {number + 1}"} for number in range(PARTNERS)]
        )
        self._choose_accounts()
        return self

    def _set_decimals(self):
        precisions = self.env["decimal.precision"].search([])
        for one in precisions.filtered(lambda one: one.name in DECIMALS):
            one.digits = DECIMALS[one.name]

    # === CURRENCIES AND BANKS === #

    def _use_currencies(self):
        self.xero.set(currencies=[BASE, *RATES])
        for name, rate in RATES.items():
            currency = self.currency(name)
            currency.active = True
            rates = self.env["res.currency.rate"]
            mine = [("currency_id", "=", currency.id)]
            rates.search(mine).unlink()
            days = ((400, 1.0), (35, 1.017361), (5, 0.98123457))
            rates.create(
                [
                    {
                        "currency_id": currency.id,
                        "company_id": self.company.id,
                        "name": fields.Date.subtract(fields.Date.today(), days=ago),
                        "rate": rate * factor,
                    }
                    for ago, factor in days
                ]
            )

    def currency(self, name):
        currencies = self.env["res.currency"].with_context(active_test=False)
        return currencies.search([("name", "=", name)])

    def _banks(self):
        """{currency: its bank journal}; the company's own bank under BASE."""
        for name, code in BANKS.items():
            self.xero.do(
                "accounts",
                code=code,
                name=f"Bank in {name}",
                kind="BANK",
                tax_type="NONE",
                currency_code=name,
            )
        self.connection.action_load_accounts()
        self.drain()
        journals = self.env["account.journal"]
        mine = [("company_id", "=", self.company.id), ("type", "=", "bank")]
        found = {BASE: journals.search(mine, limit=1)}
        for name, code in BANKS.items():
            found[name] = journals.create(
                {
                    "name": f"Bank in {name}",
                    "type": "bank",
                    "code": f"B{name}",
                    "currency_id": self.currency(name).id,
                }
            )
            self.env["xero.payment.mapping"].create(
                {
                    "connection_id": self.connection.id,
                    "journal_id": found[name].id,
                    "account_id": self.account(code).id,
                }
            )
        return found

    # === ACCOUNTS === #

    def account(self, code):
        """The Xero account of this code."""
        return self.connection.account_ids.filtered(lambda one: one.code == code)

    def _choose_accounts(self):
        takes = self.connection.account_ids.filtered("enable_payments")
        values = {
            setting: takes.filtered(lambda one, word=word: word in one.name.lower()).id
            for setting, word in PAYMENT_ACCOUNTS.items()
        }
        self.connection.write(
            {
                **values,
                "cutover_date": False,
                "default_account_id": self.account("200").id,
                "default_purchase_account_id": self.account("429").id,
                "default_bank_account_id": self.account("090").id,
            }
        )

    def _accounts(self):
        """{(use, name): Odoo account}, mapped to one in Xero but for the usual one."""
        wanted = {
            ("sale", "mapped"): ("income", "260"),
            ("purchase", "mapped"): ("expense", "493"),
            ("sale", "asset"): ("asset_fixed", "710"),
            ("purchase", "asset"): ("asset_fixed", "710"),
            ("both", "fee"): ("expense", "404"),
            ("both", "loss"): ("expense", "405"),
            ("sale", "eco"): ("income_other", "270"),
            ("purchase", "eco"): ("expense_direct_cost", "310"),
        }
        found = {
            key: self.mapped_account(f"Random {' '.join(key)}", kind, code, key[0])
            for key, (kind, code) in wanted.items()
        }
        for use in ("sale", "purchase"):
            mine = [("company_id", "=", self.company.id), ("type", "=", use)]
            journal = self.env["account.journal"].search(mine, limit=1)
            found[use, ""] = journal.default_account_id
        company = self.company
        self.map_account(
            company.account_journal_early_pay_discount_gain_account_id, "404"
        )
        return found

    def mapped_account(self, name, kind, code, use="both"):
        number = self.env["account.account"].search_count([])
        account = self.env["account.account"].create(
            {"name": name, "code": f"98{number:04}", "account_type": kind}
        )
        return self.map_account(account, code, use)

    def map_account(self, account, code, use="both"):
        self.env["xero.account.mapping"].create(
            {
                "connection_id": self.connection.id,
                "odoo_account_id": account.id,
                "account_id": self.account(code).id,
                "use": use,
            }
        )
        return account

    # === ANALYTIC, TERMS, ROUNDINGS === #

    def _analytic(self):
        """{name: distribution}; plans and accounts are named like categories."""
        ids = {}
        for plan_name, names in {**OPTIONS, "Other": ("Elsewhere",)}.items():
            plan = self.env["account.analytic.plan"].create({"name": plan_name})
            for name in names:
                account = self.env["account.analytic.account"].create(
                    {"name": name, "plan_id": plan.id, "company_id": False}
                )
                ids[name] = str(account.id)
        north, south, old, new, other = ids.values()
        return {
            "": False,
            "one": {north: 100},
            "two": {north: 60, south: 40},
            "thirds": {north: 33.33, south: 33.33, f"{north},{old}": 33.34},
            "crossed": {f"{north},{new}": 50, f"{south},{old}": 50},
            "part": {south: 25},
            "unmapped": {other: 70, north: 30},
        }

    def _terms(self):
        half = {"value": "percent", "value_amount": 50}
        whole = {"value": "percent", "value_amount": 100, "nb_days": 90}
        lines = [half, {**half, "nb_days": 40}]
        terms = {"halves": self._term("Halves", lines)}
        for way in ("included", "excluded", "mixed"):
            terms[f"early {way}"] = self._term(
                f"Early {way}",
                [whole],
                early_discount=True,
                discount_percentage=2.5,
                discount_days=70,
                early_pay_discount_computation=way,
            )
        return terms

    def _term(self, name, lines, **values):
        commands = [Command.create(line) for line in lines]
        return self.env["account.payment.term"].create(
            {"name": name, "line_ids": commands, **values}
        )

    def _roundings(self):
        suspense = self.company.account_journal_suspense_account_id
        account = suspense.copy({"name": "Cash rounding"})
        common = {"rounding": 0.05, "rounding_method": "HALF-UP"}
        accounts = {"profit_account_id": account.id, "loss_account_id": account.id}
        return {
            name: self.env["account.cash.rounding"].create(
                {"name": name, "strategy": strategy, **common, **accounts}
            )
            for name, strategy in (("line", "add_invoice_line"), ("tax", "biggest_tax"))
        }
