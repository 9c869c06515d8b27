# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A server of several databases: how a delivery gets to the right one."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from unittest.mock import patch

import pytest
import requests

from odoo.tools import config

from .servers import DEADLINE, ScratchDatabase
from .webhook_case import EMPTY, KEY, WebhookCase, sign

PREPARE = f"""
app = env["xero.app"].create({{"client_id": "several"}})
app.webhook_key = {KEY!r}
print("token", app.webhook_token)
"""
SERVER_WIDE = "--load=base,rpc,web,xero_connector"


@pytest.fixture(scope="module")
def place():
    """A database, and the path that its app is delivered to."""
    with ScratchDatabase() as database:
        told = database.shell(PREPARE)
        token = told.partition("token ")[2].split()[0]
        yield database, f"/xero/webhook/{token}"


@contextlib.contextmanager
def server(*options):
    """The address of an Odoo that serves every database it finds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = dict(os.environ)
    surroundings.pop("PGDATABASE", None)  # Odoo would serve that one only
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "odoo"),
            *("server", "--workers=0", "--max-cron-threads=0", "--log-level=error"),
            *(f"--http-port={port}", *options),
        ],
        stdin=subprocess.DEVNULL,
        env=surroundings,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE)


def _await(address):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        with contextlib.suppress(requests.RequestException):
            requests.get(f"{address}/web/health", timeout=5)
            return
        time.sleep(0.2)
    raise AssertionError("the server did not start")


def post(url, signature=None, **headers):
    headers["x-xero-signature"] = signature or sign(EMPTY)
    headers["Content-Type"] = "application/json"
    return requests.post(url, data=EMPTY, headers=headers, timeout=DEADLINE)


def deliveries(database):
    return database.query("SELECT count(*) FROM xero_delivery")[0][0]


def test_named_by_the_proxy(place):  # SPEC P23
    """Without anything else Odoo cannot know which database is meant."""
    database, path = place
    with server() as address:
        before = deliveries(database)
        assert post(f"{address}{path}").status_code == 404
        assert post(f"{address}{path}?db={database.name}").status_code == 404
        assert deliveries(database) == before
        named = {"X-Odoo-Database": database.name}
        answer = post(f"{address}{path}", **named)
        assert (answer.status_code, answer.content) == (200, b"")
        assert "Set-Cookie" not in answer.headers
        assert deliveries(database) == before + 1
        assert post(f"{address}{path}", sign(EMPTY, "x"), **named).status_code == 401


def test_named_in_the_address(place):  # SPEC P23
    """Loaded server-wide, the route needs no database to be found."""
    database, path = place
    with server(SERVER_WIDE) as address:
        before = deliveries(database)
        url = f"{address}{path}?db={database.name}"
        answer = post(url)
        assert (answer.status_code, answer.content) == (200, b"")
        assert "Set-Cookie" not in answer.headers
        assert deliveries(database) == before + 1
        refused = post(url, sign(EMPTY, "another key"))
        assert (refused.status_code, refused.content) == (401, b"")
        for query in ("", "?db=", "?db=no_such_database", "?db=postgres"):
            assert post(f"{address}{path}{query}").status_code in (401, 404), query
        assert deliveries(database) == before + 1


class TestAddress(WebhookCase):
    def test_address_names_the_database_where_it_must(self):  # SPEC P23
        app = self.app
        self.assertTrue(app.webhook_url.endswith(f"/xero/webhook/{app.webhook_token}"))
        self.assertGreaterEqual(len(app.webhook_token), 32)
        with patch.dict(config.options, {"dbfilter": ".*"}):
            app.invalidate_recordset()
            name = self.env.cr.dbname
            self.assertTrue(app.webhook_url.endswith(f"?db={name}"), app.webhook_url)
