# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments that a person deletes in Xero are undone in Odoo (SPEC E13)."""

from .money_in import MoneyInCase


class TestPaymentsDeletedInXero(MoneyInCase):
    def delete(self, payment):
        self.control("void", payment=payment["PaymentID"])

    def delete_all(self):
        for payment in self.xero_payments():
            self.delete(payment)

    def test_made_in_xero(self):  # SPEC E13 A2
        invoice = self.in_xero()
        first = self.pay_in_xero(invoice, 60)
        self.pay_in_xero(invoice, 40)
        self.follow()
        self.delete(first)
        self.follow()
        self.assertEqual(invoice.amount_residual, 60)
        self.assertEqual(self.bank_in_xero(), 40)
        self.assertEqual(self.payments_of(invoice).amount, 40)

    def test_sent_from_odoo(self):  # SPEC E13
        invoice = self.in_xero()
        payment = self.pay(invoice)
        self.drain(self.connection)
        self.delete_all()
        self.follow()
        self.assertEqual(payment.state, "canceled")
        self.assertEqual(invoice.payment_state, "not_paid")
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertEqual(payment.move_id.state, "cancel")

    def test_refund_deleted(self):  # SPEC E13 X10
        note = self.in_xero("out_refund")
        self.pay_in_xero(note, 100)
        self.follow()
        self.delete_all()
        self.follow()
        self.assertEqual(note.amount_residual, 100)
        self.assertEqual(self.bank_in_xero(), 0)

    def test_bill_deleted_and_paid_anew(self):  # SPEC E13 B16
        """What is gone makes room, in whatever order Xero tells of the two."""
        bill = self.in_xero("in_invoice", price=80)
        payment = self.pay_in_xero(bill, 80)
        self.follow()
        self.delete(payment)
        self.pay_in_xero(bill, 30)
        self.pay_in_xero(bill, 20)
        self.control(
            "edit", entity="payment", id=payment["PaymentID"], wire={"Reference": "x"}
        )
        self.follow()
        self.assertEqual(bill.amount_residual, 30)
        self.assertEqual(self.bank_in_xero(), -50)

    def test_gone_before_odoo_has_heard_of_it(self):  # SPEC A2
        invoice = self.in_xero()
        self.delete(self.pay_in_xero(invoice, 60))
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)
        self.assertFalse(invoice.matched_payment_ids)

    def test_invoice_voided_as_well(self):  # SPEC E13 P21
        """Odoo hears of the invoice first, which it cannot cancel while it is paid."""
        self.connection.drift_missing = "xero"
        invoice = self.in_xero()
        payment = self.pay_in_xero(invoice, 60)
        self.follow()
        self.delete(payment)
        self.control("void", invoice=self.xero_id(invoice))
        self.follow()
        self.assertEqual(invoice.state, "cancel")
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertFalse(self.env["xero.discrepancy"].search([("state", "=", "open")]))

    def test_one_payment_of_two_invoices(self):  # SPEC E13 X10
        """Odoo's one payment is two in Xero; it goes when both are gone."""
        partner = self.partner()
        invoices = self.in_xero(partner=partner) | self.in_xero(
            partner=partner, price=50
        )
        payment = self.pay(invoices, group_payment=True)
        self.drain(self.connection)
        first, second = self.xero_payments()
        self.delete(first)
        self.poll(self.connection)
        self.assertNotEqual(payment.state, "canceled")
        link = self.env["xero.link"].search([("xero_id", "=", first["PaymentID"])])
        self.assertTrue(link.needs_attention)
        self.assertIn("A part of this payment", link.message)
        writes = len(self.writes())
        self.drain(self.connection)
        self.assertEqual(len(self.writes()), writes)
        self.delete(second)
        self.follow()
        self.assertEqual(payment.state, "canceled")
        self.assertFalse(link.needs_attention)

    def test_payment_with_write_off(self):  # SPEC E13 X10
        invoice = self.in_xero()
        payment = self.pay(
            invoice,
            amount=90,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.other_account().id,
        )
        self.drain(self.connection)
        self.delete_all()
        self.follow()
        self.assertEqual(payment.state, "canceled")
        self.assertEqual(invoice.amount_residual, 100)
        self.assertEqual(self.balance_in_xero("405"), 0)

    def test_odoo_is_the_master(self):  # SPEC A6 E13
        """Payments only go out: what was deleted in Xero is said, not undone."""
        self.connection.sync_payments = "push"
        invoice = self.in_xero()
        payment = self.pay(invoice)
        self.drain(self.connection)
        self.delete_all()
        self.poll(self.connection)
        self.assertNotEqual(payment.state, "canceled")
        link = self.env["xero.link"].search([("entity", "=", "payment")])
        self.assertTrue(link.needs_attention)
        self.assertEqual(payment.xero_sync, "attention")
        self.assertEqual(self.bank_in_xero(), 0)

    # === WHAT STANDS IN THE WAY === #

    def test_matched_with_a_statement_line_in_odoo(self):  # SPEC E13
        invoice = self.in_xero()
        paid = self.pay_in_xero(invoice, 100)
        self.follow()
        payment = self.payments_of(invoice)
        liquidity, _second, _third = payment._seek_for_lines()
        line = self.statement_of(100, liquidity)
        self.assert_books_agree()
        self.delete(paid)
        self.poll(self.connection)
        task = self.assert_held("failed", "matched_with_bank", payment.name)
        self.assertEqual(invoice.amount_residual, 0)
        line.action_undo_reconciliation()
        line.unlink()
        task.action_retry()
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)

    def test_statement_line_that_odoo_has_sent(self):  # SPEC E13
        """What the bank has said in Odoo is no payment that could be cancelled."""
        invoice = self.in_xero()
        self.statement(100, invoice)
        self.drain(self.connection)
        self.delete_all()
        self.poll(self.connection)
        self.assert_held("failed", "matched_with_bank")
        self.assertEqual(invoice.amount_residual, 0)

    def test_payment_without_a_journal_entry(self):  # SPEC A31 E13
        """As Odoo Enterprise registers payments."""
        move = type(self.env["account.move"])
        self.patch(move, "_get_invoice_in_payment_state", lambda _self: "in_payment")
        self.bank.inbound_payment_method_line_ids.payment_account_id = False
        invoice = self.in_xero()
        paid = self.pay_in_xero(invoice, 100)
        self.poll(self.connection)
        payment = self.payments_of(invoice)
        self.assertFalse(payment.move_id)
        self.assertEqual((payment.amount, invoice.payment_state), (100, "in_payment"))
        writes = len(self.writes())
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.payments_of(invoice), payment)
        self.delete(paid)
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertEqual(payment.state, "canceled")
        self.assertEqual(invoice.payment_state, "not_paid")
        self.assertEqual(len(self.writes()), writes)

    def lock_after_payment(self):
        invoice = self.in_xero(date="2026-01-10")
        paid = self.pay_in_xero(invoice, 100, date="2026-02-10")
        self.follow()
        self.company.fiscalyear_lock_date = "2026-02-28"
        self.delete(paid)
        self.poll(self.connection)
        self.assertEqual(invoice.amount_residual, 0)
        return invoice

    def test_locked_period(self):  # SPEC P16 E13
        invoice = self.lock_after_payment()
        self.assert_held("failed", "odoo_period_locked", "2026-02-28")
        self.company.fiscalyear_lock_date = False
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)

    def test_locked_period_held(self):  # SPEC P16 E13
        self.connection.lock_date_policy = "hold"
        invoice = self.lock_after_payment()
        self.assert_held("waiting", "odoo_period_held", "2026-02-28")
        self.company.fiscalyear_lock_date = False
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)
