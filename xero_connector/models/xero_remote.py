# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class XeroRemote(models.Model):
    """What Xero has and Odoo is not linked to, as far as pulls have seen it.

    Kept so that matching and drift reports need no further calls (DESIGN §4).
    """

    _name = "xero.remote"
    _description = "Unlinked Xero Object"
    _order = "name, id"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    entity = fields.Char(required=True)
    xero_id = fields.Char("Xero ID", required=True)
    name = fields.Char()
    email = fields.Char()
    tax_number = fields.Char()
    number = fields.Char()
    contact_xero_id = fields.Char()
    status = fields.Char()
    currency = fields.Char()
    total = fields.Float()
    amount_due = fields.Float()
    remote_updated_at = fields.Datetime()

    _xero_id_unique = models.Constraint(
        "unique(connection_id, xero_id)", "This Xero object is already listed."
    )
