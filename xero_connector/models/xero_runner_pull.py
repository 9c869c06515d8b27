# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from itertools import islice

import psycopg2

from odoo import api, fields, models

from ..core.client import OutcomeError
from ..core.transport import OPERATIONS
from .xero_call import SETTLED
from .xero_task import FAILED, LIVE, QUEUED, RUNNING, WAITING


class XeroRunnerPull(models.AbstractModel):
    """Brings single objects of Xero into Odoo, each as a task (SPEC B20).

    A pull task says only that an object of Xero is to be looked at; what it was that
    changed, and how often, means nothing. Webhooks, polls and buttons queue them.
    """

    _inherit = "xero.runner"

    @api.model
    def _pull(self, lane, entity, tasks):
        """Claimed pull tasks: read their objects at once, apply them one by one."""
        if entity == "reference":
            self._pull_lists(lane, tasks)
            return
        self._progress()
        try:
            elements = self._fetched(lane, entity, tasks.mapped("remote_id"))
            elements = self._entity(entity)._read_more(lane, elements)
        except OutcomeError as error:
            self._in_transaction(self._not_read, lane, tasks.ids, error.outcome)
            self._renew_token(lane)
            return
        self._apply_all(lane, entity, tasks, elements)

    @api.model
    def _apply_all(self, lane, entity, tasks, elements):
        """Apply objects one by one, those that make room for others first.

        What Odoo leaves no time for is queued again, to be read by the next run.
        """
        model = self._entity(entity)
        turns = {key: model._turn(element) for key, element in elements.items()}
        tasks = tasks.sorted(lambda task: turns.get(task.remote_id, 0))
        for place, task in enumerate(tasks):
            if place and lane.is_overdue():
                lane.stop()
                self._requeue_unsent(lane, tasks[place:].ids)
                return
            self._apply_one(lane, entity, task, elements.get(task.remote_id))

    @api.model
    def _fetched(self, lane, entity, xero_ids):
        """Objects by their ids; makes calls.

        Where Xero finds one object a call, those that have changed lately are looked
        through first: they are most likely among them.

        :return: {Xero id: element}; without those that Xero does not know
        """
        self._entity(entity)._before_reading(lane)
        declaration = self._entity(entity)._declaration
        wanted, found = set(xero_ids), {}
        if "i_ds" not in OPERATIONS[declaration.actions["list"]].arguments:
            cursor = self.env["xero.cursor"]._of(lane.connection, entity)
            self._progress()  # it may be new, and calls follow
            arguments = self._entity(entity)._poll_arguments()
            pages = self._changes(lane, entity, cursor._since(), **arguments)
            for elements in islice(pages, len(wanted) - 1):
                found |= {one.get(declaration.id_key): one for one in elements}
                if wanted <= found.keys():
                    break
        missing = sorted(wanted - found.keys())
        for element in lane.client.by_ids(declaration, missing):
            found[element.get(declaration.id_key)] = element
        return {xero_id: found[xero_id] for xero_id in wanted & found.keys()}

    @api.model
    def _apply_one(self, lane, entity, task, element):
        """Apply one object in a transaction of its own; what fails harms no other."""
        problem = self._guarded(
            self._in_transaction, self._apply, lane, entity, task.id, element
        )
        if isinstance(problem, Exception):
            self.env.cr.rollback()
            self._in_transaction(self._set_aside, lane, task, problem)

    @api.model
    def _apply(self, lane, entity, task_id, element):
        """Bring one element into Odoo, or take note that Xero has it no more."""
        task = self.env["xero.task"].browse(task_id)
        model = self._entity(entity)
        # Whoever was quicker with the same rows: the whole transaction again.
        passing = psycopg2.OperationalError
        reason = self._guarded(
            self._apply_in_savepoint, model, lane, task, element, passing=passing
        )
        if isinstance(reason, Exception):
            task.invalidate_recordset()
            self._set_aside(lane, task, reason)
        else:
            self._finish_tasks(lane, task)

    @api.model
    def _apply_in_savepoint(self, model, lane, task, element):
        with self.env.cr.savepoint():
            if element is None:
                model._apply_missing(lane, task)
            else:
                model._apply(lane, task, element)

    # === LISTS === #

    @api.model
    def _pull_lists(self, lane, tasks):
        """The organisation, and Xero's lists of accounts, tax rates, …

        What is mapped is checked after all of them: an account says nothing about its
        tax rate before the rates are read as well.
        """
        left = tasks.browse()
        for task in tasks:
            if lane.stopped:
                left |= task
                continue
            passing = (OutcomeError, psycopg2.Error)
            try:
                reason = self._guarded(self._pull_list, lane, task, passing=passing)
            except OutcomeError as error:
                self._in_transaction(self._not_read, lane, task.ids, error.outcome)
                self._renew_token(lane)
                continue
            if isinstance(reason, Exception):
                self.env.cr.rollback()
                self._in_transaction(self._set_aside, lane, task, reason)
        if left:
            self._requeue_unsent(lane, left.ids)
        else:
            self._check_mappings(lane)

    @api.model
    def _check_mappings(self, lane):
        """An error of ours in it takes back nothing of what was read; every night it is
        done again."""
        found = self._guarded(self._in_transaction, lane.connection._check_mappings)
        if isinstance(found, Exception):
            self.env.cr.rollback()
            lane.report(self.env["xero.advice"]._explained("internal_error"))

    @api.model
    def _pull_list(self, lane, task):
        self._progress()
        self._entity(task.entity)._load(lane, task)
        self._in_transaction(self._finish_tasks, lane, task)

    # === NEW TASKS === #

    @api.model
    def _add_pulls(self, lane, entity, xero_ids):
        """Queue objects to be looked at, unless they are queued already.

        One that is being looked at just now may have changed since it was read, and one
        that has failed is tried again: both are queued anew.

        :return: the new tasks
        """
        wanted = set(filter(None, xero_ids))
        if not wanted:
            return self.env["xero.task"]
        queued = self._open_pulls(lane, entity, wanted, (QUEUED, WAITING))
        return self._append_pulls(
            lane, entity, wanted - set(queued.mapped("remote_id"))
        )

    @api.model
    def _open_pulls(self, lane, entity, xero_ids, states):
        return self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "=", f"{entity}.pull"),
                ("remote_id", "in", list(xero_ids)),
                ("state", "in", states),
            ]
        )

    @api.model
    def _append_pulls(self, lane, entity, xero_ids):
        tasks = self.env["xero.task"]
        rows = [
            (lane.connection.id, f"{entity}.pull", "", 0, "", one, None, None, LIVE)
            for one in sorted(xero_ids)
        ]
        return tasks.browse(tasks._append(rows) if rows else [])

    @api.model
    def _start_pulls(self, lane, entity, xero_ids):
        """Running tasks for objects that have been read already, one for each."""
        states = (QUEUED, WAITING, FAILED)
        known = self._open_pulls(lane, entity, xero_ids, states)
        known = {task.remote_id: task for task in known}
        tasks = self._append_pulls(lane, entity, set(xero_ids) - known.keys())
        tasks = tasks.union(*known.values())
        tasks._requeue(state=RUNNING, started_date=fields.Datetime.now())
        self.env.flush_all()
        if tasks:
            self._supersede(lane, tasks.ids)
        return tasks

    # === JOURNAL === #

    @api.model
    def _journal_reads(self, lane):
        """Keep the reading calls of this run; writing calls have rows already."""
        calls = lane.client.calls[lane.journalled :]
        lane.journalled = len(lane.client.calls)
        self.env["xero.call"].create(
            [
                {
                    "connection_id": lane.connection.id,
                    "operation": one.operation,
                    "state": SETTLED,
                    "sent_at": one.started.replace(tzinfo=None),
                    "status": one.status,
                    "duration": one.duration,
                    "correlation_id": one.correlation_id,
                    "count": one.count,
                }
                for one in calls
                if not one.key
            ]
        )
