# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A company with the chart of some country, and an organisation of that country."""

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from . import scene
from .common import XeroCase

#: three lines on which rounding per line and per document differ by a cent, and more
PRICES = (25.06, 25.61, 25.63, 0.05, -1.1)
TYPES = {
    "sale": ("out_invoice", "out_refund", "out_receipt"),
    "purchase": ("in_invoice", "in_refund", "in_receipt"),
}


@tagged("post_install", "-at_install")
class ChartCase(XeroCase):
    """Subclasses say which country; the stories are the same everywhere."""

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
        self.connection = self.new_connection()
        self.give_consent(self.connection, tenants=[self.tenant_id])
        self.drain(self.connection)
        bank = self.account(self.connection, "090")
        self.connection.default_bank_account_id = bank

    @property
    def organisation(self):
        return self._organisation

    # === TAXES === #

    def tax(self, name, use):
        """The company's tax of that name."""
        taxes = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("name", "=", name),
                ("type_tax_use", "=", use),
            ],
            limit=1,
        )
        self.assertTrue(taxes, f"{name} ({use})")
        return taxes

    def proposals(self, use):
        """{name of a tax: TaxType} of what was mapped without a person."""
        mappings = self.connection.tax_mapping_ids.filtered(lambda one: one.use == use)
        return {one.tax_id.name: one.tax_rate_id.tax_type for one in mappings}

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

    def choose(self, use, **tax_types):
        """A person maps taxes: {name with _ for blanks: TaxType}."""
        for name, tax_type in tax_types.items():
            self.map_tax(self.connection, self.tax(name, use), tax_type)

    # === DOCUMENTS === #

    def make(self, move_type, taxes):
        """A posted document of all the awkward lines."""
        self.count = getattr(self, "count", 0) + 1
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.partner(f"Partner {self.count}").id,
                "invoice_date": fields.Date.today(),
                "ref": f"REF-{self.count}",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Line",
                            "price_unit": price,
                            "tax_ids": [Command.set(taxes.ids)],
                        }
                    )
                    for price in PRICES
                ],
            }
        )
        move.action_post()
        return move

    def make_all(self):
        """A document of each kind for each tax that is mapped."""
        made = self.env["account.move"]
        for mapping in self.connection.tax_mapping_ids:
            if not mapping.needs_confirmation:
                taxes = mapping.tax_id | mapping.with_tax_ids
                for move_type in TYPES[mapping.use]:
                    made |= self.make(move_type, taxes)
        return made

    def assert_all_sent(self, moves):
        self.drain(self.connection)
        states = {
            move: (move.xero_sync, self.task(move).message)
            for move in moves
            if move.xero_sync != "synced"
        }
        self.assertFalse(states)
        self.assert_same_books(self.connection)

    def tell_everything(self):
        """Documents, rounded per line and per document, and payments of them."""
        for method in ("round_per_line", "round_globally"):
            self.company.tax_calculation_rounding_method = method
            moves = self.make_all()
            self.assertTrue(moves)
            self.assert_all_sent(moves)
            of_type = moves.grouped("move_type")
            self.pay(of_type["out_invoice"][0])
            self.pay(of_type["in_invoice"][0], amount=10.0)
            self.drain(self.connection)
            self.assert_same_books(self.connection)
        self.assertEqual(len(self.xero_payments()), 4)
