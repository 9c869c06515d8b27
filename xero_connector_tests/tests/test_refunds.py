# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Money given back: payments on credit notes."""

from .money import MoneyCase


class TestRefunds(MoneyCase):
    def test_credit_note_paid_back(self):  # SPEC A30 X10
        note = self.make("out_refund")
        self.pay(note)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["PaymentType"], "ARCREDITPAYMENT")
        self.assertEqual(self.bank_in_xero(), -100)
        self.assertEqual(self.live("credit_notes")[0]["Status"], "PAID")

    def test_vendor_pays_back(self):  # SPEC A30 X10
        note = self.make("in_refund", ref="CN-1")
        self.pay(note, amount=30)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["PaymentType"], "APCREDITPAYMENT")
        self.assertEqual(self.bank_in_xero(), 30)

    def test_refund_undone(self):  # SPEC A30
        note = self.make("out_refund")
        payment = self.pay(note)
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])
        self.assertEqual(self.live("credit_notes")[0]["Status"], "AUTHORISED")

    def test_refund_in_a_foreign_currency(self):  # SPEC A30 X4
        self.use_currencies()
        note = self.make(
            "out_refund",
            price=236.0,
            date="2026-01-10",
            currency_id=self.currency("EUR").id,
        )
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay(note, payment_date="2026-02-10")
        self.assert_books_agree()
        self.assertEqual(float(self.bank_in_xero()), -188.8)

    def test_refund_of_part_and_rest_used(self):  # SPEC A30 X10
        partner = self.partner()
        invoice = self.make("out_invoice", partner, price=60)
        note = self.make("out_refund", partner)
        self.reconcile(invoice, note)
        self.pay(note, amount=40)
        self.assert_books_agree()
        self.assertEqual(self.live("credit_notes")[0]["RemainingCredit"], 0)

    def test_refund_without_a_credit_note_waits(self):  # SPEC X10
        """Xero has no overpayment in this direction; the match brings it there."""
        partner = self.partner()
        payment = self.payment(25, partner, payment_type="outbound")
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 0)
        note = self.make("out_refund", partner, price=25)
        self.reconcile(note, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), -25)
