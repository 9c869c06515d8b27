# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The key that seals the secrets: where it is, that it is missing, or replaced."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from cryptography.fernet import Fernet

from odoo.exceptions import UserError
from odoo.tools import config

from odoo.addons.xero_connector.models.xero_seal import ENVIRONMENT_KEY, KEY_FILE

from . import scene
from .common import XeroCase


def new_key():
    return Fernet.generate_key().decode()


class TestSealingKey(XeroCase):
    @contextmanager
    def another_host(self, *keys):
        """The same database on a host with these keys, or none; its key file."""
        environment = {ENVIRONMENT_KEY: ",".join(keys)}
        with (
            tempfile.TemporaryDirectory() as folder,
            patch.dict(config.options, {"data_dir": folder}),
            patch.dict(os.environ, environment),
        ):
            yield Path(folder) / KEY_FILE

    def stored(self):
        """Everything sealed, as it is in the database."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT sealed_secret, sealed_access_token, sealed_refresh_token"
            "  FROM xero_app JOIN xero_credential ON app_id = xero_app.id"
        )
        return self.env.cr.fetchall()

    def expire(self, connection):
        connection.credential_id.sudo().expires_at = "2020-01-01"

    # === WHERE IT IS === #

    def test_key_is_made_once_for_its_owner_only(self):  # SPEC A13
        self.app.sudo().sealed_secret = False
        path = self.enterContext(self.another_host())
        seal = self.env["xero.seal"]
        sealed = seal._seal("secret")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        made = path.read_text()
        self.assertEqual(seal._open(sealed), "secret")
        seal._seal("another")
        self.assertEqual(path.read_text(), made)
        self.assertEqual(list(path.parent.iterdir()), [path])
        self.env.cr.execute("SELECT value FROM ir_config_parameter")
        self.assertNotIn(made.strip(), str(self.env.cr.fetchall()))

    def test_key_from_the_environment_makes_no_file(self):  # SPEC A13
        path = self.enterContext(self.another_host(new_key()))
        sealed = self.env["xero.seal"]._seal("secret")
        self.assertEqual(self.env["xero.seal"]._open(sealed), "secret")
        self.assertFalse(path.exists())

    def test_key_from_the_server_configuration(self):  # SPEC A13
        path = self.enterContext(self.another_host())
        key = {"xero_connector_key": new_key()}
        self.enterContext(patch.dict(config.options, key))
        self.assertTrue(self.env["xero.seal"]._seal("secret"))
        self.assertFalse(path.exists())

    # === MISSING OR WRONG === #

    def test_key_is_missing_on_this_host(self):  # SPEC A13 X20
        """A sentence, no new key, nothing overwritten; it heals with the key."""
        connection = self.connect()
        invoice = self.invoice()
        stored, before = self.stored(), len(self.simulator.requests())
        with self.another_host() as path:
            self.drain(connection)
            self.assertIn(ENVIRONMENT_KEY, connection.status_message)
            self.assertIn(KEY_FILE, connection.status_message)
            for button in ("action_connect", "action_disconnect"):
                with self.assertRaisesRegex(UserError, "missing on this host"):
                    getattr(connection, button)()
            with self.assertRaisesRegex(UserError, "missing on this host"):
                self.app.client_secret = "another"
            self.assertFalse(path.exists())
        self.assertEqual(self.stored(), stored)
        self.assertEqual(len(self.simulator.requests()), before)
        self.assertEqual(connection.state, "connected")
        self.assertEqual(self.task(invoice).state, "queued")
        self.drain(connection)
        self.assertFalse(connection.status_message)
        self.assertEqual(invoice.xero_sync, "synced")

    def test_wrong_key_changes_nothing(self):  # SPEC A13
        connection = self.connect()
        stored = self.stored()
        self.enterContext(self.another_host(new_key()))
        self.expire(connection)
        self.drain(connection)
        self.assertIn("missing on this host", connection.status_message)
        self.assertEqual(self.stored(), stored)
        self.assertEqual(self.simulator.requests(), [])

    def test_lost_key_is_overcome_as_the_sentence_says(self):  # SPEC A13
        """A new key, the client secret entered again, connected again."""
        connection = self.connect()
        self.enterContext(self.another_host(new_key()))
        self.drain(connection)
        self.assertIn("enter the client secret again", connection.status_message)
        self.app.client_secret = scene.CLIENT_SECRET
        self.give_consent(connection)
        self.assertFalse(connection.status_message)
        invoice = self.invoice()
        self.drain(connection)
        self.assertEqual(invoice.xero_sync, "synced")

    def test_damaged_value(self):  # SPEC A13
        sealed = self.app.sudo().sealed_secret
        self.app.sudo().sealed_secret = sealed[:-8]
        with self.assertRaisesRegex(UserError, "is damaged"):
            self.app._secret()

    # === ROTATION === #

    def test_two_keys_while_one_is_replaced(self):  # SPEC A13 X9
        """The old key opens, the new one seals; then the old one can go."""
        old, new = new_key(), new_key()
        with patch.dict(os.environ, {ENVIRONMENT_KEY: old}):
            self.app.client_secret = scene.CLIENT_SECRET
            connection = self.connect()
        with patch.dict(os.environ, {ENVIRONMENT_KEY: f"{new},{old}"}):
            self.expire(connection)
            self.drain(connection)
            self.assertEqual(len(self.simulator.requests("/connect/token")), 1)
            self.env["xero.app"]._renew_seals()  # every night
        with patch.dict(os.environ, {ENVIRONMENT_KEY: new}):
            self.expire(connection)
            invoice = self.invoice()
            self.drain(connection)
            self.assertEqual(invoice.xero_sync, "synced")
            self.assertEqual(len(self.simulator.requests("/connect/token")), 2)
