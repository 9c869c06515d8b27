# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import credit_note


class XeroEntityCreditNote(models.AbstractModel):
    """Refunds to customers and from vendors as Xero credit notes (SPEC X10)."""

    _name = "xero.entity.credit_note"
    _inherit = "xero.entity.document"
    _description = "Xero Credit Note"
    _xero_entity = "credit_note"

    @api.model
    def _prepare(self, payload, move):
        return self._xero_prepare_credit_note(super()._prepare(payload, move), move)

    @api.model
    def _xero_prepare_credit_note(self, payload, move):
        """Hook: adapt what is sent for a credit note."""
        return payload

    @api.model
    def _settlement_links(self, lane, document_id):
        """What it is allocated to counts as well: Xero frees a note before it goes."""
        links = super()._settlement_links(lane, document_id)
        allocations = self.env["xero.entity.allocation"]
        used = allocations._sent_of(lane, [document_id])
        return links.union(*used.values())

    @api.model
    def _is_settled(self, element):
        allocated = any(
            isinstance(one, dict) and not one.get("IsDeleted")
            for one in element.get("Allocations") or ()
        )
        paid = any(
            isinstance(one, dict) and one.get("Status") != "DELETED"
            for one in element.get("Payments") or ()
        )
        return element.get("Status") == "PAID" or allocated or paid

    @api.model
    def _removal(self, task, link):
        status = self._status_before(link)
        return credit_note.removal(link.xero_id, link.number or "", status)
