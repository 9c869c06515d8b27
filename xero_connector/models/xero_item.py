# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class XeroItem(models.Model):
    """A product or service in Xero; tracked ones have a stock there (SPEC B17)."""

    _name = "xero.item"
    _description = "Xero Item"
    _inherit = "xero.catalogue"
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    is_tracked = fields.Boolean(
        "Tracked as Inventory", help="Xero keeps the stock of this item and its value."
    )
    is_sold = fields.Boolean("For Sale")
    is_purchased = fields.Boolean("For Purchase")

    @api.model
    def _search_display_name(self, operator, value):
        """“CODE Name” finds the item, as an exported list names it."""
        return self._or_both(
            super()._search_display_name(operator, value), operator, value
        )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for item in self:
            same = item.name == item.code
            item.display_name = item.code if same else f"{item.code} {item.name}"


class XeroItemMapping(models.Model):
    """Which item of Xero a product is; lines of it bear the item's code (SPEC B17)."""

    _name = "xero.item.mapping"
    _description = "Xero Item Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = ("item_invalid",)
    _xero_target = "item_id"
    _xero_sources = ("product_id",)

    product_id = fields.Many2one(
        "product.product", required=True, ondelete="cascade", check_company=True
    )
    item_id = fields.Many2one(
        "xero.item",
        "Xero Item",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )
    is_tracked = fields.Boolean(related="item_id.is_tracked")

    _product_unique = models.Constraint(
        "unique(connection_id, product_id)", "This product is already mapped."
    )
