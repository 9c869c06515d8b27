# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

#: fields that decide which account number the contact shows in Xero
SYNCED_FIELDS = frozenset(
    {"acc_number", "partner_id", "sequence", "active", "company_id"}
)


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    @api.model_create_multi
    def create(self, vals_list):
        accounts = super().create(vals_list)
        accounts.partner_id._xero_mark("contact.push")
        return accounts

    def write(self, vals):
        before = self.partner_id
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys():
            (before | self.partner_id)._xero_mark("contact.push")
        return result

    def unlink(self):
        self.partner_id._xero_mark("contact.push")
        return super().unlink()
