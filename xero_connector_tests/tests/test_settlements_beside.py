# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a payment brings beside its documents: too much, and fees with tax."""

from odoo.fields import Command

from .money import MoneyCase


class TestSettlementsBeside(MoneyCase):
    def test_a_pound_too_much_is_income(self):  # SPEC A30 X10
        """Nobody asks for it back: 101 in the bank, 100 for the invoice."""
        invoice = self.make("out_invoice")
        income = self.other_account("income_other")
        self.map_account(income, "260")
        self.pay(
            invoice,
            amount=101,
            payment_difference_handling="reconcile",
            writeoff_account_id=income.id,
        )
        self.assert_books_agree(untaxed=1)
        self.assertEqual(self.bank_in_xero(), 101)
        self.assertEqual(self.balance_in_xero("260"), -1)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")
        (money,) = self.live("bank_transactions")
        self.assertEqual((money["Type"], money["Total"]), ("RECEIVE", 1))

    def test_too_much_paid_to_a_vendor(self):  # SPEC A30 B16
        bill = self.make("in_invoice", ref="B-1")
        cost = self.other_account()
        self.map_account(cost, "429")
        self.pay(
            bill,
            amount=101,
            payment_difference_handling="reconcile",
            writeoff_account_id=cost.id,
        )
        self.assert_books_agree(untaxed=1)
        self.assertEqual(self.bank_in_xero(), -101)
        self.assertEqual(self.balance_in_xero("429"), 101)

    def test_payment_with_too_much_undone(self):  # SPEC A30
        invoice = self.make("out_invoice")
        income = self.other_account("income_other")
        self.map_account(income, "260")
        payment = self.pay(
            invoice,
            amount=101,
            payment_difference_handling="reconcile",
            writeoff_account_id=income.id,
        )
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertEqual(self.live("bank_transactions"), [])
        self.assertEqual(self.xero_payments(), [])

    def test_bank_fee_with_tax(self):  # SPEC A30 X10
        """97.60 arrive for 100: a fee of 2 and its VAT."""
        invoice = self.make("out_invoice")
        fee = self.other_account()
        self.map_account(fee, "404")
        line = self.statement(97.6, invoice, [(fee, 2.4)])
        entry = line.move_id
        fee_line = entry.line_ids.filtered(lambda one: one.account_id == fee)
        entry.button_draft()
        fee_line.with_context(skip_readonly_check=True).write(
            {
                "balance": 2.0,
                "tax_ids": [Command.set(self.purchase_tax.ids)],
            }
        )
        entry.action_post()
        self.reconcile(invoice, entry)
        self.assert_books_agree()
        self.assertEqual(float(self.bank_in_xero()), 97.6)
        self.assertEqual(self.balance_in_xero("404"), 2)
        (money,) = self.live("bank_transactions")
        self.assertEqual((money["Type"], float(money["TotalTax"])), ("SPEND", 0.4))
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_fee_beside_a_payment_that_is_in_xero(self):  # SPEC A30 X10
        """The bank line matches the payment on its way, less what the bank took."""
        invoice = self.make("out_invoice")
        payment = self.pay(invoice)
        self.drain(self.connection)
        fee = self.other_account()
        self.map_account(fee, "404")
        outstanding = payment.move_id.line_ids.filtered(
            lambda line: line.account_id == payment.outstanding_account_id
        )
        line = self.statement_of(97, outstanding, [(fee, 3)])
        self.assertTrue(line.is_reconciled)
        self.assert_books_agree(untaxed=3)
        self.assertEqual(self.bank_in_xero(), 97)
        self.assertEqual(self.balance_in_xero("404"), 3)
