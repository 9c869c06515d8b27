# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The address that Xero sends to: validated by Xero, and checked by ourselves."""

from odoo.exceptions import UserError

from . import scene
from .webhook_case import WebhookCase


class TestWebhookAddress(WebhookCase):
    def test_the_intent_to_receive_of_xero(self):  # SPEC B12 P23
        self.assertEqual(self.app.webhook_state, "waiting")
        self.subscribe()
        self.assertEqual(self.app.webhook_state, "validated")

    def test_wrong_key_is_not_validated(self):  # SPEC B12
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            shown = self.control(
                "webhooks",
                url=self.app.webhook_url,
                key="mistyped",
                client_id=scene.CLIENT_ID,
            )
        self.assertEqual(shown["status"], "intent to receive required")
        self.env.invalidate_all()
        self.assertEqual(self.app.webhook_state, "waiting")

    def test_the_address_is_checked(self):  # SPEC B12 P23
        kind, message = self.check()
        self.assertEqual(kind, "success", message)
        self.assertIn("reached this database", message)
        self.assertEqual(self.app.webhook_state, "waiting")  # Xero has yet to try

    def test_an_address_that_leads_elsewhere(self):  # SPEC P23
        parameters = self.env["ir.config_parameter"].sudo()
        for base, word in (
            (self.simulator.url, "does not find this database"),
            ("http://localhost:9", "Nothing answers"),
        ):
            parameters.set_param("web.base.url", base)
            self.app.invalidate_recordset()
            kind, message = self.check()
            self.assertEqual(kind, "danger")
            self.assertIn(word, message)

    def test_check_without_key(self):
        self.app.sealed_webhook_key = False
        with self.assertRaisesRegex(UserError, "Enter the webhook key first"):
            self.app.action_check_webhook()
