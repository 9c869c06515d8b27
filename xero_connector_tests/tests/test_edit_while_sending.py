# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two users edit an invoice while a worker waits for Xero's answer about it."""

from decimal import Decimal

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import DEADLINE, ScratchDatabase

PREPARE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
prepare(env, {url!r}, invoices=1)
"""
#: as a person does: reset to draft, change, confirm; again when the other was quicker
EDIT = """
from odoo.service.model import retrying
def edit():
    move = env["account.move"].search([("move_type", "=", "out_invoice")])
    move.button_draft()
    move.invoice_line_ids.price_unit += {more}
    move.action_post()
retrying(edit, env)
env.cr.commit()
"""
OPEN_TASKS = "SELECT count(*) FROM xero_task WHERE state NOT IN ('done', 'superseded')"


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_edited_by_two_while_it_is_sent(simulator):  # SPEC A28 A29 X7
    books = simulator.world.organisation()
    with ScratchDatabase() as database:
        database.shell(PREPARE.format(url=simulator.url))
        simulator.fault(
            {"method": "PUT", "path": "Invoices"},
            {"kind": "timeout", "delay": 15, "commit": True},
        )
        database.serve()
        database.wait_for(lambda: len(books.invoices) == 1, "the invoice in Xero")
        editors = [database.start_shell(EDIT.format(more=more)) for more in (10, 25)]
        for editor in editors:
            output, _errors = editor.communicate(timeout=DEADLINE)
            assert editor.returncode == 0 and "Traceback" not in output, output
        database.wait_for(
            lambda: database.query(OPEN_TASKS) == [(0,)], "an empty queue"
        )
        (invoice,) = books.invoices
        ((total,),) = database.query(
            "SELECT amount_total FROM account_move WHERE move_type = 'out_invoice'"
        )
        assert total == Decimal("162.00")
        assert (invoice.total, invoice.status) == (total, "AUTHORISED")
