# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity import MissingRecord


class XeroEntityPaper(models.AbstractModel):
    """What belongs to a document in Xero: its files, its notes.

    Nothing of it has a life of its own: the document goes first, and what is sent is
    looked for below the document when an answer was lost.
    """

    _name = "xero.entity.paper"
    _inherit = "xero.entity"
    _description = "Xero Paper"

    @api.model
    def _marks(self, notes):
        """No write hook queues them: a document that was sent does."""
        return []

    @api.model
    def _document(self, lane, move):
        """The link of the document that a paper belongs to; empty if it is removed.

        :raise MissingRecord: the document goes first
        """
        link = lane.link("account.move", move.id)
        if not link:
            need = (move._xero_push_type(), "account.move", move.id, "")
            raise MissingRecord(need)
        return link.browse() if link.is_removed else link

    @api.model
    def _verb(self, step):
        return f"{step.action}_{step.facts['entity']}"

    @api.model
    def _elements_since(self, lane, action, steps, since):
        (step,) = steps
        document_id = step.remote_id.partition("/")[0]
        verb = f"list_{step.facts['entity']}"
        return lane.client.below(self._declaration, verb, document_id)
