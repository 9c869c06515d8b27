# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments in foreign currencies made in Xero, at Xero's rate (SPEC A31, X10)."""

from decimal import Decimal

from .money_in import MoneyInCase


class TestForeignPaymentsIn(MoneyInCase):
    def setUp(self):
        super().setUp()
        self.use_currencies()

    def foreign(self, move_type="out_invoice", price=236.0, currency="EUR", **values):
        return self.in_xero(
            move_type,
            price=price,
            date="2026-01-10",
            currency_id=self.currency(currency).id,
            **values,
        )

    def pay_in_xero(self, move, amount=None, rate=None, **values):
        if rate:
            values["currency_rate"] = rate
        return super().pay_in_xero(move, amount, date="2026-02-10", **values)

    def test_rate_of_xero_counts(self):  # SPEC A31 X10
        """Odoo knows another rate of that day; the bank's money is Xero's."""
        invoice = self.foreign()
        self.set_rate("EUR", 1.3, "2026-02-01")
        self.pay_in_xero(invoice, 236, rate="1.25")
        self.follow()
        self.assertEqual(self.bank_in_xero(), Decimal("188.80"))
        self.assertEqual(self.balance_in_xero("499"), Decimal("11.20"))
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_bill(self):  # SPEC B16 X10
        bill = self.foreign("in_invoice")
        self.pay_in_xero(bill, 236, rate="1.25")
        self.follow()
        self.assertEqual(self.bank_in_xero(), Decimal("-188.80"))

    def test_parts_at_several_rates(self):  # SPEC A31
        invoice = self.foreign(price=300, currency="USD")
        for amount, rate in ((100, "1.3"), (80, "1.22"), (120, "1.4")):
            self.pay_in_xero(invoice, amount, rate=rate)
        self.follow()
        self.assertEqual(invoice.amount_residual, 0)

    def test_bank_in_the_same_currency(self):  # SPEC A31
        self.foreign_bank("EUR", "092")
        invoice = self.foreign()
        self.pay_in_xero(invoice, 100, rate="1.25", account="092")
        self.follow()
        self.assertEqual(self.bank_in_xero("092"), 100)
        self.assertEqual(invoice.amount_residual, 136)

    def test_refund(self):  # SPEC X10
        note = self.foreign("out_refund")
        self.pay_in_xero(note, 236, rate="1.25")
        self.follow()
        self.assertEqual(self.bank_in_xero(), Decimal("-188.80"))

    def test_written_off(self):  # SPEC X10
        self.map_account(self.other_account(), "405")
        invoice = self.foreign()
        self.pay_in_xero(invoice, 36, rate="1.25", account="405")
        self.follow()
        self.assertEqual(invoice.amount_residual, 200)

    def test_deleted_in_xero(self):  # SPEC E13
        invoice = self.foreign()
        paid = self.pay_in_xero(invoice, 236, rate="1.25")
        self.follow()
        self.control("void", payment=paid["PaymentID"])
        self.follow()
        self.assertEqual(self.balance_in_xero("499"), 0)
        self.assertEqual(invoice.amount_residual, 236)

    def test_without_a_rate(self):  # SPEC X10
        """Xero shows neither rate nor bank amount: nothing is guessed."""
        invoice = self.foreign()
        paid = self.pay_in_xero(invoice, 100, rate="1.25")
        self.control(
            "edit",
            entity="payment",
            id=paid["PaymentID"],
            wire={"CurrencyRate": None, "BankAmount": None},
        )
        self.poll(self.connection)
        self.assert_held("failed", "missing_currency_rate")
        self.assertEqual(invoice.amount_residual, 236)
