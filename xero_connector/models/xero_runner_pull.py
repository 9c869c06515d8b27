# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta, timezone

import psycopg2

from odoo import api, fields, models

from ..core.client import OutcomeError
from ..core.outcome import Fail
from .xero_call import SETTLED
from .xero_connection_lane import POLL_MINUTES
from .xero_entity import NOTHING, Step
from .xero_lane import jitter
from .xero_task import LIVE, OPEN_STATES, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

#: an object saved while we were reading may carry a slightly older time (XERO_API §5)
OVERLAP = timedelta(minutes=2)
#: documents of one page of a poll
PAGE = 500


class XeroRunnerPull(models.AbstractModel):
    """Reads from Xero: catalogues on request, documents and payments by polling.

    Invoices are the heartbeat: a payment moves the invoice's UpdatedDateUTC, so
    payments are read only when an invoice shows one that is unknown (SPEC A33, T9).
    """

    _inherit = "xero.runner"

    @api.model
    def _pull(self, lane, entity, tasks):
        """Claimed pull tasks: catalogues, and single objects that are tried again."""
        for task in tasks:
            if lane.stopped:
                self._requeue_unsent(lane, task.ids)
                continue
            passing = (OutcomeError, psycopg2.Error)
            try:
                reason = self._guarded(
                    self._pull_one, lane, entity, task, passing=passing
                )
            except OutcomeError as error:
                self._in_transaction(
                    self._pull_refused, lane, entity, task.id, error.outcome
                )
                self._renew_token(lane)
                continue
            if isinstance(reason, Exception):
                self.env.cr.rollback()
                self._in_transaction(self._set_aside, lane, task, reason)

    @api.model
    def _pull_one(self, lane, entity, task):
        if entity == "reference":
            self._progress()
            self._entity(entity)._load(lane, task)
            self._in_transaction(self._finish_tasks, lane, task)
            return
        elements = lane.client.by_ids(
            self._entity(entity)._declaration, [task.remote_id]
        )
        if not elements:
            self._in_transaction(self._fail, lane, task, "not_found")
            return
        self._in_transaction(self._apply, lane, entity, task.id, elements[0])

    @api.model
    def _pull_refused(self, lane, entity, task_id, outcome):
        task = self.env["xero.task"].browse(task_id)
        step = Step(task.id, NOTHING, task.res_model, task.res_id, task.part or "")
        self._heed(lane, outcome)
        self._settle_other(lane, step, task, outcome)
        self._save_budget(lane, [outcome])

    @api.model
    def _apply(self, lane, entity, task_id, element):
        """Bring one element into Odoo; what Odoo refuses harms nothing else."""
        task = self.env["xero.task"].browse(task_id)
        reason = self._guarded(self._apply_in_savepoint, lane, entity, task, element)
        if isinstance(reason, Exception):
            task.invalidate_recordset()
            self._set_aside(lane, task, reason)
        else:
            self._finish_tasks(lane, task)

    @api.model
    def _apply_in_savepoint(self, lane, entity, task, element):
        with self.env.cr.savepoint():
            self._entity(entity)._apply(lane, task, element)

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

    # === POLL === #

    @api.model
    def _poll(self, lane):
        """Read what changed in Xero since last time, if it is time to."""
        connection = lane.connection
        if lane.stopped or not connection._is_ready():
            return
        if "pull" not in (connection.sync_invoices, connection.sync_payments) and (
            "both" not in (connection.sync_invoices, connection.sync_payments)
        ):
            return
        cursor = self.env["xero.cursor"]._of(connection, "invoice")
        if cursor.next_poll_at and cursor.next_poll_at > fields.Datetime.now():
            return
        try:
            unknown, newest = self._poll_invoices(lane, cursor)
            if unknown and connection.sync_payments in ("both", "pull"):
                self._poll_payments(lane, unknown)
            # Only now: the invoices are how we learn of payments that are not read yet.
            self._in_transaction(self._advance, cursor, newest)
        except OutcomeError as error:
            self._in_transaction(self._poll_refused, lane, error.outcome)
            self._renew_token(lane)

    @api.model
    def _poll_refused(self, lane, outcome):
        """The reading position stays; the next run reads the same again."""
        self._heed(lane, outcome)
        if isinstance(outcome, Fail):
            _logger.error("xero poll: %s %s", outcome.code, outcome.detail)
            advice = self.env["xero.advice"]
            lane.report(advice._explained(outcome.code, outcome.detail))
        self._save_budget(lane, [outcome])

    @api.model
    def _poll_invoices(self, lane, cursor):
        """Follow the status of linked documents.

        :return: ids of payments on them that are not linked, and the newest change
        """
        unknown, newest = set(), None
        for page in self._pages_since(lane, "invoice", cursor):
            newest = self._newest(lane, page.elements, newest)
            unknown |= self._in_transaction(self._follow_invoices, lane, page.elements)
        return unknown, newest

    @api.model
    def _follow_invoices(self, lane, elements):
        model = self._entity("invoice")
        links = lane.links_by_xero_id([one.get("InvoiceID") for one in elements])
        payment_ids, strangers = set(), []
        for element in elements:
            link = links.get(element.get("InvoiceID"))
            if not link:
                strangers.append(element)
                continue
            updated = lane.naive(element.get("UpdatedDateUTC"))
            if (
                link.status != element.get("Status")
                or link.remote_updated_at != updated
            ):
                model._follow(lane, link, element)
            payment_ids |= {
                payment["PaymentID"]
                for payment in element.get("Payments") or ()
                if isinstance(payment, dict) and payment.get("PaymentID")
            }
        self.env["xero.remote"]._remember_invoices(lane, strangers)
        return payment_ids - set(lane.links_by_xero_id(payment_ids))

    @api.model
    def _poll_payments(self, lane, wanted):
        """Register payments that were made in Xero on linked documents."""
        cursor = self.env["xero.cursor"]._of(lane.connection, "payment")
        newest = None
        for page in self._pages_since(lane, "payment", cursor):
            newest = self._newest(lane, page.elements, newest)
            elements = [one for one in page.elements if one.get("PaymentID") in wanted]
            wanted = wanted - {one["PaymentID"] for one in elements}
            self._take_payments(lane, elements)
        missing = self.env["xero.task"]
        if wanted:
            missing = self._in_transaction(self._add_pulls, lane, wanted, QUEUED)
        _logger.info("xero: %s payments to fetch one by one", len(missing))
        self._in_transaction(self._advance, cursor, newest)

    @api.model
    def _take_payments(self, lane, elements):
        """Apply payments as tasks of their own, committed one by one."""
        by_id = {one["PaymentID"]: one for one in elements}
        tasks = self._in_transaction(self._add_pulls, lane, by_id, RUNNING)
        for task in tasks:
            element = by_id[task.remote_id]
            self._in_transaction(self._apply, lane, "payment", task.id, element)

    @api.model
    def _add_pulls(self, lane, payment_ids, state):
        """payment.pull tasks, unless one for the same payment is open already."""
        open_tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("remote_id", "in", list(payment_ids)),
                ("state", "in", OPEN_STATES),
            ]
        )
        new = set(payment_ids) - set(open_tasks.mapped("remote_id"))
        if not new:
            return self.env["xero.task"]
        rows = [
            (lane.connection.id, "payment.pull", "", 0, "", one, None, None, LIVE)
            for one in sorted(new)
        ]
        tasks = self.env["xero.task"].browse(self.env["xero.task"]._append(rows))
        if state != QUEUED:
            tasks.write({"state": state, "started_date": fields.Datetime.now()})
        return tasks

    # === READING POSITION === #

    @api.model
    def _pages_since(self, lane, entity, cursor):
        since = cursor.modified_since or lane.connection.connected_on
        self._progress()
        return lane.client.pages(
            self._entity(entity)._declaration,
            modified_since=since.replace(tzinfo=timezone.utc) - OVERLAP,
            page_size=PAGE,
        )

    @api.model
    def _newest(self, lane, elements, newest):
        """The newest UpdatedDateUTC: the cursor follows Xero's clock, never ours."""
        moments = [lane.moment(one.get("UpdatedDateUTC")) for one in elements]
        return max(filter(None, [*moments, newest]), default=None)

    @api.model
    def _advance(self, cursor, newest):
        """Move the cursor, now that every page was handled."""
        spread = timedelta(seconds=jitter() * 30)
        next_poll = fields.Datetime.now() + timedelta(minutes=POLL_MINUTES) - spread
        values = {"next_poll_at": next_poll - timedelta(seconds=30)}
        if newest:
            values["modified_since"] = newest.replace(tzinfo=None, microsecond=0)
        cursor.write(values)
