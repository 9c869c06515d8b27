# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

#: fields whose change is sent to Xero; others do not queue anything (SPEC A27)
SYNCED_FIELDS = frozenset(
    {
        "name",
        "email",
        "phone",
        "vat",
        "street",
        "street2",
        "city",
        "zip",
        "state_id",
        "country_id",
    }
)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "xero.mixin"]

    xero_dealer_code = fields.Char(
        "Xero Dealer Code", help="Shown on the Xero tasks about this contact."
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._xero_mark("contact.push", created=True)
        return partners

    def write(self, vals):
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys():
            self._xero_mark("contact.push")
        return result
