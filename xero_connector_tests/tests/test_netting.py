# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Settlements without a payment: entries, netting, and what a bank line brings."""

from .money import MoneyCase


class TestNetting(MoneyCase):
    def owed_account(self, move):
        return self.owed(move).account_id

    def test_written_off_by_an_entry(self):  # SPEC A30 X10
        invoice = self.make("out_invoice")
        loss = self.other_account()
        self.map_account(loss, "405")
        entry = self.entry(
            (self.owed_account(invoice), invoice.partner_id, -100),
            (loss, invoice.partner_id, 100),
        )
        self.reconcile(invoice, entry)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["Account"]["Code"], "405")
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")

    def test_entry_on_an_account_that_takes_no_payments(self):  # SPEC A30
        """Mapped, but Xero would refuse: said before, with what to do."""
        invoice = self.make("out_invoice")
        loss = self.other_account()
        self.map_account(loss, "429")
        entry = self.entry(
            (self.owed_account(invoice), invoice.partner_id, -100),
            (loss, invoice.partner_id, 100),
        )
        self.reconcile(invoice, entry)
        self.drain(self.connection)
        task = self.task(entry, "payment.push")
        self.assertEqual((task.state, task.error_code), ("failed", "unmapped_entry"))
        self.map_account(self.other_account(), "405")
        self.env["xero.account.mapping"].search(
            [("odoo_account_id", "=", loss.id)]
        ).account_id = self.account(self.connection, "405")
        self.assert_books_agree()

    def test_invoice_set_against_a_bill(self):  # SPEC A30 X10
        """Through one account, whose balance stays zero."""
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        bill = self.make("in_invoice", partner, price=60.0, ref="B-7")
        entry = self.entry(
            (self.owed_account(invoice), partner, -60),
            (self.owed_account(bill), partner, 60),
        )
        self.reconcile(invoice, bill, entry)
        self.drain(self.connection)
        task = self.task(entry, "payment.push")
        self.assertEqual(task.state, "waiting")
        self.assertEqual(task.error_code, "missing_netting_account")
        self.connection.netting_account_id = self.payments_account(
            self.connection, "bank fees"
        )
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero("404"), 0)
        self.assertEqual(self.xero_invoices("B-7")[0]["Status"], "PAID")
        self.assertEqual(self.xero_invoices(invoice.name)[0]["AmountDue"], 40)

    def test_netting_undone(self):  # SPEC A30
        partner = self.partner()
        invoice = self.make("out_invoice", partner)
        bill = self.make("in_invoice", partner, ref="B-7")
        self.connection.netting_account_id = self.payments_account(
            self.connection, "bank fees"
        )
        entry = self.entry(
            (self.owed_account(invoice), partner, -100),
            (self.owed_account(bill), partner, 100),
        )
        self.reconcile(invoice, bill, entry)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_payments()), 2)
        entry.button_draft()
        entry.unlink()
        self.assert_books_agree()
        self.assertEqual(self.xero_payments(), [])

    def test_entry_in_the_bank(self):  # SPEC A30
        """Somebody has booked the bank's money by hand."""
        invoice = self.make("out_invoice")
        entry = self.entry(
            (self.owed_account(invoice), invoice.partner_id, -100),
            (self.bank.default_account_id, invoice.partner_id, 100),
        )
        self.reconcile(invoice, entry)
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.bank_in_xero(), 100)

    def test_bank_line_of_several_documents_and_a_fee(self):  # SPEC A30 X10
        partner = self.partner()
        invoices = self.make("out_invoice", partner) | self.make(
            "out_invoice", partner, price=50
        )
        fee = self.other_account()
        self.map_account(fee, "404")
        self.statement(147, invoices, [(fee, 3)])
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 147)
        self.assertEqual(self.balance_in_xero("404"), 3)
        statuses = {one["Status"] for one in self.xero_invoices()}
        self.assertEqual(statuses, {"PAID"})

    def test_one_payment_of_three_bills(self):  # SPEC B16
        partner = self.partner()
        bills = self.env["account.move"].union(
            *(
                self.make("in_invoice", partner, price=price, ref=f"B-{price}")
                for price in (10, 20, 30.5)
            )
        )
        self.pay(bills, group_payment=True)
        self.assert_books_agree()
        self.assertEqual(float(self.bank_in_xero()), -60.5)
        kinds = {one["PaymentType"] for one in self.xero_payments()}
        self.assertEqual(kinds, {"ACCPAYPAYMENT"})
