# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A worker that dies between Xero's answer and the commit: one document, one link."""

from datetime import timedelta

from odoo import fields

from .deaths import DeathCase


class TestRecovery(DeathCase):
    def assert_once(self, connection, invoice):
        """One document of one contact in Xero, linked once."""
        (document,) = self.xero_invoices()
        self.assertEqual(len(self.xero_contacts()), 1)
        self.assertEqual(invoice.xero_number, document["InvoiceNumber"])
        links = self.env["xero.link"].search([("entity", "=", "invoice")])
        self.assertEqual(links.mapped("xero_id"), [document["InvoiceID"]])
        open_calls = self.env["xero.call"].search([("state", "!=", "settled")])
        self.assertFalse(open_calls)
        self.assertEqual(connection.queued_count, 0)

    def prepared(self):
        """A connection and an invoice whose contact is in Xero already."""
        connection = self.connect()
        partner = self.partner()
        self.env.cr.flush()
        self.drain(connection)
        return connection, self.invoice(partner)

    def test_killed_before_the_commit_replays_the_same_bytes(self):  # SPEC X6 A38
        connection, invoice = self.prepared()
        self.die_in("_settle_call")
        self.drain_until_death(connection)
        self.assertEqual(len(self.xero_invoices()), 1)
        self.assertFalse(invoice.xero_link_id)
        self.drain(connection)
        self.assert_once(connection, invoice)
        first, second = self.simulator.requests(path="Invoices", method="PUT")
        self.assertEqual(first.idempotency_key, second.idempotency_key)
        self.assertEqual(first.body_hash, second.body_hash)

    def test_killed_long_ago_looks_in_xero_first(self):  # SPEC X6
        connection, invoice = self.prepared()
        self.die_in("_settle_call")
        self.drain_until_death(connection)
        self.age_calls(minutes=8)
        self.drain(connection)
        self.assert_once(connection, invoice)
        self.assertEqual(len(self.simulator.requests(path="Invoices", method="PUT")), 1)

    def test_killed_before_the_call_sends_it_once(self):
        connection, invoice = self.prepared()
        self.die_in("_send")
        self.drain_until_death(connection)
        self.assertEqual(self.xero_invoices(), [])
        self.drain(connection)
        self.assert_once(connection, invoice)

    def test_killed_long_ago_before_the_call_sends_it_once(self):
        connection, invoice = self.prepared()
        self.die_in("_send")
        self.drain_until_death(connection)
        self.age_calls(minutes=8)
        self.drain(connection)
        self.assert_once(connection, invoice)

    def test_a_strangers_invoice_is_not_taken_for_ours(self):
        """The call never left; meanwhile a person has used the number in Xero."""
        connection, invoice = self.prepared()
        self.die_in("_send")
        self.drain_until_death(connection)
        self.invoice_in_xero(invoice.name)
        self.age_calls(minutes=8)
        self.drain(connection)
        self.assertEqual(self.task(invoice).error_code, "invoice_number_taken")
        self.assertFalse(invoice.xero_number)

    def test_expired_token_before_an_update_is_renewed_once(self):
        """The update is read before it is written: the reading call meets the 401."""
        connection, invoice = self.prepared()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        self.simulator.fault({"method": "GET", "path": "Invoices"}, "expire_token")
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Total"], 300)

    def test_edited_between_the_death_and_the_recovery(self):  # SPEC A28
        connection, invoice = self.prepared()
        self.die_in("_settle_call")
        self.drain_until_death(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 400
        invoice.action_post()
        self.drain(connection)
        self.assert_once(connection, invoice)
        self.assertEqual(self.xero_invoices()[0]["Total"], 480)

    def test_deleted_between_the_death_and_the_recovery(self):  # SPEC A29
        connection, invoice = self.prepared()
        self.die_in("_settle_call")
        self.drain_until_death(connection)
        invoice.button_draft()
        invoice.unlink()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(document["Status"], "VOIDED")

    def test_killed_update_is_not_taken_for_a_strangers(self):  # SPEC A28
        connection, invoice = self.prepared()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        self.die_in("_settle_call")
        self.drain_until_death(connection)
        self.age_calls(minutes=8)
        self.drain(connection)
        self.assert_once(connection, invoice)
        self.assertEqual(self.xero_invoices()[0]["Total"], 300)
        self.assertEqual(invoice.xero_sync, "synced")

    def test_killed_payment_is_recorded_once(self):  # SPEC A30
        for minutes in (0, 8):
            with self.subTest(minutes=minutes):
                connection, invoice = self.prepared_again()
                self.drain(connection)
                self.pay(invoice)
                self.die_in("_settle_call")
                self.drain_until_death(connection)
                self.age_calls(minutes)
                self.drain(connection)
                (payment,) = self.xero_payments()
                self.assertEqual(payment["Amount"], 120)
                links = self.env["xero.link"].search(
                    [
                        ("entity", "=", "payment"),
                        ("connection_id", "=", connection.id),
                    ]
                )
                self.assertEqual(links.mapped("xero_id"), [payment["PaymentID"]])

    def prepared_again(self):
        self.simulator.reset()
        self.register_app()
        self.env["xero.connection"].search([]).write({"active": False})
        return self.prepared()

    def test_answer_lost_after_the_commit(self):  # SPEC A38 X6
        """The connection breaks after Xero has saved: asked, linked, not repeated."""
        connection, invoice = self.prepared()
        self.simulator.fault(
            {"method": "PUT", "path": "Invoices", "count": 1}, "drop_after_commit"
        )
        self.drain(connection)
        self.assertEqual(self.task(invoice).state, "waiting")
        self.assertTrue(self.task(invoice).message)
        self.let_time_pass(connection)
        self.drain(connection)
        self.assert_once(connection, invoice)

    def let_time_pass(self, connection):
        """The pause after an unanswered call is over."""
        connection.budget_ids.sudo().paused_until = False
        waiting = self.env["xero.task"].search([("not_before", "!=", False)])
        waiting.not_before = fields.Datetime.now() - timedelta(seconds=1)
