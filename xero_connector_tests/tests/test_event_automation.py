# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An automation rule of Odoo's own on what Xero tells."""

import pytest

from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase

#: an invoice that is in Xero, a rule that notes on it, and an event about it
STORY = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
from odoo.addons.xero_connector_tests.tests.webhook_case import (
    KEY, body_of, event, sign)

connection = prepare(env, {url!r}, invoices=1)
env.cr.commit()
env["xero.runner"]._run(connection.id)
link = env["xero.link"].search([("entity", "=", "invoice")])
about = env["ir.model"]._get_id("xero.event")
done = env["ir.model.fields.selection"].search(
    [("field_id.model", "=", "xero.event"), ("field_id.name", "=", "state"),
     ("value", "=", "done")])
code = '''
invoice = env[record.res_model].browse(record.res_id)
invoice.message_post(body="Xero says " + record.category)
'''
action = {{"name": "Note it", "model_id": about, "state": "code", "code": code}}
env["base.automation"].create(
    {{"name": "Note it", "model_id": about, "trigger": "on_state_set",
      "trg_selection_field_id": done.id, "action_server_ids": [(0, 0, action)]}})
app = connection.app_id
app.webhook_key = KEY
env.cr.commit()
body = body_of([event(connection.tenant_id, "INVOICE", link.xero_id)])
status = env["xero.app"]._take_delivery(app.webhook_token, body, sign(body))
env.cr.commit()
env["xero.runner"]._run(connection.id)
invoice = env["account.move"].browse(link.res_id)
print("status", int(status), env["xero.event"].search([]).mapped("state"))
print("noted", str(invoice.message_ids.mapped("body")).count("Xero says INVOICE"))
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_automation_rule_hears_of_an_event(simulator):  # SPEC B3
    with ScratchDatabase() as database:
        database.install("base_automation")
        told = database.shell(STORY.format(url=simulator.url))
    assert "status 200 ['done']" in told
    assert "noted 1" in told
