# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero is down, slow or cut off: six calls at most, and nothing is written twice."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.xero_connector.models import xero_lane

from .trouble import A_WHILE, TroubleCase

#: nothing was done, or everything was done, and no answer came
LOST = (
    ("drop_before", {}),
    ("drop_after_commit", {}),
    ("timeout", {"delay": 1}),
    ("timeout", {"delay": 1, "commit": True}),
    ("status", {"status": 500, "body": "Oops"}),
    ("status", {"status": 500, "body": "Oops", "commit": True}),
    ("status", {"status": 503, "body": "The Xero API is currently offline"}),
    ("html", {"status": 502, "commit": True}),
)
#: one of each sort
SOME = (LOST[1], LOST[4])
CODES = {"drop_before": "connection_lost", "drop_after_commit": "connection_lost"}
CODES |= {"timeout": "timeout", "html": "server_error"}
#: as long as Xero remembers the key, and longer
WAITS = (60, A_WHILE)


def code_of(kind, options):
    """What the task is told of such trouble."""
    if options.get("status") == 503:
        return "offline"
    return CODES.get(kind, "server_error")


class TestUnanswered(TroubleCase):
    def fail_and_recover(
        self, connection, record, kind, options, seconds, part=None, **where
    ):
        """The task waits and says why; after a while everything is right."""
        self.trouble(kind, **where, **options)
        patience = 0.2 if kind == "timeout" else xero_lane.READ_TIMEOUT
        with patch.object(xero_lane, "READ_TIMEOUT", patience):
            self.drain(connection)
        code = code_of(kind, options)
        task = self.assert_waiting(record, code, "by itself", part=part)
        self.assertEqual(task.retries, 1)
        self.assertTrue(task.not_before)
        before = len(self.simulator.requests())
        self.drain(connection)
        self.drain(connection)
        self.assertEqual(len(self.simulator.requests()), before)
        self.assertEqual(len(self.wake_ups(connection)), 1)
        self.end_trouble()
        self.pass_time(seconds)
        self.drain(connection)

    # === ONE CALL, AND WHAT CAME AFTER IT === #

    def test_contacts(self):  # SPEC A38 X7 P1
        connection = self.connect()
        for seconds in WAITS:
            for number, (kind, options) in enumerate(SOME):
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    partner = self.partner(f"Customer {seconds} {number}")
                    self.fail_and_recover(
                        connection, partner, kind, options, seconds, path="Contacts"
                    )
                    self.assertEqual(len(self.xero_contacts(partner.name)), 1)
                    self.assertEqual(partner.xero_sync, "synced")
        self.assert_agreement(connection)

    def test_invoices(self):  # SPEC A38 X7
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoices = self.env["account.move"]
        for seconds in WAITS:
            for kind, options in SOME:
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    invoice = self.invoice(partner)
                    invoices |= invoice
                    self.fail_and_recover(connection, invoice, kind, options, seconds)
                    self.assertEqual(len(self.xero_invoices(invoice.name)), 1)
        self.assert_agreement(connection, *invoices)

    def test_payments(self):  # SPEC A30 A38 X7
        """Payments have no number that Xero could refuse twice: money would double."""
        connection = self.connect()
        invoice = self.invoice(price=1000)
        self.drain(connection)
        paid = 0
        for number, (kind, options) in enumerate(LOST):
            for seconds in WAITS if options.get("commit") else WAITS[number % 2 :][:1]:
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    payment = self.pay(invoice, amount=10)
                    paid += 1
                    self.fail_and_recover(
                        connection,
                        payment.move_id,
                        kind,
                        options,
                        seconds,
                        path="Payments",
                    )
                    self.assertEqual(len(self.xero_payments()), paid)
        self.assert_agreement(connection, invoice)

    def test_updates(self):  # SPEC A28 A38
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        price = 100
        for seconds in WAITS:
            for kind, options in SOME:
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    price += 1
                    invoice.button_draft()
                    invoice.invoice_line_ids.price_unit = price
                    invoice.action_post()
                    self.fail_and_recover(
                        connection, invoice, kind, options, seconds, method="POST"
                    )
                    self.assertEqual(self.xero_invoices()[0]["SubTotal"], price)
        self.assert_agreement(connection, invoice)

    def test_deletions(self):  # SPEC A29 A30
        connection = self.connect()
        invoice = self.invoice(price=1000)
        self.drain(connection)
        for seconds in WAITS:
            for kind, options in SOME:
                with self.subTest(kind=kind, options=options, seconds=seconds):
                    payment = self.pay(invoice, amount=10)
                    self.drain(connection)
                    self.assertEqual(len(self.xero_payments()), 1)
                    move = payment.move_id
                    payment.action_draft()
                    payment.action_cancel()
                    self.fail_and_recover(
                        connection,
                        move,
                        kind,
                        options,
                        seconds,
                        part=str(invoice.id),
                        path="Payments/[^/]*",
                        method="POST",
                    )
                    self.assertEqual(self.xero_payments(), [])
        self.assert_agreement(connection, invoice)

    def test_reads(self):  # SPEC A33 A38
        """A poll that is not answered is repeated; the payment is not overlooked."""
        connection = self.connect()
        for kind, options in SOME:
            for path in ("Invoices", "Payments"):
                with self.subTest(kind=kind, options=options, path=path):
                    invoice = self.invoice(self.partner(f"{kind} {options} {path}"))
                    self.drain(connection)
                    self.control("pay", invoice=invoice.name, account="090")
                    self.trouble(kind, path, "GET", **options)
                    self.poll(connection)
                    self.assertEqual(invoice.payment_state, "not_paid")
                    self.pass_time(60)
                    self.drain(connection)
                    self.assertIn(invoice.payment_state, ("paid", "in_payment"))
                    self.assert_same_payments(connection)

    # === TROUBLE THAT LASTS === #

    def wait_out(self, connection, record):
        """Let time pass until the task is no longer tried.

        :return: seconds between the attempts to write
        """
        pauses, calls = [0], len(self.writes())
        for _wake_up in range(20):
            if self.task(record).state != "waiting":
                return pauses[:-1]
            (wake_up,) = self.wake_ups(connection)
            pauses[-1] += self.seconds_until(wake_up) + 1
            self.pass_time(self.seconds_until(wake_up) + 1)
            self.drain(connection)
            if len(self.writes()) > calls:
                calls = len(self.writes())
                pauses.append(0)
        return self.fail("tried again and again")

    def test_five_retries_then_failed(self):  # SPEC A38 A39
        """Six calls at most, further and further apart; then a person is asked."""
        for kind, options in (("status", {"status": 500}), ("drop_before", {})):
            with self.subTest(kind=kind):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                connection = self.connect()
                partner = self.partner()
                self.drain(connection)
                self.simulator.world.log.clear()
                invoice = self.invoice(partner)
                self.trouble(kind, count=0, **options)
                self.drain(connection)
                pauses = self.wait_out(connection, invoice)
                self.assertEqual(len(self.writes()), 6)
                self.assertEqual(len(pauses), 5)
                self.assertGreater(pauses[4], pauses[0] * 4)
                task = self.assert_failed(invoice, code_of(kind, options), "Retry")
                self.assertNotIn("by itself", task.advice)
                self.assertEqual(task.retries, 5)

                self.pass_time(7200)
                self.drain(connection)
                self.assertEqual(len(self.writes()), 6)
                self.end_trouble()
                self.retry(task)
                self.assertEqual(task.retries, 0)
                self.drain(connection)
                self.assert_agreement(connection, invoice)

    def test_lost_six_times_although_it_was_saved(self):  # SPEC A38 X7
        """Every attempt reached Xero, none was heard of; still one payment."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        payment = self.pay(invoice)
        self.trouble("drop_after_commit", "Payments", count=0)
        self.trouble("drop_before", "Payments", method="GET", count=0)
        self.drain(connection)
        self.wait_out(connection, payment.move_id)
        self.assertEqual(len(self.xero_payments()), 1)
        task = self.task(payment.move_id)
        self.assert_told(task, "failed", "connection_lost")
        with self.assertRaisesRegex(UserError, "Use Retry"):
            task.with_user(self.manager()).action_cancel()

        self.end_trouble()
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(len(self.xero_payments()), 1)

    def test_many_retries_by_hand_during_a_long_outage(self):  # SPEC A39
        """However often Retry is clicked, the reason stays the true one."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoice = self.invoice(partner)
        self.trouble("drop_after_commit", count=0)
        self.trouble("drop_before", method="GET", count=0)
        self.drain(connection)
        for _click in range(4):
            self.wait_out(connection, invoice)
            self.assert_failed(invoice, "connection_lost")
            self.retry(self.task(invoice))
            self.pass_time(A_WHILE)
            self.drain(connection)
        self.end_trouble()
        self.wait_out(connection, invoice)
        self.assert_agreement(connection, invoice)

    def test_xero_asks_for_time(self):  # SPEC B18 B22
        """503 with Retry-After: not before that."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoice = self.invoice(partner)
        self.trouble("status", status=503, headers={"Retry-After": "900"})
        self.drain(connection)
        self.assert_waiting(invoice, "offline", "by itself")
        self.pass_time(600)
        self.drain(connection)
        self.assertEqual(self.xero_invoices(), [])
        self.pass_time(310)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    @mute_logger("odoo.addons.xero_connector.models.xero_credential")
    def test_token_endpoint_is_down(self):  # SPEC P3 A38
        """No retry is burned, and the consent is not given up."""
        connection = self.connect()
        invoice = self.invoice()
        self.pass_time(3600)  # the token has expired
        self.trouble("status", "connect/token", "POST", count=2, status=500)
        self.drain(connection)
        self.assertEqual(connection.state, "connected")
        self.assertEqual(self.task(invoice).retries, 0)
        self.assertEqual(len(self.wake_ups(connection)), 1)
        for _minute in range(3):
            self.pass_time(62)
            self.drain(connection)
        self.assert_agreement(connection, invoice)
