# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import psycopg2

from odoo import api, models

from ..core.outcome import (
    Done,
    Fail,
    Halt,
    RefreshToken,
    Retry,
    Snooze,
    Split,
)
from .xero_call import SETTLED, UNKNOWN
from .xero_entity import Step
from .xero_task import DONE, QUEUED, RUNNING


class XeroRunnerSettle(models.AbstractModel):
    """Writes down what an answer means: links, states, retries. No HTTP here."""

    _inherit = "xero.runner"

    @api.model
    def _settle_call(self, lane, call_id, outcomes):
        """Settle every element of a call that was just made (or repeated)."""
        call = self.env["xero.call"].browse(call_id)
        steps = [Step(**values) for values in call.steps]
        again = call.state == UNKNOWN
        lost = next((one for one in outcomes if self._leaves_unknown(one, again)), None)
        self._note_answer(lane, call, outcomes, lost)
        self._settle_steps(lane, call.entity, steps, outcomes, again)
        self._save_budget(lane, outcomes)

    @api.model
    def _leaves_unknown(self, outcome, again):
        """Whether it is still not known if Xero has written the element.

        :param again: the call is a repetition. That this one was not let through says
            nothing about the first.
        """
        if isinstance(outcome, Retry):
            return again or outcome.uncertain
        return again and isinstance(outcome, Snooze | RefreshToken | Halt)

    @api.model
    def _note_answer(self, lane, call, outcomes, lost=None):
        """Close the call, or keep its bytes as long as its outcome is unknown."""
        refused = next((one for one in outcomes if not isinstance(one, Done)), None)
        made = [one for one in lane.client.calls if one.key == call.idempotency_key]
        call.write(
            {
                "state": UNKNOWN if lost else SETTLED,
                "attempts": 0,
                "replay": bool(lost and getattr(lost, "replay", True)),
                "error_code": refused.code if refused else False,
                "body": call.body if lost else False,
                "steps": call.steps if lost else False,
                "status": made[-1].status if made else 0,
                "duration": made[-1].duration if made else 0,
                "correlation_id": made[-1].correlation_id if made else False,
            }
        )

    @api.model
    def _settle_all(self, lane, entity, steps, outcome):
        """Settle steps whose reading call did not succeed."""
        self._settle_steps(lane, entity, steps, [outcome] * len(steps))
        self._save_budget(lane, [outcome])

    @api.model
    def _save_budget(self, lane, outcomes):
        """Keep the budget; after an unanswered call leave Xero alone for a while."""
        row = lane.connection.budget_ids[:1].sudo()
        silent = bool(outcomes) and all(isinstance(one, Retry) for one in outcomes)
        failures = row.failures + 1 if silent else 0
        if silent:
            lane.hold(failures)
        row._save(lane.client.budget, failures)

    @api.model
    def _settle_steps(self, lane, entity, steps, outcomes, again=False):
        """Settle steps in bulk; a task is done when all of its steps are.

        :param again: what is settled was encoded in an earlier run. The record may have
            changed since, and its newer marks may have been folded into this task: it
            is looked at once more.
        """
        finished = self.env["xero.task"]
        tasks = finished.browse({step.task_id for step in steps}).grouped("id")
        pairs = [
            (step, outcome)
            for step, outcome in zip(steps, outcomes, strict=True)
            # Answered the first time: its link may know something newer by now.
            if tasks[step.task_id].state != DONE
        ]
        done = [pair for pair in pairs if isinstance(pair[1], Done)]
        problems = self._link_done(lane, entity, done)
        for step, outcome in pairs:
            task = tasks[step.task_id]
            if not isinstance(outcome, Done):
                self._heed(lane, outcome)
            if task.state != RUNNING:
                continue  # superseded: a newer mark looks at the record's present state
            if not isinstance(outcome, Done):
                self._settle_other(lane, step, task, outcome)
            elif id(step) in problems:
                self._fail(lane, task, *problems[id(step)], part=step.part)
            elif step.more or again:
                task._requeue()
            else:
                finished |= task
        # A task with several steps is done only if none of them went wrong.
        self._finish_tasks(lane, finished.filtered(lambda task: task.state == RUNNING))

    @api.model
    def _link_done(self, lane, entity, done):
        """Create and update the links of accepted steps.

        :return: {id(step): (code, detail)} of answers that do not prove what was sent
        """
        model = self._entity(entity)
        links = self._links_of(lane, [step for step, _outcome in done])
        new, problems = [], {}
        for step, outcome in done:
            link = links.get((step.res_id, step.part), self.env["xero.link"])
            values, problem = self._judge(lane, model, step, outcome.element, link)
            if problem:
                problems[id(step)] = problem
            values = model._link_defaults(lane, step, values)
            if link:
                link.write(values)
            else:
                new.append(values)
        self.env["xero.link"].create(new)
        self.env["xero.remote"]._forget(lane, [values["xero_id"] for values in new])
        return problems

    @api.model
    def _judge(self, lane, model, step, element, link):
        """What the entity makes of an element; one that it cannot read harms no other.

        Xero has it, so its identity is kept: it must not be sent a second time.
        """
        element = element or {}
        found = self._guarded(
            model._settled, lane, step, element, link, passing=psycopg2.Error
        )
        if not isinstance(found, Exception):
            return found
        xero_id = element.get(model._declaration.id_key) or step.remote_id
        return {"xero_id": xero_id}, ("answer_unreadable", "")

    @api.model
    def _links_of(self, lane, steps):
        if not steps:
            return {}
        return self.env["xero.link"]._of(
            lane.connection,
            steps[0].res_model,
            {step.res_id for step in steps},
            {step.part for step in steps},
        )

    @api.model
    def _heed(self, lane, outcome):
        """What an outcome means for the run as a whole."""
        if isinstance(outcome, RefreshToken):
            if lane.refreshed:
                outcome = Halt("unauthorized", outcome.detail)
            else:
                lane.needs_token = True
        if isinstance(outcome, Snooze):
            lane.stop(outcome.until)
        if isinstance(outcome, Halt) and not lane.stopped:
            self._halt(lane.connection, outcome)
            lane.stop()

    @api.model
    def _settle_other(self, lane, step, task, outcome):
        """Settle a task that Xero has not accepted (DESIGN §1 point 7)."""
        match outcome:
            case Retry():
                self._retry(lane, task, outcome)
            case Snooze():
                self._snooze(task, outcome)
            case RefreshToken() | Halt():
                task.write({"state": QUEUED})
            case Split():
                detail = outcome.detail
                self._fail(lane, task, "request_refused", detail, part=step.part)
            case Fail() if self._entity(task.entity)._goes_on(
                lane, step, task, outcome
            ):
                return
            case Fail():
                self._fail(lane, task, outcome.code, outcome.detail, part=step.part)
