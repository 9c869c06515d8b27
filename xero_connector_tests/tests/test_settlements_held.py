# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Settlements that are held while a document is edited, and what ends that (C11)."""

from .money import MoneyCase
from .trouble import TroubleCase


class TestSettlementsHeld(MoneyCase, TroubleCase):
    def paid_draft(self):
        """An invoice that is being edited; its payment has been taken back."""
        invoice = self.make("out_invoice")
        payment = self.pay(invoice)
        self.drain(self.connection)
        invoice.button_draft()
        self.unreconcile(payment.move_id)
        payment.action_draft()
        payment.unlink()
        self.drain(self.connection)
        held = self.env["xero.task"].search([("error_code", "=", "document_draft")])
        self.assertEqual(held.mapped("state"), ["waiting"])
        return invoice

    def test_draft_is_deleted(self):  # SPEC C11 A29
        invoice = self.paid_draft()
        self.assertEqual(len(self.xero_payments()), 1)
        invoice.with_context(force_delete=True).unlink()
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])
        self.assertEqual(self.xero_invoices()[0]["Status"], "VOIDED")

    def test_draft_that_xero_has_no_more_is_deleted(self):  # SPEC C11 P21
        """Its document has nothing to ask for, and the payment still ends."""
        invoice = self.paid_draft()
        name = invoice.name
        (theirs,) = self.xero_payments()
        self.control("void", payment=theirs["PaymentID"])
        self.control("void", invoice=name)
        self.poll(self.connection)
        self.assertEqual(invoice.xero_status, "VOIDED")
        invoice.with_context(force_delete=True).unlink()
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.xero_payments(), [])

    def test_payment_from_xero_for_a_deleted_draft(self):  # SPEC C11 A2
        invoice = self.make("out_invoice")
        self.drain(self.connection)
        invoice.button_draft()
        name = invoice.name
        self.control("pay", invoice=name, account="090")
        self.poll(self.connection)
        (theirs,) = self.xero_payments()
        pulls = [("remote_id", "=", theirs["PaymentID"])]
        pull = self.env["xero.task"].search(pulls, limit=1)
        self.assert_told(pull, "waiting", "document_draft")
        invoice.with_context(force_delete=True).unlink()
        self.drain(self.connection)
        self.assertEqual(pull.state, "done")
        (document,) = self.xero_invoices(name)
        self.assertEqual(document["Status"], "PAID")
        left = self.env["xero.task"].search([("state", "in", ("waiting", "failed"))])
        self.assertEqual(left.mapped("error_code"), ["document_paid"])

    def test_credit_of_money_that_is_posted_again(self):  # SPEC C11 X10
        """The money is as before, only not matched any more."""
        partner = self.partner()
        payment = self.payment(150, partner)
        self.drain(self.connection)
        invoice = self.make("out_invoice", partner)
        self.reconcile(invoice, payment.move_id)
        self.drain(self.connection)
        payment.action_draft()
        self.unreconcile(invoice)
        self.drain(self.connection)
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 0)
        payment.action_post()
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 100)
