# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

#: reasons for waiting that Odoo's lock dates, or their policy, can remove
ODOO_LOCKED = ("odoo_period_locked", "odoo_period_held")
LOCK_DATES = frozenset({"fiscalyear_lock_date", "tax_lock_date", "hard_lock_date"})


class ResCompany(models.Model):
    _inherit = "res.company"

    xero_dealer_code = fields.Char(
        "Xero Dealer Code",
        help="Shown on Xero tasks whose customer has no dealer code of its own.",
    )

    def _xero_dealer_code(self):
        """The dealer code of a company; a branch without one has that of its root."""
        for company in self.sudo().parent_ids[::-1]:
            if company.xero_dealer_code:
                return company.xero_dealer_code
        return False

    def write(self, vals):
        result = super().write(vals)
        if LOCK_DATES & vals.keys():
            connections = self.env["xero.connection"].sudo()
            for one in connections.search([("company_id", "child_of", self.ids)]):
                self.env["xero.task"]._free(one, *ODOO_LOCKED)
        return result
