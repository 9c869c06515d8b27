# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    xero_dealer_code = fields.Char(
        "Xero Dealer Code",
        help="Shown on Xero tasks whose customer has no dealer code of its own.",
    )
