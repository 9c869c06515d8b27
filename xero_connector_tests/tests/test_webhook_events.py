# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From what the simulated Xero tells to what Odoo reads: once, and nothing is lost."""

import time
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tools import mute_logger

from .webhook_case import EMPTY, WebhookCase


class TestWebhookEvents(WebhookCase):
    def connect(self, **settings):
        """Connected, its catalogues loaded, nothing due to be polled."""
        connection = super().connect(**settings)
        self.drain(connection)
        self.rest(connection)
        return connection

    def rest(self, connection):
        """Nothing is looked at by itself for a long time."""
        later = fields.Datetime.add(fields.Datetime.now(), days=1)
        cursors = self.env["xero.cursor"].search([])
        cursors.write({"next_poll_at": later, "read_on": fields.Datetime.now()})
        self.simulator.world.log.clear()

    def sent_invoice(self, connection):
        invoice = self.invoice()
        self.drain(connection)
        self.flush()
        self.drain(connection)
        self.rest(connection)
        return invoice

    def pull_tasks(self, entity="invoice"):
        return self.env["xero.task"].search([("type_id.name", "=", f"{entity}.pull")])

    def due_cursors(self, connection):
        return self.env["xero.cursor"].search(
            [("connection_id", "=", connection.id), ("next_poll_at", "=", False)]
        )

    # === ONCE === #

    def test_payment_in_xero_is_in_odoo(self):  # SPEC B2 B20 A2
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        self.assertEqual(self.flush()["status"], "ok")
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        (event,) = self.events(("category", "=", "PAYMENT"))
        self.assertEqual(event.state, "done")
        self.assertEqual(event.task_id.state, "done")
        payment = invoice.matched_payment_ids
        self.assertEqual(event.res_model, "account.move")
        self.assertEqual(event.res_id, payment.move_id.id)
        self.assertIn(payment.name, event.record_name)

    def test_many_events_of_one_object_are_one_task(self):  # SPEC B8 B20
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        before = self.pull_tasks()
        (document,) = self.xero_invoices(invoice.name)
        known = document["InvoiceID"]
        start = max(self.events().mapped("sequence")) + 1
        for first in range(start, start + 30, 10):
            events = [self.event("INVOICE", known) for _each in range(10)]
            self.deliver(*events, first=first)
        self.drain(connection)
        self.assertEqual(len(self.pull_tasks() - before), 1)
        told = self.events(("sequence", ">=", start))
        self.assertEqual(len(told), 30)
        self.assertEqual(set(told.mapped("state")), {"done"})
        self.assertEqual(told.task_id, self.pull_tasks() - before)
        self.assertEqual(len(self.simulator.requests("/Invoices", "GET")), 1)

    def test_many_objects_are_read_together(self):  # SPEC B20
        connection = self.connect()
        self.subscribe()
        invoices = [self.invoice() for _each in range(5)]
        self.drain(connection)
        self.flush()
        self.drain(connection)
        self.rest(connection)
        for invoice in invoices:
            self.control("void", invoice=invoice.name)
        self.flush()
        self.drain(connection)
        self.assertEqual([invoice.xero_status for invoice in invoices], ["VOIDED"] * 5)
        self.assertEqual(len(self.simulator.requests("/Invoices", "GET")), 1)

    def test_our_own_changes_come_back_harmlessly(self):  # SPEC X4
        """What we sent is told as well: it is read, and nothing is sent again."""
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        self.pay(invoice)
        self.drain(connection)
        self.flush()
        self.rest(connection)
        self.drain(connection)
        writes = [one for one in self.simulator.requests() if one.method != "GET"]
        self.assertEqual(writes, [])
        self.assertEqual(len(self.xero_payments()), 1)
        self.assertEqual(len(invoice.matched_payment_ids), 1)

    def test_replayed_and_reordered(self):  # SPEC X4
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        self.delivery_trouble(together=1, double=10, reorder=True)
        for amount in ("20.00", "30.00", "70.00"):
            self.control("pay", invoice=invoice.name, amount=amount, account="090")
        self.flush()
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        amounts = sorted(invoice.matched_payment_ids.mapped("amount"))
        self.assertEqual(amounts, [20, 30, 70])
        self.assertFalse(self.due_cursors(connection))

    def test_what_the_settings_keep_out_costs_nothing(self):  # SPEC A35
        connection = self.connect(sync_invoices="push", sync_payments="push")
        self.subscribe()
        invoice = self.sent_invoice(connection)
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        self.flush()
        self.drain(connection)
        self.assertEqual(set(self.events().mapped("state")), {"ignored"})
        self.assertEqual(self.simulator.requests("/api.xro"), [])

    def test_a_paused_connection_loses_nothing(self):  # SPEC X4
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        connection.action_pause()
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        shown = self.flush()
        self.assertEqual((shown["status"], shown["waiting"]), ("ok", 0))
        self.drain(connection)
        self.assertEqual(invoice.payment_state, "not_paid")
        connection.action_resume()
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    # === LOST === #

    def test_a_gap_has_everything_read(self):  # SPEC X4
        connection = self.connect()
        self.subscribe()
        invoice = self.sent_invoice(connection)
        self.delivery_trouble(lose=1)
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        self.flush()
        self.drain(connection)
        self.assertEqual(invoice.payment_state, "not_paid")  # nobody has told
        self.control("edit", entity="contact", fields={"Name": "Somebody Else"})
        self.flush()
        with mute_logger("odoo.addons.xero_connector.models.xero_runner_events"):
            self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_a_gap_is_seen_by_every_organisation_of_the_app(self):  # SPEC X4
        connection = self.connect()
        other = self.new_connection(
            company_id=self.env["res.company"].create({"name": "Second"}).id
        )
        cursor = self.env["xero.cursor"]._of(other, "invoice")
        self.rest(connection)
        self.deliver(self.event(), first=5)
        self.drain(connection)
        self.assertFalse(self.due_cursors(other))
        self.deliver(self.event(), first=7)
        with mute_logger("odoo.addons.xero_connector.models.xero_runner_events"):
            self.drain(connection)
        self.assertEqual(self.due_cursors(other), cursor)

    def test_gaps_count_once(self):  # SPEC X4
        self.connect()
        deliveries = self.env["xero.delivery"]
        for first, last, lost in (
            (*(5, 6), False),
            (*(7, 9), False),
            (*(7, 9), False),
            (*(11, 11), True),
            (*(10, 10), False),
            (*(12, 12), False),
            (*(1, 1), False),
            (*(2, 3), False),
        ):
            with self.subTest(first=first):
                self.deliver(self.event(), first=first, last=last)
                self.assertEqual(deliveries._look_for_gaps(self.app), lost)
                self.assertFalse(deliveries._look_for_gaps(self.app))

    def test_unreadable_delivery_has_everything_read(self):  # SPEC X4
        connection = self.connect()
        self.rest(connection)
        self.assert_answer(self.post(b'{"events": "none"}'), 200)
        self.assertTrue(self.env["xero.delivery"]._look_for_gaps(self.app))

    # === ALIVE === #

    def test_whether_xero_tells(self):  # SPEC X4 T9
        connection = self.connect()
        self.assertFalse(connection.webhooks_alive)
        self.check()
        self.assertFalse(connection.webhooks_alive)
        self.assert_answer(self.post(EMPTY), 200)
        self.assertTrue(connection._has_webhooks())
        self.assertFalse(connection._has_webhooks("invoice"))
        self.deliver(self.event("INVOICE"))
        self.assertTrue(connection._has_webhooks("invoice"))
        self.assertFalse(connection._has_webhooks("contact"))
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            connection.invalidate_recordset()
            self.assertFalse(connection.webhooks_alive)
        self.app.webhook_key = "another"
        self.assertFalse(connection._has_webhooks())

    # === AUTOMATION === #

    def test_a_failing_automation_rule_holds_nothing_up(self):  # SPEC B3
        """What an automation rule does to `write`: it may raise."""
        connection = self.connect()
        bad, good = self.event(), self.event()
        self.deliver(bad, good)
        events = type(self.env["xero.event"])
        original = events.write

        def write(records, values):
            if bad["resourceId"] in records.mapped("resource_id"):
                raise ValueError("the rule is wrong")
            return original(records, values)

        self.patch(events, "write", write)
        with mute_logger("odoo.addons.xero_connector.models.xero_runner"):
            self.drain(connection)
        first, second = self.events()
        self.assertEqual((first.state, second.state), ("done", "done"))
        self.assertIn("the rule is wrong", first.message)
        self.assertFalse(second.message)
        self.assertEqual(len(self.pull_tasks()), 2)

    # === QUICKLY === #

    def test_a_thousand_events_are_answered_in_time(self):  # SPEC B2 T8
        self.connect()
        events = [self.event() for _each in range(1000)]
        started = time.monotonic()
        self.deliver(*events)
        self.assertLess(time.monotonic() - started, 5)
        self.assertEqual(len(self.events()), 1000)
