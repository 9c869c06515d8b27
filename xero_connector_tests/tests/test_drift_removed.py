# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Voided or deleted in Xero: create again, unlink, or cancel in Odoo (SPEC P21)."""

from decimal import Decimal

from odoo import fields
from odoo.exceptions import UserError

from .drift_case import LINE, DriftCase

UNKNOWN = "00000000-0000-4000-8000-000000000000"
GONE = "Status: Not there"
#: the invoice in Xero as Odoo has it
LIVE = ("AUTHORISED", Decimal(120))


class TestRemoved(DriftCase):
    """Voided or deleted in Xero: create again, unlink, or cancel in Odoo (P21)."""

    def test_create_again(self):  # SPEC P21
        """A voided invoice keeps its number in Xero; payments go along."""
        self.void_in_xero()
        self.pay(self.sold)
        self.drain(self.connection)
        self.decide(self.row("missing"), "odoo_wins")
        document = self.theirs
        self.assertEqual(document["InvoiceNumber"], f"{self.sold.name} (2)")
        self.assertEqual(document["Status"], "PAID")
        self.assertEqual(len(self.xero_invoices()), 2)
        self.assertFalse(self.link.needs_attention)
        self.assert_calm()
        self.assert_same_money()

    def assert_same_money(self):
        (payment,) = self.xero_payments()
        self.assertEqual(Decimal(payment["Amount"]), Decimal(120))

    def test_create_again_and_edit(self):  # SPEC P21 A28
        self.void_in_xero()
        self.decide(self.row("missing"), "odoo_wins")
        self.sold.ref = "PO 9"
        self.drain(self.connection)
        self.assertEqual(self.theirs["Reference"], "PO 9")
        self.assertEqual(self.theirs["InvoiceNumber"], f"{self.sold.name} (2)")
        self.assert_calm()

    def test_cancel_in_odoo(self):  # SPEC P21
        self.void_in_xero()
        self.decide(self.row("missing"), "xero_wins")
        self.assertEqual(self.sold.state, "cancel")
        self.assert_calm()
        self.assert_same_books(self.connection)

    def test_cancel_respects_payments(self):  # SPEC P21
        self.void_in_xero()
        payment = self.pay(self.sold)
        row = self.row("missing")
        with self.assertRaisesRegex(UserError, "payments"):
            self.decide(row, "xero_wins")
        self.assertEqual(self.sold.state, "posted")
        self.assertEqual(payment.reconciled_invoice_ids, self.sold)

    def test_cancel_respects_lock_dates(self):  # SPEC P21 P16
        self.void_in_xero()
        self.company.fiscalyear_lock_date = fields.Date.today()
        with self.assertRaises(UserError):
            self.decide(self.row("missing"), "xero_wins")
        self.assertEqual(self.sold.state, "posted")

    def test_unlink(self):  # SPEC P21
        """It stays in Odoo; edits do not bring it back to Xero."""
        self.void_in_xero()
        self.decide(self.row("missing"), "unlink")
        self.sold.ref = "Ours only"
        self.drain(self.connection)
        self.assertEqual([one["Status"] for one in self.xero_invoices()], ["VOIDED"])
        self.assertEqual(self.sold.state, "posted")
        self.assert_calm()

    def test_cancelled_in_odoo_first_is_no_difference(self):  # SPEC P21
        self.void_in_xero(poll=False)
        self.sold.button_draft()
        self.sold.button_cancel()
        self.poll(self.connection)
        self.assertFalse(self.rows())
        self.assertFalse(self.link.needs_attention)

    def cancel_what_was_changed(self, **policy):
        """Changed in Xero and cancelled in Odoo, before either knew of the other."""
        self.connection.write(policy)
        self.edit_in_xero(LineItems=[LINE], poll=False)
        self.sold.button_draft()
        self.sold.button_cancel()
        self.drain(self.connection)

    def test_cancelled_in_odoo_and_changed_in_xero(self):  # SPEC A29 P21 X3
        self.cancel_what_was_changed()
        row = self.row("missing")
        self.assertEqual(self.theirs["Status"], "AUTHORISED")
        self.assertEqual(self.task(self.sold).error_code, "changed_in_xero")
        self.decide(row, "odoo_wins")
        self.assertEqual(self.theirs["Status"], "VOIDED")
        self.assert_calm()

    def test_cancelled_in_odoo_wins(self):  # SPEC A29 P21 X3
        self.cancel_what_was_changed(drift_missing="odoo")
        self.assertEqual(self.theirs["Status"], "VOIDED")
        self.assert_calm()

    def test_changed_in_xero_wins(self):  # SPEC A29 P21 X3
        """It is posted again; who wins of the figures is another question."""
        self.cancel_what_was_changed(drift_missing="xero", drift_amounts="odoo")
        self.poll(self.connection)
        self.assertEqual(self.sold.state, "posted")
        self.assertEqual((self.theirs["Status"], self.theirs["Total"]), LIVE)
        self.assert_calm()

    def test_told_of_a_document_that_xero_has_no_more(self):  # SPEC P21
        self.link.xero_id = UNKNOWN
        row = (self.connection.id, "invoice.pull", "", 0, "", UNKNOWN, None, None, 10)
        self.env["xero.task"]._append([row])
        self.drain(self.connection)
        row = self.row("missing")
        self.assertEqual((row.kind, row.xero_value), ("gone_in_xero", GONE))
        self.decide(row, "odoo_wins")
        self.assertEqual(self.theirs["InvoiceNumber"], f"{self.sold.name} (2)")
        self.assert_calm()
