# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.errors import LabelledError
from .xero_ahead import batch_of
from .xero_document_facts import TYPES
from .xero_entity import LOOKUP, NotEligible
from .xero_first_match_line import MATCH_UNDECIDED

#: key in lane.ahead.notes
_AHEAD = "first_match"


class XeroEntityDocumentMatched(models.AbstractModel):
    """Documents of which a person has said what they are in Xero (SPEC X12, P2).

    They are linked and not sent, whatever their number and date are; what was paid on
    both sides before is linked with them.
    """

    _inherit = "xero.entity.document"

    @api.model
    def _read_ahead(self, lane, tasks):
        lane.ahead.notes[_AHEAD] = self._read_matches(
            lane.connection, tasks.mapped("res_id")
        )
        return super()._read_ahead(lane, tasks)

    @api.model
    def _read_matches(self, connection, move_ids):
        """(those that are to be linked now, those that a person has to decide about)

        :return: ({move id: Xero id}, {move ids})
        """
        lines = self.env["xero.first.match.line"]
        return (
            lines._accepted(connection, move_ids),
            lines._undecided(connection, move_ids),
        )

    @api.model
    def _matches(self, connection, move_ids):
        """As `_read_matches`; of a batch as it was read for it."""
        batch = batch_of(self.env)
        known = batch.notes.get(_AHEAD) if batch else None
        return known or self._read_matches(connection, move_ids)

    @api.model
    def _accepted(self, connection, move_ids):
        return self._matches(connection, move_ids)[0]

    @api.model
    def _check_sent(self, connection, move, link):
        """What Xero has already need not have been sent to the customer from here."""
        if move.id in self._accepted(connection, move.ids):
            return None
        return super()._check_sent(connection, move, link)

    @api.model
    def _is_looked_up(self, connection, task, move):
        accepted = self._accepted(connection, move.ids)
        return move.id in accepted or super()._is_looked_up(connection, task, move)

    @api.model
    def _conditions(self):
        return (*super()._conditions(), self._check_decided)

    @api.model
    def _check_decided(self, connection, move, link):
        """Nothing is created that Xero may have, while a person is to decide (P2); what
        is looked up by its number is not created.

        :raise NotEligible: match_undecided
        """
        live = link and not link.is_removed
        if live or self._is_before_cutover(connection, move):
            return
        accepted, undecided = self._matches(connection, move.ids)
        if move.id in undecided and move.id not in accepted:
            raise NotEligible(MATCH_UNDECIDED, move.name)

    @api.model
    def _take_in(self, lane, task, element):
        """Nothing comes in that Odoo may have, while a person is to decide (P2).

        :raise NotEligible: match_undecided
        """
        lines = self.env["xero.first.match.line"]
        if lines._may_be_in_odoo(lane.connection, element[self._declaration.id_key]):
            raise NotEligible(MATCH_UNDECIDED, element.get(self._number_key) or "")
        return super()._take_in(lane, task, element)

    @api.model
    def _elements_by_number(self, lane, tasks):
        accepted = self._accepted(lane.connection, tasks.mapped("res_id"))
        others = tasks.filtered(lambda task: task.res_id not in accepted)
        found = super()._elements_by_number(lane, others) if others else []
        return [*found, *lane.client.by_ids(self._declaration, accepted.values())]

    @api.model
    def _by_number(self, lane, task, elements):
        """:raise NotEligible: document_draft: it is deleted in Odoo
        :raise LabelledError: match_changed: it is not the same any more;
        payments_differ: what was paid on both sides is not the same
        """
        accepted = self._accepted(lane.connection, [task.res_id])
        xero_id = accepted.get(task.res_id)
        if not xero_id:
            element = super()._by_number(lane, task, elements)
        else:
            element = self._matched(lane, task, xero_id, elements)
        self._paid_twice(lane, lane.record(task), element)
        return element

    @api.model
    def _matched(self, lane, task, xero_id, elements):
        id_key = self._declaration.id_key
        move = lane.record(task)
        if not move:  # deleted since the task was begun
            raise NotEligible("document_draft", task.record_name)
        for element in elements:
            fits = element.get(id_key) == xero_id
            same_type = fits and element.get("Type") == TYPES[move.move_type]
            if same_type and self._is_same_document(lane, move, element):
                return element
        found = [one for one in elements if one.get(id_key) == xero_id]
        raise LabelledError("match_changed", self._owner(lane, move.name, found))

    @api.model
    def _settled(self, lane, step, element, link):
        if step.action == LOOKUP:
            document = lane.browse(step.res_model, step.res_id)
            self.env["xero.entity.payment"]._link_twins(
                lane, document, self._paid_twice(lane, document, element)
            )
        return super()._settled(lane, step, element, link)

    @api.model
    def _paid_twice(self, lane, document, element):
        """See xero.entity.payment._twins; nothing while payments are not looked at."""
        if lane.connection.sync_payments == "off":
            return []
        payments = self._payments(element)
        return self.env["xero.entity.payment"]._twins(lane, document, payments)
