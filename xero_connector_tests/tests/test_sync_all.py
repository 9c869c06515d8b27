# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sending everything there is, on request."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import XeroCase


@tagged("post_install", "-at_install")
class TestSyncAll(XeroCase):
    def test_all_contacts(self):  # SPEC A34
        """Those that the filter accepts, from before the connection as well."""
        partners = self.partner("Before A") | self.partner("Before B")
        connection = self.connect()
        self.assertEqual(self.xero_contacts(), [])
        notice = connection.action_sync_contacts()
        self.assertIn("background", notice["params"]["message"])
        self.assertGreaterEqual(connection.backfill_count, 2)
        self.drain(connection)
        names = {one["Name"] for one in self.xero_contacts()}
        self.assertLessEqual(set(partners.mapped("name")), names)
        connection.invalidate_recordset()
        self.assertEqual(connection.backfill_count, 0)

    def test_all_documents_that_are_sent(self):  # SPEC A35
        """Posted ones; invoices only when sent to the customer; never the cancelled."""
        today = fields.Date.today()
        sent, unsent, cancelled, draft = (
            self.invoice(self.partner(f"Customer {place}"), post=place < 3)
            for place in range(4)
        )
        sent.is_move_sent = True
        cancelled.button_draft()
        cancelled.button_cancel()
        old = self.invoice(invoice_date=today - timedelta(days=40))
        old.is_move_sent = True
        bill = self.invoice(
            move_type="in_invoice", taxes=self.purchase_tax, ref="BILL-1"
        )
        connection = self.connect(push_when="sent")
        connection.action_sync_documents()
        self.drain(connection)
        self.assertEqual(
            sorted(one["InvoiceNumber"] for one in self.xero_invoices()),
            sorted([sent.name, bill.ref]),
        )
        self.assertTrue(draft.state == "draft" and unsent.state == "posted")

    def test_payments_go_with_their_documents(self):  # SPEC A35 A36
        invoice = self.invoice()
        self.pay(invoice)
        connection = self.connect()
        connection.action_sync_documents()
        self.drain(connection)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")
        self.assert_same_books(connection)

    def test_twice_changes_nothing(self):
        invoice = self.invoice()
        connection = self.connect()
        for _time in range(2):
            connection.action_sync_documents()
            self.drain(connection)
        self.assertEqual(len(self.xero_invoices(invoice.name)), 1)
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_clerk_may_not(self):  # SPEC C12
        connection = self.connect()
        clerk = new_test_user(
            self.env, "clerk_sync", groups="base.group_user,xero_connector.group_clerk"
        )
        with self.assertRaises(AccessError):
            connection.with_user(clerk).action_sync_documents()
