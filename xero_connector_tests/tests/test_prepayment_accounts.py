# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where prepayments stand in Xero: on an account of their own, never on income."""

from odoo.exceptions import ValidationError

from odoo.addons.xero_connector_tests.demo.books import caller, differences, xero_books
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books

from .money import MoneyCase
from .trouble import TroubleCase

RECEIVABLE, PAYABLE, PREPAID = "610", "800", "620"


class TestPrepaymentAccounts(MoneyCase, TroubleCase):
    def setUp(self):
        super().setUp()
        account = self.account(self.connection, PREPAID)
        self.connection.write(
            {
                "unmatched_payments": "prepayment",
                "prepayment_account_id": account.id,
                "vendor_prepayment_account_id": account.id,
            }
        )

    def assert_books_agree_but_for(self, amount, control):
        """Xero has this amount on the account of prepayments, and Odoo on `control`;
        every other account, each bank and the taxes are the same on both sides."""
        self.drain(self.connection)
        self.assert_nothing_open()
        self.assertEqual(self.balance_in_xero(PREPAID), amount)
        ours = odoo_books(caller(self.env), self.connection.id)
        theirs = xero_books(self.state(), self.books())
        prepaid = theirs.balances.pop(PREPAID)
        theirs.balances[control] = theirs.balances.get(control, 0) + prepaid
        net, tax = theirs.taxes.pop("NONE", (0, 0))
        theirs.taxes["NONE"] = (net - self.untaxed(amount, control), tax)
        if not any(theirs.taxes["NONE"]):
            del theirs.taxes["NONE"]
        self.assertEqual(differences(ours, theirs), [])

    def untaxed(self, amount, control):
        """What Xero counts as free of tax until it is used; nothing is to be paid."""
        return -amount if control == RECEIVABLE else amount

    def test_from_a_customer(self):  # SPEC X10 P18 X2
        partner = self.partner()
        payment = self.payment(150, partner)
        self.assert_books_agree_but_for(-150, RECEIVABLE)
        self.assertEqual(self.balance_in_xero("200"), 0)
        (credit,) = self.live("prepayments")
        self.assertEqual(credit["Type"], "RECEIVE-PREPAYMENT")
        self.assertEqual(credit["TotalTax"], 0)
        first = self.make("out_invoice", partner)
        self.reconcile(first, payment.move_id)
        self.assert_books_agree_but_for(-50, RECEIVABLE)
        self.assertEqual(self.live("prepayments")[0]["RemainingCredit"], 50)
        second = self.make("out_invoice", partner, price=50)
        self.reconcile(second, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.balance_in_xero(PREPAID), 0)
        self.assertEqual(self.bank_in_xero(), 150)

    def test_to_a_vendor(self):  # SPEC X10 B16 X2
        partner = self.partner()
        payment = self.payment(
            80, partner, payment_type="outbound", partner_type="supplier"
        )
        self.assert_books_agree_but_for(80, PAYABLE)
        self.assertEqual(self.live("prepayments")[0]["Type"], "SPEND-PREPAYMENT")
        bill = self.make("in_invoice", partner, price=80, ref="B-1")
        self.reconcile(bill, payment.move_id)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), -80)

    def test_no_account(self):  # SPEC X10 A22
        """It waits, and goes on as soon as the account is chosen."""
        account = self.connection.prepayment_account_id
        self.connection.prepayment_account_id = False
        payment = self.payment(150)
        self.drain(self.connection)
        task = self.task(payment.move_id, "bank_transaction.push")
        self.assert_told(task, "waiting", "missing_prepayment_account", "overpayment")
        self.assertEqual(self.live("bank_transactions"), [])
        self.connection.prepayment_account_id = account
        self.assert_books_agree_but_for(-150, RECEIVABLE)

    def test_never_income(self):  # SPEC X10 P11
        sales = self.account(self.connection, "200")
        with self.assertRaisesRegex(ValidationError, "neither an asset nor"):
            self.connection.prepayment_account_id = sales
