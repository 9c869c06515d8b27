# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timezone

from odoo import fields, models

from ..core.limiter import Budget

#: columns that are fields of core.limiter.Budget holding a time
_TIMES = ("minute_resets_at", "day_resets_at", "paused_until")
#: columns that are None in core as long as Xero has not told
_REMAINING = ("minute", "day")


class XeroBudget(models.Model):
    """What is left of Xero's call limits for one organisation.

    A row of its own, because it changes with every call while the connection, which
    every task refers to, must stay quiet (DESIGN §4).
    """

    _name = "xero.budget"
    _description = "Xero API Budget"
    _rec_name = "connection_id"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    minute_remaining = fields.Integer()
    minute_known = fields.Boolean()
    minute_resets_at = fields.Datetime()
    day_remaining = fields.Integer("Calls Left Today")
    day_known = fields.Boolean()
    day_resets_at = fields.Datetime()
    paused_until = fields.Datetime("Waiting for Xero Until")
    day = fields.Date()
    failures = fields.Integer(
        "Unanswered Calls", help="Calls in a row that Xero has not answered."
    )
    calls_today = fields.Integer()

    _connection_unique = models.Constraint(
        "unique(connection_id)", "A connection has one budget."
    )

    def _load(self):
        """The row as a core.limiter.Budget (times aware, in UTC)."""
        self.ensure_one()
        times = {
            name: (self[name] and self[name].replace(tzinfo=timezone.utc)) or None
            for name in _TIMES
        }
        remaining = {
            f"{window}_remaining": (
                self[f"{window}_remaining"] if self[f"{window}_known"] else None
            )
            for window in _REMAINING
        }
        return Budget(
            **times, **remaining, calls_today=self.calls_today, day=self.day or None
        )

    def _save(self, budget, failures=None):
        """Keep a core.limiter.Budget in the row.

        :param failures: how many calls in a row Xero has not answered
        """
        values = {
            name: getattr(budget, name) and getattr(budget, name).replace(tzinfo=None)
            for name in _TIMES
        }
        for window in _REMAINING:
            remaining = getattr(budget, f"{window}_remaining")
            values[f"{window}_known"] = remaining is not None
            values[f"{window}_remaining"] = remaining or 0
        values.update(calls_today=budget.calls_today, day=budget.day)
        if failures is not None:
            values["failures"] = failures
        self.write(values)

    def _end_silence(self):
        """A person wants it tried now: forget the pause after unanswered calls.

        Xero's own limits stay: those are known by their windows, or told once more.
        """
        self.filtered("failures").write({"paused_until": False, "failures": 0})
