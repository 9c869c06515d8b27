# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        """Links and tasks refer to partners too (SPEC X5)."""
        self.env["xero.link"].sudo()._merge_partners(src_partners, dst_partner)
        return super()._update_reference_fields(src_partners, dst_partner)
