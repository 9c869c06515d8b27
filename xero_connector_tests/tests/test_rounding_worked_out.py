# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What if Xero worked taxes out itself: one update makes the totals equal, or it fails.

That it does so is not confirmed anywhere; the simulator takes what it is sent, unless a
test has it do otherwise (`what_if`).
"""

from decimal import Decimal

from odoo import fields
from odoo.tests import Form

from .rounding_case import RoundingCase
from .trouble import A_WHILE


class WorkedOutCase(RoundingCase):
    def setUp(self):
        super().setUp()
        self.what_if(works_out_taxes=True)

    def sent(self, sold):
        """How it was written since the log was cleared."""
        self.drain(self.connection)
        return [one.method for one in self.writes("Invoices")]

    def new(self, **values):
        """An invoice of three lines, a cent of whose tax Xero will not have."""
        sold = self.of_three(**values)
        self.simulator.world.log.clear()
        return sold

    def edit(self, sold, drain=True, **values):
        """Reset, another price on the first line, or other words; posted again."""
        sold.button_draft()
        with Form(sold) as form, form.invoice_line_ids.edit(0) as line:
            for name, value in values.items():
                setattr(line, name, value)
        sold.action_post()
        self.simulator.world.log.clear()
        if drain:
            self.drain(self.connection)


class TestWorkedOut(WorkedOutCase):
    def test_updated_once(self):  # SPEC P5 X2
        sold = self.new()
        self.assertEqual(self.sent(sold), ["PUT", "POST"])
        self.assertEqual(sold.amount_tax, 11.45)
        self.assert_rounded(sold, "0.01")
        self.assert_books_but("0.01")
        self.assertIn("11.44, in Odoo 11.45", sold.xero_rounding_note)
        self.assertNotIn("could bear", sold.xero_rounding_note)
        self.night()
        self.assertFalse(self.rows().mapped("details"))
        self.assertTrue(self.connection.books_agree_as_of)
        self.assert_calm()

    def test_credit_notes_and_bills(self):  # SPEC P5 X2
        bill = self.of_three(move_type="in_invoice", ref="B-1")
        credit = self.of_three(move_type="out_refund")
        self.drain(self.connection)
        self.assert_rounded(bill, "0.01")
        [note] = self.state()["credit_notes"]
        self.assertEqual(float(note["Total"]), credit.amount_total)
        self.assertEqual(float(note["LineItems"][-1]["LineAmount"]), 0.01)
        self.assertEqual(credit.xero_rounding, 0.01)

    def test_both_reasons_are_one_line(self):  # SPEC P5
        """A tax that no line bears, and taxes that Xero works out itself."""
        reverse = self.reverse_charge()
        sold = self.of_three(100.05, 25.61, 25.63, post=False)
        sold.invoice_line_ids[0].tax_ids = reverse
        sold.invoice_cash_rounding_id = self.coins()
        sold.action_post()
        self.drain(self.connection)
        self.assertIn(reverse, sold.line_ids.tax_line_id)
        self.assert_rounded(sold, "0.03")
        self.assertIn("could bear", sold.xero_rounding_note)
        self.assertIn("7.68, in Odoo 7.69", sold.xero_rounding_note)

    def test_only_where_the_connection_allows_it(self):  # SPEC P5 X2
        self.forbid()
        sold = self.new()
        self.assertEqual(self.sent(sold), ["PUT"])
        self.assert_failed(sold, "totals_differ", "Total: 87.75 ≠ 87.74", "a Few Cents")
        self.allow()
        self.drain(self.connection)
        self.assert_rounded(sold, "0.01")
        self.assertEqual(len(self.xero_invoices()), 2)

    def test_a_payment_that_differs_is_left_to_people(self):  # SPEC P5 X2
        """The setting is about documents: nothing sends a payment again."""
        paid = self.pay(self.sold)
        self.drain(self.connection)
        task = self.task(paid.move_id, "payment.push")
        task.write({"state": "failed", "error_code": "totals_differ"})
        self.forbid()
        self.allow(0.06)
        self.drain(self.connection)
        self.assertEqual((task.state, task.error_code), ("failed", "totals_differ"))

    def test_too_much_fails_at_once(self):  # SPEC P5 X2
        self.what_if(works_out_taxes=False, adds_to_taxes=0.03)
        sold = self.new()
        self.assertEqual(self.sent(sold), ["PUT"])
        self.assert_failed(sold, "totals_differ", "Total: 87.75 ≠ 87.84")
        self.assertFalse(self.rounding_lines(sold))
        self.assertFalse(sold.xero_rounded)

    def test_it_fails_when_the_update_does_not_help(self):  # SPEC P5 X2
        """Xero makes each tax a cent more with each write; later it does not."""
        self.allow(1)
        self.what_if(works_out_taxes=False, adds_to_taxes=0.01)
        sold = self.new()
        self.assertEqual(self.sent(sold), ["PUT", "POST"])
        self.assert_failed(sold, "totals_differ")
        self.assertFalse(sold.xero_rounded)
        self.what_if(works_out_taxes=False, adds_to_taxes=0)
        self.retry(self.task(sold))
        self.drain(self.connection)
        self.assert_rounded(sold, "0.00")
        self.assertFalse(self.rounding_lines(sold))
        self.assert_same_books(self.connection)

    # === PAYMENTS === #

    def test_paid_after_the_update(self):  # SPEC P5 A28
        sold = self.new()
        self.pay(sold)
        self.drain(self.connection)
        self.assertEqual(self.in_xero_of(sold)["Status"], "PAID")
        self.assert_rounded(sold, "0.01")
        self.assert_books_but("0.01")

    def test_what_is_paid_is_not_touched(self):  # SPEC P5 P15
        """Only its due date, which Xero lets change; the line stays."""
        sold = self.new()
        self.drain(self.connection)
        self.pay(sold, amount=50)
        self.drain(self.connection)
        before = self.in_xero_of(sold)
        self.simulator.world.log.clear()
        sold.invoice_date_due = fields.Date.add(sold.invoice_date_due, days=7)
        self.assertEqual(self.sent(sold), ["POST"])
        self.assertFalse([one for one in self.writes("Payments")])
        self.assert_rounded(sold, "0.01")
        after = self.in_xero_of(sold)
        self.assertEqual(before["LineItems"], after["LineItems"])
        self.assertNotEqual(before["DueDateString"], after["DueDateString"])

    # === LATER CHANGES === #

    def test_words_change_and_the_line_stays(self):  # SPEC P5 A28
        sold = self.new()
        self.drain(self.connection)
        ids = [one["LineItemID"] for one in self.in_xero_of(sold)["LineItems"]]
        self.edit(sold, name="In other words")
        self.assertEqual([one.method for one in self.writes("Invoices")], ["POST"])
        self.assert_rounded(sold, "0.01")
        lines = self.in_xero_of(sold)["LineItems"]
        self.assertEqual([one["LineItemID"] for one in lines], ids)
        self.assertEqual(lines[0]["Description"], "In other words")

    def test_figures_change_and_the_line_follows(self):  # SPEC P5 A28
        sold = self.new()
        self.drain(self.connection)
        [(*_amounts, line_id)] = self.rounding_lines(sold)
        self.edit(sold, quantity=10)
        self.assert_rounded(sold, self.expected(sold))
        self.edit(sold, price_unit=25.03)
        self.assert_rounded(sold, self.expected(sold))
        for _amount, _tax, same in self.rounding_lines(sold):
            self.assertEqual(same, line_id)
        self.assertLessEqual(len(self.rounding_lines(sold)), 1)

    def expected(self, sold):
        """Odoo's tax less what is due line by line."""
        taxes = [
            round(Decimal(str(line.price_subtotal)) * 15 / 100 + Decimal("1e-9"), 2)
            for line in sold.invoice_line_ids
        ]
        return Decimal(f"{sold.amount_tax:.2f}") - sum(taxes)

    def test_xero_takes_what_it_is_sent_again(self):  # SPEC P5
        """Lines that have changed since have Odoo's tax, and no cents are left."""
        sold = self.new()
        self.drain(self.connection)
        self.what_if(works_out_taxes=False)
        sold.button_draft()
        with Form(sold) as form:
            for place in range(3):
                with form.invoice_line_ids.edit(place) as line:
                    line.quantity = 2
        sold.action_post()
        self.drain(self.connection)
        self.assert_rounded(sold, "0.00")
        self.assertFalse(self.rounding_lines(sold))
        self.assert_same_books(self.connection)

    def test_changed_between_the_two_writes(self):  # SPEC P5 X7
        """What was found out is about other figures then: it is found out anew."""
        sold = self.new()
        self.trouble("drop_before", method="POST")
        self.drain(self.connection)
        self.assertFalse(self.rounding_lines(sold))
        self.edit(sold, quantity=10, drain=False)
        self.end_trouble()
        self.pass_time(A_WHILE)
        self.drain(self.connection)
        self.assertNotEqual(self.expected(sold), 0)
        self.assert_rounded(sold, self.expected(sold))
        self.assertEqual(len(self.xero_invoices(sold.name)), 1)

    def test_voided_between_the_two_writes(self):  # SPEC P5 A28
        """The one that is made anew is found out about anew."""
        bill = self.new(move_type="in_invoice")
        self.trouble("drop_before", method="POST")
        self.drain(self.connection)
        self.control("void", invoice=bill.xero_link_id.xero_id)
        self.end_trouble()
        self.pass_time(60)
        self.poll(self.connection)
        self.assertEqual(bill.xero_link_id.status, "VOIDED")
        bill.button_draft()
        self.drain(self.connection)
        bill.action_post()
        self.drain(self.connection)
        self.assert_rounded(bill, "0.01")
        bills = [one for one in self.xero_invoices() if one["Type"] == "ACCPAY"]
        statuses = sorted(one["Status"] for one in bills)
        self.assertEqual(statuses, ["AUTHORISED", "VOIDED"])


class TestLostAnswers(WorkedOutCase):
    """A lost answer, or a worker that dies, between the two writes (SPEC X7 P5)."""

    def test_of_the_first_write(self):
        for seconds in (60, A_WHILE):
            with self.subTest(seconds=seconds):
                self.check("PUT", seconds)

    def test_of_the_update(self):
        for seconds in (60, A_WHILE):
            with self.subTest(seconds=seconds):
                self.check("POST", seconds)

    def test_of_a_bill(self):
        """Bills have no number of their own: a second one would not be refused."""
        self.check("PUT", A_WHILE, move_type="in_invoice", ref="B-2")

    def test_where_it_may_not_be_rounded(self):
        """It is known for ours all the same, and fails loudly."""
        self.forbid()
        bill = self.new(move_type="in_invoice", ref="B-3")
        self.lose("PUT", A_WHILE)
        self.assert_failed(bill, "totals_differ")
        self.assertEqual(len(self.xero_invoices("B-3")), 1)

    def check(self, method, seconds, **values):
        sold = self.new(**values)
        self.lose(method, seconds)
        self.assert_rounded(sold, "0.01")
        number = self.env["xero.document.facts"]._number(self.connection, sold)
        self.assertEqual(len(self.xero_invoices(number)), 1)

    def lose(self, method, seconds):
        self.trouble("drop_after_commit", method=method)
        self.drain(self.connection)
        self.end_trouble()
        self.pass_time(seconds)
        self.drain(self.connection)

    def test_of_a_worker_that_dies(self):
        for minutes in (1, 30):
            with self.subTest(minutes=minutes):
                sold = self.new()
                self.die_in("_settle_call")
                self.drain_until_death(self.connection)
                self.age_calls(minutes)
                self.drain(self.connection)
                self.assert_rounded(sold, "0.01")
                self.assertEqual(len(self.xero_invoices(sold.name)), 1)
