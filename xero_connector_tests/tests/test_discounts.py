# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Discounts for paying early that change the tax: a credit note in Xero (SPEC X10)."""

from decimal import Decimal

from .discount_case import DiscountCase

NOT_ALLOWED = "tax_type_not_allowed"


class TestDiscounts(DiscountCase):
    def test_discount_with_tax(self):  # SPEC A30 X10
        invoice = self.discounted()
        payment = self.pay(invoice)
        self.assertEqual(payment.amount, 117.6)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), Decimal("117.60"))
        (note,) = self.live("credit_notes")
        self.assertEqual(note["Total"], Decimal("2.4"))
        self.assertEqual(note["TotalTax"], Decimal("0.4"))
        self.assertEqual(note["RemainingCredit"], 0)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_discount_of_a_vendor(self):  # SPEC A30 B16
        gain = self.company.account_journal_early_pay_discount_gain_account_id
        self.map_account(gain, "429")
        bill = self.discounted("in_invoice", ref="B-1")
        self.pay(bill)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), Decimal("-117.60"))
        self.assertEqual(self.live("credit_notes")[0]["Type"], "ACCPAYCREDIT")
        self.assertEqual(self.xero_invoices("B-1")[0]["Status"], "PAID")

    def test_discount_of_a_vendor_on_its_own_account(self):  # SPEC A22 A30
        """It has no tax: a payment in Xero, as the discount of a customer."""
        other = self.account(self.connection, "405")
        self.connection.purchase_discount_account_id = other
        bill = self.make(
            "in_invoice",
            ref="B-1",
            invoice_payment_term_id=self.term("excluded").id,
        )
        self.pay(bill)
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero("405"), -2)
        invoice = self.make(
            "out_invoice",
            self.partner("Grace Hopper Ltd"),
            invoice_payment_term_id=self.term("excluded").id,
        )
        self.pay(invoice)
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero("210"), 2)
        self.assertEqual(self.balance_in_xero("405"), -2)

    def test_taxed_discount_of_a_vendor_on_its_own_account(self):  # SPEC A22 A30
        self.connection.purchase_discount_account_id = self.account(
            self.connection, "405"
        )
        bill = self.discounted("in_invoice", ref="B-1")
        self.pay(bill)
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero("405"), -2)
        self.assertEqual(self.live("credit_notes")[0]["TotalTax"], Decimal("0.4"))

    def test_taken_back_before_it_could_be_sent(self):  # SPEC A30
        """The discount account of sales takes no input tax; the clerk cancels."""
        bill = self.discounted("in_invoice", ref="B-1")
        payment = self.pay(bill)
        self.drain(self.connection)
        task = self.task(payment.move_id, "discount.push")
        self.assertEqual((task.state, task.error_code), ("failed", NOT_ALLOWED))
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.live("credit_notes"), [])

    def test_invoice_is_given_up_before_it_could_be_sent(self):  # SPEC A30 C9
        """Nothing waits for it any more, its discount's credit note included."""
        self.connection.default_account_id = False
        invoice = self.discounted()
        payment = self.pay(invoice)
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        invoice.button_draft()
        invoice.button_cancel()
        self.assert_books_agree()

    def test_two_invoices_at_once(self):  # SPEC A30
        partner = self.partner()
        invoices = self.discounted(partner=partner) | self.discounted(
            partner=partner, price=50.0
        )
        self.pay(invoices, group_payment=True)
        self.assert_books_agree()
        self.assertEqual(len(self.live("credit_notes")), 1)
        statuses = {one["Status"] for one in self.xero_invoices()}
        self.assertEqual(statuses, {"PAID"})

    def test_undone(self):  # SPEC A30 A29
        invoice = self.discounted()
        payment = self.pay(invoice)
        self.drain(self.connection)
        payment.action_draft()
        payment.action_cancel()
        self.assert_books_agree()
        self.assertEqual(self.live("credit_notes"), [])
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 120)

    def test_no_account_for_it(self):  # SPEC A22
        self.connection.discount_account_id = False
        invoice = self.discounted()
        payment = self.pay(invoice)
        self.drain(self.connection)
        task = self.task(payment.move_id, "discount.push")
        self.assertEqual(task.error_code, "missing_discount_account")
        self.connection.discount_account_id = self.payments_account(
            self.connection, "discounts"
        )
        self.assert_books_agree()
