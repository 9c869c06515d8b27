# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Settled documents that change, and settlements that a person in Xero protects."""

from datetime import timedelta

from odoo import fields

from .money import MoneyCase
from .trouble import TroubleCase


class TestSettlementChanges(MoneyCase, TroubleCase):
    def edit(self, move, price):
        move.button_draft()
        move.invoice_line_ids.price_unit = price
        move.action_post()

    def test_price_of_a_paid_invoice(self):  # SPEC A28 P15 A30
        """The payment leaves, the document changes, the payment is back."""
        invoice = self.make("out_invoice")
        payment = self.pay(invoice)
        self.assert_books_agree()
        self.edit(invoice, 130)
        if not invoice.matched_payment_ids.filtered("is_reconciled"):
            self.reconcile(invoice, payment.move_id)
        self.assert_books_agree()
        (document,) = self.xero_invoices()
        self.assertEqual((document["Total"], document["AmountDue"]), (130, 30))
        self.assertEqual(self.bank_in_xero(), 100)

    def test_price_of_an_invoice_with_credit(self):  # SPEC A28 P15 P22
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        note = self.make("out_refund", partner, price=40)
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.edit(invoice, 130)
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 90)

    def test_reconciled_payment_is_not_deleted(self):  # SPEC P17
        """A person has matched it with the bank in Xero: told, and left alone."""
        invoice = self.make("out_invoice")
        payment = self.pay(invoice)
        self.drain(self.connection)
        (theirs,) = self.xero_payments()
        self.control("reconcile", payment=theirs["PaymentID"])
        entry = payment.move_id
        payment.action_draft()
        payment.action_cancel()
        self.drain(self.connection)
        task = self.task(entry, "payment.push")
        self.assert_told(task, "failed", "reconciled_in_xero", "reconcil")
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertEqual(self.writes("Payments")[1:], [])
        self.control("reconcile", payment=theirs["PaymentID"], reconciled=False)
        task.action_retry()
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])

    def test_payment_of_a_batch_is_not_deleted(self):  # SPEC P17
        invoice = self.make("out_invoice")
        self.drain(self.connection)
        self.control("batch", payments=[{"invoice": invoice.name}], account="090")
        self.poll(self.connection)
        payment = invoice.matched_payment_ids
        self.assertEqual(len(payment), 1)
        entry = payment.move_id
        payment.action_draft()
        payment.action_cancel()
        self.drain(self.connection)
        task = self.task(entry, "payment.push")
        self.assert_told(task, "failed", "in_batch", "batch")
        self.assertEqual(len(self.xero_payments()), 1)

    def test_reconciled_money_is_not_removed(self):  # SPEC P17 X10
        payment = self.payment(150)
        self.drain(self.connection)
        (theirs,) = self.live("bank_transactions")
        self.control("reconcile", bank_transaction=theirs["BankTransactionID"])
        entry = payment.move_id
        payment.action_draft()
        payment.action_cancel()
        self.drain(self.connection)
        task = self.task(entry, "bank_transaction.push")
        self.assert_told(task, "failed", "reconciled_in_xero", "reconcil")
        self.assertEqual(self.bank_in_xero(), 150)

    def test_payment_in_a_locked_period(self):  # SPEC P16 A30
        """Nothing is entered there: the text says until when Xero is locked."""
        today = fields.Date.today()
        invoice = self.make("out_invoice", date=today)
        self.drain(self.connection)
        payment = self.pay(invoice)
        self.connection.period_lock_date = today + timedelta(days=1)
        self.drain(self.connection)
        task = self.task(payment.move_id, "payment.push")
        self.assert_told(task, "failed", "period_locked", "locked")
        self.connection.period_lock_date = False
        self.assert_books_agree()

    def test_payment_deleted_by_a_person_first(self):  # SPEC A6
        invoice = self.make("out_invoice")
        payment = self.pay(invoice)
        self.drain(self.connection)
        (theirs,) = self.xero_payments()
        self.control("void", payment=theirs["PaymentID"])
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()


class TestSettlementsLost(MoneyCase, TroubleCase):
    """Xero has saved, its answer is lost: asked, linked, not repeated (SPEC X7)."""

    def lose(self, path, after):
        self.trouble("drop_after_commit", path=path)
        self.drain(self.connection)
        self.pass_time(after)
        self.drain(self.connection)
        self.drain(self.connection)

    def test_allocation(self):  # SPEC X7 P22
        for after in (60, 700):
            with self.subTest(after=after):
                partner = self.partner(f"Partner {after}")
                invoice = self.make("out_invoice", partner)
                note = self.make("out_refund", partner, price=40)
                self.drain(self.connection)
                self.reconcile(invoice, note)
                self.lose("Allocations", after)
                self.assert_books_agree()
                (document,) = self.xero_invoices(invoice.name)
                self.assertEqual(document["AmountDue"], 60)

    def test_removed_allocation(self):  # SPEC X7 P22
        for after in (60, 700):
            with self.subTest(after=after):
                partner = self.partner(f"Partner {after}")
                invoice = self.make("out_invoice", partner)
                note = self.make("out_refund", partner, price=40)
                self.reconcile(invoice, note)
                self.drain(self.connection)
                self.unreconcile(note)
                match = {"method": "DELETE", "path": "Allocations", "count": 1}
                self.simulator.fault(match, {"kind": "drop_after_commit"})
                self.drain(self.connection)
                self.pass_time(after)
                self.drain(self.connection)
                self.drain(self.connection)
                self.assert_books_agree()

    def test_money_without_a_document(self):  # SPEC X7 X10
        """Two alike on one day are still two."""
        for after in (60, 700):
            with self.subTest(after=after):
                partner = self.partner(f"Partner {after}")
                self.payment(10, partner)
                self.payment(10, partner)
                self.drain(self.connection)
                count = len(self.live("bank_transactions"))
                self.payment(10, partner)
                self.lose("BankTransactions", after)
                self.assert_books_agree()
                self.assertEqual(len(self.live("bank_transactions")), count + 1)

    def test_payment_of_a_credit_note(self):  # SPEC X7 A30
        for after in (60, 700):
            with self.subTest(after=after):
                note = self.make("out_refund", self.partner(f"Partner {after}"))
                self.drain(self.connection)
                self.pay(note)
                self.lose("Payments", after)
                self.assert_books_agree()
