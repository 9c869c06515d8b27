# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_connection import CONNECTED

#: minutes between two looks at Xero when nothing is waiting to be sent
POLL_MINUTES = 5


class XeroConnectionLane(models.Model):
    """The lane of a connection: its cron, its budget, and when it may run."""

    _inherit = "xero.connection"

    def _create_lane(self):
        """Give the connection its own cron: its row lock is the lane (DESIGN §1)."""
        self.ensure_one()
        self.sudo().cron_id = (
            self.env["ir.cron"]
            .sudo()
            .create(
                {
                    "name": self.env._("Xero: synchronise %s", self.company_id.name),
                    "model_id": self.env["ir.model"]._get_id("xero.runner"),
                    "state": "code",
                    "code": f"model._run({self.id})",
                    "user_id": self.env.ref("base.user_root").id,
                    "interval_number": POLL_MINUTES,
                    "interval_type": "minutes",
                }
            )
        )
        self.env["xero.budget"].sudo().create({"connection_id": self.id})

    def _trigger_run(self, at=None):
        """Wake the lane, now or at a time (UTC)."""
        for connection in self:
            connection.sudo().cron_id._trigger(at=at)

    @api.depends("budget_ids")
    def _compute_calls(self):
        for connection in self:
            budget = connection.sudo().budget_ids[:1]
            connection.calls_today = budget.calls_today
            connection.paused_until = budget.paused_until
            connection.calls_left = (
                str(budget.day_remaining)
                if budget.day_known
                else self.env._("not known yet")
            )

    def _is_ready(self):
        """Whether the lane may talk to Xero now."""
        return self.active and self.state == CONNECTED and not self.paused

    def _is_copy(self):
        """Whether this database is not the one that was connected (SPEC X20)."""
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return (uuid, self.env.cr.dbname) != (self.database_uuid, self.database_name)

    def _pause_copy(self):
        """Send nothing from a copy: Xero would get everything twice."""
        self.write(
            {
                "paused": True,
                "status_message": self.env["xero.advice"]._explained("wrong_database"),
            }
        )

    def _budget(self):
        """The budget as core.limiter understands it."""
        return self.budget_ids[:1].sudo()._load()

    def action_pause(self):
        """Stop talking to Xero; tasks are still queued."""
        self.check_access("write")
        self.paused = True

    def action_resume(self):
        """Go on, beginning with what has been queued."""
        self.check_access("write")
        self.write({"paused": False, "status_message": False})
        self._trigger_run()

    def action_sync_now(self):
        """Look at Xero and drain the queue as soon as a worker is free."""
        self.check_access("write")
        self.env["xero.cursor"].sudo().search(
            [("connection_id", "in", self.ids)]
        ).next_poll_at = False
        self._trigger_run()
        return self._notification(
            self.env._("Synchronisation has started in the background.")
        )

    def _notification(self, message, kind="success"):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": kind},
        }

    def _action_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
