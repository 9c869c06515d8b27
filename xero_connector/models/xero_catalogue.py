# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain

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

    @api.model
    def _or_both(self, domain, operator, value, fields=("code", "name"), between=" "):
        """A search by display name that also finds what consists of two fields.

        Lists are exported with display names and imported with them again.
        """
        if operator in Domain.NEGATIVE_OPERATORS or not value:
            return domain
        found = Domain(domain)
        for text in [value] if isinstance(value, str) else value:
            first, _between, second = str(text).partition(between)
            if second:
                both = zip(fields, (first, second.strip()), strict=True)
                found |= Domain.AND(Domain(name, "=", one) for name, one in both)
        return found
