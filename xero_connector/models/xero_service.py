# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from contextlib import contextmanager

import psycopg2.errors

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..core.client import OutcomeError
from ..core.outcome import Fail, Halt, Outcome, RefreshToken, Retry, Snooze
from .xero_lane import Lane, utcnow

_logger = logging.getLogger(__name__)

#: a short transaction that loses against the lane is tried again
TRIES = 5


class XeroRefused(UserError):
    """What was asked of Xero was not done; the message says why and what to do.

    :param code: one of core.errors.LABELS, for programs: `error.context["xero_code"]`
    """

    def __init__(self, message, code):
        super().__init__(message)
        self.context = {"xero_code": code}


class XeroService(models.AbstractModel):
    """Calls that other code waits for, outside of the lane (SPEC B1).

    What has to outlive the caller's transaction (the budget, the journal, a renewed
    token) is written in short transactions of their own, which never wait for the lane
    and of which none is open while Xero is waited for.
    """

    _name = "xero.service"
    _description = "Xero Service"

    # === READING === #

    @api.model
    def _read(self, connection, ask):
        """What `ask(client)` makes of Xero's answers.

        :raise XeroRefused: Xero was not asked, or has not answered with success
        """
        lane = self._sign_in(connection)
        found = self._ask(connection, lane, ask)
        if isinstance(found, RefreshToken):
            lane = self._sign_in(connection, lane.access_token)
            found = self._ask(connection, lane, ask)
        if isinstance(found, Outcome):
            raise self._refusal(connection, found)
        return found

    @api.model
    def _ask(self, connection, lane, ask):
        """What `ask(client)` returns, or the Outcome that kept it from an answer."""
        try:
            return ask(lane.client)
        except OutcomeError as error:
            return error.outcome
        finally:
            lane.close()
            self._apart(connection, self._keep, lane)

    @api.model
    def _sign_in(self, connection, refused=None):
        """A lane of our own, if a call may be made now.

        :param refused: a token that Xero has just called expired
        :raise XeroRefused: not now
        """
        return self._apart(connection, self._open, refused)

    # === TRANSACTIONS OF OUR OWN === #

    @api.model
    def _apart(self, connection, function, *arguments):
        """`function(connection, *arguments)` in a transaction of its own, committed."""
        for attempt in range(1, TRIES + 1):
            try:
                with self._own_environment(connection) as own:
                    return function(own, *arguments)
            except psycopg2.errors.SerializationFailure:
                if attempt == TRIES:
                    raise
                _logger.debug("xero service: the lane was quicker")
        return None

    @contextmanager
    def _own_environment(self, connection):
        """The connection as the superuser sees it in a new transaction."""
        with self.env.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"lang": self.env.lang})
            yield env["xero.connection"].browse(connection.id)

    @api.model
    def _open(self, connection, refused):
        """Runs apart: what `_sign_in` returns."""
        if not connection._is_ready():
            raise self._refusal(connection, Fail("connection_not_ready"))
        if connection._is_copy():
            raise self._refusal(connection, Halt("wrong_database"))
        budget = connection._budget()
        until = budget.wait_until(utcnow())
        if until:
            raise self._refusal(connection, Snooze(budget.waits_for(utcnow()), until))
        token = connection.credential_id._access_token(refused)
        if isinstance(token, Outcome):
            raise self._refusal(connection, token)
        return Lane(connection, token)

    @api.model
    def _keep(self, connection, lane):
        """Runs apart: the journal of what was read, and what is known of the budget.

        A row that the lane is just writing is left to it: its next answer tells it the
        same.
        """
        connection.env["xero.runner"]._journal_reads(lane)
        row = connection.budget_ids[:1].try_lock_for_update(allow_referencing=True)
        calls = len(lane.client.calls)
        if row and calls:
            row._save(lane.client.budget.beside(row._load(), calls))

    # === WHAT PEOPLE AND PROGRAMS ARE TOLD === #

    @api.model
    def _refusal(self, connection, outcome):
        """The error of an outcome; the lane looks into what concerns it too."""
        if isinstance(outcome, Halt):
            self._apart(connection, lambda own: own._trigger_run())
        advice = self.env["xero.advice"]
        code, detail = outcome.code, outcome.detail
        sentence = advice._sentence(code, detail)
        if isinstance(outcome, Snooze):
            until = format_datetime(self.env, outcome.until.replace(tzinfo=None))
            text = self.env._(
                "%(reason)s Nothing was done. Try again after %(until)s.",
                reason=sentence,
                until=until,
            )
            return XeroRefused(text, code)
        if isinstance(outcome, Retry) and outcome.uncertain:
            text = self.env._(
                "%s It is not known whether Xero has done it. Ask for the same once"
                " more: what Xero has is looked for, and nothing is made twice.",
                sentence,
            )
            return XeroRefused(text, code)
        if isinstance(outcome, Retry | RefreshToken):
            text = self.env._(
                "%s Nothing was done. Try again in a few minutes.", sentence
            )
            return XeroRefused(text, code)
        return XeroRefused(advice._explained(code, detail), code)
