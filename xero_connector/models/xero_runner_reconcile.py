# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import schedule
from ..core.client import OutcomeError
from ..core.transport import OPERATIONS
from .xero_lane import utcnow

RECONCILE = "reconcile"


class XeroRunnerReconcile(models.AbstractModel):
    """The nightly comparison: a task of the lowest priority, a reading at a time.

    After each reading the task is queued again, so live work always goes first; it
    leaves a reserve of the day's calls to that, and waits when nothing else is left.
    """

    _inherit = "xero.runner"

    @api.model
    def _entities(self):
        return {**super()._entities(), RECONCILE: "xero.entity.reconcile"}

    @api.model
    def _pull(self, lane, entity, tasks):
        if entity != RECONCILE:
            super()._pull(lane, entity, tasks)
            return
        for task in tasks:
            problem = self._guarded(self._reconcile, lane, task)
            if isinstance(problem, Exception):
                self.env.cr.rollback()
                self._in_transaction(self._set_aside, lane, task, problem)

    @api.model
    def _reconcile(self, lane, task):
        """Compare the next documents; without any, finish the round."""
        self._progress()
        if self._has_no_call_to_spare(lane, task):
            return
        model = self._entity(RECONCILE)
        links = model._next_links(lane.connection, task.added_date)
        if not links:
            self._in_transaction(self._close_round, lane, task)
            return
        try:
            elements = self._documents_of(lane, links)
        except OutcomeError as error:
            self._in_transaction(self._not_read, lane, task.ids, error.outcome)
            self._renew_token(lane)
            return
        self._in_transaction(model._compare_links, lane, task, links, elements)

    @api.model
    def _has_no_call_to_spare(self, lane, task):
        """Whether live work needs the calls that are left; the task waits then."""
        budget, now = lane.client.budget, utcnow()
        later = schedule.spare_call_at(budget, now)
        if later:
            code = budget.waits_for(now, schedule.reserve(budget))
            moment = later.replace(tzinfo=None, microsecond=0)
            self._in_transaction(self._wait_until, task, code, moment)
        return bool(later)

    @api.model
    def _wait_until(self, task, code, moment):
        self._wait(task, code, not_before=moment)

    @api.model
    def _documents_of(self, lane, links):
        """{Xero id: element}; makes calls.

        Where Xero finds one object a call, they are found by their numbers together.

        :raise OutcomeError: Xero did not answer
        """
        model = self._entity(links[0].entity)
        declaration = model._declaration
        wanted, found = set(links.mapped("xero_id")), {}
        self._progress()
        if "i_ds" not in OPERATIONS[declaration.actions["list"]].arguments:
            numbers = list(filter(None, links.mapped("number")))
            for arguments in model._number_filters(numbers):
                for page in lane.client.pages(declaration, **arguments):
                    found |= {one.get(declaration.id_key): one for one in page.elements}
        for element in lane.client.by_ids(declaration, sorted(wanted - found.keys())):
            found[element.get(declaration.id_key)] = element
        return found

    @api.model
    def _close_round(self, lane, task):
        connection = lane.connection
        model = self._entity(RECONCILE)
        model._note_strangers(lane)
        unsent = model._queue_unsent(connection)
        connection._reconciled(task.added_date, unsent, nightly=bool(task.part))
        self._finish_tasks(lane, task)
