# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A copy of the database must not write into the books of the real organisation."""

import os
import subprocess

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import DEADLINE, ScratchDatabase
from .trouble import TroubleCase

PREPARE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
prepare(env, {url!r}, invoices=2)
env["xero.app"].search([]).webhook_key = "old"
env["xero.app"].search([]).webhook_key = "new"
env["ir.cron"].search([]).lastcall = False
"""
#: what a server's cron worker would do, and a person who tries to help it
WAKE = """
connection = env["xero.connection"].search([])
env["xero.runner"]._run(connection.id)
env["account.move"].search([("state", "=", "posted")])[0].ref = "changed"
env.cr.commit()
env["xero.runner"]._run(connection.id)
print(connection.state, "|", connection.status_message)
"""
SECRETS = """
SELECT count(*) FROM xero_credential FULL JOIN xero_app ON false
  FULL JOIN xero_consent ON false
 WHERE sealed_access_token IS NOT NULL OR sealed_refresh_token IS NOT NULL
    OR sealed_secret IS NOT NULL OR sealed_verifier IS NOT NULL
    OR sealed_webhook_key IS NOT NULL OR sealed_previous_webhook_key IS NOT NULL
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_neutralised_copy_has_no_secret_and_sends_nothing(simulator):  # SPEC X20 A13
    with ScratchDatabase() as database:
        database.shell(PREPARE.format(url=simulator.url))
        assert database.query(SECRETS) != [(0,)]
        tasks = database.query("SELECT count(*) FROM xero_task WHERE state = 'queued'")
        simulator.world.log.clear()
        subprocess.run(
            [os.environ["XERO_TEST_ODOO"], "neutralize", "-d", database.name],
            check=True,
            capture_output=True,
            timeout=DEADLINE,
        )
        assert database.query(SECRETS) == [(0,)]
        assert database.query(
            "SELECT bool_or(cron.active) FROM ir_cron cron"
            "  JOIN xero_connection ON cron_id = cron.id"
        ) == [(False,)]
        said = database.shell(WAKE)
        assert "expired | This is a copy" in said
        assert simulator.requests() == []
        assert len(simulator.world.organisation().invoices) == 0
        kept = database.query("SELECT count(*) FROM xero_task WHERE state = 'queued'")
        assert kept >= tasks


class TestCopies(TroubleCase):
    def become_a_copy(self, connection, name):
        """The same rows in a database that is not the one that was connected."""
        if name == "uuid":
            parameters = self.env["ir.config_parameter"].sudo()
            parameters.set_param("database.uuid", "another")
        else:
            connection.database_name = "the_original"

    def test_copy_pauses_with_a_sentence(self):  # SPEC X20
        for difference in ("uuid", "name"):
            with self.subTest(difference=difference):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                connection = self.connect()
                invoice = self.invoice(self.partner(difference))
                self.become_a_copy(connection, difference)
                for _run in range(2):
                    self.poll(connection)
                self.assertTrue(connection.paused)
                self.assertIn("is a copy", connection.status_message)
                self.assertIn("Connect again", connection.status_message)
                self.assertEqual(self.simulator.requests(), [])
                self.assertEqual(self.task(invoice).state, "queued")

    def test_resuming_a_copy_does_not_help(self):  # SPEC X20
        connection = self.connect()
        self.invoice()
        self.become_a_copy(connection, "uuid")
        self.drain(connection)
        connection.action_resume()
        self.drain(connection)
        self.assertTrue(connection.paused)
        self.assertIn("is a copy", connection.status_message)
        self.assertEqual(self.simulator.requests(), [])

    def test_connecting_again_makes_it_the_real_one(self):  # SPEC X20
        """As the sentence says; a moved database goes on where it was."""
        connection = self.connect()
        invoice = self.invoice()
        self.become_a_copy(connection, "uuid")
        self.drain(connection)
        self.give_consent(connection)
        self.assertFalse(connection.paused)
        self.assertFalse(connection.status_message)
        self.drain(connection)
        self.assert_agreement(connection, invoice)
