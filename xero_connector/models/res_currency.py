# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active"):
            self._xero_free_money()
        return result

    def _xero_free_money(self):
        """Money of Xero may have waited for this currency."""
        connections = self.env["xero.connection"].sudo()
        for connection in connections.search([("tenant_id", "!=", False)]):
            self.env["xero.task"]._free(connection, "currency_inactive")
