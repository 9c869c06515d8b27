# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The examples of the readme, run as they stand there."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from odoo import fields
from odoo.tests import HttpCase
from odoo.tools import mute_logger

import odoo.addons.xero_connector as connector
from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase
from .service_case import SALE, ServiceCase

PAGE = Path(connector.__file__).parent / "readme" / "EXTEND.md"


def example(title):
    """The code below a title that stands alone on its line."""
    block = re.compile(rf"^`{title}`\n\n```python\n(.*?)^```$", re.M | re.S)
    found = block.findall(PAGE.read_text())
    assert len(found) == 1, title
    return found[0]


class TestServiceExamples(ServiceCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        address = f"http://localhost:{cls.http_port()}"
        cls.env["ir.config_parameter"].set_param("web.base.url", address)

    def setUp(self):
        super().setUp()
        self.user.password = "correct horse battery"
        keys = self.env["res.users.apikeys"].with_user(self.user)
        later = fields.Datetime.now() + timedelta(days=1)
        self.words = {
            "url": self.base_url(),
            "database": self.env.cr.dbname,
            "login": self.user.login,
            "api_key": keys._generate("rpc", "test", later),
            "connection_id": self.connection.id,
        }

    def ask(self, method, *arguments, **options):
        """A web test is in test mode already."""
        return getattr(self.connection.with_user(self.user), method)(
            *arguments, **options
        )

    def run_program(self, title):
        """A program outside of Odoo."""
        self.env.flush_all()
        words = dict(self.words)
        with self.allow_requests(all_requests=True):
            exec(example(title), words)
        self.env.invalidate_all()
        return words

    def test_server_action(self):  # SPEC B1
        """As the manager runs it; twice is once."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Rent",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": example("server action"),
                "group_ids": [(4, self.env.ref("base.group_user").id)],
            }
        )
        for _time in range(2):
            action.with_user(self.user).run()
        (bill,) = self.xero_invoices()
        self.assertEqual((bill["Type"], bill["Status"]), ("ACCPAY", "PAID"))
        self.assertEqual(bill["Contact"]["Name"], "Landlord Ltd")
        self.assertEqual(len(self.xero_payments()), 1)

    def test_json_2(self):  # SPEC B1
        self.ask("create_invoice", SALE)
        self.assertEqual(self.xero_invoices()[0]["Status"], "AUTHORISED")
        words = self.run_program("JSON-2")
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")
        with (
            self.allow_requests(all_requests=True),
            self.assertRaises(RuntimeError) as caught,
            mute_logger("odoo.http"),
        ):
            words["ask"]("create_contact", values={"Name": "Grace Hopper"})
        sentence, code = caught.exception.args
        self.assertEqual(code, "contact_name_taken")
        self.assertIn("Another contact in Xero has this name", sentence)

    @mute_logger("odoo.addons.rpc.controllers.xmlrpc")
    def test_xml_rpc(self):  # SPEC B1
        words = self.run_program("XML-RPC")
        self.assertIn("090", [one.get("Code") for one in words["accounts"]])
        (theirs,) = self.xero_contacts("By XML-RPC")
        self.assertEqual(words["contact"]["ContactID"], theirs["ContactID"])


#: a rule on events, as the page describes it
RULE = """
from odoo.addons.xero_connector_tests.tests.scene import prepare
connection = prepare(env, {url!r})
state = env["ir.model.fields"]._get("xero.event", "state")
rule = env["base.automation"].create({{
    "name": "Large bills",
    "model_id": env["ir.model"]._get_id("xero.event"),
    "trigger": "on_write",
    "trigger_field_ids": [(4, state.id)],
    "filter_pre_domain": '[("state", "=", "new")]',
}})
env["ir.actions.server"].create({{
    "name": "Large bills",
    "base_automation_id": rule.id,
    "model_id": rule.model_id.id,
    "state": "code",
    "code": {code!r},
}})
"""
#: two bills appear in Xero, and its webhook says so
HAPPENS = """
from odoo.addons.xero_connector.core import webhook
from odoo.addons.xero_connector_tests.tests.webhook_case import body_of, event

connection = env["xero.connection"].search([])
made = [
    connection.create_invoice({
        "Type": "ACCPAY",
        "InvoiceNumber": number,
        "Contact": {"Name": "Supplies"},
        "LineItems": [{
            "Description": "Ship", "Quantity": 1, "UnitAmount": price,
            "AccountCode": "429",
        }],
    })
    for number, price in (("BIG 1", 5000), ("SMALL 1", 5))
]
events = [event(connection.tenant_id, "INVOICE", one["InvoiceID"]) for one in made]
delivery = webhook.delivery_of(body_of(events))
env["xero.delivery"]._receive(connection.app_id, delivery, 1)
env.cr.commit()
env["xero.runner"]._run(connection.id)
env.cr.commit()
posted = connection.message_ids.mapped("body")
print("told", [str(body) for body in posted if "large bill" in body])
print("states", env["xero.event"].search([]).mapped("state"))
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


def test_automation_rule(simulator):  # SPEC B3
    """A rule on events, with the real module for automation rules."""
    with ScratchDatabase() as database:
        database.install("base_automation")
        code = example("automation rule")
        database.shell(RULE.format(url=simulator.url, code=code))
        told = database.shell(HAPPENS)
    assert "A large bill in Xero: BIG 1" in told
    assert "SMALL" not in told
    assert "states ['done', 'done']" in told
