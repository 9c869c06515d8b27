# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of bad input need: trouble, time that passes, and what must hold."""

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.xero_connector.models.xero_advice import ADVICE

from . import scene
from .common import XeroCase

#: longer than any backoff after an unanswered call, shorter than Xero's memory of keys
A_WHILE = 700
GONE = ("VOIDED", "DELETED")


class TroubleCase(XeroCase, CronMixinCase):
    """Xero or the user misbehaves; nothing may be lost, doubled or left unsaid."""

    # === TROUBLE === #

    def trouble(self, action, path="Invoices", method="PUT", count=1, nth=1, **options):
        """The next `count` such requests (0: all), from the nth on, meet with this."""
        match = {"method": method, "path": f"{path}$", "count": count, "nth": nth}
        return self.simulator.fault(match, {"kind": action, **options})

    def end_trouble(self):
        with self.simulator.world.lock:
            self.simulator.world.faults.clear()

    def writes(self, path="api.xro"):
        """Writing requests to the books that the simulator has seen."""
        return [one for one in self.simulator.requests(path) if one.method != "GET"]

    def in_xero(self, entity, **fields):
        """Somebody enters a record in Xero."""
        return self.control("edit", entity=entity, fields=fields)

    def invoice_in_xero(self, number, **fields):
        line = {"Description": "By hand", "Quantity": 1, "UnitAmount": 5}
        return self.in_xero(
            "invoice",
            Type="ACCREC",
            Contact={"Name": "Somebody else"},
            InvoiceNumber=number,
            LineItems=[{**line, "AccountCode": "200"}],
            **fields,
        )

    # === TIME === #

    def pass_time(self, seconds):
        """Let time pass for Xero's clock and for all that Odoo waits for."""
        scene.pass_time(self.env, self.simulator.url, seconds)

    def wake_ups(self, connection):
        """Moments at which the connection's cron will be woken."""
        triggers = self.env["ir.cron.trigger"].sudo()
        cron = connection.sudo().cron_id
        return triggers.search(
            [("cron_id", "=", cron.id), ("call_at", ">", fields.Datetime.now())]
        ).mapped("call_at")

    def seconds_until(self, moment):
        return (moment - fields.Datetime.now()).total_seconds()

    # === PEOPLE === #

    def manager(self):
        return new_test_user(
            self.env, "manager", groups="base.group_user,xero_connector.group_manager"
        )

    def retry(self, tasks):
        """Click the Retry button."""
        login = self.env["res.users"].search([("login", "=", "manager")])
        tasks.with_user(login or self.manager()).action_retry()

    # === WHAT MUST HOLD === #

    def assert_told(self, task, state, code, *words):
        """The task says what is wrong and what to do, in people's words."""
        self.assertEqual((task.state, task.error_code), (state, code), task.message)
        self.assertIn(code, set(ADVICE))
        self.assertTrue(task.message)
        self.assertTrue(task.advice)
        said = f"{task.message} {task.advice}"
        self.assertNotIn("Traceback", said)
        for word in words:
            self.assertIn(word, said)

    def assert_failed(self, record, code, *words):
        """The record's task failed, and the record shows it."""
        task = self.task(record)
        self.assert_told(task, "failed", code, *words)
        record.invalidate_recordset()
        self.assertEqual(record.xero_sync, "attention")
        self.assertEqual(record.xero_message, f"{task.message} {task.advice}")
        return task

    def assert_waiting(self, record, code, *words, part=None):
        task = self.task(record, part=part)
        self.assert_told(task, "waiting", code, *words)
        return task

    def assert_agreement(self, connection, *invoices):
        """Nothing is open, and both sides have the same documents, once."""
        tasks = self.env["xero.task"].search([("connection_id", "=", connection.id)])
        still_open = tasks.filtered(
            lambda task: task.state not in ("done", "superseded", "cancelled")
        )
        self.assertFalse(still_open.mapped("message"))
        self.assertFalse(still_open)
        self.assertFalse(self.env["xero.call"].search([("state", "!=", "settled")]))
        theirs = [one for one in self.xero_invoices() if one["Status"] not in GONE]
        self.assertEqual(
            sorted(
                (one["InvoiceNumber"], float(one["Total"]), float(one["AmountDue"]))
                for one in theirs
            ),
            sorted(
                (one.name, one.amount_total, one.amount_residual) for one in invoices
            ),
        )
        ids = {one["InvoiceID"] for one in theirs}
        links = [invoice.xero_link_id.xero_id for invoice in invoices]
        self.assertEqual(sorted(links), sorted(ids))
        names = [one["Name"] for one in self.xero_contacts()]
        self.assertEqual(len(names), len(set(names)))
        self.assert_same_payments(connection)

    def assert_same_payments(self, connection):
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", connection.id),
                ("entity", "=", "payment"),
                ("status", "!=", "DELETED"),
            ]
        )
        theirs = [one["PaymentID"] for one in self.xero_payments()]
        self.assertEqual(sorted(links.mapped("xero_id")), sorted(theirs))
