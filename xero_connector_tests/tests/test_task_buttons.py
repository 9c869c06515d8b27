# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The buttons of a task: Retry and Cancel, and who may press them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .trouble import TroubleCase


class TestTaskButtons(TroubleCase):
    def failed_task(self):
        connection = self.connect()
        partner = self.partner("Ada Lovelace Ltd", email="not an address")
        self.drain(connection)
        return connection, partner, self.task(partner)

    def test_retry_resets_the_counter_and_keeps_the_history(self):  # SPEC A39
        connection, _partner, task = self.failed_task()
        task.retries = 5
        calls = self.env["xero.call"].search_count([])
        with self.capture_triggers(connection.sudo().cron_id.id) as captured:
            self.retry(task)
        self.assertEqual((task.state, task.retries), ("queued", 0))
        self.assertFalse(task.error_code)
        self.assertEqual(len(captured.records), 1)  # requeued now
        self.drain(connection)
        self.assertEqual(task.error_code, "email_invalid")
        self.assertGreater(self.env["xero.call"].search_count([]), calls)

    def test_cancel_gives_up(self):  # SPEC A39 C3
        connection, partner, task = self.failed_task()
        task.with_user(self.manager()).action_cancel()
        self.assertEqual(task.state, "cancelled")
        before = len(self.writes())
        self.drain(connection)
        self.assertEqual(len(self.writes()), before)
        self.assertFalse(partner.xero_sync)

    def test_cancelled_contact_does_not_hold_its_invoice_for_ever(self):  # SPEC A32
        connection, partner, task = self.failed_task()
        invoice = self.invoice(partner)
        self.drain(connection)
        self.assert_waiting(invoice, "waits_for_record", partner.name)
        task.with_user(self.manager()).action_cancel()
        partner.email = "ada@example.com"
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_buttons_are_for_managers(self):  # SPEC A39 C12
        _connection, _partner, task = self.failed_task()
        clerk = new_test_user(
            self.env,
            "looker",
            groups="base.group_user,xero_connector.group_task_viewer",
        )
        for button in ("action_retry", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(task.with_user(clerk), button)()

    def test_nothing_to_retry_is_said(self):  # SPEC A39
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        with self.assertRaisesRegex(UserError, "already being worked on or finished"):
            self.retry(self.task(invoice))
