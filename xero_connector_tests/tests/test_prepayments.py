# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Money before, beyond and beside its documents (SPEC X10)."""

from .money import MoneyCase


class TestPrepayments(MoneyCase):
    def credits(self, name="overpayments"):
        return self.live(name)

    def test_money_without_a_document(self):  # SPEC X10 P18
        payment = self.payment(150)
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero("610"), -150)
        (credit,) = self.credits()
        self.assertEqual(credit["Type"], "RECEIVE-OVERPAYMENT")
        self.assertEqual(credit["RemainingCredit"], 150)
        self.assertEqual(self.bank_in_xero(), 150)
        self.assertEqual(payment.xero_sync, "synced")

    def test_money_to_a_vendor_without_a_bill(self):  # SPEC X10 B16
        partner = self.partner()
        payment = self.payment(
            80, partner, payment_type="outbound", partner_type="supplier"
        )
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["Type"], "SPEND-OVERPAYMENT")
        self.assertEqual(self.bank_in_xero(), -80)
        bill = self.make("in_invoice", partner, price=50, ref="B-1")
        self.reconcile(bill, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices("B-1")[0]["Status"], "PAID")
        self.assertEqual(self.credits()[0]["RemainingCredit"], 30)

    def test_allocated_as_odoo_reconciles(self):  # SPEC X10
        partner = self.partner()
        payment = self.payment(150, partner)
        self.drain(self.connection)
        first = self.make("out_invoice", partner)
        self.reconcile(first, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["RemainingCredit"], 50)
        self.assertEqual(self.xero_invoices(first.name)[0]["Status"], "PAID")
        second = self.make("out_invoice", partner, price=60)
        self.reconcile(second, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices(second.name)[0]["AmountDue"], 10)
        self.assertEqual(self.xero_payments(), [])

    def test_whose_partner_is_another_one_when_it_is_used(self):  # SPEC X5 X10
        """The overpayment goes with the old contact; the money is payments by then."""
        partner, survivor = self.partner(), self.partner("Grace Hopper Ltd")
        payment = self.payment(150, partner)
        self.make("out_invoice", survivor)
        self.drain(self.connection)
        first = self.make("out_invoice", partner, price=50)
        self.reconcile(first, payment.move_id)
        self.drain(self.connection)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([survivor.id, partner.id], survivor)
        self.env.invalidate_all()
        second = self.make("out_invoice", survivor)
        self.reconcile(second, payment.move_id)
        self.drain(self.connection)
        self.assert_nothing_open()
        for invoice in (first, second):
            self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")
        self.assertEqual(self.bank_in_xero(), 150)
        self.assertEqual(self.balance_in_xero("610"), 100)

    def test_reconciled_before_it_is_sent_is_a_payment(self):  # SPEC X10
        partner = self.partner()
        payment = self.payment(100, partner)
        invoice = self.make("out_invoice", partner)
        self.reconcile(invoice, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertEqual(self.credits(), [])

    def test_more_than_the_invoice(self):  # SPEC P18 X10
        """One bank movement of 150, as the statement has it."""
        invoice = self.make("out_invoice")
        self.pay(invoice, amount=150)
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])
        (credit,) = self.credits()
        self.assertEqual(credit["RemainingCredit"], 50)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_matching_undone_and_done_anew(self):  # SPEC X10
        partner = self.partner()
        payment = self.payment(150, partner)
        first = self.make("out_invoice", partner)
        second = self.make("out_invoice", partner, price=40)
        self.reconcile(first, payment.move_id)
        self.assert_books_agree()
        self.unreconcile(first)
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["RemainingCredit"], 150)
        self.reconcile(second, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["RemainingCredit"], 110)

    def test_plain_payment_becomes_money_without_a_document(self):  # SPEC X10
        """One of two invoices is unmatched: the other's payment stays."""
        partner = self.partner()
        first = self.make("out_invoice", partner)
        second = self.make("out_invoice", partner, price=40)
        payment = self.pay(first | second, group_payment=True)
        self.assert_books_agree()
        kept = {one["Amount"]: one["PaymentID"] for one in self.xero_payments()}
        self.unreconcile(first)
        self.assert_books_agree()
        (left,) = self.xero_payments()
        self.assertEqual(left["PaymentID"], kept[40])
        self.assertEqual(self.credits()[0]["RemainingCredit"], 100)
        self.reconcile(first, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["RemainingCredit"], 0)

    def test_cancelled(self):  # SPEC X10 A6
        """The allocation leaves first, then the money."""
        partner = self.partner()
        payment = self.payment(150, partner)
        invoice = self.make("out_invoice", partner)
        self.reconcile(invoice, payment.move_id)
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.credits(), [])
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 100)

    def test_deleted_payment(self):  # SPEC X10 A29
        payment = self.payment(150)
        self.drain(self.connection)
        payment.action_draft()
        payment.unlink()
        self.assert_books_agree()
        self.assertEqual(self.credits(), [])

    def test_amount_corrected(self):  # SPEC X10
        payment = self.payment(150)
        self.drain(self.connection)
        payment.action_draft()
        payment.amount = 170
        payment.action_post()
        self.assert_books_agree()
        self.assertEqual(self.credits()[0]["RemainingCredit"], 170)

    def test_held_until_it_has_a_document(self):  # SPEC X10
        self.connection.unmatched_payments = "hold"
        partner = self.partner()
        payment = self.payment(150, partner)
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 0)
        invoice = self.make("out_invoice", partner)
        self.reconcile(invoice, payment.move_id)
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(self.credits(), [])

    def test_overpayment_paid_back(self):  # SPEC X10
        partner = self.partner()
        payment = self.payment(150, partner)
        self.drain(self.connection)
        refund = self.payment(150, partner, payment_type="outbound")
        self.reconcile(payment.move_id, refund.move_id)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 0)
        (paid,) = self.xero_payments()
        self.assertEqual(paid["PaymentType"], "AROVERPAYMENTPAYMENT")

    def test_part_of_an_overpayment_paid_back(self):  # SPEC X10 P18
        invoice = self.make("out_invoice")
        payment = self.pay(invoice, amount=150)
        refund = self.payment(50, invoice.partner_id, payment_type="outbound")
        self.reconcile(payment.move_id, refund.move_id)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(self.credits()[0]["RemainingCredit"], 0)

    def test_foreign_money_in_a_bank_of_its_own(self):  # SPEC X10 X4
        self.use_currencies()
        bank = self.foreign_bank("EUR", "092")
        euro = {"currency_id": self.currency("EUR").id}
        partner = self.partner()
        payment = self.payment(
            118, partner, journal_id=bank.id, date="2026-01-10", **euro
        )
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero("092"), 118)
        self.set_rate("EUR", 1.25, "2026-02-01")
        invoice = self.make(
            "out_invoice", partner, price=118, date="2026-02-10", **euro
        )
        self.reconcile(invoice, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_euros_on_a_bank_in_pounds_then_matched(self):  # SPEC X10 P22
        """Credit in pounds cannot be used for euros: it becomes a payment."""
        self.use_currencies()
        euro = {"currency_id": self.currency("EUR").id}
        partner = self.partner()
        payment = self.payment(118, partner, date="2026-01-10", **euro)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 100)
        invoice = self.make(
            "out_invoice", partner, price=118, date="2026-01-12", **euro
        )
        self.reconcile(invoice, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.credits(), [])
        self.assertEqual(self.xero_payments()[0]["Amount"], 118)
        self.assertEqual(self.bank_in_xero(), 100)

    def test_before_the_cut_over_stays_out(self):  # SPEC A32 X10
        self.connection.cutover_date = "2026-03-01"
        self.payment(150, date="2026-02-01")
        self.drain(self.connection)
        self.assertEqual(self.bank_in_xero(), 0)
        self.assert_nothing_open()
