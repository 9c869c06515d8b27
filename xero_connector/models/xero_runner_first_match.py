# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.client import OutcomeError
from .xero_first_match import APPLYING, LISTS, OPEN_IN_XERO, READING

FIRST_MATCH = "first_match"
#: arguments of the lists: only what may still have to be linked
_ARGUMENTS = {
    "contact": {},
    "invoice": {"statuses": list(OPEN_IN_XERO)},
    "credit_note": {
        "where": " OR ".join(f'Status=="{status}"' for status in OPEN_IN_XERO)
    },
}


class XeroRunnerFirstMatch(models.AbstractModel):
    """Reads what Xero has for the first matching, and applies what was accepted (X12).

    A task of the lowest priority, which leaves a reserve of calls to live work. Each
    page is kept with the position behind it, so a reading that was interrupted goes on
    there.
    """

    _inherit = "xero.runner"

    @api.model
    def _entities(self):
        return {**super()._entities(), FIRST_MATCH: "xero.entity.first_match"}

    @api.model
    def _pull(self, lane, entity, tasks):
        if entity != FIRST_MATCH:
            super()._pull(lane, entity, tasks)
            return
        for task in tasks:
            problem = self._guarded(self._go_on_matching, lane, task)
            if isinstance(problem, Exception):
                self.env.cr.rollback()
                self._in_transaction(self._set_aside, lane, task, problem)

    @api.model
    def _go_on_matching(self, lane, task):
        match = self.env["xero.first.match"].browse(task.res_id).exists()
        if match.state == APPLYING:
            model = self._entity(FIRST_MATCH)
            self._in_transaction(model._apply_next, lane, task, match)
        elif match.state == READING:
            self._progress()
            try:
                self._read_for_match(lane, task, match)
            except OutcomeError as error:
                self._in_transaction(self._not_read, lane, task.ids, error.outcome)
                self._renew_token(lane)
        else:
            self._in_transaction(self._finish_tasks, lane, task)

    @api.model
    def _read_for_match(self, lane, task, match):
        """Read on, list after list; then compare both sides.

        :raise OutcomeError: a page was not obtained
        """
        model = self._entity(FIRST_MATCH)
        while match.reading:
            entity = match.reading
            if self._has_no_call_to_spare(lane, task):
                return
            pages = self._changes(lane, entity, match._since(), **_ARGUMENTS[entity])
            self._progress()
            for elements in pages:
                newest = self._newest(lane, elements)
                self._in_transaction(
                    model._keep_page, lane, match, entity, elements, newest
                )
                if lane.is_late():
                    self._in_transaction(task._requeue)
                    return
                if self._has_no_call_to_spare(lane, task):
                    return
            self._in_transaction(self._next_list, match, entity)
        self._in_transaction(model._propose, lane, task, match)

    @api.model
    def _next_list(self, match, entity):
        """A list is read, unless somebody has had it all read again meanwhile."""
        if match.reading != entity:
            return
        following = [*LISTS[LISTS.index(entity) + 1 :], False]
        match.write({"reading": following[0], "position": False})
