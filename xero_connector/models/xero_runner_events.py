# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

import psycopg2.errors

from odoo import api, models
from odoo.tools import SQL

from .xero_event import DONE, IGNORED, NEW
from .xero_task import OPEN_STATES

_logger = logging.getLogger(__name__)

#: events looked at in one transaction
TAKEN_AT_ONCE = 2_000
#: what is not the fault of an automation rule, and is tried again
_CONFLICTS = (
    psycopg2.errors.SerializationFailure,
    psycopg2.errors.DeadlockDetected,
)


class XeroRunnerEvents(models.AbstractModel):
    """Turns what Xero told into tasks: each object is read once (SPEC B8, B20, X4)."""

    _inherit = "xero.runner"

    @api.model
    def _take_events(self, lane):
        """Take the new events of this lane, and read again what may have been lost."""
        self._in_transaction(self._mend_gaps, lane)
        while self._in_transaction(self._take_some_events, lane):
            if lane.is_late():
                return

    @api.model
    def _mend_gaps(self, lane):
        """Have all organisations of the app read when numbers are missing."""
        app = lane.connection.app_id.sudo()
        if self.env["xero.delivery"].sudo()._look_for_gaps(app):
            _logger.warning("xero app %s: events were lost, reading instead", app.id)
            app.connection_ids._catch_up()
            others = app.connection_ids - lane.connection
            others.filtered(lambda one: one._is_ready())._trigger_run()

    @api.model
    def _take_some_events(self, lane):
        """The oldest new events; False when there are none."""
        events = self.env["xero.event"].search(
            [("connection_id", "=", lane.connection.id), ("state", "=", NEW)],
            order="id",
            limit=TAKEN_AT_ONCE,
        )
        wanted = lane.connection._polled_entities()
        for entity, same in events.grouped("entity").items():
            if entity in wanted:
                self._queue_events(lane, entity, same)
                self._close_events(same, DONE)
            else:
                self._close_events(same, IGNORED)
        return len(events) == TAKEN_AT_ONCE

    @api.model
    def _queue_events(self, lane, entity, events):
        """One task for each object, however many events tell of it."""
        ids = list(dict.fromkeys(events.mapped("resource_id")))
        tasks = self._add_pulls(lane, entity, ids)
        tasks |= self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "=", f"{entity}.pull"),
                ("remote_id", "in", ids),
                ("state", "in", OPEN_STATES),
            ]
        )
        task_ids = {task.remote_id: task.id for task in tasks.sorted("id")}
        pairs = [(event.id, task_ids.get(event.resource_id)) for event in events]
        event_ids, of_tasks = map(list, zip(*pairs, strict=True))
        self.env.execute_query(
            SQL(
                """
                UPDATE xero_event SET task_id = pair.task_id
                  FROM unnest(%s::int[], %s::int[]) AS pair (id, task_id)
                 WHERE xero_event.id = pair.id
                RETURNING xero_event.id
                """,
                event_ids,
                of_tasks,
            )
        )
        events.invalidate_recordset(["task_id"])

    # === AUTOMATION RULES === #

    @api.model
    def _close_events(self, events, state):
        """Write the state in the ordinary way, which automation rules hear of.

        A rule that fails must not hold the lane up: then the events are written one by
        one, and those it fails for say so.
        """
        problem = self._guarded(self._write_events, events, state, passing=_CONFLICTS)
        if not isinstance(problem, Exception):
            return
        if len(events) > 1:
            for event in events:
                self._close_events(event, state)
            return
        sentence = self.env._("An automation rule has failed: %s", problem)
        self.env.execute_query(
            SQL(
                "UPDATE xero_event SET state = %s, message = %s WHERE id = %s"
                " RETURNING id",
                state,
                sentence.replace("\0", ""),
                events.id,
            )
        )
        events.invalidate_recordset()

    @api.model
    def _write_events(self, events, state):
        with self.env.cr.savepoint():
            events.write({"state": state})
