# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Other code that asks Xero, with real commits, rollbacks and several processes."""

import ast

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase

PREPARE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
prepare(env, {url!r})
"""
BILL = {
    "Type": "ACCPAY",
    "Contact": {"Name": "Supplies"},
    "LineItems": [
        {"Description": "Tape", "Quantity": 1, "UnitAmount": 5, "AccountCode": "429"}
    ],
}
#: the caller's transaction is rolled back and its code runs once more
ROLLED_BACK = f"""
connection = env["xero.connection"].search([])
env["res.partner"].create({{"name": "Taken back"}})
first = connection.create_invoice({BILL})
env.cr.rollback()
again = connection.create_invoice({BILL})
print("told", [first["InvoiceID"] == again["InvoiceID"],
    env["res.partner"].search_count([("name", "=", "Taken back")])])
"""
#: eight threads at once, each with a transaction of its own, beside a busy lane
AT_ONCE = f"""
from concurrent.futures import ThreadPoolExecutor
from odoo import api
from odoo.exceptions import UserError
from odoo.addons.xero_connector_tests.tests.scene import make_invoices, make_partners

registry, connection_id = env.registry, env["xero.connection"].search([]).id
make_invoices(env, make_partners(env, 30)).action_post()
env.cr.commit()

def run(number):
    with registry.cursor() as cr:
        own = api.Environment(cr, 1, {{}})
        if not number:
            return own["xero.runner"]._run(connection_id)
        connection = own["xero.connection"].browse(connection_id)
        try:
            made = connection.create_invoice({BILL}, key="order 1")
            connection.list_contacts()
            return made["InvoiceID"]
        except UserError as error:
            return error.context["xero_code"]

with ThreadPoolExecutor(9) as pool:
    print("told", list(pool.map(run, range(9))))
"""


@pytest.fixture(scope="module")
def simulator():
    with Simulator() as simulator:
        yield simulator


@pytest.fixture(scope="module")
def database(simulator):
    with ScratchDatabase() as database:
        database.shell(PREPARE.format(url=simulator.url))
        yield database


def told(output):
    (line,) = [line for line in output.splitlines() if line.startswith("told ")]
    return ast.literal_eval(line.removeprefix("told "))


def bills(simulator):
    invoices = simulator.world.organisation().invoices
    return [one for one in invoices if one.type == "ACCPAY"]


def test_rolled_back_and_asked_again(simulator, database):  # SPEC B1 X7
    """What was made stays, and its journal; the caller's own work is gone."""
    assert told(database.shell(ROLLED_BACK)) == [True, 0]
    assert len(bills(simulator)) == 1
    calls = "SELECT state, remote_id, body FROM xero_call WHERE request IS NOT NULL"
    assert database.query(calls) == [("settled", bills(simulator)[0].id, None)]


def test_asked_at_once_beside_the_lane(simulator, database):  # SPEC B1 X7 R3
    """One is made; the others get it, or are told that it is being made."""
    before = len(bills(simulator))
    lane, *answers = told(database.shell(AT_ONCE))
    assert lane is None
    (made,) = bills(simulator)[before:]
    assert made.id in answers
    assert set(answers) <= {made.id, "connection_lost", "rate_concurrent"}
    states = dict(
        database.query("SELECT state, count(*) FROM xero_task GROUP BY state")
    )
    assert set(states) == {"done"}, states
    assert len(simulator.world.organisation().invoices) >= 30
