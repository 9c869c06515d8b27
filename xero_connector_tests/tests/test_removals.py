# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is to be removed in Xero: somebody was quicker there, or has worked on it."""

from decimal import Decimal

from .discount_case import DiscountCase
from .trouble import TroubleCase


class RemovalCase(DiscountCase, TroubleCase):
    def free(self, note):
        """A person in Xero takes a credit note off the invoice that it was used for."""
        for allocation in note["Allocations"]:
            self.control("void", allocation=allocation["AllocationID"])


class TestRemovedInXeroFirst(RemovalCase):
    """What Odoo wants to remove is gone in Xero already: nothing is left to do."""

    def cancel(self, record):
        record.action_draft()
        record.action_cancel()

    def test_money(self):  # SPEC P21 X10
        payment = self.payment(150)
        self.drain(self.connection)
        (theirs,) = self.live("bank_transactions")
        self.control("void", bank_transaction=theirs["BankTransactionID"])
        writes = len(self.writes())
        self.cancel(payment)
        self.assert_books_agree()
        self.assertEqual(self.live("bank_transactions"), [])
        self.assertEqual(len(self.writes()), writes)

    def test_money_that_was_corrected(self):  # SPEC P21 X10
        """The new amount is entered, although the old one is gone."""
        payment = self.payment(150)
        self.drain(self.connection)
        (theirs,) = self.live("bank_transactions")
        self.control("void", bank_transaction=theirs["BankTransactionID"])
        payment.action_draft()
        payment.amount = 170
        payment.action_post()
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 170)

    def test_what_is_beside_a_payment(self):  # SPEC P21 X10
        fee = self.other_account()
        self.map_account(fee, "404")
        invoice = self.make("out_invoice")
        line = self.statement(101, invoice, [(fee, -1)])
        self.drain(self.connection)
        (theirs,) = self.live("bank_transactions")
        self.control("void", bank_transaction=theirs["BankTransactionID"])
        self.unreconcile(line.move_id)
        line.unlink()
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 0)

    def test_allocation(self):  # SPEC P21 P22
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        note = self.make("out_refund", partner, price=40)
        self.reconcile(invoice, note)
        self.drain(self.connection)
        self.free(self.live("credit_notes")[0])
        self.unreconcile(note)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 100)

    def test_discount(self):  # SPEC P21 A30
        payment = self.pay(self.discounted())
        self.drain(self.connection)
        (note,) = self.live("credit_notes")
        self.free(note)
        self.control("void", credit_note=note["CreditNoteID"])
        self.cancel(payment)
        self.assert_books_agree()
        self.assertEqual(self.live("credit_notes"), [])
        self.assertEqual(self.xero_invoices()[0]["AmountDue"], 120)

    def test_paid_invoice(self):  # SPEC P21 A29
        """Payment and invoice; the link still says that it is paid."""
        invoice = self.make("out_invoice")
        self.pay(invoice)
        self.drain(self.connection)
        self.poll(self.connection)
        self.assertEqual(invoice.xero_status, "PAID")
        (theirs,) = self.xero_payments()
        self.control("void", payment=theirs["PaymentID"])
        self.control("void", invoice=invoice.name)
        self.connection.sync_payments = "pull"
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(invoice.xero_status, "VOIDED")

    def test_bill_and_credit_note(self):  # SPEC P21 A29
        for kind, name in (("in_invoice", "invoice"), ("out_refund", "credit_note")):
            with self.subTest(kind=kind):
                document = self.make(kind, ref="B-1")
                self.drain(self.connection)
                xero_id = document.xero_link_id.xero_id
                self.control("void", **{name: xero_id})
                document.button_draft()
                document.button_cancel()
                self.assert_books_agree()


class TestDiscountsChangedInXero(RemovalCase):
    """A person has worked on a discount's credit note: it is left alone."""

    def setUp(self):
        super().setUp()
        self.payment_of_it = self.pay(self.discounted())
        self.drain(self.connection)
        (self.note,) = self.live("credit_notes")

    def cancel(self):
        entry = self.payment_of_it.move_id
        self.payment_of_it.action_draft()
        self.payment_of_it.action_cancel()
        self.drain(self.connection)
        return self.task(entry, "discount.push")

    def test_changed(self):  # SPEC A28 A30
        self.free(self.note)
        self.control(
            "edit",
            entity="credit_note",
            id=self.note["CreditNoteID"],
            fields={"Reference": "As agreed by telephone"},
        )
        task = self.cancel()
        self.assert_told(task, "failed", "changed_in_xero", "reference")
        (note,) = self.live("credit_notes")
        self.assertEqual(note["Reference"], "As agreed by telephone")
        self.assertEqual(note["CreditNoteNumber"], self.note["CreditNoteNumber"])

    def test_paid_back(self):  # SPEC P15 P17 A30
        """What Odoo has allocated leaves; what the person has paid stays."""
        self.free(self.note)
        self.control("pay", credit_note=self.note["CreditNoteID"], account="090")
        task = self.cancel()
        self.assert_told(task, "failed", "document_paid")
        (note,) = self.live("credit_notes")
        self.assertEqual(note["Total"], Decimal("2.4"))
        self.assertEqual(note["Status"], "PAID")
        self.assertEqual(note["CreditNoteNumber"], self.note["CreditNoteNumber"])
