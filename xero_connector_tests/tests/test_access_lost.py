# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero no longer lets us in: the connection says so, and keeps every task."""

from odoo.tools import mute_logger

from . import scene
from .trouble import A_WHILE, TroubleCase

HALTED = "odoo.addons.xero_connector.models.xero_runner"
REFRESH = "odoo.addons.xero_connector.models.xero_credential"


class TestAccessLost(TroubleCase):
    def token_requests(self):
        return self.simulator.requests(path="connect/token")

    def assert_lost(self, connection, *words):
        """The connection is lost and says why; nothing more is asked."""
        self.assertEqual(connection.state, "expired")
        for word in (*words, "Connect with Xero"):
            self.assertIn(word, connection.status_message)
        before = len(self.simulator.requests())
        for _run in range(3):
            self.drain(connection)
        self.assertEqual(len(self.simulator.requests()), before)
        told = connection.message_ids.filtered(
            lambda message: "Connect with Xero" in (message.body or "")
        )
        self.assertEqual(len(told), 1)

    def assert_resumes(self, connection, *invoices):
        """After a new consent everything that was kept is sent."""
        self.end_trouble()
        self.give_consent(connection)
        self.assertEqual(connection.state, "connected", connection.status_message)
        self.assertFalse(connection.status_message)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    # === THE TOKEN === #

    def test_expired_token_is_refreshed_once(self):  # SPEC P3 B22
        connection = self.connect()
        invoice = self.invoice()
        self.trouble("expire_token", "Contacts")
        self.drain(connection)
        self.assertEqual(len(self.token_requests()), 1)
        self.assertEqual(set(self.env["xero.task"].search([]).mapped("retries")), {0})
        self.assert_agreement(connection, invoice)

    def test_expired_token_while_reading(self):  # SPEC P3 A33
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, account="090")
        self.trouble("expire_token", "Payments", "GET")
        self.poll(connection)
        self.poll(connection)
        self.assertEqual(len(self.token_requests()), 1)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_expired_token_while_a_lost_answer_is_cleared_up(self):  # SPEC X7 P3
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.pay(invoice)
        self.trouble("drop_after_commit", "Payments")
        self.drain(connection)
        self.trouble("expire_token", "Payments")
        self.pass_time(60)
        self.drain(connection)
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(len(self.xero_payments()), 1)

    @mute_logger(HALTED)
    def test_token_that_stays_expired(self):  # SPEC B22
        """Refreshing does not help: it is done once, not for ever."""
        connection = self.connect(contact_policy="create")
        invoice = self.invoice()
        self.trouble("expire_token", "", "GET", count=0)
        self.trouble("expire_token", "(Contacts|Invoices)", "PUT", count=0)
        self.drain(connection)
        self.assertEqual(len(self.token_requests()), 1)
        self.assertEqual(len(self.writes()), 2)
        self.assert_lost(connection, "sign-in")
        self.assertEqual(self.task(invoice).state, "queued")
        self.assert_resumes(connection, invoice)

    @mute_logger(HALTED, REFRESH)
    def test_consent_that_has_expired(self):  # SPEC B7 P4
        """Sixty days without use: Xero has forgotten the consent."""
        connection = self.connect()
        invoice = self.invoice()
        self.pass_time(61 * 86_400)
        self.drain(connection)
        self.assert_lost(connection, "expired or was withdrawn", "nothing is lost")
        self.assertEqual(self.task(invoice).state, "queued")
        self.assert_resumes(connection, invoice)

    # === PERMISSION === #

    @mute_logger(HALTED)
    def test_missing_scope(self):  # SPEC A12 B22
        """401 for want of a scope: no refresh, the connection asks for consent."""
        connection = self.connect()
        invoice = self.invoice()
        said = {"Title": "Unauthorized", "Detail": "AuthorizationUnsuccessful"}
        self.trouble("status", "Contacts", status=401, body=said)
        self.drain(connection)
        self.assertEqual(self.token_requests(), [])
        self.assertEqual(len(self.writes()), 1)
        self.assert_lost(connection, "does not cover")
        self.assertEqual(self.task(invoice.partner_id).state, "queued")
        self.assert_resumes(connection, invoice)

    @mute_logger(HALTED)
    def test_disconnected_in_xero(self):  # SPEC B7 P4 A18
        """Somebody removed us under Connected apps: tasks are kept."""
        connection = self.connect()
        invoice = self.invoice()
        self.control("disconnect", client_id=scene.CLIENT_ID, tenant=self.tenant_id)
        self.drain(connection)
        self.assertEqual(len(self.simulator.requests()), 1)
        self.assert_lost(connection, "no longer lets us into")
        later = self.invoice(invoice.partner_id)  # work goes on in Odoo
        tasks = self.task(invoice) | self.task(later) | self.task(invoice.partner_id)
        self.assertEqual(set(tasks.mapped("state")), {"queued"})
        self.assert_resumes(connection, invoice, later)

    @mute_logger(HALTED)
    def test_disconnected_while_reading(self):  # SPEC B7 A33
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, account="090")
        self.trouble("status", method="GET", status=403, body={"Title": "Forbidden"})
        self.poll(connection)
        self.assert_lost(connection, "no longer lets us into")
        self.end_trouble()
        self.give_consent(connection)
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assert_agreement(connection, invoice)

    @mute_logger(HALTED)
    def test_disconnected_while_a_lost_answer_is_cleared_up(self):  # SPEC X7 B7
        """The payment that Xero has saved is found again days later."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        for amount, seconds in ((10, 60), (20, A_WHILE)):
            with self.subTest(seconds=seconds):
                self.pay(invoice, amount=amount)
                self.trouble("drop_after_commit", "Payments")
                self.drain(connection)
                refused = {"status": 403, "body": {"Title": "Forbidden"}}
                self.trouble("status", "Payments", "PUT", **refused)
                self.trouble("status", "Payments", "GET", **refused)
                self.pass_time(seconds)
                self.drain(connection)
                self.assertEqual(connection.state, "expired")
                self.end_trouble()
                self.pass_time(3 * 86_400)
                self.assert_resumes(connection, invoice)
        self.assertEqual(len(self.xero_payments()), 2)

    # === NOT FOUND === #

    def test_document_that_xero_does_not_know(self):  # SPEC A38 P21 B22
        """404 for one document fails it at once; the connection stays."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        self.simulator.world.log.clear()
        invoice = self.invoice(partner)
        self.trouble("status", status=404, body="The resource cannot be found")
        self.drain(connection)
        task = self.assert_failed(invoice, "not_found", "Look for it in Xero")
        self.assertEqual((task.retries, len(self.writes())), (0, 1))
        self.assertEqual(connection.state, "connected")
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_linked_document_that_is_gone(self):  # SPEC A28 P21
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        nothing = '{"Invoices": []}'
        self.trouble("status", method="GET", status=200, body=nothing)
        before = len(self.writes())
        self.drain(connection)
        self.assert_failed(invoice, "not_found", "Look for it in Xero")
        self.assertTrue(invoice.xero_link_id.needs_attention)
        self.assertEqual(len(self.writes()), before)
