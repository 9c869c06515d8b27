# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Settlements that cannot be told to Xero say so, and hold up nobody."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import XeroCase


@tagged("post_install", "-at_install")
class TestSettlementsInVain(XeroCase):
    def test_older_money_pays_a_new_invoice_in_part(self):  # SPEC A30 X10
        """Money from before the cut-over is in Xero; what it pays now is a payment."""
        connection = self.connect()
        partner = self.partner()
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": partner.id,
                "amount": 300,
                "date": fields.Date.today() - timedelta(days=30),
                "journal_id": self.bank.id,
            }
        )
        payment.action_post()
        invoice = self.invoice(partner)
        self.drain(connection)
        lines = (invoice | payment.move_id).line_ids
        owed = lines.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        owed.reconcile()
        self.drain(connection)
        [paid] = self.xero_payments()
        self.assertEqual(paid["Amount"], 120)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")

    def test_paid_invoice_is_cancelled_while_payments_are_only_read(self):  # SPEC P15
        connection = self.connect(sync_payments="pull")
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        self.poll(connection)
        self.assertEqual(invoice.payment_state, "paid")
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        task = self.task(invoice, "invoice.push")
        self.assertEqual((task.state, task.error_code), ("failed", "document_paid"))
        self.assertLess(self.env["xero.task"].search_count([]), 40)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")

    def test_money_that_xero_has_no_word_for(self):  # SPEC X10 P18
        """A vendor pays without a credit note: it waits, and says for what."""
        connection = self.connect()
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "supplier",
                "partner_id": self.partner().id,
                "amount": 50,
                "journal_id": self.bank.id,
            }
        )
        payment.action_post()
        self.drain(connection)
        task = self.task(payment.move_id, "bank_transaction.push")
        self.assertEqual((task.state, task.error_code), ("waiting", "unmatched_money"))
        self.assertIn("Match the payment", task.advice)
        self.assertEqual(self.state()["bank_transactions"], [])

    def test_setting_is_for_what_comes(self):  # SPEC X10
        """An overpayment stays one when new money is to be prepayments."""
        connection = self.connect()
        partner = self.partner()
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": partner.id,
                "amount": 300,
                "journal_id": self.bank.id,
            }
        )
        payment.action_post()
        self.drain(connection)
        [before] = self.state()["overpayments"]
        connection.unmatched_payments = "prepayment"
        invoice = self.invoice(partner)
        lines = (invoice | payment.move_id).line_ids
        owed = lines.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        owed.reconcile()
        self.drain(connection)
        [after] = self.state()["overpayments"]
        self.assertEqual(after["OverpaymentID"], before["OverpaymentID"])
        self.assertEqual(after["RemainingCredit"], 180)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")
