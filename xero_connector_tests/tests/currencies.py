# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Foreign currencies on both sides, at fixed rates, and banks in them."""

from .common import XeroCase

#: foreign units for one pound
RATES = {"EUR": 1.18, "USD": 1.27}


class CurrencyCase(XeroCase):
    """For stories that set `connection` first."""

    def use_currencies(self):
        """Euros and dollars on both sides, at fixed rates."""
        self.control(
            "organisations",
            key=self.tenant_id,
            currencies=["GBP", *RATES],
        )
        for name, rate in RATES.items():
            self.set_rate(name, rate)
        self.connection.action_load_currencies()
        self.drain(self.connection)

    def currency(self, name):
        return (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", name)])
        )

    def set_rate(self, name, rate, date="2020-01-01"):
        currency = self.currency(name)
        currency.active = True
        rates = self.env["res.currency.rate"]
        mine = [
            ("currency_id", "=", currency.id),
            ("company_id", "=", self.company.id),
            ("name", "=", date),
        ]
        if date == "2020-01-01":
            rates.search(mine[:2]).unlink()
        found = rates.search(mine)
        values = {"rate": rate, "name": date}
        if found:
            found.write(values)
        else:
            rates.create(
                {
                    **values,
                    "currency_id": currency.id,
                    "company_id": self.company.id,
                }
            )

    def foreign_bank(self, name, code):
        """A bank journal in a foreign currency and its account in Xero."""
        self.control(
            "accounts",
            tenant=self.tenant_id,
            code=code,
            name=f"Bank in {name}",
            kind="BANK",
            tax_type="NONE",
            currency_code=name,
        )
        self.connection.action_load_accounts()
        self.drain(self.connection)
        journal = self.env["account.journal"].create(
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
                "journal_id": journal.id,
                "account_id": self.account(self.connection, code).id,
            }
        )
        return journal
