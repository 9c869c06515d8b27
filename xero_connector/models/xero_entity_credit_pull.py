# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class XeroEntityCreditPull(models.AbstractModel):
    """Credit notes that were used for documents in Xero, or freed (SPEC P22, X10)."""

    _inherit = "xero.entity.credit_note"

    @api.model
    def _notice(self, lane, elements):
        wanted = super()._notice(lane, elements)
        if not lane.connection._brings_in("sync_payments"):
            return wanted
        key = self._declaration.id_key
        by_id = {one.get(key): one for one in elements}
        money = self.env["xero.money.in"]
        return wanted | {
            xero_id: by_id[xero_id]
            for xero_id, link in lane.links_by_xero_id(by_id).items()
            if money._has_news_of_credit(lane, link.res_id, by_id[xero_id])
        }

    @api.model
    def _apply(self, lane, task, element):
        """Reconcile in Odoo what was allocated, undo what was freed."""
        result = super()._apply(lane, task, element)
        xero_id = element[self._declaration.id_key]
        link = lane.links_by_xero_id([xero_id]).get(xero_id)
        if not link or not lane.connection._brings_in("sync_payments"):
            return result
        money = self.env["xero.money.in"]
        if money._has_news_of_credit(lane, link.res_id, element):
            note = lane.browse("account.move", link.res_id)
            task.write({"partner_id": note.partner_id.id})
            money._take_allocations(lane, note, "", element)
        return result
