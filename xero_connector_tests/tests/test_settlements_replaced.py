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

    def test_a_credit_by_a_payment(self):  # SPEC P22 A30 X10
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("payment")
        self.unreconcile(self.note)
        self.pay(self.invoice, amount=30)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (30, 0))

    def test_a_payment_by_a_credit(self):  # SPEC P22 A30 X10
        payment = self.pay(self.invoice)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("allocation")
        payment.action_cancel()
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (0, 100))

    def test_a_payment_by_another(self):  # SPEC P15 X10
        payment = self.pay(self.invoice)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("payment")
        payment.action_cancel()
        self.pay(self.invoice, amount=60)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (60, 0))

    def test_a_use_of_credit_by_its_refund(self):  # SPEC P22 X10
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("payment")
        self.unreconcile(self.note)
        self.pay(self.note)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (100, 0))

    def test_a_refund_by_a_use_of_the_credit(self):  # SPEC P22 X10
        payment = self.pay(self.note)
        self.assert_books_agree()
        self.something_of_its_kind_goes_first("allocation")
        payment.action_cancel()
        self.reconcile(self.invoice, self.note)
        self.assert_books_agree()
        self.assertEqual(self.sums(), (0, 100))

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
