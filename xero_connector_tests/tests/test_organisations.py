# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which organisation a company is connected with: none, one, several, again."""

import json

from odoo.exceptions import UserError

from odoo.addons.xero_connector_tests.simulator.identity.records import User

from . import scene
from .common import ORGANISATION, XeroCase
from .consents import Organisations


class TestOrganisations(Organisations, XeroCase):
    def setUp(self):
        super().setUp()
        self.connection = self.new_connection()
        self.tenants = []

    # === NONE OR ONE === #

    def assert_refused(self, *words):
        """Nothing is connected, and the form says why."""
        self.assert_nothing_stored(self.connection)
        for word in words:
            self.assertIn(word, self.connection.status_message)

    def test_nobody_without_an_organisation_is_connected(self):  # SPEC A7
        self.add_person("nobody@example.com")
        self.give_consent(self.connection, email="nobody@example.com", tenants=[])
        self.assert_refused("has no organisation", "then connect again")

    def test_practices_are_no_organisations(self):  # SPEC A14
        self.connections_answer({"tenantType": "PRACTICE", "tenantName": "Advisers"})
        self.give_consent(self.connection)
        self.assert_refused("has no organisation")

    def test_a_practice_beside_one_organisation_is_no_choice(self):  # SPEC A14
        self.connections_answer(
            {"tenantType": "PRACTICE", "tenantName": "Advisers"},
            {"tenantType": "ORGANISATION", "tenantName": "The Shop"},
        )
        self.give_consent(self.connection)
        self.assertEqual(self.connection.state, "connected")
        self.assertEqual(self.connection.organisation_name, "The Shop")

    def connections_answer(self, *rows):
        rows = [
            {"id": f"connection-{row['tenantName']}", "tenantId": row["tenantName"]}
            | row
            for row in rows
        ]
        body = {"kind": "status", "status": 200, "body": json.dumps(rows)}
        self.simulator.fault({"path": "/connections$"}, body)

    def test_granted_scopes_are_stored_and_missing_ones_shown(self):  # SPEC A12 E6
        self.give_consent(self.connection)
        self.assertEqual(self.connection.granted_scopes, self.app.scopes)
        self.assertFalse(self.connection.missing_scopes)
        self.app.scopes += " accounting.manualjournals"
        self.connection.invalidate_recordset(["missing_scopes"])
        self.assertEqual(self.connection.missing_scopes, "accounting.manualjournals")

        self.give_consent(self.connection)  # “Sign In to Xero Again”
        self.assertEqual(self.connection.granted_scopes, self.app.scopes)
        self.assertFalse(self.connection.missing_scopes)
        self.assertEqual(len(self.env["xero.credential"].search([])), 1)

    def test_person_is_taken_from_the_id_token(self):  # SPEC B4
        self.simulator.world.identity.add_user(
            User(
                "grace@example.com",
                scene.PASSWORD,
                [self.tenant_id],
                given_name="Grace",
                family_name="Hopper",
            )
        )
        self.give_consent(self.connection, email="grace@example.com")
        self.assertEqual(self.connection.connected_by, "grace@example.com")
        credential = self.connection.credential_id
        self.assertEqual(credential.user_name, "Grace Hopper")
        self.assertEqual(credential.user_email, "grace@example.com")

    def test_without_identity_scopes_our_own_user_is_named(self):  # SPEC B4
        self.app.scopes = "offline_access accounting.settings"
        self.give_consent(self.connection)
        self.assertEqual(self.connection.state, "connected")
        self.assertEqual(self.connection.connected_by, self.env.user.name)

    # === SEVERAL === #

    def choose(self, connection=None):
        """Allow all organisations and open the list."""
        connection = connection or self.connection
        if not self.tenants:
            self.tenants = [self.tenant_id, *self.add_organisations("Alpha", "Beta")]
        self.give_consent(connection, tenants=self.tenants)
        self.assertEqual(connection.state, "choosing", connection.status_message)
        return self.open_list(connection)

    def open_list(self, connection):
        action = connection.action_choose()
        return self.env[action["res_model"]].browse(action["res_id"])

    def line(self, wizard, name):
        return wizard.line_ids.filtered(lambda line: line.name == name)

    def test_list_select_confirm(self):  # SPEC A15 B5 E5
        wizard = self.choose()
        self.assertFalse(self.connection.tenant_id)
        self.assertEqual(
            set(wizard.line_ids.mapped("name")), {"Alpha", "Beta", ORGANISATION}
        )
        self.assertFalse(wizard.line_id)
        wizard.line_id = self.line(wizard, "Beta")
        wizard.action_confirm()
        self.assertEqual(self.connection.state, "connected")
        self.assertEqual(self.connection.organisation_name, "Beta")
        self.assertEqual(self.connection.tenant_id, self.tenants[2])
        self.drain(self.connection)  # reads the catalogues of that one
        self.assertEqual(
            {one.tenant for one in self.simulator.requests("api.xro")},
            {self.tenants[2]},
        )

    def test_nothing_happens_before_the_choice(self):  # SPEC A15
        self.choose()
        self.invoice()
        self.drain(self.connection)
        self.assertEqual(self.simulator.requests("api.xro"), [])

    def test_confirm_without_a_choice(self):  # SPEC A15
        with self.assertRaisesRegex(UserError, "Choose an organisation first"):
            self.choose().action_confirm()
        self.assertEqual(self.connection.state, "choosing")

    def test_organisation_entered_by_hand(self):  # SPEC B5
        wizard = self.choose()
        wizard.tenant_id = f" {self.tenants[1].upper()} "
        wizard.action_confirm()
        self.assertEqual(self.connection.organisation_name, "Alpha")
        self.assertEqual(self.connection.tenant_id, self.tenants[1])

    def test_unknown_organisation_entered_by_hand(self):  # SPEC B5
        wizard = self.choose()
        (strange,) = self.add_organisations("Not Allowed")
        for entered in (strange, "x", self.tenants[1][:-1]):
            with self.subTest(entered=entered):
                wizard.tenant_id = entered
                with self.assertRaisesRegex(UserError, "does not list an organisation"):
                    wizard.action_confirm()
                self.assertEqual(self.connection.state, "choosing")
                self.assertFalse(self.connection.tenant_id)

    def test_choice_that_was_withdrawn_meanwhile(self):  # SPEC A15
        wizard = self.choose()
        wizard.line_id = self.line(wizard, "Beta")
        self.control("revoke", email=scene.EMAIL, tenant="Beta")
        with self.assertRaisesRegex(UserError, "does not list an organisation"):
            wizard.action_confirm()

    def test_list_when_xero_is_away(self):
        self.choose()
        self.simulator.stop()
        try:
            with self.assertRaisesRegex(UserError, "Xero could not be reached"):
                self.connection.action_choose()
        finally:
            self.simulator.start()
        self.assertEqual(self.connection.state, "choosing")

    def test_organisation_of_another_company(self):  # SPEC A15 B19
        self.give_consent(self.connection, tenants=[self.tenant_id])
        other = self.new_connection(company_id=self.new_company().id)
        wizard = self.choose(other)
        taken = self.line(wizard, ORGANISATION)
        self.assertEqual(wizard.taken_line_ids, taken)
        self.assertIn(self.company.name, taken.reason)
        self.assertFalse(taken.is_available)
        for values in ({"line_id": taken.id}, {"tenant_id": self.tenant_id}):
            wizard.write({"line_id": False, "tenant_id": False, **values})
            with self.assertRaisesRegex(UserError, "already connected to the company"):
                wizard.action_confirm()
            self.assertEqual(other.state, "choosing")
        wizard.write({"tenant_id": False, "line_id": self.line(wizard, "Alpha").id})
        wizard.action_confirm()
        self.assertEqual(other.organisation_name, "Alpha")
        self.assertEqual(self.connection.credential_id, other.credential_id)

    def test_only_organisation_serves_another_company(self):  # SPEC A15 B19
        self.give_consent(self.connection)
        other = self.new_connection(company_id=self.new_company().id)
        self.give_consent(other)
        self.assertNotEqual(other.state, "connected")
        self.assertFalse(other.tenant_id)
        self.assertTrue(self.connection.credential_id.is_active)
        for word in (ORGANISATION, self.company.name, "already connected"):
            self.assertIn(word, other.status_message)

    def test_tokens_of_a_refused_person_are_not_kept(self):  # SPEC A13 A15
        self.give_consent(self.connection)
        other = self.new_connection(company_id=self.new_company().id)
        self.add_person("grace@example.com", [self.tenant_id])
        self.give_consent(other, email="grace@example.com")
        self.assertEqual(other.credential_id.user_email, "grace@example.com")
        self.assertFalse(other.credential_id.is_active)
        self.assertTrue(self.connection.credential_id.is_active)

    def test_a_company_has_one_connection(self):  # SPEC B19
        self.give_consent(self.connection, tenants=[self.tenant_id])
        second = self.new_connection()
        with self.assertRaisesRegex(UserError, "has another Xero connection already"):
            second.action_connect()

    # === AGAIN === #

    def connected(self):
        """A connection with a document in Xero; another organisation beside it."""
        self.connection.unlink()
        (other,) = self.add_organisations("Alpha")
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        return connection, invoice, other

    def settings(self, connection):
        names = ("tenant_id", "default_account_id", "cutover_date", "tax_mapping_ids")
        return connection.read(names)

    def test_same_organisation_resumes(self):  # SPEC A18 E16
        """Links, settings and queue are kept; what was queued meanwhile goes out."""
        connection, sent, other = self.connected()
        link, settings = sent.xero_link_id, self.settings(connection)
        connection.action_disconnect()
        queued = self.invoice(sent.partner_id)
        self.drain(connection)
        self.assertEqual(len(self.xero_invoices()), 1)

        self.give_consent(connection, tenants=[other, self.tenant_id])
        self.assertEqual(connection.state, "connected")
        self.assertEqual(self.settings(connection), settings)
        self.drain(connection)
        self.assertEqual(sent.xero_link_id, link)
        self.assertEqual(queued.xero_sync, "synced")
        self.assertEqual(len(self.xero_invoices()), 2)

    def test_other_organisation_is_refused(self):  # SPEC E16
        connection, sent, other = self.connected()
        connection.action_disconnect()
        self.give_consent(connection, tenants=[other])
        self.assertEqual(connection.state, "disconnected")
        self.assertEqual(connection.tenant_id, self.tenant_id)
        self.assertIn(ORGANISATION, connection.status_message)
        self.assertFalse(connection.credential_id.is_active)
        self.assertEqual(sent.xero_sync, "synced")

    def test_one_person_is_one_consent(self):  # SPEC A18
        """Xero ends all of a person's connections at once, so they share a row."""
        connection, _sent, other = self.connected()
        second = self.new_connection(company_id=self.new_company().id)
        self.give_consent(second, tenants=[other])
        self.open_list(second).line_ids.wizard_id.write({"tenant_id": other})
        self.env["xero.choose.organisation"].search([]).action_confirm()
        self.assertEqual(second.credential_id, connection.credential_id)

        connection.action_disconnect()
        self.give_consent(connection)
        self.assertEqual(connection.state, "connected")
        self.assertEqual(second.credential_id, connection.credential_id)
        self.assertEqual(len(self.env["xero.credential"].search([])), 1)
