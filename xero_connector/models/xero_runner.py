# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta, timezone

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..core.errors import LabelledError
from ..core.outcome import Halt, Retry
from .xero_connection_lane import POLL_MINUTES
from .xero_entity import MissingRecord
from .xero_lane import Lane, is_overdue, job_start, utcnow

_logger = logging.getLogger(__name__)

#: documents of one call (XERO_API §3)
BATCH = 50
#: a claim that loses against a person's click is tried again at once
TRIES = 5


class XeroRunner(models.AbstractModel):
    """Drains the queue of one connection; run by the connection's own cron.

    Claim and encode, store the call, commit, talk to Xero with no open work, settle in
    a fresh transaction, commit (DESIGN §1). Whatever line the process dies on, the next
    run finds out what happened: see xero_runner_recovery.
    """

    _name = "xero.runner"
    _description = "Xero Runner"

    @api.model
    def _entities(self):
        """Which model knows each entity; other addons extend this (SPEC X22)."""
        return {
            "contact": "xero.entity.contact",
            "invoice": "xero.entity.invoice",
            "bill": "xero.entity.invoice",
            "credit_note": "xero.entity.credit_note",
            "payment": "xero.entity.payment",
            "overpayment": "xero.entity.overpayment",
            "prepayment": "xero.entity.prepayment",
            "allocation": "xero.entity.allocation",
            "discount": "xero.entity.discount",
            "bank_transaction": "xero.entity.bank_transaction",
            "currency": "xero.entity.currency",
            "reference": "xero.entity.reference",
            "attachment": "xero.entity.attachment",
            "history_record": "xero.entity.history",
        }

    @api.model
    def _entity(self, name):
        return self.env[self._entities()[name]]

    # === THE RUN === #

    @api.model
    def _run(self, connection_id):
        """One run of a lane: finish what was left, send, read, and say when to wake."""
        connection = self.env["xero.connection"].browse(connection_id).exists()
        if not connection or not connection._is_ready():
            return
        connection = connection.with_company(connection.company_id)
        if is_overdue(job_start(self.env)):
            self._progress(remaining=1)  # Odoo begins a new job at once
            return
        if connection._is_copy():
            connection._pause_copy()
            return
        wait = connection._budget().wait_until(utcnow())
        if wait:
            self._wake(connection, wait)
            return
        lane = self._open_lane(connection)
        if not lane:
            return
        try:
            for phase in self._phases():
                problem = self._guarded(phase, lane)
                if isinstance(problem, Exception):
                    self._give_up(lane)
                    break
        finally:
            lane.close()
        self._finish(lane)

    @api.model
    def _phases(self):
        """What a run does, in this order; each takes the lane."""
        return (
            self._recover,
            self._take_events,
            self._drain,
            self._poll,
            self._drain,
        )

    @api.model
    def _open_lane(self, connection):
        """Sign in; None when Xero does not let us."""
        try:
            token = connection.credential_id.sudo()._access_token()
        except UserError as error:  # the key of the secrets is not on this host
            connection.status_message = str(error)
            self._progress()
            return None
        if isinstance(token, Halt):
            self._halt(connection, token)
            self._progress()
            return None
        if isinstance(token, Retry):
            self._wake(connection, utcnow() + timedelta(minutes=1))
            return None
        if connection.status_message:  # of an earlier run; this one tells its own
            connection.status_message = False
        return Lane(connection, token)

    @api.model
    def _drain(self, lane):
        """Work through what is ready until nothing is, or the run has to end."""
        self._release_due(lane)
        while not lane.stopped and lane.connection._is_ready():
            if not self._work(lane):
                return
            self._renew_token(lane)
            if lane.is_late():
                lane.stop()

    @api.model
    def _work(self, lane):
        """One batch of one type; False when nothing is ready."""
        work = self._in_transaction(self._claim, lane)
        if not work:
            return False
        for work_type, tasks in work.items():
            if work_type.direction == "push":
                self._push(lane, work_type.entity, tasks)
            else:
                self._pull(lane, work_type.entity, tasks)
        return True

    # === TRANSACTIONS === #

    @api.model
    def _in_transaction(self, function, *arguments):
        """Run in a fresh transaction and commit; again if a person was quicker."""
        for _attempt in range(TRIES):
            self.env.cr.cache.pop("xero.rules", None)  # outlives a commit
            try:
                result = function(*arguments)
                self.env.flush_all()
                self._progress()
                return result
            except (
                psycopg2.errors.SerializationFailure,
                psycopg2.errors.DeadlockDetected,
            ) as error:
                self.env.cr.rollback()
                conflict = error
        raise conflict

    @api.model
    def _guarded(self, function, *arguments, passing=()):
        """The one outer guard: an error of ours is logged and becomes data.

        It must not escape: Odoo would switch the cron off after some failures.

        :param passing: exceptions that are not caught
        :return: the function's result, or the exception
        """
        try:
            return function(*arguments)
        except passing:
            raise
        except (MissingRecord, LabelledError) as reason:
            return reason
        except Exception as error:
            _logger.exception("xero: an error of the connector")
            return error

    @api.model
    def _give_up(self, lane):
        """An error of ours ended this run; the next one recovers what is open."""
        self.env.cr.rollback()
        lane.report(self.env["xero.advice"]._explained("internal_error"))
        lane.stop(utcnow() + timedelta(minutes=POLL_MINUTES))
        self._progress()

    @api.model
    def _progress(self, processed=0, remaining=0):
        """Commit, and tell the cron how far we are; seconds left for this run."""
        return self.env["ir.cron"]._commit_progress(processed, remaining=remaining)

    # === THE END OF A RUN === #

    @api.model
    def _halt(self, connection, outcome):
        """The consent or the organisation is gone: stop the lane, lose nothing."""
        connection._set_expired(
            self.env["xero.advice"]._explained(outcome.code, outcome.detail)
        )
        _logger.warning("xero connection %s: halted: %s", connection.id, outcome.code)

    @api.model
    def _finish(self, lane):
        """Leave a wake-up call: for the rate window, or for what waits for a time."""
        connection = lane.connection
        self._in_transaction(self._keep_budget, lane)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT min(not_before), count(*) FILTER (WHERE state = 'queued')
                  FROM xero_task
                 WHERE connection_id = %s AND state IN ('queued', 'waiting')
                """,
                connection.id,
            )
        )
        due, ready = rows[0]
        self._journal_reads(lane)
        if connection.run_message != lane.trouble:
            connection.run_message = lane.trouble
        gate = lane.client.budget.wait_until(utcnow())
        if due:
            lane.wake(due.replace(tzinfo=timezone.utc))
        if gate:
            self._wake(connection, max(gate, lane.wake_at or gate))
        elif lane.wake_at:
            self._wake(connection, lane.wake_at)
        # Ready work behind a gate must not be reported: Odoo would run us in a loop.
        idle = gate or not connection._is_ready()
        self._progress(lane.processed, remaining=0 if idle else ready)

    @api.model
    def _keep_budget(self, lane):
        """What is left of Xero's limits; other code that calls keeps it as well."""
        answered = lane.client.calls and not lane.held
        budget = lane.connection.budget_ids[:1].sudo()
        budget._save(lane.client.budget, 0 if answered else None)

    @api.model
    def _wake(self, connection, moment):
        """Trigger the cron once at this moment (aware)."""
        at = moment.replace(tzinfo=None, microsecond=0) + timedelta(seconds=1)
        triggers = self.env["ir.cron.trigger"].sudo()
        planned = triggers.search_count(
            [
                ("cron_id", "=", connection.sudo().cron_id.id),
                ("call_at", ">", fields.Datetime.now()),
                ("call_at", "<=", at),
            ],
            limit=1,
        )
        if not planned:
            connection._trigger_run(at=at)
        self._progress()
