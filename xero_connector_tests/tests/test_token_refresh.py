# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A token is refreshed once, by one of many, and kept before it is used."""

import contextlib

import psycopg2
import pytest

from odoo.tools import mute_logger

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase
from .trouble import TroubleCase

PREPARE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
prepare(env, {url!r})
env["xero.credential"].search([]).expires_at = "2020-01-01"
"""

#: what a worker does: four at once in each process, each with a cursor of its own
WORK = """
from concurrent.futures import ThreadPoolExecutor
from odoo import api

credential_id = env["xero.credential"].search([]).id
registry = env.registry
env.cr.rollback()

def need_a_token(_number):
    with registry.cursor() as cr:
        credential = api.Environment(cr, 1, {})["xero.credential"]
        return credential.browse(credential_id)._access_token()

with ThreadPoolExecutor(4) as pool:
    for token in pool.map(need_a_token, range(4)):
        print("token", token)
"""
#: sessions that wait for the row; those that have not begun would prove nothing
WAITING = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock'
   AND query LIKE '%xero_credential%FOR NO KEY UPDATE%'
"""
PROCESSES = 4
TOKEN = "/connect/token"


@pytest.fixture(scope="module")
def simulator():
    with Simulator() as simulator:
        yield simulator


@pytest.fixture(scope="module")
def database(simulator):
    with ScratchDatabase() as database:
        database.shell(PREPARE.format(url=simulator.url))
        yield database


@contextlib.contextmanager
def row_held(database):
    """Nobody gets at the credential between these lines."""
    with contextlib.closing(psycopg2.connect(dbname=database.name)) as connection:
        connection.cursor().execute("SELECT 1 FROM xero_credential FOR UPDATE")
        yield


def expire(database):
    with contextlib.closing(psycopg2.connect(dbname=database.name)) as connection:
        connection.autocommit = True
        connection.cursor().execute(
            "UPDATE xero_credential SET expires_at = '2020-01-01'"
        )


def test_sixteen_workers_refresh_once(simulator, database):  # SPEC P3 R3
    """Sixteen in four processes wait for the same row: one refreshes, all have it."""
    simulator.world.log.clear()
    with row_held(database):
        workers = [database.start_shell(WORK) for _number in range(PROCESSES)]
        database.wait_for(
            lambda: database.query(WAITING) == [(PROCESSES * 4,)], "waiting workers"
        )
    printed = [worker.communicate(timeout=60)[0] for worker in workers]
    tokens = [line for text in printed for line in text.splitlines()]
    tokens = [line.split()[1] for line in tokens if line.startswith("token ")]
    assert len(tokens) == PROCESSES * 4, printed
    assert len(set(tokens)) == 1
    assert len(simulator.requests(TOKEN)) == 1
    assert tokens[0] in simulator.world.identity.tokens.access


#: the answer of the first refresh is lost; whoever asked is rolled back in the end
ASK_TWICE = """
credential = env["xero.credential"].search([])
print("first", credential._access_token())
print("second", credential._access_token())
env.cr.rollback()
"""
IS_FRESH = "SELECT expires_at > now() AT TIME ZONE 'UTC' FROM xero_credential"


def test_lost_answer_and_commit_before_use(simulator, database):  # SPEC P3
    """The old refresh token works once more, and the new one survives a rollback."""
    simulator.world.log.clear()
    expire(database)
    simulator.fault({"path": TOKEN}, "drop_after_commit")
    said = dict(
        line.split(" ", 1) for line in database.shell(ASK_TWICE).splitlines() if line
    )
    assert "connection_lost" in said["first"]
    assert said["second"] in simulator.world.identity.tokens.access
    assert [entry.status for entry in simulator.requests(TOKEN)] == [0, 200]
    assert database.query(IS_FRESH) == [(True,)]


class TestRefreshInARun(TroubleCase):
    def expired(self):
        """An invoice to send, and a token that has expired."""
        connection = self.connect()
        invoice = self.invoice()
        connection.credential_id.sudo().expires_at = "2020-01-01"
        return connection, invoice

    def token_requests(self):
        return len(self.simulator.requests(TOKEN))

    def test_one_refresh_for_a_whole_run(self):  # SPEC P3
        connection, invoice = self.expired()
        self.pay(invoice)
        self.poll(connection)
        self.assertEqual(self.token_requests(), 1)
        self.poll(connection)
        self.assertEqual(self.token_requests(), 1)
        self.assert_agreement(connection, invoice)

    def test_lost_answer_costs_a_minute(self):  # SPEC P3
        """The connection stays, nothing is sent, and the cron wakes up again."""
        connection, invoice = self.expired()
        self.trouble("drop_after_commit", TOKEN, "POST")
        self.drain(connection)
        self.assertEqual(connection.state, "connected")
        self.assertEqual(self.task(invoice).state, "queued")
        self.assertEqual(self.simulator.requests("api.xro"), [])
        (wake_up,) = self.wake_ups(connection)
        self.assertLess(self.seconds_until(wake_up), 70)
        self.pass_time(61)
        self.drain(connection)
        self.assertEqual(self.token_requests(), 2)
        self.assert_agreement(connection, invoice)

    @mute_logger(
        "odoo.addons.xero_connector.models.xero_runner",
        "odoo.addons.xero_connector.models.xero_credential",
    )
    def test_lost_answer_that_nobody_came_back_for(self):  # SPEC P3 P4
        """After the grace period only a new consent helps; nothing is lost."""
        connection, invoice = self.expired()
        self.trouble("drop_after_commit", TOKEN, "POST")
        self.drain(connection)
        self.pass_time(31 * 60)
        self.drain(connection)
        self.assertEqual(connection.state, "expired")
        self.assertIn("nothing is lost", connection.status_message)
        later = self.invoice(invoice.partner_id)
        self.assertEqual(self.task(later).state, "queued")
        self.give_consent(connection)
        self.drain(connection)
        self.assert_agreement(connection, invoice, later)

    def test_xero_is_away(self):  # SPEC P3 B22
        connection, invoice = self.expired()
        for trouble in ("html", "empty", "drop_before", "rate_limit"):
            with self.subTest(trouble=trouble):
                self.trouble(trouble, TOKEN, "POST")
                self.drain(connection)
                self.assertEqual(connection.state, "connected")
                self.assertEqual(self.task(invoice).state, "queued")
        self.drain(connection)
        self.assert_agreement(connection, invoice)
