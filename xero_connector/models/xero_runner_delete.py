# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.client import OutcomeError
from ..core.errors import LabelledError
from .xero_entity import MissingRecord


class XeroRunnerDelete(models.AbstractModel):
    """Looks at what is to be deleted first: a person may have worked on it in Xero."""

    _inherit = "xero.runner"

    @api.model
    def _deletable(self, lane, entity, steps):
        """Drop deletions that a person's work in Xero forbids (SPEC P17)."""
        model = self._entity(entity)
        if not steps or lane.stopped:
            return steps
        try:
            found = model._read_before_deletion(lane, steps)
        except OutcomeError as error:
            self._in_transaction(self._settle_all, lane, entity, steps, error.outcome)
            return []
        return self._in_transaction(self._judge_deletions, lane, model, steps, found)

    @api.model
    def _judge_deletions(self, lane, model, steps, elements):
        allowed = []
        for step in steps:
            try:
                model._may_delete(step, elements)
                allowed.append(step)
            except MissingRecord as reason:
                task = self.env["xero.task"].browse(step.task_id)
                self._set_aside(lane, task, reason)
            except LabelledError as reason:
                self._fail_step(lane, step, reason.label, reason.detail)
        return allowed
