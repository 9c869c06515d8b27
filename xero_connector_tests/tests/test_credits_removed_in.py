# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit that is freed in Xero and then removed, in every order of hearing (E13).

Xero removes no credit that is in use: it is freed first. Odoo may hear of one after the
other, of both at once, or of one of the two objects alone.
"""

from .test_prepayments_in import MoneyWithoutDocumentCase
from .webhook_case import WebhookCase

OVERPAYMENT, PREPAYMENT = "RECEIVE-OVERPAYMENT", "RECEIVE-PREPAYMENT"


class CreditsRemovedCase(MoneyWithoutDocumentCase):
    """An invoice of 100, for which credit of 15 is used."""

    def used(self, kind):
        """(invoice, credit, allocation); Odoo has them."""
        invoice = self.in_xero()
        credit = self.enter(invoice.partner_id, 15, kind)
        allocation = self.allocate(credit, invoice, 15)
        self.follow()
        self.assertEqual(invoice.amount_residual, 85)
        return invoice, credit, allocation

    def used_note(self):
        """The same with a credit note."""
        invoice = self.in_xero()
        note = self.in_xero("out_refund", invoice.partner_id, 15)
        allocation = self.control(
            "allocate", credit_note=self.xero_id(note), invoice=self.xero_id(invoice)
        )
        self.follow()
        self.assertEqual(invoice.amount_residual, 85)
        return invoice, note, allocation

    def free(self, allocation):
        self.control("void", allocation=allocation["AllocationID"])

    def remove(self, credit):
        self.control("void", bank_transaction=credit["BankTransactionID"])

    def remove_note(self, note):
        self.control("void", credit_note=self.xero_id(note))

    def uses(self):
        return self.env["xero.link"].search([("entity", "=", "allocation")])

    def assert_removed(self, invoice):
        """Nothing is left of the money, and the whole invoice can be paid in Xero."""
        self.assertFalse(self.money_of(invoice.partner_id))
        self.assertEqual(self.bank_in_xero(), 0)
        self.assert_free(invoice)
        told = self.env["xero.link"].search([("needs_attention", "=", True)])
        self.assertFalse(told.mapped("message"))

    def assert_free(self, invoice):
        """The whole invoice is open, and can be paid in Xero."""
        self.assertEqual(invoice.amount_residual, 100)
        self.assertEqual(self.uses().mapped("status"), ["DELETED"])
        self.pay_in_xero(invoice, 100)
        self.follow()
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(self.bank_in_xero(), 100)


class TestRemovedFoundByPolls(CreditsRemovedCase):
    def test_overpayment_after_it_was_freed(self):  # SPEC E13 X10
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        self.follow()
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_overpayment_at_once(self):  # SPEC E13 X10
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_prepayment_at_once(self):  # SPEC E13 X10
        invoice, credit, allocation = self.used(PREPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_sent_from_odoo(self):  # SPEC E13 X10
        """Odoo's own payment, which is more than the invoice, goes as well."""
        invoice = self.in_xero()
        payment = self.payment(150, invoice.partner_id)
        self.reconcile(invoice, payment.move_id)
        self.drain(self.connection)
        (credit,) = self.live("overpayments")
        for allocation in credit["Allocations"]:
            self.free(allocation)
        (theirs,) = self.live("bank_transactions")
        self.remove(theirs)
        self.follow()
        self.assertEqual(payment.state, "canceled")
        self.assert_removed(invoice)

    def test_used_for_two(self):  # SPEC E13 X10
        first = self.in_xero()
        second = self.in_xero(partner=first.partner_id, price=50)
        credit = self.enter(first.partner_id, 15, OVERPAYMENT)
        allocations = [self.allocate(credit, one, 5) for one in (first, second)]
        self.follow()
        for allocation in allocations:
            self.free(allocation)
        self.remove(credit)
        self.follow()
        self.assertEqual([first.amount_residual, second.amount_residual], [100, 50])
        self.assertFalse(self.money_of(first.partner_id))

    def test_refunded_and_used(self):  # SPEC E13 X10
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        paid = self.control(
            "refund", overpayment=credit["OverpaymentID"], amount="4", account="090"
        )
        self.follow()
        self.control("void", payment=paid["PaymentID"])
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_invoice_voided_as_well(self):  # SPEC E13 P21
        self.connection.drift_missing = "xero"
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.control("void", invoice=self.xero_id(invoice))
        self.poll(self.connection)
        self.poll(self.connection)
        self.assertFalse(self.money_of(invoice.partner_id))
        self.assertEqual(invoice.state, "cancel")
        self.assert_books_agree()

    def test_credit_note_at_once(self):  # SPEC E13 P21 P22
        self.connection.drift_missing = "xero"
        invoice, note, allocation = self.used_note()
        self.free(allocation)
        self.remove_note(note)
        self.poll(self.connection)
        self.poll(self.connection)
        self.assertEqual(note.state, "cancel")
        self.assert_books_agree()
        self.assert_free(invoice)

    def test_credit_note_that_stays_in_odoo(self):  # SPEC E13 P21 P22
        """A person decides about the note; the invoice is open whatever comes of it."""
        invoice, note, allocation = self.used_note()
        self.free(allocation)
        self.remove_note(note)
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertEqual((invoice.amount_residual, note.amount_residual), (100, 15))
        self.assertEqual(note.state, "posted")

    def test_cancelled_in_odoo_and_not_told(self):  # SPEC E13 A6
        """What Odoo has no more is used for nothing; nothing is held up by that."""
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.connection.sync_payments = "pull"
        self.money_of(invoice.partner_id).action_cancel()
        self.drain(self.connection)
        self.free(allocation)
        self.poll(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.uses().mapped("status"), ["DELETED"])
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_cancelled_in_odoo_and_removed_at_once(self):  # SPEC E13 A6
        invoice, credit, allocation = self.used(PREPAYMENT)
        self.connection.sync_payments = "pull"
        self.money_of(invoice.partner_id).action_cancel()
        self.drain(self.connection)
        self.free(allocation)
        self.remove(credit)
        self.follow()
        self.assert_removed(invoice)

    def test_cancelled_in_odoo_as_well(self):  # SPEC E13 A6
        """Whoever was first: it is gone on both sides, and nothing is held up."""
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.money_of(invoice.partner_id).action_cancel()
        self.poll(self.connection)
        self.assert_books_agree()
        self.assert_removed(invoice)

    def test_being_edited_in_odoo(self):  # SPEC E13 A6
        """What is in draft is matched with nothing; it goes when it is cancelled."""
        invoice, credit, allocation = self.used(PREPAYMENT)
        payment = self.money_of(invoice.partner_id)
        payment.action_draft()
        self.free(allocation)
        self.remove(credit)
        self.poll(self.connection)
        self.assertEqual(self.uses().mapped("status"), ["DELETED"])
        payment.action_cancel()
        self.assert_books_agree()
        self.assert_removed(invoice)

    def test_credit_note_cancelled_in_odoo_as_well(self):  # SPEC E13 P21
        invoice, note, allocation = self.used_note()
        self.free(allocation)
        self.remove_note(note)
        note.button_draft()
        note.button_cancel()
        self.poll(self.connection)
        self.assert_books_agree()
        self.assert_free(invoice)


class TestRemovedToldByWebhooks(WebhookCase, CreditsRemovedCase):
    """One delivery is all that Odoo hears; every other was lost."""

    def hear(self, category, xero_id):
        before = len(self.writes())
        self.deliver(self.event(category, xero_id))
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(len(self.writes()), before)

    def test_overpayment_told_with_the_invoice(self):  # SPEC E13 B8
        invoice, credit, allocation = self.used(OVERPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.hear("INVOICE", self.xero_id(invoice))
        self.assert_removed(invoice)

    def test_prepayment_told_with_the_invoice(self):  # SPEC E13 B8
        invoice, credit, allocation = self.used(PREPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.hear("INVOICE", self.xero_id(invoice))
        self.assert_removed(invoice)

    def test_prepayment_told_alone(self):  # SPEC E13 B8
        invoice, credit, allocation = self.used(PREPAYMENT)
        self.free(allocation)
        self.remove(credit)
        self.hear("PREPAYMENT", credit["PrepaymentID"])
        self.assert_removed(invoice)

    def test_freed_told_before_the_removal(self):  # SPEC E13 B8
        invoice, credit, allocation = self.used(PREPAYMENT)
        self.free(allocation)
        self.hear("INVOICE", self.xero_id(invoice))
        self.assertEqual(invoice.amount_residual, 100)
        self.remove(credit)
        self.hear("PREPAYMENT", credit["PrepaymentID"])
        self.assert_removed(invoice)

    def test_credit_note_told_alone(self):  # SPEC E13 B8 P21
        self.connection.drift_missing = "xero"
        invoice, note, allocation = self.used_note()
        self.free(allocation)
        self.remove_note(note)
        self.hear("CREDITNOTE", self.xero_id(note))
        self.assertEqual(note.state, "cancel")
        self.assert_books_agree()
        self.assert_free(invoice)

    def test_credit_note_told_with_the_invoice(self):  # SPEC E13 B8 P21
        self.connection.drift_missing = "xero"
        invoice, note, allocation = self.used_note()
        self.free(allocation)
        self.remove_note(note)
        self.hear("INVOICE", self.xero_id(invoice))
        self.assertEqual(note.state, "cancel")
        self.assert_books_agree()
        self.assert_free(invoice)
