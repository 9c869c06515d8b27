# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments that a person enters in Xero are registered in Odoo, once."""

from .money_in import MoneyInCase


class TestPaymentsIn(MoneyInCase):
    def test_invoice_paid_in_parts(self):  # SPEC A31 A2 B16
        invoice = self.in_xero()
        for amount in (30, 50, 20):
            self.pay_in_xero(invoice, amount, reference=f"Part {amount}")
        self.follow()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(len(self.payments_of(invoice)), 3)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertIn("Part 50", self.payments_of(invoice).mapped("memo"))

    def test_bill(self):  # SPEC B16 A31
        bill = self.in_xero("in_invoice", price=80)
        self.pay_in_xero(bill, 30)
        self.follow()
        self.assertEqual(self.bank_in_xero(), -30)
        self.assertEqual(bill.amount_residual, 50)
        self.assertEqual(bill.payment_state, "partial")

    def test_credit_notes_refunded(self):  # SPEC X10
        ours = self.in_xero("out_refund", price=70)
        theirs = self.in_xero("in_refund", ours.partner_id, price=45)
        self.pay_in_xero(ours, 70)
        self.pay_in_xero(theirs, 25)
        self.follow()
        self.assertEqual(self.bank_in_xero(), -45)
        self.assertIn(ours.payment_state, ("paid", "in_payment"))
        self.assertEqual(theirs.amount_residual, 20)
        self.assertEqual(self.payments_of(ours).payment_type, "outbound")

    def test_instalments(self):  # SPEC A31
        """30/70 terms: one payment in Xero pays both items in part."""
        term = self.env["account.payment.term"].create(
            {
                "name": "30/70",
                "line_ids": [
                    (0, 0, {"value_amount": 30, "nb_days": 0}),
                    (0, 0, {"value_amount": 70, "nb_days": 30}),
                ],
            }
        )
        invoice = self.in_xero(invoice_payment_term_id=term.id)
        self.pay_in_xero(invoice, 60)
        self.follow()
        self.assertEqual(invoice.amount_residual, 40)
        self.assertEqual(len(self.payments_of(invoice)), 1)

    def test_batch(self):  # SPEC X10 P17
        """Each payment of a batch is a payment of its own in Odoo."""
        partner = self.partner()
        invoices = [self.in_xero(partner=partner, price=price) for price in (40, 60)]
        rows = [{"invoice": self.xero_id(one)} for one in invoices]
        batch = self.control("batch", payments=rows, account="090")
        self.follow()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(len(self.payments_of(*invoices)), 2)
        self.control("void", batch_payment=batch["BatchPaymentID"])
        self.follow()
        self.assertEqual(self.bank_in_xero(), 0)
        self.assertEqual([one.amount_residual for one in invoices], [40, 60])

    def test_undone_in_odoo_while_in_a_batch(self):  # SPEC P17
        invoice = self.in_xero()
        rows = [{"invoice": self.xero_id(invoice)}]
        self.control("batch", payments=rows, account="090")
        self.follow()
        payment = self.payments_of(invoice)
        self.unreconcile(invoice)
        payment.action_cancel()
        self.drain(self.connection)
        task = self.task(payment.move_id, "payment.push")
        self.assertEqual((task.state, task.error_code), ("failed", "in_batch"))
        self.assertEqual(self.bank_in_xero(), 100)

    # === ACCOUNTS THAT ARE NO BANKS === #

    def test_written_off_in_xero(self):  # SPEC X10
        account = self.other_account()
        self.map_account(account, "405")
        invoice = self.in_xero()
        self.pay_in_xero(invoice, 90)
        self.pay_in_xero(invoice, 10, account="405")
        self.follow()
        self.assertEqual(self.balance_in_xero("405"), 10)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_written_off_on_an_account_that_odoo_does_not_know(self):  # SPEC X10
        invoice = self.in_xero()
        self.pay_in_xero(invoice, 10, account="405")
        self.poll(self.connection)
        self.assert_held("waiting", "missing_odoo_account", "405")
        self.assertEqual(invoice.amount_residual, 100)
        self.map_account(self.other_account(), "405")
        self.follow()
        self.assertEqual(invoice.amount_residual, 90)

    def test_write_off_deleted_in_xero(self):  # SPEC E13
        self.map_account(self.other_account(), "405")
        invoice = self.in_xero()
        paid = self.pay_in_xero(invoice, 10, account="405")
        self.follow()
        self.control("void", payment=paid["PaymentID"])
        self.follow()
        self.assertEqual(invoice.amount_residual, 100)

    # === LOCKED PERIODS === #

    def pay_in_locked_period(self):
        invoice = self.in_xero(date="2026-01-10")
        self.company.fiscalyear_lock_date = "2026-02-28"
        self.pay_in_xero(invoice, 100, date="2026-02-10")
        self.poll(self.connection)
        return invoice

    def test_locked_period(self):  # SPEC P16
        invoice = self.pay_in_locked_period()
        self.assert_held("failed", "odoo_period_locked", "2026-02-28")
        self.assertEqual(invoice.amount_residual, 100)
        self.company.fiscalyear_lock_date = False
        self.follow()
        self.assertEqual(str(self.payments_of(invoice).date), "2026-02-10")

    def test_locked_period_held(self):  # SPEC P16
        self.connection.lock_date_policy = "hold"
        invoice = self.pay_in_locked_period()
        self.assert_held("waiting", "odoo_period_held", "2026-02-28")
        self.connection.lock_date_policy = "redate"
        self.follow()
        self.assertEqual(str(self.payments_of(invoice).date), "2026-03-01")

    # === BAD INPUT === #

    def test_more_than_is_open_in_odoo(self):  # SPEC P18
        """Settled in Odoo by something that Xero does not have."""
        invoice = self.in_xero()
        self.connection.sync_payments = "pull"
        self.pay(invoice, amount=40)
        paid = self.pay_in_xero(invoice, 100)
        self.poll(self.connection)
        self.assert_held("failed", "payment_above_due", "100")
        self.assertEqual(invoice.amount_residual, 60)
        self.assertEqual(len(self.payments_of(invoice)), 1)
        self.control("void", payment=paid["PaymentID"])
        self.poll(self.connection)
        self.assertFalse(self.pulls())

    def test_odd_values(self):  # SPEC P18
        """Nulls and words that nobody knows: nothing is guessed, others go on."""
        odd = {
            "Status": "PENDING",
            "Amount": "many",
            "Date": None,
            "BankAmount": "x",
        }
        invoices = []
        for name, value in odd.items():
            invoice = self.in_xero(price=10)
            paid = self.pay_in_xero(invoice, 10)
            self.override(paid["PaymentID"], name, value)
            invoices.append(invoice)
        last = self.in_xero(price=10)
        self.pay_in_xero(last, 10)
        self.poll(self.connection)
        codes = self.pulls().mapped("error_code")
        self.assertEqual(codes, ["answer_unreadable"] * len(odd))
        self.assertEqual([one.amount_residual for one in invoices], [10] * len(odd))
        self.assertIn(last.payment_state, ("paid", "in_payment"))

    def override(self, payment_id, name, value):
        """Xero shows something odd of a payment."""
        self.control("edit", entity="payment", id=payment_id, wire={name: value})


class TestPaymentsOnBothSides(MoneyInCase):
    """The same payment is entered in Odoo and in Xero: never doubled unseen."""

    def test_entered_in_odoo_but_not_sent_yet(self):  # SPEC A2 A6
        self.connection.sync_payments = "pull"
        invoice = self.in_xero()
        self.pay_in_xero(invoice, 40)
        self.pay(invoice, amount=40)
        self.drain(self.connection)
        self.connection.sync_payments = "both"
        self.follow()
        self.assertEqual(self.bank_in_xero(), 40)
        self.assertEqual(invoice.amount_residual, 60)

    def test_paid_whole_on_both_sides(self):  # SPEC A2 A6 P18
        """Xero refuses ours, and Odoo links it with what Xero has."""
        invoice = self.in_xero()
        self.pay_in_xero(invoice, 100)
        self.pay(invoice)
        self.poll(self.connection)
        self.drain(self.connection)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(len(self.payments_of(invoice)), 1)

    def test_sent_before_the_other_was_heard_of(self):  # SPEC A2 A6
        """Both are in Xero then: a person says which one is real."""
        invoice = self.in_xero()
        theirs = self.pay_in_xero(invoice, 40)
        self.tick()
        self.pay(invoice, amount=40)
        self.poll(self.connection)
        self.assert_held("failed", "paid_twice", invoice.name)
        self.assertEqual(invoice.amount_residual, 60)
        self.control("void", payment=theirs["PaymentID"])
        self.poll(self.connection)
        self.assert_books_agree()
        self.assertEqual(self.bank_in_xero(), 40)

    def test_two_equal_payments_of_a_day(self):  # SPEC A2
        """The second was entered by somebody who saw the first."""
        invoice = self.in_xero()
        self.pay(invoice, amount=40)
        self.drain(self.connection)
        self.tick()
        self.pay_in_xero(invoice, 40)
        self.pay_in_xero(invoice, 10)
        self.pay_in_xero(invoice, 10)
        self.follow()
        self.assertEqual(self.bank_in_xero(), 100)
        self.assertEqual(len(self.payments_of(invoice)), 4)

    def tick(self):
        self.control("clock", advance=5)
