# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        self.env["account.move"]._xero_mark_settlements(partials)
        return partials

    def _xero_is_owed(self):
        """Whether it is about what is owed, and not about money on its way."""
        owed = ("asset_receivable", "liability_payable")
        return self.debit_move_id.account_id.account_type in owed

    def unlink(self):
        self.env["account.move"]._xero_mark_settlements(self)
        return super().unlink()
