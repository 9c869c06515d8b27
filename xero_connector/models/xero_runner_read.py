# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.client import OutcomeError
from ..core.errors import LabelledError
from ..core.outcome import Done
from .xero_entity import NOTHING, MissingRecord, Step


class XeroRunnerRead(models.AbstractModel):
    """Reads from Xero before anything is decided or overwritten."""

    _inherit = "xero.runner"

    @api.model
    def _push(self, lane, entity, tasks):
        self._progress()
        try:
            self._entity(entity)._read_first(lane, tasks)
        except OutcomeError as error:
            self._in_transaction(self._not_read, lane, tasks.ids, error.outcome)
            self._renew_token(lane)
            return
        super()._push(lane, entity, tasks)

    @api.model
    def _not_read(self, lane, task_ids, outcome):
        """The tasks wait or fail like one that Xero has answered so."""
        self._heed(lane, outcome)
        for task in self.env["xero.task"].browse(task_ids):
            step = Step(task.id, NOTHING, task.res_model, task.res_id, task.part or "")
            self._settle_other(lane, step, task, outcome)
        self._save_budget(lane, [outcome])

    @api.model
    def _without_conflicts(self, lane, entity, steps):
        """Drop updates of what somebody has changed in Xero since we last agreed."""
        if not steps or lane.stopped:
            return []
        declaration = self._entity(entity)._declaration
        try:
            elements = lane.client.by_ids(declaration, [one.remote_id for one in steps])
        except OutcomeError as error:
            self._in_transaction(self._settle_all, lane, entity, steps, error.outcome)
            return []
        found = {one.get(declaration.id_key): one for one in elements}
        return self._in_transaction(self._judge_updates, lane, entity, steps, found)

    @api.model
    def _judge_updates(self, lane, entity, steps, elements):
        """Drop what must not be written, is to be decided anew, or is empty.

        :return: the steps to be sent
        """
        model = self._entity(entity)
        links = self._links_of(lane, steps)
        allowed = []
        for step in steps:
            link = links.get((step.res_id, step.part), self.env["xero.link"])
            element = elements.get(step.remote_id)
            if not self._is_allowed(lane, model, step, link, element):
                continue
            if model._writes(step):
                allowed.append(step)
            else:
                self._settle_steps(lane, entity, [step], [Done(element)])
        return allowed

    @api.model
    def _is_allowed(self, lane, model, step, link, element):
        """Whether a step may go on; if not, its task has been told what comes next."""
        task = self.env["xero.task"].browse(step.task_id)
        try:
            if element is None:
                raise LabelledError("not_found")
            if model._reconsider(lane, step, link, element):
                task._requeue()
                return False
            model._may_update(step, link, element)
        except MissingRecord as reason:
            self._set_aside(lane, task, reason)
            return False
        except LabelledError as reason:
            self._fail_step(lane, step, reason.label, reason.detail)
            return False
        return True
