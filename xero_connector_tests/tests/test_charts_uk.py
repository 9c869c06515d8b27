# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from . import chart_stories
from .chart_case import ChartCase
from .country_case import UK


class TestChartUK(UK, ChartCase):  # SPEC A24 E12 X2 R2
    """VAT: what has one rate is proposed, what is a matter of law is asked."""

    def test_proposals(self):
        sales, purchases = self.proposals("sale"), self.proposals("purchase")
        self.assertEqual(sales, {"20%": "OUTPUT2", "5%": "RROUTPUT"})
        self.assertEqual(purchases["20% G"], "INPUT2")
        self.assertEqual(purchases["20% S"], "INPUT2")
        self.assertEqual(purchases["5%"], "RRINPUT")
        self.assertEqual(purchases["20% RC"], "REVERSECHARGES")
        self.assertNotIn("Exempt", {**sales, **purchases})
        self.assertEqual(self.connection.default_tax_rate_id.tax_type, "NONE")

    def test_documents(self):
        for use, tax_types in {
            "sale": {"0%": "ZERORATEDOUTPUT", "Exempt": "EXEMPTOUTPUT"},
            "purchase": {"Exempt": "EXEMPTINPUT"},
        }.items():
            self.choose(use, **tax_types)
        self.connection.tax_mapping_ids.action_confirm()
        self.tell_everything()


class TestStoriesUK(UK, chart_stories.ChartStories):
    """The stories of every country, in these books."""
