# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One settlement is taken back and another one comes: Xero takes no more than is due,
so that the old one has to leave first, whichever kind goes first in the queue."""

from .money import MoneyCase


class TestSettlementsReplaced(MoneyCase):
    def setUp(self):
        super().setUp()
        self.customer = self.partner()
        self.invoice = self.make("out_invoice", self.customer)
        self.note = self.make("out_refund", self.customer)

    def something_of_its_kind_goes_first(self, kind):
        """Tasks of one kind go together, from the oldest on."""
        other = self.make("out_invoice", self.partner("Grace Hopper Ltd"))
        if kind == "payment":
            self.pay(other)
        else:
            self.reconcile(other, self.make("out_refund", other.partner_id))

    def sums(self):
        """(payments, allocations) in Xero of the customer's two documents."""
        state = self.state()
        names = {self.invoice.name, self.note.name}
        documents = [
            one
            for one in state["invoices"] + state["credit_notes"]
            if names & {one.get("InvoiceNumber"), one.get("CreditNoteNumber")}
        ]
        return tuple(
            sum(row["Amount"] for one in documents for row in one.get(rows) or ())
            for rows in ("Payments", "Allocations")
        )

    def assert_payment_replaces_credit(self, document, amount):
        """The note was used for the invoice; one of them is paid instead."""
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("payment")
        self.unreconcile(self.note)
        self.pay(document, amount=amount)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (amount, 0))

    def test_a_credit_by_a_payment(self):  # SPEC P22 A30 X10
        self.assert_payment_replaces_credit(self.invoice, 30)

    def test_a_use_of_credit_by_its_refund(self):  # SPEC P22 X10
        self.assert_payment_replaces_credit(self.note, 100)

    def assert_credit_replaces_payment(self, document):
        """One of the two was paid; the note is used for the invoice instead."""
        payment = self.pay(document)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("allocation")
        payment.action_cancel()
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (0, 100))

    def test_a_payment_by_a_credit(self):  # SPEC P22 A30 X10
        self.assert_credit_replaces_payment(self.invoice)

    def test_a_refund_by_a_use_of_the_credit(self):  # SPEC P22 X10
        self.assert_credit_replaces_payment(self.note)

    def test_a_payment_by_another(self):  # SPEC A30 X10
        payment = self.pay(self.invoice)
        self.assert_books_agree()
        payment.action_cancel()
        self.pay(self.invoice, amount=60)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (60, 0))

    def test_credit_used_for_less_than_before(self):  # SPEC P22 X10
        """The pair stays, and yet there has to be room for the payment."""
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("payment")
        self.unreconcile(self.note)
        self.pay(self.invoice, amount=30)
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (30, 70))

    # === WHERE THERE IS ROOM FOR BOTH === #

    def test_beside_a_payment_that_xero_keeps(self):  # SPEC P17 A30
        """It was cancelled in Odoo, and somebody has reconciled it in Xero: the rest of
        the invoice is paid all the same."""
        payment = self.pay(self.invoice, amount=30)
        self.drain(self.connection)
        (kept,) = self.xero_payments()
        self.control("reconcile", payment=kept["PaymentID"])
        payment.action_cancel()
        self.pay(self.invoice, amount=70)
        self.drain(self.connection)
        self.assertEqual(self.sums(), (100, 0))
        (task,) = self.env["xero.task"].search([("state", "in", ("failed", "waiting"))])
        self.assertEqual(task.error_code, "reconciled_in_xero")

    def test_two_that_fit_only_one_by_one(self):  # SPEC A30 X10
        """Before the 30 have left there is room for 50 or for 40, not for both."""
        payment = self.pay(self.invoice, amount=30)
        self.drain(self.connection)
        payment.action_cancel()
        self.pay(self.invoice, amount=50)
        self.pay(self.invoice, amount=40)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (90, 0))

    def test_beside_a_credit_note_that_is_being_edited(self):  # SPEC C11 P22
        """Its use is held meanwhile; what is due besides is paid."""
        note = self.make("out_refund", self.customer, price=30)
        self.reconcile(self.invoice, note)
        self.assert_books_agree()
        note.button_draft()
        self.pay(self.invoice, amount=70)
        self.drain(self.connection)
        self.assertEqual(self.sums()[0], 70)
        note.action_post()
        self.reconcile(self.invoice, note)
        self.assert_books_agree()
