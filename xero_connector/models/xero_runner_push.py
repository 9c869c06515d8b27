# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import uuid

import psycopg2

from odoo import api, fields, models

from ..core import planner, wire
from ..core.client import OutcomeError
from ..core.errors import LabelledError
from ..core.outcome import Done, Fail, Split
from ..core.transport import OPERATIONS
from .xero_call import SENT, SETTLED
from .xero_entity import (
    CREATE,
    DELETE,
    LOOKUP,
    NOTHING,
    UPDATE,
    MissingRecord,
    Step,
)
from .xero_runner import BATCH


class XeroRunnerPush(models.AbstractModel):
    """Encodes tasks, stores the call, sends it, and hands the answer to settle."""

    _inherit = "xero.runner"

    @api.model
    def _push(self, lane, entity, tasks):
        """Bring the claimed push tasks of one entity to Xero."""
        tasks = self._resolve_unknown(lane, tasks)
        if lane.stopped or not tasks:
            return
        steps = self._in_transaction(self._encode, lane, entity, tasks.ids)
        self._look_up(lane, entity, [one for one in steps if one.action == LOOKUP])
        updates = [one for one in steps if one.action == UPDATE]
        updates = self._without_conflicts(lane, entity, updates)
        deletions = [one for one in steps if one.action == DELETE]
        for step in self._deletable(lane, entity, deletions):
            self._store_and_send(lane, entity, DELETE, [step])
        for action, some in (
            (UPDATE, updates),
            (CREATE, [one for one in steps if one.action == CREATE]),
        ):
            for batch in self._batches(lane, some):
                self._store_and_send(lane, entity, action, batch)
        if lane.stopped:
            self._requeue_unsent(lane, tasks.ids)

    # === ENCODE === #

    @api.model
    def _encode(self, lane, entity, task_ids):
        """Decide what to do for each task; what needs no call is settled here.

        :return: list of Step to be sent
        """
        tasks = self.env["xero.task"].browse(task_ids)
        model = self._entity(entity)
        steps = []
        with lane.reading_ahead():
            self._guarded(model._read_ahead, lane, tasks, passing=psycopg2.Error)
            for task in tasks:
                steps += self._encode_one(lane, model, task)
        return steps

    @api.model
    def _encode_one(self, lane, model, task):
        found = self._guarded(self._steps_of, lane, model, task, passing=psycopg2.Error)
        if isinstance(found, Exception):
            self._set_aside(lane, task, found)
        elif found[0].action == NOTHING:
            self._finish_task(lane, task, found[0].message)
        else:
            return found
        return []

    @api.model
    def _steps_of(self, lane, model, task):
        link = lane.link(task.res_model, task.res_id, task.part or "")
        return model._steps_of(lane, task, link)

    @api.model
    def _batches(self, lane, steps):
        """Steps in batches of at most 50 documents and 3.5 MB; what is made below
        another object only with others of that object."""
        found = {}
        for step in steps:
            owner = step.remote_id if step.action == CREATE else ""
            found.setdefault(owner, []).append((step, wire.dumps(step.payload)))
        return [
            batch for items in found.values() for batch in self._fitting(lane, items)
        ]

    @api.model
    def _fitting(self, lane, items):
        """Batches of (step, text) that Xero takes; a step that fits in none fails."""
        while items:
            try:
                return planner.batches(items, max_items=BATCH)
            except planner.ItemTooLarge as error:
                items = [one for one in items if one[0] is not error.item]
                self._in_transaction(self._fail_step, lane, error.item, "too_large", "")
        return []

    # === LOOK UP === #

    @api.model
    def _look_up(self, lane, entity, steps):
        """Link documents that Xero has under their number (SPEC A32, P14)."""
        if not steps or lane.stopped:
            return
        tasks = self.env["xero.task"].browse([step.task_id for step in steps])
        try:
            elements = self._entity(entity)._elements_by_number(lane, tasks)
        except OutcomeError as error:
            self._in_transaction(self._settle_all, lane, entity, steps, error.outcome)
            return
        self._in_transaction(self._link_found, lane, entity, steps, elements)

    @api.model
    def _link_found(self, lane, entity, steps, elements):
        model = self._entity(entity)
        for step in steps:
            task = self.env["xero.task"].browse(step.task_id)
            try:
                element = model._by_number(lane, task, elements)
            except (MissingRecord, LabelledError) as reason:
                self._set_aside(lane, task, reason)
                continue
            self._settle_steps(lane, entity, [step], [Done(element)])

    # === SEND === #

    @api.model
    def _store_and_send(self, lane, entity, action, steps):
        """Store the call, commit, send it, settle the answer in a new transaction."""
        if lane.stopped or not steps:
            return
        call_id = self._in_transaction(self._store, lane, entity, action, steps)
        outcomes = self._send(lane, call_id)
        if action == DELETE and isinstance(outcomes[0], Fail):
            outcomes = self._unless_gone(lane, entity, steps[0], outcomes)
        if len(steps) > 1 and isinstance(outcomes[0], Split):
            self._send_halves(lane, entity, action, call_id, outcomes)
            return
        self._in_transaction(self._settle_call, lane, call_id, outcomes)
        self._renew_token(lane)

    @api.model
    def _send_halves(self, lane, entity, action, call_id, outcomes):
        """A batch refused as a whole: find the culprit, harm nobody else (SPEC P8).

        Some of it may have been saved nevertheless (XERO_API §3), so what was to be
        created is looked for first.
        """
        steps = self._in_transaction(self._without_found, lane, call_id, outcomes)
        middle = (len(steps) + 1) // 2
        for half in (steps[:middle], steps[middle:]):
            self._store_and_send(lane, entity, action, half)

    @api.model
    def _store(self, lane, entity, action, steps):
        """The call as it will be sent, committed before it is (DESIGN §4)."""
        model = self._entity(entity)
        declaration = model._declaration
        operation = OPERATIONS[declaration.actions[model._verb(steps[0])]]
        payloads = [step.payload for step in steps]
        body = {declaration.plural: payloads} if operation.is_list else payloads[0]
        call = self.env["xero.call"].create(
            {
                "connection_id": lane.connection.id,
                "operation": operation.name,
                "entity": entity,
                "action": action,
                "remote_id": steps[0].remote_id if operation.id_arguments else False,
                "writes": True,
                "idempotency_key": str(uuid.uuid4()),
                "body": wire.dumps(body),
                "summary": wire.redact(body),
                "steps": [step.as_dict() for step in steps],
                "count": len(steps),
                "state": SENT,
                "sent_at": fields.Datetime.now(),
            }
        )
        tasks = self.env["xero.task"].browse({step.task_id for step in steps})
        tasks.write({"call_id": call.id})
        return call.id

    @api.model
    def _send(self, lane, call_id):
        """Make a stored call; nothing is open in the database meanwhile.

        :return: one outcome per step
        """
        call = self.env["xero.call"].browse(call_id)
        model = self._entity(call.entity)
        declaration = model._declaration
        content = model._content(call)
        if content is None:
            return [Fail("attachment_gone")] * call.count
        operation = OPERATIONS[call.operation]
        parameters = operation.ids(call.remote_id) if call.remote_id else {}
        parameters |= model._parameters(call)
        verbs = {name: verb for verb, name in declaration.actions.items()}
        arguments = (verbs[call.operation], content, call.idempotency_key)
        self._progress()
        outcomes = lane.client.write(declaration, *arguments, **parameters)
        return model._completed(lane, call, outcomes)

    @api.model
    def _steps_of_call(self, call):
        """The steps of a stored call, with what was sent for each."""
        body = wire.loads(call.body)
        plural = self._entity(call.entity)._declaration.plural
        payloads = body[plural] if OPERATIONS[call.operation].is_list else [body]
        steps = [Step(**values) for values in call.steps]
        for step, payload in zip(steps, payloads, strict=True):
            step.payload = payload
        return steps

    @api.model
    def _requeue_unsent(self, lane, task_ids):
        """Give back what was claimed but not sent because the run had to stop."""

        def requeue():
            self.env["xero.task"].search(
                [
                    ("id", "in", task_ids),
                    ("state", "=", "running"),
                    "|",
                    ("call_id", "=", False),
                    ("call_id.state", "=", SETTLED),
                ]
            ).write({"state": "queued"})

        self._in_transaction(requeue)
