# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command

from . import chart_stories
from .chart_case import ChartCase
from .country_case import US


class TestChartUS(US, ChartCase):  # SPEC A24 D6 X2 R2
    """Sales tax: no national rate; a place has a rate of several components."""

    DISTRICTS = {"State of New York": 4, "City of New York": 4.5, "MCTD": 0.375}

    def test_proposals(self):
        """Nothing until Xero has the rates of the place; then what is equal."""
        self.assertNotIn(self.sale_tax.name, self.proposals("sale"))
        self.add_rate("Sales tax here", self.sale_tax.amount)
        mapped = self.connection.tax_mapping_ids.filtered(
            lambda one: one.tax_id == self.sale_tax
        )
        self.assertEqual(mapped.tax_rate_id.name, "Sales tax here")
        self.assertEqual(self.connection.default_tax_rate_id.tax_type, "NONE")

    def test_documents(self):
        self.add_rate("Sales tax here", self.sale_tax.amount)
        self.map_together(self.districts(), "TAX001")
        self.assertTrue(self.proposals("purchase"))
        self.tell_everything()

    def test_group_of_districts_is_one_rate(self):
        """Xero's rate of three components is the group of the three taxes."""
        districts = self.districts()
        self.env["account.tax"].create(
            {
                "name": "New York",
                "amount_type": "group",
                "type_tax_use": "sale",
                "children_tax_ids": [Command.set(districts.ids)],
            }
        )
        self.connection.action_load_tax_rates()
        self.drain(self.connection)
        self.assertEqual(self.proposals("sale")["New York"], "TAX001")
        self.company.tax_calculation_rounding_method = "round_globally"
        move = self.make("out_invoice", self.tax("New York", "sale"))
        self.assert_all_sent(move)
        [invoice] = self.xero_invoices()
        self.assertEqual({one["TaxType"] for one in invoice["LineItems"]}, {"TAX001"})
        self.assertEqual(float(invoice["TotalTax"]), move.amount_tax)

    def districts(self):
        """Three taxes of one line."""
        return self.env["account.tax"].create(
            [
                {"name": name, "amount": amount, "type_tax_use": "sale"}
                for name, amount in self.DISTRICTS.items()
            ]
        )

    def map_together(self, taxes, tax_type):
        rates = self.connection.tax_rate_ids
        self.env["xero.tax.mapping"].create(
            {
                "connection_id": self.connection.id,
                "tax_id": taxes[0].id,
                "with_tax_ids": [Command.set(taxes[1:].ids)],
                "tax_rate_id": rates.filtered(lambda one: one.tax_type == tax_type).id,
            }
        )


class TestStoriesUS(US, chart_stories.ChartStories):
    """The stories of every country, in these books."""

    def load_rates(self):
        self.add_rate("Sales tax here", self.sale_tax.amount)
