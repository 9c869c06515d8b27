# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What settles an invoice in Odoo, and what Xero's bank account says of it."""

from decimal import Decimal

from odoo import fields
from odoo.fields import Command

from .common import XeroCase


class TestSettlements(XeroCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.connection.write(
            {
                "writeoff_account_id": self.payments_account(
                    self.connection, "bad debts"
                ).id,
                "discount_account_id": self.payments_account(
                    self.connection, "discounts"
                ).id,
            }
        )

    def assert_books_agree(self):
        """After a drain nothing waits, and every account is the same on both sides."""
        self.env.cr.flush()
        self.drain(self.connection)
        open_tasks = self.env["xero.task"].search(
            [("state", "in", ("failed", "waiting"))]
        )
        self.assertFalse(open_tasks, open_tasks.mapped("message"))
        self.assert_same_books(self.connection)

    def bank_in_xero(self):
        return Decimal(self.books()["bank_balances"]["090"])

    def loss_account(self):
        return self.env["account.account"].search(
            [("account_type", "=", "expense"), ("company_ids", "in", self.company.ids)],
            limit=1,
        )

    def term(self, *percents, discount=0):
        """Payment terms in instalments, or with an early payment discount."""
        return self.env["account.payment.term"].create(
            {
                "name": "Terms",
                "early_discount": bool(discount),
                "discount_percentage": discount,
                "discount_days": 7,
                "early_pay_discount_computation": "excluded",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": percent, "nb_days": days}
                    )
                    for percent, days in zip(percents, (30, 60), strict=False)
                ],
            }
        )

    def test_part_payments(self):  # SPEC A30 A31
        invoice = self.invoice()
        self.pay(invoice, amount=50)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 70)
        self.pay(invoice, amount=70)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_write_off(self):  # SPEC A30
        invoice = self.invoice()
        self.pay(
            invoice,
            amount=110,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.loss_account().id,
        )
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 110)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_early_payment_discount(self):  # SPEC A30
        invoice = self.invoice(invoice_payment_term_id=self.term(100, discount=2).id)
        payment = self.pay(invoice)
        self.assertEqual(payment.amount, 118)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 118)
        accounts = {one["Account"]["AccountID"] for one in self.xero_payments()}
        self.assertIn(self.connection.discount_account_id.xero_id, accounts)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_one_payment_for_two_invoices(self):  # SPEC A30
        partner = self.partner()
        invoices = self.invoice(partner) | self.invoice(partner, price=50)
        payment = self.pay(invoices, group_payment=True)
        self.assertEqual(len(payment), 1)
        self.assert_books_agree()
        amounts = sorted(one["Amount"] for one in self.xero_payments())
        self.assertEqual(amounts, [60, 120])

    def test_instalments_are_one_payment(self):  # SPEC A30
        invoice = self.invoice(invoice_payment_term_id=self.term(30, 70).id)
        self.pay(invoice, amount=120, installments_mode="full")
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["Amount"], 120)

    def test_grouped_payment_with_write_off(self):  # SPEC A30
        partner = self.partner()
        invoices = self.invoice(partner) | self.invoice(partner, price=50)
        self.pay(
            invoices,
            group_payment=True,
            amount=175,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.loss_account().id,
        )
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 175)
        statuses = {one["Status"] for one in self.xero_invoices()}
        self.assertEqual(statuses, {"PAID"})

    def test_bank_statement_line(self):  # SPEC A30
        """Reconciled without a payment: the statement line is what settles."""
        invoice = self.invoice()
        self.settle_with_statement(invoice, 120)
        self.drain(self.connection)
        (payment,) = self.xero_payments()
        self.assertEqual(payment["Amount"], 120)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def pay_without_entry(self, invoices, **values):
        """As Odoo Enterprise does: the payment has no journal entry."""
        move = type(self.env["account.move"])
        self.patch(move, "_get_invoice_in_payment_state", lambda _self: "in_payment")
        self.bank.inbound_payment_method_line_ids.payment_account_id = False
        payment = self.pay(invoices, **values)
        self.assertFalse(payment.move_id)
        return payment

    def settle_with_statement(self, invoice, amount):
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": fields.Date.today(),
                "payment_ref": "Transfer",
                "amount": amount,
                "partner_id": invoice.partner_id.id,
            }
        )
        _liquidity, suspense, _other = line._seek_for_lines()
        receivable = invoice.line_ids.filtered(
            lambda one: one.account_id.account_type == "asset_receivable"
        )
        suspense.account_id = receivable.account_id
        (suspense | receivable).reconcile()
        self.env.cr.flush()

    def test_payment_without_a_journal_entry(self):  # SPEC A30
        """The statement line that comes later is the same money."""
        invoice = self.invoice()
        payment = self.pay_without_entry(invoice)
        self.drain(self.connection)
        (before,) = self.xero_payments()
        self.assertEqual(before["Amount"], 120)
        self.assertEqual(payment.xero_sync, "synced")
        self.settle_with_statement(invoice, 120)
        self.drain(self.connection)
        (after,) = self.xero_payments()
        self.assertEqual(after["PaymentID"], before["PaymentID"])

    def test_payment_without_a_journal_entry_of_two_invoices(self):  # SPEC A30
        """Only the bank statement tells how much is whose."""
        partner = self.partner()
        invoices = self.invoice(partner) | self.invoice(partner, price=50)
        payment = self.pay_without_entry(invoices, group_payment=True)
        self.drain(self.connection)
        self.assertEqual(self.xero_payments(), [])
        self.assertEqual(self.task(payment).error_code, "payment_without_entry")

    def test_settled_by_a_journal_entry_needs_attention(self):  # SPEC A30
        invoice = self.invoice()
        receivable = invoice.line_ids.filtered(
            lambda one: one.account_id.account_type == "asset_receivable"
        )
        entry = self.env["account.move"].create(
            {
                "line_ids": [
                    Command.create(
                        {
                            "account_id": receivable.account_id.id,
                            "partner_id": invoice.partner_id.id,
                            "credit": 120,
                        }
                    ),
                    Command.create(
                        {"account_id": self.loss_account().id, "debit": 120}
                    ),
                ]
            }
        )
        entry.action_post()
        (receivable | entry.line_ids[0]).reconcile()
        self.env.cr.flush()
        self.drain(self.connection)
        task = self.task(entry, "payment.push")
        self.assertEqual((task.state, task.error_code), ("failed", "unmapped_entry"))
        self.assertTrue(task.advice)
        self.assertEqual(self.xero_payments(), [])

    def test_payment_made_in_xero_in_part(self):  # SPEC A31 E2
        invoice = self.invoice()
        self.drain(self.connection)
        self.control("pay", invoice=invoice.name, amount="50.00", account="090")
        self.poll(self.connection)
        self.assertEqual(invoice.amount_residual, 70)
        self.assertEqual(len(self.xero_payments()), 1)
        self.assert_books_agree()

    def test_payments_follow_their_direction(self):  # SPEC A6
        partner = self.partner()
        for direction, in_xero, in_odoo in (("push", 1, 0), ("pull", 0, 1)):
            with self.subTest(direction=direction):
                self.connection.sync_payments = direction
                before = len(self.xero_payments())
                ours = self.invoice(partner, price=10)
                theirs = self.invoice(partner, price=20)
                self.pay(ours)
                self.env.cr.flush()
                self.drain(self.connection)
                self.assertEqual(len(self.xero_payments()) - before, in_xero)
                self.control("pay", invoice=theirs.name, amount="24.00", account="090")
                self.poll(self.connection)
                self.assertEqual(len(theirs.matched_payment_ids), in_odoo)
