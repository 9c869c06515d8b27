# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class XeroCurrency(models.Model):
    """A currency that the organisation may use on documents (SPEC X4).

    Xero knows it by its code, which is the `xero_id` here.
    """

    _name = "xero.currency"
    _description = "Xero Currency"
    _inherit = "xero.catalogue"
    _order = "xero_id"
    _rec_names_search = ["xero_id", "name"]
