# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A company with the chart of some country, and an organisation of that country."""

from odoo import Command

from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from . import scene
from .common import XeroCase


class CountryCase(XeroCase):
    """Subclasses say which country."""

    country = ""  # of the organisation, as the simulator's charts are called
    template = ""  # Odoo's chart
    country_xml_id = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.template != cls.company.chart_template:
            cls._use_another_company()

    @classmethod
    def _use_another_company(cls):
        """A company beside the first, with this country's books."""
        cls.company = cls.env["res.company"].create(
            {
                "name": f"Company in {cls.country}",
                "country_id": cls.env.ref(cls.country_xml_id).id,
            }
        )
        cls.env.user.write(
            {
                "company_ids": [Command.link(cls.company.id)],
                "company_id": cls.company.id,
            }
        )
        cls.env = cls.env(context={"allowed_company_ids": cls.company.ids})
        cls.company = cls.company.with_env(cls.env)
        charts = cls.env["account.chart.template"]
        charts.try_loading(cls.template, cls.company, install_demo=False)
        cls.app = cls.app.with_env(cls.env)
        cls.sale_tax = cls.company.account_sale_tax_id
        cls.purchase_tax = cls.company.account_purchase_tax_id
        mine = [("company_id", "=", cls.company.id), ("type", "=", "bank")]
        cls.bank = cls.env["account.journal"].search(mine, limit=1)

    def setUp(self):
        super().setUp()
        world = self.simulator.world
        self._organisation = world.add_organisation(
            Settings(f"Organisation in {self.country}", country=self.country)
        )
        world.identity.users[scene.EMAIL].organisations.append(self.tenant_id)

    @property
    def organisation(self):
        return self._organisation

    def connect(self, **settings):
        """A connection with what is proposed, and a bank."""
        connection = self.new_connection()
        self.give_consent(connection, tenants=[self.tenant_id])
        self.drain(connection)
        bank = self.account(connection, "090")
        connection.write({"default_bank_account_id": bank.id, **settings})
        return connection

    def add_rate(self, name, *percents):
        """A person adds a rate in Xero, and it is loaded."""
        components = [
            {"Name": f"Part {place}", "Rate": percent}
            for place, percent in enumerate(percents, 1)
        ]
        self.control(
            "edit",
            tenant=self.tenant_id,
            entity="tax_rate",
            fields={"Name": name, "TaxComponents": components},
        )
        self.connection.action_load_tax_rates()
        self.drain(self.connection)


class UK:
    country, template, country_xml_id = "UK", "uk", "base.uk"


class AU:
    country, template, country_xml_id = "AU", "au", "base.au"


class US:
    country, template, country_xml_id = "US", "us", "base.us"
