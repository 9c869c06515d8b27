# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What settles a document leaves Xero altogether or not at all (SPEC P17, A28)."""

from .money import MoneyCase
from .trouble import TroubleCase


class TestSettlementsTogether(MoneyCase, TroubleCase):
    def setUp(self):
        super().setUp()
        self.invoice = self.make("out_invoice")

    def pay_in_two(self):
        """Two payments; the second one is reconciled with the bank in Xero."""
        payments = self.pay(self.invoice, amount=40) + self.pay(self.invoice, amount=60)
        self.drain(self.connection)
        theirs = {one["Amount"]: one["PaymentID"] for one in self.xero_payments()}
        self.control("reconcile", payment=theirs[60])
        return payments, theirs[60]

    def edit(self, price=130):
        self.invoice.button_draft()
        self.invoice.invoice_line_ids.price_unit = price
        self.invoice.action_post()

    def assert_untouched(self, count=2, due=0):
        """Xero has all payments, and the document as it was."""
        self.assertEqual(len(self.xero_payments()), count)
        (document,) = self.xero_invoices()
        self.assertEqual((document["Total"], document["AmountDue"]), (100, due))

    def release(self, payment_id, task):
        """The person undoes the reconciliation and clicks Retry on what had failed."""
        self.control("reconcile", payment=payment_id, reconciled=False)
        task.action_retry()
        self.assert_books_agree()

    def test_price_changes(self):  # SPEC P17 A28
        (first, second), kept = self.pay_in_two()
        self.edit()
        self.drain(self.connection)
        self.assert_untouched()
        task = self.task(second.move_id, "payment.push")
        self.assert_told(task, "failed", "reconciled_in_xero", "reconcil")
        other = self.task(first.move_id, "payment.push")
        self.assert_told(other, "waiting", "waits_for_record")
        self.assert_waiting(self.invoice, "waits_for_record")
        self.release(kept, task)
        self.assertEqual(self.xero_invoices()[0]["Total"], 130)

    def test_cancelled(self):  # SPEC P17 A29
        (_first, second), kept = self.pay_in_two()
        self.invoice.button_draft()
        self.invoice.button_cancel()
        self.drain(self.connection)
        self.assert_untouched()
        task = self.task(second.move_id, "payment.push")
        self.assert_told(task, "failed", "reconciled_in_xero")
        self.release(kept, task)
        self.assertEqual(self.xero_invoices()[0]["Status"], "VOIDED")
        self.assertEqual(self.bank_in_xero(), 100)

    def test_payment_of_a_batch(self):  # SPEC P17 A29
        self.pay(self.invoice, amount=40)
        self.drain(self.connection)
        self.control("batch", payments=[{"invoice": self.invoice.name}], account="090")
        self.poll(self.connection)
        self.invoice.button_draft()
        self.invoice.button_cancel()
        self.drain(self.connection)
        self.assert_untouched()
        codes = self.env["xero.task"].search([("state", "=", "failed")])
        self.assertEqual(codes.mapped("error_code"), ["in_batch"])

    def test_credit_beside_a_reconciled_payment(self):  # SPEC P17 P22
        note = self.make("out_refund", self.invoice.partner_id, price=40)
        self.reconcile(self.invoice, note)
        payment = self.pay(self.invoice)
        self.drain(self.connection)
        (theirs,) = self.xero_payments()
        self.control("reconcile", payment=theirs["PaymentID"])
        self.edit()
        self.drain(self.connection)
        self.assert_untouched(count=1)
        self.assertEqual(self.live("credit_notes")[0]["RemainingCredit"], 0)
        task = self.task(payment.move_id, "payment.push")
        self.assert_told(task, "failed", "reconciled_in_xero")
        self.release(theirs["PaymentID"], task)

    def test_payment_with_a_write_off(self):  # SPEC P17 A30
        """One payment, two in Xero: the write-off stays beside the bank's money."""
        payment = self.pay(
            self.invoice,
            amount=90,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.other_account().id,
        )
        self.drain(self.connection)
        theirs = {one["Amount"]: one["PaymentID"] for one in self.xero_payments()}
        self.control("reconcile", payment=theirs[90])
        entry = payment.move_id
        payment.action_draft()
        payment.action_cancel()
        self.drain(self.connection)
        self.assert_untouched()
        task = self.task(entry, "payment.push")
        self.assert_told(task, "failed", "reconciled_in_xero")
        self.release(theirs[90], task)
        self.assertEqual(self.xero_payments(), [])

    def test_only_one_of_two_is_cancelled(self):  # SPEC P17 A30
        """The document does not change: the other payment has no say."""
        (first, _second), _kept = self.pay_in_two()
        first.action_draft()
        first.action_cancel()
        self.assert_books_agree()
        (left,) = self.xero_payments()
        self.assertEqual(left["Amount"], 60)


class TestMoneyMoved(MoneyCase, TroubleCase):
    """Money that settles another document now is never in Xero twice."""

    def setUp(self):
        super().setUp()
        self.first = self.make("out_invoice")
        self.second = self.make("out_invoice", self.first.partner_id)

    def test_reconciled_payment(self):  # SPEC P17 A30
        payment = self.pay(self.first)
        self.drain(self.connection)
        (theirs,) = self.xero_payments()
        self.control("reconcile", payment=theirs["PaymentID"])
        self.unreconcile(self.first)
        self.reconcile(self.second, payment.move_id)
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 100)
        task = self.task(payment.move_id, "payment.push", part=str(self.first.id))
        self.assert_told(task, "failed", "reconciled_in_xero")
        self.control("reconcile", payment=theirs["PaymentID"], reconciled=False)
        task.action_retry()
        self.assert_books_agree()
        (left,) = self.xero_payments()
        self.assertEqual(left["Invoice"]["InvoiceNumber"], self.second.name)

    def test_while_its_document_is_edited(self):  # SPEC A28 A30 C11
        """The payment is not held for a draft that it does not pay any more."""
        payment = self.pay(self.first)
        self.drain(self.connection)
        self.first.button_draft()
        self.unreconcile(payment.move_id)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_payments()), 1)
        self.reconcile(self.second, payment.move_id)
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 100)
        (left,) = self.xero_payments()
        self.assertEqual(left["Invoice"]["InvoiceNumber"], self.second.name)

    def test_credit(self):  # SPEC P22 C11
        note = self.make("out_refund", self.first.partner_id)
        self.reconcile(self.first, note)
        self.drain(self.connection)
        self.first.button_draft()
        self.unreconcile(note)
        self.drain(self.connection)
        self.reconcile(self.second, note)
        self.drain(self.connection)
        (document,) = self.xero_invoices(self.second.name)
        self.assertEqual(document["Status"], "PAID")
        (document,) = self.xero_invoices(self.first.name)
        self.assertEqual(document["AmountDue"], 100)
