# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class XeroEntityReferenceLists(models.AbstractModel):
    """Tracking categories, items, currencies, branding themes and groups (SPEC A19)."""

    _inherit = "xero.entity.reference"

    @api.model
    def _keepers(self):
        return {
            **super()._keepers(),
            "tracking_category": self._keep_tracking,
            "item": self._keep_items,
            "currency": self._keep_currencies,
            "branding_theme": self._keep_branding_themes,
            "contact_group": self._keep_contact_groups,
        }

    @api.model
    def _keep_tracking(self, connection, decoded):
        """Xero lists only active categories: others count as archived."""
        categories = connection.tracking_category_ids
        rows = {one["xero_id"]: self._named(one, one["status"]) for one in decoded}
        self._keep(connection, categories, "xero_id", rows)
        ids = {one.xero_id: one.id for one in connection.tracking_category_ids}
        options = {
            option["xero_id"]: {
                **self._named(option, option["status"]),
                "category_id": ids[one["xero_id"]],
            }
            for one in decoded
            for option in one["options"]
        }
        self._keep(connection, connection.tracking_option_ids, "xero_id", options)
        connection.tracking_loaded_on = fields.Datetime.now()
        connection._propose_tracking()

    @api.model
    def _keep_items(self, connection, decoded):
        names = ("code", "is_tracked", "is_sold", "is_purchased")
        rows = {
            one["xero_id"]: {**self._named(one), **{name: one[name] for name in names}}
            for one in decoded
        }
        self._keep(connection, connection.item_ids, "xero_id", rows)
        connection.items_loaded_on = fields.Datetime.now()
        connection._propose_items()

    @api.model
    def _keep_currencies(self, connection, decoded):
        before = set(connection.currency_ids.mapped("xero_id"))
        rows = {one["xero_id"]: self._named(one) for one in decoded}
        self._keep(connection, connection.currency_ids, "xero_id", rows)
        connection.currencies_loaded_on = fields.Datetime.now()
        if rows.keys() - before:
            self.env["xero.task"]._free(connection, "currency_not_enabled")

    @api.model
    def _keep_branding_themes(self, connection, decoded):
        rows = {
            one["xero_id"]: {**self._named(one), "sequence": one["sort_order"]}
            for one in decoded
        }
        self._keep(connection, connection.branding_theme_ids, "xero_id", rows)

    @api.model
    def _keep_contact_groups(self, connection, decoded):
        rows = {one["xero_id"]: self._named(one, one["status"]) for one in decoded}
        self._keep(connection, connection.contact_group_ids, "xero_id", rows)

    @api.model
    def _named(self, one, status="ACTIVE"):
        name = one["name"] or one.get("code") or one["xero_id"]
        return {"name": name, "status": status}
