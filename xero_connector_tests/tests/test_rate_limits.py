# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero's limits are waited for: no attempt is burned, nothing runs hot or is lost."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time

from .trouble import A_WHILE, TroubleCase


class TestRateLimits(TroubleCase):
    def limited(self, problem, **options):
        """A connection with an invoice that meets this limit when it is sent."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        self.simulator.world.log.clear()
        self.trouble("rate_limit", problem=problem, **options)
        return connection, self.invoice(partner)

    def drain_counting_runs(self, connection):
        """Drain, and say how often Odoo's cron ran the job for it."""
        runner = type(self.env["xero.runner"])
        run, runs = runner._run, []

        def count(model, connection_id):
            runs.append(connection_id)
            return run(model, connection_id)

        with patch.object(runner, "_run", count):
            self.drain(connection)
        return len(runs)

    def assert_sleeps(self, connection, invoice, code, shortest, longest):
        """One refused call, no retry burned, one wake-up in time, no hot loop."""
        cron = connection.sudo().cron_id
        with self.capture_triggers(cron.id) as captured:
            self.assertEqual(self.drain_counting_runs(connection), 1)
        (trigger,) = captured.records.filtered(
            lambda one: one.call_at > fields.Datetime.now()
        )
        self.assertTrue(
            shortest <= self.seconds_until(trigger.call_at) <= longest,
            f"{self.seconds_until(trigger.call_at)} s",
        )
        task = self.task(invoice)
        self.assert_told(task, "queued", code, "Nothing to do")
        self.assertEqual(task.retries, 0)
        self.assert_silence(connection)

    def assert_silence(self, connection):
        """Runs before the time is up ask nothing, and plan no further wake-up."""
        before = len(self.simulator.requests())
        for _click in range(3):
            connection._trigger_run()
            self.assertEqual(self.drain_counting_runs(connection), 1)
        self.assertEqual(len(self.simulator.requests()), before)
        self.assertEqual(len(self.wake_ups(connection)), 1)

    def assert_goes_on(self, connection, seconds, *invoices):
        self.pass_time(seconds)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    # === THE FOUR LIMITS === #

    def test_minute(self):  # SPEC B18 P7
        connection, invoice = self.limited("minute", retry_after=25)
        self.assert_sleeps(connection, invoice, "rate_minute", 20, 27)
        self.assertEqual(len(self.writes()), 1)
        self.assert_goes_on(connection, 27, invoice)
        self.assertEqual(len(self.writes()), 2)

    def test_day(self):  # SPEC B18 P7
        """Hours, as Xero says them; a minute later nothing is tried."""
        connection, invoice = self.limited("day", retry_after=40_000)
        self.assert_sleeps(connection, invoice, "rate_day", 39_990, 40_002)
        self.pass_time(90)
        self.assert_silence(connection)
        self.assertEqual(len(self.writes()), 1)
        self.assert_goes_on(connection, 40_000, invoice)

    def test_concurrent(self):  # SPEC B18
        """Xero gives no time: a few seconds of our own."""
        connection, invoice = self.limited("concurrent")
        self.assert_sleeps(connection, invoice, "rate_concurrent", 1, 12)
        self.assert_goes_on(connection, 12, invoice)

    def test_minute_of_the_app(self):  # SPEC B18
        connection, invoice = self.limited("appminute")
        self.assert_sleeps(connection, invoice, "rate_app", 8, 62)
        self.assert_goes_on(connection, 62, invoice)

    def test_minute_without_a_time(self):  # SPEC B18
        connection, invoice = self.limited("minute", retry_after=None)
        self.assert_sleeps(connection, invoice, "rate_minute", 58, 67)
        self.assert_goes_on(connection, 67, invoice)

    # === WINDOWS THAT ARE USED UP === #

    def test_minute_that_is_used_up(self):  # SPEC B18 X8
        """The headers are heeded: Xero is not even asked when nothing is left."""
        connection = self.connect()
        self.pass_time(60)
        self.control("limits", minute=3)
        invoices = self.env["account.move"]
        for number in range(3):
            invoices |= self.invoice(self.partner(f"Customer {number}"))
            self.pay(invoices[-1])
            self.drain(connection)
        self.assertLessEqual(len(self.wake_ups(connection)), 1)
        for _minute in range(6):
            self.pass_time(61)
            self.drain(connection)
        self.assert_agreement(connection, *invoices)
        statuses = [one.status for one in self.simulator.requests()]
        self.assertLessEqual(statuses.count(429), 2)
        retries = self.env["xero.task"].search([]).mapped("retries")
        self.assertEqual(set(retries), {0})

    def test_day_that_is_used_up(self):  # SPEC B18 X8
        """One call is let through to be told when the day ends."""
        connection = self.connect(contact_policy="create")
        used = connection.budget_ids.calls_today + 1
        key = self.organisation.short_code
        self.control(f"organisations/{key}", day_limit=used)
        invoice = self.invoice()
        self.drain(connection)
        self.drain(connection)
        self.assertEqual(self.task(invoice.partner_id).state, "done")
        self.assertEqual(self.task(invoice).error_code, "rate_day")
        (wake_up,) = self.wake_ups(connection)
        self.assert_silence(connection)
        self.assert_goes_on(connection, self.seconds_until(wake_up) + 1, invoice)

    def test_both_clocks_on_the_next_day(self):  # SPEC B18
        """The same with the clock of both sides moved, and nothing written back."""
        connection, invoice = self.limited("day", retry_after=30_000)
        self.drain(connection)
        self.assertEqual(self.xero_invoices(), [])
        later = fields.Datetime.now() + timedelta(seconds=30_010)
        with freeze_time(later):
            self.drain(connection)
        self.assert_agreement(connection, invoice)

    # === OTHER CALLS THAT MEET A LIMIT === #

    def test_limit_while_reading(self):  # SPEC B18 A28
        """The read before an update is refused: the update is neither lost nor sent."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        self.trouble("rate_limit", method="GET", problem="minute", retry_after=25)
        self.assert_sleeps(connection, invoice, "rate_minute", 20, 27)
        self.assertEqual(self.xero_invoices()[0]["Total"], 120)
        self.assert_goes_on(connection, 27, invoice)

    def test_limit_while_polling(self):  # SPEC B18 A33
        """The reading position stays: the payment is seen after the window."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, account="090")
        self.trouble("rate_limit", "Payments", "GET", problem="minute", retry_after=25)
        self.poll(connection)
        self.assertEqual(invoice.payment_state, "not_paid")
        self.assert_silence(connection)
        self.assert_goes_on(connection, 27, invoice)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_limit_while_a_lost_answer_is_cleared_up(self):  # SPEC B18 A38 X7
        """The first attempt was saved; that the second was limited changes nothing."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        for seconds in (A_WHILE // 10, A_WHILE):  # by the same key, and by looking
            with self.subTest(seconds=seconds):
                self.end_trouble()
                self.trouble("drop_after_commit", "Payments")
                self.pay(invoice, amount=30)
                self.drain(connection)
                self.trouble("rate_limit", "Payments", "PUT", retry_after=25)
                self.trouble("rate_limit", "Payments", "GET", retry_after=25)
                self.pass_time(seconds)
                self.drain(connection)
                self.assert_goes_on(connection, 27, invoice)
        self.assertEqual([one["Amount"] for one in self.xero_payments()], [30, 30])
