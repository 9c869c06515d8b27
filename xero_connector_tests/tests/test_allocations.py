# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes used for invoices and bills: allocated as Odoo matched them, once."""

from decimal import Decimal

from .money import MoneyCase


class TestAllocations(MoneyCase):
    def notes(self):
        return self.live("credit_notes")

    def allocated(self, note):
        """[(invoice number, amount)] of a credit note in Xero."""
        (element,) = [
            one for one in self.notes() if one["CreditNoteNumber"] == note.name
        ]
        return [
            (one["Invoice"]["InvoiceNumber"], one["Amount"])
            for one in element["Allocations"]
        ]

    def pair(self, price=100.0, credit=40.0, kind="out"):
        partner = self.partner()
        ref = {"ref": "B-1"} if kind == "in" else {}
        return (
            self.make(f"{kind}_invoice", partner, price=price, **ref),
            self.make(f"{kind}_refund", partner, price=credit, ref="CN-1"),
        )

    def test_credit_note_used_for_an_invoice(self):  # SPEC P22 A30
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [(invoice.name, 40)])
        self.assertEqual(self.xero_invoices(invoice.name)[0]["AmountDue"], 60)
        self.assertEqual(self.xero_payments(), [])

    def test_freed_and_paid_instead(self):  # SPEC P22 A30 X10
        """The credit is taken back before the payment is entered, or nothing is due."""
        invoice, note = self.pair(credit=100)
        self.reconcile(invoice, note)
        self.assert_books_agree()
        note.line_ids.remove_move_reconcile()
        self.pay(invoice, amount=30)
        self.drain(self.connection)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [])
        self.assertEqual([one["Amount"] for one in self.xero_payments()], [30])
        failed = self.env["xero.task"].search([("state", "in", ("failed", "waiting"))])
        self.assertFalse(failed.mapped("message"))

    def test_vendors_credit_note_used_for_a_bill(self):  # SPEC P22 B16
        bill, note = self.pair(kind="in")
        self.reconcile(bill, note)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices("B-1")[0]["AmountDue"], 60)
        self.assertEqual(self.notes()[0]["Status"], "PAID")

    def test_only_the_difference_is_allocated(self):  # SPEC P22
        """The pair is matched again for more: the first allocation stays."""
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        note = self.make("out_refund", partner, price=80)
        # a payment of 70 leaves 30 for the credit note at first
        payment = self.pay(invoice, amount=70)
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [(invoice.name, 30)])
        payment.action_draft()
        payment.action_cancel()
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(
            sorted(self.allocated(note)), [(invoice.name, 30), (invoice.name, 50)]
        )

    def test_unmatched_and_matched_with_another(self):  # SPEC P22
        partner = self.partner()
        first = self.make("out_invoice", partner)
        second = self.make("out_invoice", partner, price=70)
        note = self.make("out_refund", partner, price=40)
        self.reconcile(first, note)
        self.assert_books_agree()
        self.unreconcile(note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [])
        self.reconcile(second, note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [(second.name, 40)])

    def test_one_credit_note_for_three_invoices_is_one_call(self):  # SPEC P22
        partner = self.partner()
        invoices = self.env["account.move"].union(
            *(self.make("out_invoice", partner, price=price) for price in (10, 20, 30))
        )
        note = self.make("out_refund", partner, price=100)
        self.reconcile(invoices, note)
        self.drain(self.connection)
        self.assertEqual(len(self.writes("Allocations")), 1)
        self.assert_books_agree()
        self.assertEqual(self.notes()[0]["RemainingCredit"], 40)

    def test_invoice_paid_with_a_credit_note_and_money(self):  # SPEC A30 X10
        """100 less 20: the bank has 80."""
        invoice, note = self.pair(credit=20)
        self.pay(invoice | note, group_payment=True)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 80)
        self.assertEqual(self.allocated(note), [(invoice.name, 20)])

    def test_bank_line_of_an_invoice_and_a_credit_note(self):  # SPEC A30 X10
        invoice, note = self.pair(credit=20)
        self.statement(80, invoice | note)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 80)
        self.assertEqual(self.notes()[0]["Status"], "PAID")

    def test_another_currency_is_refused_clearly(self):  # SPEC P22
        self.use_currencies()
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        note = self.make(
            "out_refund", partner, price=20, currency_id=self.currency("EUR").id
        )
        self.reconcile(invoice, note)
        self.drain(self.connection)
        task = self.task(note, "allocation.push")
        self.assertEqual(
            (task.state, task.error_code), ("failed", "allocation_currency")
        )
        self.assertTrue(task.advice)
        self.assertEqual(self.allocated(note), [])

    def test_foreign_credit_note(self):  # SPEC P22 X4
        self.use_currencies()
        euro = {"currency_id": self.currency("EUR").id}
        partner = self.partner()
        invoice = self.make(
            "out_invoice", partner, price=236.0, date="2026-01-10", **euro
        )
        self.set_rate("EUR", 1.25, "2026-02-01")
        note = self.make("out_refund", partner, price=118, date="2026-02-10", **euro)
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [(invoice.name, 118)])

    def test_credit_note_edited_while_it_is_used(self):  # SPEC A28 P22
        """The allocation leaves first, and is back afterwards, without a word."""
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.drain(self.connection)
        note.button_draft()
        self.drain(self.connection)
        self.assertEqual(self.allocated(note), [(invoice.name, 40)])
        note.invoice_line_ids.price_unit = 30
        note.action_post()
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [(invoice.name, 30)])

    def test_credit_note_cancelled_while_it_is_used(self):  # SPEC A29 P22
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.drain(self.connection)
        note.button_draft()
        note.button_cancel()
        self.assert_books_agree()
        self.assertEqual(self.notes(), [])
        self.assertEqual(self.xero_invoices(invoice.name)[0]["AmountDue"], 100)

    def test_invoice_cancelled_while_credit_is_used(self):  # SPEC A29 P22
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.drain(self.connection)
        invoice.button_draft()
        invoice.button_cancel()
        self.assert_books_agree()
        self.assertEqual(self.allocated(note), [])
        self.assertEqual(self.notes()[0]["RemainingCredit"], Decimal("40"))

    def test_posted_again_unchanged_costs_no_call(self):  # SPEC A28
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.assert_books_agree()
        self.simulator.world.log.clear()
        note.button_draft()
        self.drain(self.connection)
        note.action_post()
        self.reconcile(invoice, note)
        self.drain(self.connection)
        self.assertEqual(self.writes(), [])
        self.assert_books_agree()
