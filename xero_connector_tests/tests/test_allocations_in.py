# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes that a person uses for documents in Xero (SPEC P22, X10)."""

from .money_in import MoneyInCase


class TestAllocationsIn(MoneyInCase):
    def pair(self, price=100.0, credit=80.0, kind="out", **values):
        partner = self.partner()
        invoice = self.in_xero(f"{kind}_invoice", partner, price, **values)
        return invoice, self.in_xero(f"{kind}_refund", partner, credit, **values)

    def allocate(self, note, invoice, amount):
        return self.control(
            "allocate",
            credit_note=self.xero_id(note),
            invoice=self.xero_id(invoice),
            amount=str(amount),
        )

    def free(self, allocation):
        self.control("void", allocation=allocation["AllocationID"])

    def test_the_whole_credit(self):  # SPEC P22
        invoice, note = self.pair()
        self.allocate(note, invoice, 80)
        self.follow()
        self.assertEqual(invoice.amount_residual, 20)
        self.assertEqual(note.amount_residual, 0)

    def test_a_part_and_no_more(self):  # SPEC P22
        """Odoo would reconcile 80; Xero has used 30."""
        invoice, note = self.pair()
        self.allocate(note, invoice, 30)
        self.follow()
        self.assertEqual(invoice.amount_residual, 70)
        self.assertEqual(note.amount_residual, 50)
        self.allocate(note, invoice, 25)
        self.follow()
        self.assertEqual(invoice.amount_residual, 45)
        self.assertEqual(note.amount_residual, 25)

    def test_bill(self):  # SPEC P22 B16
        bill, note = self.pair(kind="in")
        self.allocate(note, bill, 30)
        self.follow()
        self.assertEqual(bill.amount_residual, 70)

    def test_several_invoices(self):  # SPEC P22
        first, note = self.pair(credit=100)
        second = self.in_xero(partner=first.partner_id, price=50)
        self.allocate(note, first, 60)
        self.allocate(note, second, 40)
        self.follow()
        self.assertEqual([first.amount_residual, second.amount_residual], [40, 10])
        self.assertIn(note.payment_state, ("paid", "reversed"))

    def test_freed(self):  # SPEC E13 P22
        invoice, note = self.pair()
        first = self.allocate(note, invoice, 30)
        self.allocate(note, invoice, 25)
        self.follow()
        self.free(first)
        self.follow()
        self.assertEqual(invoice.amount_residual, 75)
        self.assertEqual(note.amount_residual, 55)

    def test_freed_what_odoo_has_used(self):  # SPEC E13 P22
        invoice, note = self.pair()
        self.reconcile(invoice, note)
        self.drain(self.connection)
        (theirs,) = self.live("credit_notes")[0]["Allocations"]
        self.free(theirs)
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)
        self.assertEqual(note.amount_residual, 80)

    def test_used_for_another_instead(self):  # SPEC P22
        first, note = self.pair(credit=100)
        second = self.in_xero(partner=first.partner_id)
        theirs = self.allocate(note, first, 100)
        self.follow()
        self.free(theirs)
        self.allocate(note, second, 100)
        self.follow()
        self.assertEqual([first.amount_residual, second.amount_residual], [100, 0])

    def test_used_instead_of_a_payment(self):  # SPEC P22 E13
        """Whichever Odoo hears of first: what was deleted makes room."""
        invoice, note = self.pair()
        paid = self.pay_in_xero(invoice, 100)
        self.follow()
        self.control("void", payment=paid["PaymentID"])
        theirs = self.allocate(note, invoice, 80)
        self.follow()
        self.assertEqual(invoice.amount_residual, 20)
        self.free(theirs)
        self.pay_in_xero(invoice, 100)
        self.follow()
        self.assertEqual(self.bank_in_xero(), 100)

    def test_paid_and_credited(self):  # SPEC P22 A31
        invoice, note = self.pair()
        self.allocate(note, invoice, 30)
        self.pay_in_xero(invoice, 70)
        self.pay_in_xero(note, 50)
        self.follow()
        self.assertEqual(self.bank_in_xero(), 20)
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(note.amount_residual, 0)

    def test_instalments(self):  # SPEC P22
        term = self.env["account.payment.term"].create(
            {
                "name": "30/70",
                "line_ids": [
                    (0, 0, {"value_amount": 30, "nb_days": 0}),
                    (0, 0, {"value_amount": 70, "nb_days": 30}),
                ],
            }
        )
        invoice, note = self.pair()
        instalments = self.in_xero(
            partner=invoice.partner_id, invoice_payment_term_id=term.id
        )
        self.allocate(note, instalments, 45)
        self.follow()
        self.assertEqual(instalments.amount_residual, 55)
        self.assertEqual(note.amount_residual, 35)

    def test_used_on_both_sides(self):  # SPEC A2 P22
        """Odoo has used it as well, and not told Xero: it is the same."""
        invoice, note = self.pair()
        self.connection.sync_payments = "pull"
        self.reconcile(invoice, note)
        self.drain(self.connection)
        self.allocate(note, invoice, 80)
        self.connection.sync_payments = "both"
        self.follow()
        self.assertEqual(invoice.amount_residual, 20)

    def test_more_than_is_open_in_odoo(self):  # SPEC P18 P22
        self.connection.sync_payments = "pull"
        invoice, note = self.pair()
        self.pay(invoice, amount=90)
        self.allocate(note, invoice, 80)
        self.poll(self.connection)
        self.assert_held("failed", "credit_above_due", note.name, entity="credit_note")
        self.assertEqual(invoice.amount_residual, 10)
        self.assertEqual(note.amount_residual, 80)

    def test_payments_only_go_out(self):  # SPEC A6
        self.connection.sync_payments = "push"
        invoice, note = self.pair()
        self.allocate(note, invoice, 80)
        self.poll(self.connection)
        self.assertEqual(invoice.amount_residual, 100)

    def test_foreign_currency_at_two_rates(self):  # SPEC P22 X10
        """The exchange difference is that of the part."""
        self.use_currencies()
        self.set_rate("EUR", 1.25, "2026-02-01")
        values = {"currency_id": self.currency("EUR").id}
        partner = self.partner()
        invoice = self.in_xero("out_invoice", partner, 236, date="2026-01-10", **values)
        note = self.in_xero("out_refund", partner, 200, date="2026-02-10", **values)
        theirs = self.allocate(note, invoice, 50)
        self.follow()
        self.assertEqual(invoice.amount_residual, 186)
        self.allocate(note, invoice, 60)
        self.follow()
        self.assertEqual(note.amount_residual, 90)
        self.free(theirs)
        self.follow()
        self.assertEqual(invoice.amount_residual, 176)
