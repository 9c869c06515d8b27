# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.matching import ARCHIVED


class XeroEntityArchived(models.AbstractModel):
    """Documents that Xero refuses because their contact is archived (SPEC P9, P10)."""

    _inherit = "xero.entity"

    @api.model
    def _goes_on(self, lane, step, task, outcome):
        """Look at the contact first: it may have been merged into another one.

        Or it may be restored by itself; else the document waits, and says for what.
        """
        if outcome.code == "contact_archived" and self._xero_entity != "contact":
            partner = task.partner_id.commercial_partner_id
            link = lane.link("res.partner", partner.id)
            if link and link.status != ARCHIVED:
                link._note_status(ARCHIVED)
                need = ("contact.push", "res.partner", partner.id, "")
                self.env["xero.runner"]._wait_for(lane, task, [need])
                return True
        return super()._goes_on(lane, step, task, outcome)
