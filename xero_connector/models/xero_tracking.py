# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class XeroTrackingCategory(models.Model):
    """A tracking category of the organisation; two at most can be active."""

    _name = "xero.tracking.category"
    _description = "Xero Tracking Category"
    _inherit = "xero.catalogue"
    _order = "name"

    option_ids = fields.One2many("xero.tracking.option", "category_id", "Options")


class XeroTrackingOption(models.Model):
    """An option of a tracking category, as “North” is of “Region”."""

    _name = "xero.tracking.option"
    _description = "Xero Tracking Option"
    _inherit = "xero.catalogue"
    _order = "category_id, name"

    category_id = fields.Many2one(
        "xero.tracking.category", required=True, ondelete="cascade", index=True
    )

    @api.model
    def _search_display_name(self, operator, value):
        """“Region: North” finds the option, as an exported list names it."""
        return self._or_both(
            super()._search_display_name(operator, value),
            operator,
            value,
            ("category_id.name", "name"),
            ": ",
        )

    @api.depends("name", "category_id.name")
    def _compute_display_name(self):
        for option in self:
            option.display_name = f"{option.category_id.name}: {option.name}"

    def _is_active(self):
        return super()._is_active() and self.category_id._is_active()
