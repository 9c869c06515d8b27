# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import chart_stories
from .chart_case import ChartCase
from .country_case import AU


class TestChartAU(AU, ChartCase):  # SPEC A24 E12 X2 R2
    """GST: what is bought for expenses and as capital has the same percentage and is
    reported apart; what has no tax at all is no part of the activity statement (BAS).
    """

    def test_proposals(self):
        """The default tax of purchases is that of expenses, capital goods are asked."""
        self.assertEqual(self.proposals("sale")["10% GST"], "OUTPUT")
        purchases = self.proposals("purchase")
        self.assertEqual(purchases[self.purchase_tax.name], "INPUT")
        self.assertNotIn("10% C", purchases)
        self.assertNotIn("10% PRIV", purchases)
        for use in ("sale", "purchase"):
            self.assertNotIn("0% F", self.proposals(use))
        self.assertEqual(self.connection.default_tax_rate_id.tax_type, "BASEXCLUDED")
        purchase_rate = self.connection.default_purchase_tax_rate_id
        self.assertEqual(purchase_rate.tax_type, "BASEXCLUDED")

    def test_documents(self):
        self.choose(
            "sale",
            **{
                "0% EX": "EXEMPTEXPORT",
                "0% F": "EXEMPTOUTPUT",
                "0% INP": "INPUTTAXED",
            },
        )
        self.choose("purchase", **{"10% C": "CAPEXINPUT", "0% F": "EXEMPTEXPENSES"})
        self.tell_everything()

    def test_without_tax_is_no_part_of_the_activity_statement(self):
        moves = self.make("out_invoice", self.env["account.tax"])
        moves |= self.make("in_invoice", self.env["account.tax"])
        self.assert_all_sent(moves)
        types = {
            line["TaxType"]
            for invoice in self.xero_invoices()
            for line in invoice["LineItems"]
        }
        self.assertEqual(types, {"BASEXCLUDED"})

    def test_withheld_tax_is_asked_for(self):
        """Tax withheld from a supplier without an ABN is no rate of GST."""
        bill = self.make("in_invoice", self.tax("No ABN", "purchase"))
        self.drain(self.connection)
        task = self.task(bill)
        self.assertEqual(
            (task.state, task.error_code), ("failed", "missing_tax_mapping")
        )
        self.assertIn("No ABN", task.message)
        self.assertEqual(self.xero_invoices(), [])


class TestStoriesAU(AU, chart_stories.ChartStories):
    """The stories of every country, in these books."""
