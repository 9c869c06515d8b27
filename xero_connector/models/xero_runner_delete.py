# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.client import OutcomeError
from ..core.errors import LabelledError


class XeroRunnerDelete(models.AbstractModel):
    """Looks at what is to be deleted first: a person may have worked on it in Xero."""

    _inherit = "xero.runner"

    @api.model
    def _deletable(self, lane, entity, steps):
        """Drop deletions that a person's work in Xero forbids (SPEC P17)."""
        model = self._entity(entity)
        if not steps or lane.stopped or not model._xero_reads_before_delete:
            return steps
        ids = [step.remote_id for step in steps]
        try:
            elements = lane.client.by_ids(model._declaration, ids)
        except OutcomeError as error:
            self._in_transaction(self._settle_all, lane, entity, steps, error.outcome)
            return []
        found = {one.get(model._declaration.id_key): one for one in elements}
        return self._in_transaction(self._judge_deletions, lane, model, steps, found)

    @api.model
    def _judge_deletions(self, lane, model, steps, elements):
        allowed = []
        for step in steps:
            try:
                if step.remote_id in elements:
                    model._may_delete(step, elements[step.remote_id])
                allowed.append(step)
            except LabelledError as reason:
                self._fail_step(lane, step, reason.label, reason.detail)
        return allowed
