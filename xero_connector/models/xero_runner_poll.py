# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta

from odoo import api, fields, models

from ..core import schedule
from ..core.client import OutcomeError
from ..core.outcome import Fail
from .xero_lane import jitter

_logger = logging.getLogger(__name__)

#: If-Modified-Since has whole seconds, and may mean "after" or "since"
SECOND = timedelta(seconds=1)
#: how much earlier than planned a turn may come
EARLIEST = timedelta(minutes=1)
#: elements of one page: as many as Xero gives
PAGE = 1000
IN_ORDER = "UpdatedDateUTC ASC"
#: Xero has no webhook for these; what they are used for is told with invoices
UNTOLD = ("overpayment",)


class XeroRunnerPoll(models.AbstractModel):
    """Looks at what has changed in Xero since last time (SPEC A33, T9).

    Each kind of object has a cursor. Pages are read in the order of change, each from
    where the last one ended: what changes while we read moves to the end, and nothing
    is passed over. So the cursor advances with every page, and a long reading goes on
    where it was interrupted.
    """

    _inherit = "xero.runner"

    @api.model
    def _poll(self, lane):
        """Read each kind of object whose time has come."""
        connection = lane.connection
        if lane.stopped or not connection._is_ready():
            return
        polled = connection._polled_entities()
        for cursor in self._in_transaction(self._due_cursors, lane, polled):
            if lane.stopped or lane.is_late():
                return
            try:
                self._read_changes(lane, cursor)
            except OutcomeError as error:
                self._in_transaction(self._poll_refused, lane, cursor, error.outcome)
                self._renew_token(lane)

    @api.model
    def _due_cursors(self, lane, polled):
        """Cursors whose time has come; a new one takes its turn among the others."""
        cursors = self.env["xero.cursor"]
        known = cursors._all_of(lane.connection)
        now = fields.Datetime.now()
        for entity in polled:
            if entity not in known:
                step = self._interval(lane, entity)
                first = now + schedule.first_look(entity, polled, step)
                known[entity] = cursors._of(lane.connection, entity)
                known[entity].next_poll_at = first
        due = [known[entity] for entity in polled]
        due = [one for one in due if not one.next_poll_at or one.next_poll_at <= now]
        return [one for one in due if not self._can_wait(lane, one, polled, now)]

    @api.model
    def _can_wait(self, lane, cursor, polled, now):
        """Whether a turn was planned when Xero did not tell by itself what changes, and
        does now: it is moved to when it would have been planned today (T9)."""
        if not (cursor.next_poll_at and cursor.read_on):
            return False
        step = self._interval(lane, cursor.entity)
        wait = schedule.period(cursor.entity, polled, step)
        moment = cursor.read_on + wait - EARLIEST
        if moment <= now:
            return False
        cursor.next_poll_at = moment
        return True

    @api.model
    def _interval(self, lane, entity):
        told = lane.connection._has_webhooks(None if entity in UNTOLD else entity)
        return schedule.interval(lane.client.budget, told)

    @api.model
    def _read_changes(self, lane, cursor):
        """Take in everything of one kind that has changed.

        :raise OutcomeError: Xero did not answer; what was read before is kept
        """
        model = self._entity(cursor.entity)
        self._progress()
        model._before_reading(lane)
        position = cursor.modified_since
        for elements in self._changes(
            lane, cursor.entity, cursor._since(), **model._poll_arguments()
        ):
            wanted = self._in_transaction(model._notice, lane, elements)
            self._apply_now(lane, cursor.entity, wanted or {})
            newest = self._newest(lane, elements)
            self._in_transaction(self._advance, cursor, position, newest)
            position = self._advanced(position, newest)
            if lane.is_late():
                return  # still due: the next run goes on here
        self._in_transaction(self._rest, lane, cursor, position)

    @api.model
    def _apply_now(self, lane, entity, elements):
        """Apply objects that were just read, as tasks of their own.

        :param elements: {Xero id: element}
        """
        tasks = self._in_transaction(self._start_pulls, lane, entity, elements)
        self._apply_all(lane, entity, tasks, elements)

    @api.model
    def _changes(self, lane, entity, since, **arguments):
        """Pages of what has changed since a moment, in the order of change; makes
        calls.

        :param since: aware; None for the beginning
        :param arguments: further ones of the list
        :raise OutcomeError: a page was not obtained
        """
        declaration = self._entity(entity)._declaration
        while True:
            pages = lane.client.pages(
                declaration,
                modified_since=since,
                page_size=PAGE,
                order=IN_ORDER,
                **arguments,
            )
            for page in pages:
                yield page.elements
                if page.last:
                    return
                newest = self._newest(lane, page.elements)
                if newest and (not since or newest - SECOND > since):
                    since = newest - SECOND
                    break

    @api.model
    def _poll_refused(self, lane, cursor, outcome):
        """The reading position stays; the next run reads the same again.

        What Xero refuses for good, such as a kind that the consent does not cover, is
        not asked for in every run.
        """
        self._heed(lane, outcome)
        if isinstance(outcome, Fail):
            cursor.next_poll_at = fields.Datetime.now() + schedule.LONGEST
            _logger.error("xero poll: %s %s", outcome.code, outcome.detail)
            advice = self.env["xero.advice"]
            lane.report(advice._explained(outcome.code, outcome.detail))
        self._save_budget(lane, [outcome])

    # === READING POSITION === #

    @api.model
    def _newest(self, lane, elements):
        """The newest UpdatedDateUTC: the cursor follows Xero's clock, never ours."""
        moments = [lane.moment(one.get("UpdatedDateUTC")) for one in elements]
        return max(filter(None, moments), default=None)

    @api.model
    def _advanced(self, position, newest):
        """The end of a page that was handled, never back."""
        moment = newest and newest.replace(tzinfo=None, microsecond=0)
        return max(filter(None, (position, moment)), default=False)

    @api.model
    def _advance(self, cursor, position, newest):
        """Move the cursor to the end of a page, unless a person wants it elsewhere.

        :param position: where it was left
        """
        if cursor.modified_since == position:
            cursor.modified_since = self._advanced(position, newest)

    @api.model
    def _rest(self, lane, cursor, position):
        """All is read: say when to look again. What a person wants read from elsewhere
        stays due."""
        if cursor.modified_since != position:
            return
        polled = lane.connection._polled_entities()
        step = self._interval(lane, cursor.entity)
        wait = schedule.period(cursor.entity, polled, step) if polled else step
        now = fields.Datetime.now()
        # A little early: the cron that looks comes every few minutes.
        early = EARLIEST * (1 + jitter()) / 2
        cursor.write({"next_poll_at": now + wait - early, "read_on": now})
