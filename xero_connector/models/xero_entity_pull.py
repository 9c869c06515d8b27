# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.errors import LabelledError


class XeroEntityPull(models.AbstractModel):
    """The way in: what an entity makes of what was read from Xero."""

    _inherit = "xero.entity"

    @api.model
    def _poll_arguments(self):
        """Further arguments of the list that a poll reads."""
        return {}

    @api.model
    def _before_reading(self, lane):
        """Read what `_notice` and `_apply` need besides; nothing is open.

        :raise OutcomeError: Xero did not answer as it should
        """

    @api.model
    def _notice(self, lane, elements):
        """Take in a page of what has changed in Xero.

        What concerns many and needs no decision is written at once.

        :return: {Xero id: element} of those that are to be applied one by one
        """
        ids = [one.get(self._declaration.id_key) for one in elements]
        known = lane.links_by_xero_id(ids)
        return {
            xero_id: element
            for xero_id, element in zip(ids, elements, strict=True)
            if xero_id in known
        }

    @api.model
    def _read_more(self, lane, elements):
        """Elements with what else has to be known to apply them; may make calls.

        :param elements: {Xero id: element}
        :raise OutcomeError: it was not obtained
        """
        return elements

    @api.model
    def _turn(self, element):
        """Elements with a lower number are applied before others."""
        return 0

    @api.model
    def _apply(self, lane, task, element):
        """Bring one element that was read from Xero into Odoo, once or several times.

        :raise MissingRecord: another record goes first
        :raise NotEligible: it waits for a setting
        :raise LabelledError: a person has to change something
        """
        raise NotImplementedError

    @api.model
    def _apply_missing(self, lane, task):
        """Xero knows no object of the task's id (any more)."""
        raise LabelledError("not_found", task.remote_id)
