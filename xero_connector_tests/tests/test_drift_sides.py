# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The nightly comparison finds what only one side has (SPEC E14, P21)."""

from odoo import fields

from .night_case import NightCase


class TestSides(NightCase):
    def test_reset_to_draft_in_odoo(self):  # SPEC E14
        self.sold.button_draft()
        self.drain(self.connection)
        self.night()
        row = self.row("status")
        self.assertEqual(row.odoo_value, "Status: Draft")
        self.decide(row, "xero_wins")
        self.assertEqual(self.sold.state, "posted")
        self.night()
        self.assertIn("Books agree", self.connection.agreement)

    def test_gone_in_xero_without_a_trace(self):  # SPEC P21 E14
        """Xero does not know the document at all."""
        self.link.xero_id = "00000000-0000-4000-8000-000000000000"
        self.night()
        row = self.rows().filtered("link_id")
        self.assertEqual(row.xero_value, "Status: Not there")
        self.assertEqual(row.kind, "gone_in_xero")

    def test_deleted_in_odoo_behind_our_back(self):  # SPEC E14
        """Removed by a program that does not pass Odoo's methods."""
        self.sold.button_draft()
        self.drain(self.connection)
        link = self.link
        self.env.cr.execute("DELETE FROM account_move WHERE id = %s", [self.sold.id])
        self.env.invalidate_all()
        self.night()
        row = self.row("missing")
        self.assertEqual(row.kind, "deleted_in_odoo")
        self.decide(row, "odoo_wins")
        (document,) = self.xero_invoices()
        self.assertEqual(document["Status"], "VOIDED")
        self.assertEqual(link.status, "VOIDED")
        self.night()
        self.assertFalse(self.rows())

    def cancel_unheard(self):
        """Cancelled in Odoo, and the mark that tells Xero is lost."""
        self.sold.button_draft()
        self.sold.button_cancel()
        self.env.cr.flush()
        self.env["xero.task"].search([("state", "=", "queued")]).unlink()
        self.night()
        row = self.row("missing")
        self.assertEqual(row.kind, "cancelled_in_odoo")
        self.assertEqual(self.theirs["Status"], "AUTHORISED")
        return row

    def test_cancelled_in_odoo_and_alive_in_xero(self):  # SPEC P21 E14
        self.decide(self.cancel_unheard(), "odoo_wins")
        self.assertEqual(self.theirs["Status"], "VOIDED")
        self.night()
        self.assertIn("Books agree", self.connection.agreement)

    def test_cancelled_in_odoo_is_posted_again(self):  # SPEC P21 E14
        name = self.sold.name
        self.decide(self.cancel_unheard(), "xero_wins")
        self.assertEqual((self.sold.state, self.sold.name), ("posted", name))
        self.assertEqual(self.theirs["Status"], "AUTHORISED")
        self.night()
        self.assertIn("Books agree", self.connection.agreement)
        self.assert_same_books(self.connection)

    def test_entered_in_xero_only(self):  # SPEC E14
        today = str(fields.Date.today())
        self.pass_time(60)
        self.invoice_in_xero("THEIRS-1", Status="AUTHORISED", Date=today, DueDate=today)
        self.night()
        row = self.row("missing")
        self.assertEqual((row.kind, row.number), ("only_in_xero", "THEIRS-1"))
        self.assertIn("Total: 6.00", row.xero_value)
        self.decide(row, "ignore")
        self.night()
        self.assertFalse(self.rows())
        self.assertIn("Books agree", self.connection.agreement)
        self.connection.sync_invoices = "push"
        self.night()
        self.assertFalse(self.rows("open", "ignored"))

    def test_posted_and_never_queued(self):  # SPEC E14
        """A mark was lost: the document is sent, and only the next night agrees."""
        sold = self.invoice()
        self.env.cr.flush()
        self.env["xero.task"].search([("res_id", "=", sold.id)]).unlink()
        self.night()
        self.assertEqual(len(self.xero_invoices(sold.name)), 1)
        self.assertFalse(self.connection.books_agree_as_of)
        self.night()
        self.assertIn("Books agree", self.connection.agreement)
