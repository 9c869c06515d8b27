# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories need: a UK company, a Xero of its own, and both sides' books."""

import logging
from decimal import Decimal

import requests

from odoo import Command, fields
from odoo.tests import TransactionCase, tagged

from odoo.addons.xero_connector_tests.demo.books import (
    caller,
    differences,
    xero_books,
)
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books
from odoo.addons.xero_connector_tests.simulator import Simulator
from odoo.addons.xero_connector_tests.simulator.identity.records import App

from . import scene

ORGANISATION = "Demo Company (UK)"


@tagged("post_install", "-at_install")
class XeroCase(TransactionCase):
    """Odoo on one side, the simulator on the other, real HTTP between them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._listen_to_odoo()
        cls.simulator = Simulator().start()
        cls.addClassCleanup(cls.simulator.stop)
        cls.company = cls.env.company
        scene.use_uk_books(cls.env, cls.company)
        cls.sale_tax = scene.sale_tax(cls.env, cls.company)
        cls.purchase_tax = cls.company.account_purchase_tax_id
        cls.bank = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", "bank")], limit=1
        )
        cls.app = scene.make_app(cls.env, cls.simulator.url)

    @classmethod
    def _listen_to_odoo(cls):
        """Hear Odoo's warnings: without them a failed cron looks like a success."""
        logger = logging.getLogger("odoo")
        cls.addClassCleanup(logger.setLevel, logger.level)
        logger.setLevel(logging.WARNING)

    def setUp(self):
        super().setUp()
        self.simulator.reset()
        self.register_app()

    # === CONNECT === #

    def register_app(self, **values):
        """Tell the simulator of our app and its redirect URI."""
        app = App(
            scene.CLIENT_ID,
            scene.CLIENT_SECRET,
            redirect_uris=[self.app.redirect_uri],
            **values,
        )
        self.simulator.world.identity.add_app(app)

    def new_connection(self, **values):
        return self.env["xero.connection"].create(
            {"company_id": self.company.id, "app_id": self.app.id, **values}
        )

    def give_consent(self, connection, **choices):
        """What the browser does between “Connect with Xero” and the callback."""
        scene.give_consent(connection, **choices)

    def connect(self, **settings):
        """A connection that is ready for business, its catalogues loaded."""
        connection = self.new_connection()
        self.give_consent(connection)
        self.assertEqual(connection.state, "connected", connection.status_message)
        self.drain(connection)
        connection.write(
            {
                "default_account_id": self.account(connection, "200").id,
                "default_purchase_account_id": self.account(connection, "429").id,
                "default_bank_account_id": self.account(connection, "090").id,
                **settings,
            }
        )
        self.map_tax(connection, self.purchase_tax, "INPUT2")
        self.simulator.world.log.clear()
        return connection

    def map_tax(self, connection, tax, tax_type):
        """Map a tax, unless its rate was clear without a person."""
        if tax not in connection.tax_mapping_ids.tax_id:
            rates = connection.tax_rate_ids
            self.env["xero.tax.mapping"].create(
                {
                    "connection_id": connection.id,
                    "tax_id": tax.id,
                    "tax_rate_id": rates.filtered(
                        lambda rate: rate.tax_type == tax_type
                    ).id,
                }
            )

    def account(self, connection, code):
        return scene.account(connection, code)

    def explain(self):
        """Print the queue and the calls: for people looking at a failing test."""
        for task in self.env["xero.task"].search([], order="id"):
            print(  # noqa: T201 - this is its purpose
                task.id,
                task.type_id.name,
                task.state,
                task.res_id,
                task.part,
                task.retries,
                task.error_code,
                task.message,
            )
        for call in self.env["xero.call"].search([], order="id"):
            print(  # noqa: T201 - this is its purpose
                call.operation, call.state, call.status, call.error_code, call.summary
            )

    def payments_account(self, connection, word):
        """The account with payments enabled that has this word in its name."""
        return connection.account_ids.filtered(
            lambda account: account.enable_payments and word in account.name.lower()
        )[:1]

    def drain(self, connection):
        """Run the connection's cron as Odoo's workers do, until nothing is left."""
        self.env.cr.flush()
        cron = connection.sudo().cron_id
        with self.enter_registry_test_mode():
            problem = cron.method_direct_trigger()
        if isinstance(problem, dict):
            self.fail(problem["params"]["data"]["debug"])

    def poll(self, connection):
        """Let the next run look at Xero, and run it."""
        self.env["xero.cursor"].search([]).next_poll_at = False
        self.drain(connection)

    # === ODOO'S SIDE === #

    def partner(self, name="Ada Lovelace Ltd", **values):
        return self.env["res.partner"].create({"name": name, **values})

    def invoice(self, partner=None, price=100.0, post=True, taxes=None, **values):
        """A customer invoice of one line, posted."""
        taxes = self.sale_tax if taxes is None else taxes
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": (partner or self.partner()).id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Consulting",
                            "quantity": 1,
                            "price_unit": price,
                            "tax_ids": [Command.set(taxes.ids)],
                        }
                    )
                ],
                **values,
            }
        )
        if post:
            move.action_post()
        return move

    def pay(self, invoices, **values):
        """Register a payment with Odoo's own wizard."""
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"journal_id": self.bank.id, **values})
        )
        return wizard._create_payments()

    def task(self, record, type_name=None, part=None):
        """The newest task about a record; the marks of this transaction included."""
        self.env.cr.flush()
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        if type_name:
            domain.append(("type_id.name", "=", type_name))
        if part is not None:
            domain.append(("part", "=", part))
        return self.env["xero.task"].search(domain, limit=1, order="id desc")

    # === XERO'S SIDE === #

    @property
    def organisation(self):
        return self.simulator.world.organisation(ORGANISATION)

    @property
    def tenant_id(self):
        return self.organisation.tenant_id

    def books(self):
        """Trial balance, tax summary and bank balances in Xero."""
        answer = requests.get(
            f"{self.simulator.url}/_sim/books",
            params={"tenant": self.tenant_id},
            timeout=10,
        )
        return answer.json(parse_float=Decimal)

    def assert_same_books(self, connection):
        """Trial balance, tax summary, bank balances and documents, to the cent."""
        ours = odoo_books(caller(self.env), connection.id)
        theirs = xero_books(self.state(), self.books())
        self.assertEqual(differences(ours, theirs), [])

    def state(self):
        """Everything in Xero, as JSON."""
        answer = requests.get(
            f"{self.simulator.url}/_sim/state",
            params={"tenant": self.tenant_id},
            timeout=10,
        )
        return answer.json(parse_float=Decimal)

    def xero_invoices(self, number=None):
        """Invoices in Xero, by number if given."""
        found = self.state()["invoices"]
        return [one for one in found if number in (None, one["InvoiceNumber"])]

    def xero_contacts(self, name=None):
        return [one for one in self.state()["contacts"] if name in (None, one["Name"])]

    def xero_payments(self):
        return [one for one in self.state()["payments"] if one["Status"] != "DELETED"]

    def control(self, path, **body):
        """A person at work in Xero, or trouble."""
        answer = requests.post(
            f"{self.simulator.url}/_sim/{path}", json=body, timeout=10
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()
