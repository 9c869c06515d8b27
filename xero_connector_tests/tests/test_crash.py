# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""SIGKILL of a real Odoo process while Xero's answer is on its way (DESIGN §1)."""

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase

#: what a person would click: connect, set the accounts, post invoices
PREPARE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
prepare(env, {url!r}, invoices={invoices})
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_killed_worker_leaves_one_document(simulator):  # SPEC X6 A38
    books = simulator.world.organisation()
    with ScratchDatabase() as database:
        database.shell(PREPARE.format(url=simulator.url, invoices=3))
        simulator.fault(
            {"method": "PUT", "path": "Invoices"},
            {"kind": "timeout", "delay": 60, "commit": True},
        )
        server = database.serve()
        database.wait_for(lambda: len(books.invoices) == 3, "invoices in Xero")
        database.kill(server)
        running = "SELECT count(*) FROM xero_task WHERE state = 'running'"
        assert database.query(running) == [(3,)]
        assert database.query(LINKS) == []
        database.serve()
        database.wait_for(lambda: len(database.query(LINKS)) == 3, "links in Odoo")
        assert len(books.invoices) == 3
        ids = {row[0] for row in database.query(LINKS)}
        assert ids == {invoice.id for invoice in books.invoices}
        assert database.query(
            "SELECT count(*) FROM xero_call WHERE state != 'settled'"
        ) == [(0,)]


LINKS = "SELECT xero_id FROM xero_link WHERE entity = 'invoice'"
