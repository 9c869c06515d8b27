# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: what of a line can still change when its document is posted
SYNCED_FIELDS = frozenset({"name", "account_id", "analytic_distribution"})


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def write(self, vals):
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys() and self.env["xero.connection"]._any_lane():
            posted = self.move_id.filtered(lambda move: move.state == "posted")
            posted._xero_mark_documents()
        return result
