# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

CHANGES = [("new", "New"), ("changed", "Changed"), ("archived", "Archived")]


class XeroCatalogue(models.AbstractModel):
    """One thing of a list that is kept in Xero, as last loaded (SPEC A19)."""

    _name = "xero.catalogue"
    _description = "Xero Catalogue"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    xero_id = fields.Char("Xero ID", required=True)
    name = fields.Char(required=True)
    status = fields.Char()
    change = fields.Selection(
        CHANGES, "Last Load", help="What the last load from Xero found out about this."
    )

    _xero_id_unique = models.Constraint(
        "unique(connection_id, xero_id)", "This is already listed."
    )

    def _is_active(self):
        """Whether Xero still takes it on new documents; not for an empty record."""
        return bool(self) and all(one.status == "ACTIVE" for one in self)
