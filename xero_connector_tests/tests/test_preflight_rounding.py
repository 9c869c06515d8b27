# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is said of a few cents before a document is sent."""

from .preflight_case import PreflightCase
from .rounding_case import RoundingCase


class TestPreflightRounding(RoundingCase, PreflightCase):
    def test_the_line_is_shown(self):  # SPEC X1 P5
        sold = self.without_bearer(post=False)
        check = self.check(sold)
        self.assertEqual(check.verdict, "ready")
        self.assertEqual((check.amount_untaxed, check.amount_tax), (10, 0))
        self.assertEqual(check.amount_total, 10)
        line = check.line_ids[-1]
        self.assertEqual(
            (line.name, line.account, line.rule, line.net, line.tax),
            ("Rounding difference to Odoo", "860 Rounding", "rounding", -0.02, 0),
        )
        self.assertFalse(line.has_problem)
        found = self.found(check, "rounding_line")
        self.assertEqual(found.severity, "note")
        self.assertIn("-0.02 GBP", found.sentence)
        self.assert_fix(found, "xero.connection")
        sold.action_post()
        self.drain(self.connection)
        self.assert_rounded(sold, "-0.02")
        check = self.check(sold)
        self.assertEqual((check.verdict, check.effect), ("nothing", "same"))

    def test_what_is_in_the_way_is_told(self):  # SPEC X1 P5
        sold = self.without_bearer(post=False)
        self.account(self.connection, "860").status = "ARCHIVED"
        check = self.check(sold)
        self.assertEqual(check.verdict, "error")
        found = self.found(check, "rounding_impossible")
        self.assert_fix(found, "xero.connection")
        self.allow(0.01)
        found = self.found(self.check(sold), "unsupported_tax")
        self.assertIn("Reverse sale: -0.02", found.sentence)
        self.forbid()
        check = self.check(sold)
        self.assertEqual(self.labels(check), {"draft", "unsupported_tax"})

    def test_everything_at_once(self):  # SPEC X1
        """A tax without bearer hides no other reason, nor does one hide it."""
        self.forbid()
        sold = self.without_bearer(post=False)
        self.connection.default_account_id = False
        labels = self.labels(self.check(sold))
        self.assertEqual(labels, {"draft", "unsupported_tax", "missing_account"})

    def test_what_xero_has_worked_out(self):  # SPEC X1 P5
        self.what_if(works_out_taxes=True)
        sold = self.of_three()
        self.drain(self.connection)
        self.assert_rounded(sold, "0.01")
        sold.button_draft()
        sold.ref = "Another reference"
        sold.action_post()
        check = self.check(sold)
        self.assertEqual((check.verdict, check.effect), ("ready", "change"))
        self.assertEqual(check.line_ids[-1].net, 0.01)
        self.assertEqual(round(check.amount_tax, 2), 11.44)
