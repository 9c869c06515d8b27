# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Is the billing run complete? One look at the selected invoices."""

from odoo.tests import new_test_user, tagged

from .common import XeroCase


@tagged("post_install", "-at_install")
class TestProgress(XeroCase):
    def progress(self, moves):
        """What a clerk gets to see who asks for a selection."""
        groups = "account.group_account_invoice,xero_connector.group_clerk"
        clerk = new_test_user(self.env, f"clerk_{len(moves)}", groups=groups)
        self.env.cr.flush()
        return moves.with_user(clerk).action_xero_progress()

    def test_billing_run(self):  # SPEC C7
        connection = self.connect()
        invoices = self.env["account.move"].union(
            *(self.invoice(self.partner(f"Customer {place}")) for place in range(3))
        )
        before = self.progress(invoices)
        self.assertEqual(before["domain"], [("id", "in", invoices.ids)])
        self.assertIn("3 of 3", before["name"])
        self.drain(connection)
        late = self.invoice()
        told = self.progress(invoices | late)
        self.assertEqual(told["domain"], [("id", "in", late.ids)])
        self.assertIn("1 of 4", told["name"])
        self.drain(connection)
        invoices.invalidate_recordset()
        done = self.progress((invoices | late)[:2])
        self.assertIn("All 2", done["params"]["message"])
        self.assertEqual(len(self.xero_invoices()), 4)
