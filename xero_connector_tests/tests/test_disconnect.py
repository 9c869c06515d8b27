# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Disconnect, pause and revoke: what ends at once, and what stays."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from . import scene
from .common import XeroCase
from .consents import Organisations, new_manager


class TestDisconnect(Organisations, XeroCase):
    def setUp(self):
        super().setUp()
        # a refresh has a transaction of its own, which has to see the test's
        self.enterContext(self.enter_registry_test_mode())

    def drain(self, connection):
        self.env.cr.flush()
        connection.sudo().cron_id.method_direct_trigger()

    def two_connections(self):
        """Two companies whose organisations one person has connected."""
        (other,) = self.add_organisations("Alpha")
        first = self.connect()
        second = self.new_connection(company_id=self.new_company().id)
        self.give_consent(second, tenants=[other, self.tenant_id])
        wizard = self.env[second.action_choose()["res_model"]].search([])
        wizard.tenant_id = other
        wizard.action_confirm()
        self.assertEqual(second.state, "connected")
        self.simulator.world.log.clear()
        return first, second

    def assert_silent(self, connection):
        """Work goes on in Odoo and is queued; Xero hears nothing of it."""
        self.simulator.world.log.clear()
        invoice = self.invoice(self.partner("Customer of the Silence"))
        self.pay(invoice)
        for _run in range(2):
            self.poll(connection)
        self.assertEqual(self.simulator.requests(), [])
        self.assertEqual(self.task(invoice).state, "queued")
        return invoice

    # === DISCONNECT === #

    def test_disconnect_ends_it_at_xero_and_keeps_everything(self):  # SPEC A18
        connection = self.connect()
        sent = self.invoice()
        self.drain(connection)
        queued = self.invoice(sent.partner_id)
        task = self.task(queued)
        before = self.xero_invoices()
        connection.action_disconnect()

        self.assertEqual(connection.state, "disconnected")
        self.assertIn(self.env.user.name, connection.status_message)
        self.assertEqual(self.at_xero(), [])
        credential = connection.credential_id.sudo()
        self.assertFalse(credential.is_active)
        self.assertFalse(credential.sealed_access_token)
        self.assertEqual(self.xero_invoices(), before)
        self.assertEqual(sent.xero_sync, "synced")
        self.assertEqual(task.state, "queued")
        self.assertTrue(self.env["xero.call"].search([]))
        later = self.assert_silent(connection)

        self.give_consent(connection)
        self.drain(connection)
        self.assertEqual(
            {one["InvoiceNumber"]: one["Status"] for one in self.xero_invoices()},
            {
                sent.name: "AUTHORISED",
                queued.name: "AUTHORISED",
                later.name: "PAID",
            },
        )

    def test_tokens_stay_while_another_organisation_needs_them(self):  # SPEC A18
        first, second = self.two_connections()
        first.action_disconnect()
        self.assertEqual(self.at_xero(), [second.tenant_id])
        self.assertTrue(second.credential_id.is_active)
        self.drain(second)
        self.assertEqual(second.state, "connected")
        second.action_disconnect()
        self.assertEqual(self.at_xero(), [])
        self.assertFalse(second.credential_id.is_active)

    def test_several_at_once(self):  # SPEC A18
        """The list's selection; the token is refreshed on the way."""
        first, second = self.two_connections()
        first.credential_id.sudo().expires_at = "2020-01-01"
        (first | second).action_disconnect()
        self.assertEqual(self.at_xero(), [])
        self.assertEqual(
            (first | second).mapped("state"), ["disconnected", "disconnected"]
        )
        self.assertFalse(first.credential_id.is_active)

    def test_xero_is_not_reached(self):  # SPEC A18
        connection = self.connect()
        self.simulator.stop()
        try:
            with self.assertRaisesRegex(UserError, "Nothing was changed"):
                connection.action_disconnect()
        finally:
            self.simulator.start()
        self.assertEqual(connection.state, "connected")
        self.assertTrue(connection.credential_id.is_active)
        self.assertEqual(self.at_xero(), [self.tenant_id])
        connection.action_disconnect()
        self.assertEqual(self.at_xero(), [])

    def test_wrong_secret_is_not_a_goodbye(self):  # SPEC A18
        """Xero still has the connection when our own sign-in is refused."""
        connection = self.connect()
        self.app.client_secret = "changed in the portal"
        connection.credential_id.sudo().expires_at = "2020-01-01"
        with self.assertRaisesRegex(UserError, "client secret is wrong"):
            connection.action_disconnect()
        self.assertEqual(connection.state, "connected")
        self.assertEqual(self.at_xero(), [self.tenant_id])
        self.assertTrue(connection.credential_id.is_active)

    def test_token_that_xero_calls_expired_is_renewed(self):  # SPEC A18 P3
        connection = self.connect()
        goodbye = {"path": "/connections", "method": "DELETE"}
        self.simulator.fault(goodbye, "expire_token")
        connection.action_disconnect()
        self.assertEqual(connection.state, "disconnected")
        self.assertEqual(self.at_xero(), [])
        self.assertEqual(len(self.simulator.requests("/connect/token")), 1)

    def test_already_ended_in_xero(self):  # SPEC A18 B7
        connection = self.connect()
        self.control("disconnect", tenant=self.tenant_id)
        connection.action_disconnect()
        self.assertEqual(connection.state, "disconnected")
        self.assertFalse(connection.credential_id.is_active)

    def test_only_managers_of_the_company(self):  # SPEC A8 C12
        connection = self.connect()
        viewer = new_test_user(
            self.env, "viewer", groups="xero_connector.group_task_viewer"
        )
        other = self.new_company()
        stranger = new_manager(
            self.env, "stranger", company_id=other.id, company_ids=other.ids
        )
        for user in (viewer, stranger):
            for button in ("action_disconnect", "action_pause", "action_sync_now"):
                with self.assertRaises(AccessError):
                    getattr(connection.with_user(user), button)()
        self.assertEqual(connection.state, "connected")
        self.assertFalse(connection.paused)

    # === PAUSE === #

    def test_nothing_is_sent_while_paused(self):  # SPEC A18 C3
        connection = self.connect()
        connection.action_pause()
        invoice = self.assert_silent(connection)
        connection.action_resume()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(document["InvoiceNumber"], invoice.name)
        self.assertEqual(document["Status"], "PAID")

    # === REVOKE === #

    def test_revoking_ends_all_organisations_of_the_person(self):  # SPEC A18
        first, second = self.two_connections()
        credential = first.credential_id
        self.assertEqual(credential.connection_ids, first | second)  # it lists them
        credential.action_revoke()
        self.assertEqual(self.at_xero(), [])
        self.assertFalse(credential.is_active)
        for connection in (first, second):
            self.assertEqual(connection.state, "disconnected")
            self.assertIn("revoked", connection.status_message)
        self.assert_silent(first)

    def test_revoking_leaves_other_people_alone(self):  # SPEC A18
        first = self.connect()
        (other,) = self.add_organisations("Alpha")
        self.add_person("grace@example.com", [other])
        second = self.new_connection(company_id=self.new_company().id)
        self.give_consent(second, email="grace@example.com")
        first.credential_id.action_revoke()
        self.assertEqual(second.state, "connected")
        self.assertEqual(self.at_xero(), [other])

    def test_revoking_when_xero_is_away(self):  # SPEC A18
        connection = self.connect()
        self.simulator.stop()
        try:
            with self.assertRaisesRegex(UserError, "Nothing was changed"):
                connection.credential_id.action_revoke()
        finally:
            self.simulator.start()
        self.assertEqual(connection.state, "connected")
        self.assertTrue(connection.credential_id.is_active)

    def test_only_system_administrators_revoke(self):  # SPEC A8
        connection = self.connect()
        with self.assertRaises(AccessError):
            connection.credential_id.with_user(new_manager(self.env)).action_revoke()
        self.assertEqual(self.at_xero(), [self.tenant_id])

    def test_connected_one_cannot_be_deleted(self):  # SPEC A18
        connection = self.connect()
        with self.assertRaisesRegex(UserError, "Disconnect from Xero first"):
            connection.unlink()
        self.assertEqual(self.at_xero(), [self.tenant_id])
        self.assertEqual(connection.connected_by, scene.EMAIL)
