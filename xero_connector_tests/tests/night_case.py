# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of the nightly comparison need: nights, and what they have said."""

from odoo.tools import SQL

from .deaths import DeathCase
from .drift_case import DriftCase

DAY = 24 * 60 * 60


class NightCase(DriftCase, DeathCase):
    def night(self, drain=True):
        """Odoo's nightly job, and the lane that it wakes."""
        self.pass_time(DAY)
        self.poll(self.connection)
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("xero_connector.ir_cron_reconcile").method_direct_trigger()
        if drain:
            self.drain(self.connection)

    def pass_time_for_changes(self):
        """What was changed was changed long before it was compared."""
        self.env.flush_all()
        for table, column in (
            ("account_move", "write_date"),
            ("xero_link", "write_date"),
            ("xero_link", "last_sync"),
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = now() - interval '1 year'",
                    SQL.identifier(table),
                    SQL.identifier(column),
                )
            )
        self.env.invalidate_all()

    def comparison(self):
        return self.env["xero.task"].search(
            [("type_id.name", "=", "reconcile.pull")], limit=1, order="id desc"
        )

    def mails(self):
        return self.env["mail.message"].search(
            [
                ("model", "=", "xero.connection"),
                ("res_id", "=", self.connection.id),
                ("subject", "like", "differences"),
            ]
        )

    def reads(self, path="Invoices"):
        requests = self.simulator.requests("api.xro")
        return [
            one for one in requests if one.method == "GET" and one.path.endswith(path)
        ]
