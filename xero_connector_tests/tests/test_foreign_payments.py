# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments of documents in euros and dollars, from banks in pounds and in their own."""

from decimal import Decimal

from .money import MoneyCase


class TestForeignPayments(MoneyCase):
    def setUp(self):
        super().setUp()
        self.use_currencies()

    def foreign(self, move_type="out_invoice", price=100.0, currency="EUR", **values):
        values["currency_id"] = self.currency(currency).id
        return self.make(move_type, price=price, date="2026-01-10", **values)

    def pay_on(self, documents, date="2026-02-10", **values):
        return self.pay(documents, payment_date=date, **values)

    def test_paid_from_a_bank_in_pounds(self):  # SPEC A30 X4
        """The rate is that of the bank's money, not of the invoice."""
        invoice = self.foreign(price=236.0)
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay_on(invoice)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["Amount"], 236)
        self.assertEqual(payment["CurrencyRate"], Decimal("1.25"))
        self.assertEqual(self.bank_in_xero(), Decimal("188.80"))
        self.assertEqual(self.balance_in_xero("499"), Decimal("11.20"))

    def test_bill_paid_from_a_bank_in_pounds(self):  # SPEC B16 A30
        self.foreign("in_invoice", price=236.0, ref="B-1")
        bill = self.env["account.move"].search([("ref", "=", "B-1")])
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay_on(bill)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), Decimal("-188.80"))
        self.assertEqual(self.balance_in_xero("499"), Decimal("-11.20"))

    def test_paid_from_a_bank_in_its_own_currency(self):  # SPEC A30
        bank = self.foreign_bank("EUR", "092")
        invoice = self.foreign(price=236.0)
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay_on(invoice, journal_id=bank.id)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero("092"), 236)

    def test_instalments_at_several_rates(self):  # SPEC A30 A31
        invoice = self.foreign(price=300.0, currency="USD")
        for day, rate, amount in (("01", 1.3, 100), ("05", 1.22, 80), ("09", 1.4, 120)):
            self.set_rate("USD", rate, f"2026-02-{day}")
            self.pay_on(invoice, date=f"2026-02-{day}", amount=amount)
        self.assert_books_agree()
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")

    def test_one_payment_of_several_invoices(self):  # SPEC A30
        partner = self.partner()
        invoices = self.env["account.move"].union(
            *(self.foreign(price=price, partner=partner) for price in (33.33, 66.67, 1))
        )
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay_on(invoices, group_payment=True)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), Decimal("80.80"))

    def test_write_off_in_a_foreign_currency(self):  # SPEC A30
        invoice = self.foreign(price=250.0)
        self.set_rate("EUR", 1.25, "2026-02-01")
        self.pay_on(
            invoice,
            amount=240,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.other_account().id,
        )
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 192)
        self.assertEqual(self.balance_in_xero("405"), 8)

    def test_foreign_invoice_paid_in_pounds(self):  # SPEC A30
        """The payment is in the bank's currency, the invoice in euros."""
        invoice = self.foreign(price=236.0)
        self.set_rate("EUR", 1.25, "2026-02-01")
        gbp = self.company.currency_id
        self.pay_on(invoice, currency_id=gbp.id, amount=188.8)
        self.assert_books_agree()
        (payment,) = self.xero_payments()
        self.assertEqual(payment["Amount"], 236)
        self.assertEqual(self.bank_in_xero(), Decimal("188.80"))

    def test_invoice_in_pounds_paid_from_a_bank_in_euros(self):  # SPEC A30
        """Xero cannot: it is said clearly, and nothing is sent."""
        bank = self.foreign_bank("EUR", "092")
        invoice = self.make("out_invoice")
        payment = self.pay(invoice, journal_id=bank.id)
        self.env.cr.flush()
        self.drain(self.connection)
        task = self.task(payment.move_id, "payment.push")
        self.assertEqual((task.state, task.error_code), ("failed", "payment_currency"))
        self.assertTrue(task.advice)
        self.assertEqual(self.xero_payments(), [])

    def test_statement_line_in_pounds_of_an_invoice_in_dollars(self):  # SPEC A30
        invoice = self.foreign(price=127.0, currency="USD")
        self.set_rate("USD", 1.3, "2026-02-01")
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": "2026-02-10",
                "payment_ref": "Transfer",
                "amount": 97.69,
                "foreign_currency_id": self.currency("USD").id,
                "amount_currency": 127.0,
                "partner_id": invoice.partner_id.id,
            }
        )
        _liquidity, suspense, _other = line._seek_for_lines()
        owed = self.owed(invoice)
        suspense.account_id = owed.account_id
        (suspense | owed).reconcile()
        self.env.cr.flush()
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), Decimal("97.69"))
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")
