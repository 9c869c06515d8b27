# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta, timezone

from odoo import api, fields, models

from ..core.client import OutcomeError
from ..core.outcome import Done, Fail, Halt, Retry, Split
from .xero_call import SENT, UNKNOWN
from .xero_entity import CREATE, DELETE, Step
from .xero_lane import utcnow
from .xero_task import QUEUED, RUNNING

_logger = logging.getLogger(__name__)

#: Xero keeps answers for about six minutes (XERO_API §3); ours ends safely before
REPLAY_WINDOW = timedelta(minutes=5)
#: an outcome that cannot be learned in so many runs is left to people
ATTEMPTS = 20
#: how far Xero's clock and ours may be apart when looking for what was written
CLOCK_MARGIN = timedelta(minutes=10)


class XeroRunnerRecovery(models.AbstractModel):
    """Finds out what became of writes whose answer was lost (SPEC X7, DESIGN §5).

    First the same bytes with the same key, within Xero's window; afterwards Xero is
    asked what it has. Only what is not there is sent again, with a new key.
    """

    _inherit = "xero.runner"

    @api.model
    def _recover(self, lane):
        """Rows still running in this lane are orphans of a process that died."""
        calls = self._in_transaction(self._find_orphans, lane)
        for call in calls:
            if lane.stopped:
                return
            self._resolve(lane, call.id)

    @api.model
    def _find_orphans(self, lane):
        orphans = self.env["xero.task"].search(
            [("connection_id", "=", lane.connection.id), ("state", "=", RUNNING)]
        )
        calls = self.env["xero.call"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "=", SENT),
                ("request", "=", False),  # other code's: see xero.service
            ]
        )
        calls.write({"state": UNKNOWN, "replay": True})
        if orphans:
            _logger.info(
                "xero connection %s: %s orphans", lane.connection.id, len(orphans)
            )
        orphans.filtered(lambda task: task.call_id not in calls).write(
            {"state": QUEUED}
        )
        return calls

    @api.model
    def _resolve_unknown(self, lane, tasks):
        """Resolve the calls that claimed tasks are still waiting to hear of.

        :return: the tasks that can be encoded now
        """
        calls = tasks.call_id.filtered(lambda call: call.state == UNKNOWN)
        for call in calls:
            if not lane.stopped:
                self._resolve(lane, call.id)
        if lane.stopped:
            self._requeue_unsent(lane, tasks.ids)
        tasks.invalidate_recordset()
        return tasks.filtered(
            lambda task: task.state == RUNNING and task.call_id.state != UNKNOWN
        )

    @api.model
    def _resolve(self, lane, call_id):
        """Learn what became of one unknown call, and settle it."""
        if not self._in_transaction(self._hold_tasks, lane, call_id):
            return
        call = self.env["xero.call"].browse(call_id)
        age = fields.Datetime.now() - call.sent_at
        gone = self._entity(call.entity)._content(call) is None
        if call.replay and age < REPLAY_WINDOW and not gone:
            outcomes = self._send(lane, call_id)
            if call.action == DELETE and isinstance(outcomes[0], Fail):
                step = self._steps_of_call(call)[0]
                outcomes = self._unless_gone(lane, call.entity, step, outcomes)
            if not isinstance(outcomes[0], Split):
                self._in_transaction(self._settle_call, lane, call_id, outcomes)
                self._renew_token(lane)
                return
        try:
            elements = self._elements_since(lane, call)
        except OutcomeError as error:
            outcome = error.outcome
            if isinstance(outcome, Retry):
                outcome = Retry(outcome.code, outcome.detail, uncertain=True)
            outcomes = [outcome] * call.count
            self._in_transaction(self._settle_unasked, lane, call_id, outcomes)
            self._renew_token(lane)
            return
        self._in_transaction(self._settle_found, lane, call_id, elements)

    @api.model
    def _hold_tasks(self, lane, call_id):
        """The tasks of a call run while it is being resolved, whatever they were.

        :return: False when resolving it fails again and again: an error of ours must
            not hold up the lane for ever. Its tasks fail; Retry looks once more.
        """
        call = self.env["xero.call"].browse(call_id)
        tasks = self.env["xero.task"].search(
            [
                ("call_id", "=", call_id),
                ("state", "in", ("queued", "waiting", "failed", "running")),
            ]
        )
        tasks.write({"state": RUNNING, "waits_on_ids": [fields.Command.clear()]})
        if call.attempts < ATTEMPTS:
            call.attempts += 1
            return True
        call.attempts = 0
        for task in tasks:
            self._fail(lane, task, "internal_error")
        return False

    @api.model
    def _elements_since(self, lane, call):
        """What Xero has that the call may have written."""
        steps = [Step(**values) for values in call.steps]
        since = call.sent_at.replace(tzinfo=timezone.utc) - CLOCK_MARGIN
        model = self._entity(call.entity)
        self._progress()
        return model._elements_since(lane, call.action, steps, since)

    @api.model
    def _settle_unasked(self, lane, call_id, outcomes):
        """Xero could not be asked: the call stays unknown, its tasks wait."""
        call = self.env["xero.call"].browse(call_id)
        call.attempts = 0  # no error of ours
        steps = [Step(**values) for values in call.steps]
        self._settle_steps(lane, call.entity, steps, outcomes)
        self._save_budget(lane, outcomes)

    @api.model
    def _settle_found(self, lane, call_id, elements):
        """Link what was written; queue the rest again."""
        rest = self._link_found_of(lane, call_id, elements, [])
        tasks = self.env["xero.task"].browse({step.task_id for step in rest})
        tasks.filtered(lambda task: task.state == RUNNING).write({"state": QUEUED})
        self._save_budget(lane, [])

    @api.model
    def _without_found(self, lane, call_id, outcomes):
        """Steps of a refused batch that Xero has not saved; the others are linked."""
        call = self.env["xero.call"].browse(call_id)
        elements = []
        if call.action == CREATE:
            try:
                elements = self._elements_since(lane, call)
            except OutcomeError as error:
                self._settle_unasked(lane, call_id, [error.outcome] * call.count)
                call.write({"state": UNKNOWN, "replay": False})
                return []
        return self._link_found_of(lane, call_id, elements, outcomes)

    @api.model
    def _link_found_of(self, lane, call_id, elements, outcomes):
        """Settle the steps whose element is in Xero, and close the call.

        :return: steps that Xero does not have, with their payloads
        """
        call = self.env["xero.call"].browse(call_id)
        again = call.state == UNKNOWN
        found, rest = [], []
        for step in self._steps_of_call(call):
            element = self._written(call, step, elements)
            (found if element else rest).append((step, element))
        self._note_answer(lane, call, outcomes)
        self._settle_steps(
            lane,
            call.entity,
            [step for step, _element in found],
            [Done(element) for _step, element in found],
            again,
        )
        return [step for step, _element in rest]

    @api.model
    def _written(self, call, step, elements):
        """The element that a step has written, or None."""
        model = self._entity(call.entity)
        declaration = model._declaration
        for element in elements:
            if call.action == CREATE:
                ours = declaration.natural_key(step.payload)
                same_key = declaration.natural_key(element) == ours
                if same_key and model._is_ours(step, step.payload, element):
                    return element
            elif element.get(declaration.id_key) == step.remote_id:
                return element if model._happened(step, step.payload, element) else None
        return None

    @api.model
    def _unless_gone(self, lane, entity, step, outcomes):
        """A deletion is refused: if somebody was quicker, it has happened."""
        model = self._entity(entity)
        try:
            elements = model._elements_since(lane, DELETE, [step], None)
        except OutcomeError:
            return outcomes
        gone = all(model._happened(step, step.payload, one) for one in elements)
        return [Done(elements[0] if elements else None)] if gone else outcomes

    # === TOKEN === #

    @api.model
    def _renew_token(self, lane):
        """After Xero has called the token expired: one new token for this run."""
        if not lane.needs_token:
            return
        lane.needs_token, lane.refreshed = False, True
        token = lane.connection.credential_id.sudo()._access_token(lane.access_token)
        if isinstance(token, str):
            lane.sign_in(token)
        elif isinstance(token, Halt):
            self._in_transaction(self._halt, lane.connection, token)
            lane.stop()
        else:
            lane.stop(utcnow() + timedelta(minutes=1))
