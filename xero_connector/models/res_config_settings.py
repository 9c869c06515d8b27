# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    xero_connection_id = fields.Many2one(
        "xero.connection", compute="_compute_xero_connection_id"
    )
    xero_connection_state = fields.Selection(related="xero_connection_id.state")
    xero_organisation_name = fields.Char(related="xero_connection_id.organisation_name")
    xero_connected_on = fields.Datetime(related="xero_connection_id.connected_on")

    @api.depends("company_id")
    def _compute_xero_connection_id(self):
        for settings in self:
            settings.xero_connection_id = self.env["xero.connection"].search(
                [("company_id", "=", settings.company_id.id)], limit=1
            )

    def action_xero_manage(self):
        """Open this company's connection, or a new one (SPEC D8, E3, E8)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xero_connector.xero_connection_action"
        )
        action["views"] = [(False, "form")]
        action["res_id"] = self.xero_connection_id.id
        action["context"] = {"default_company_id": self.company_id.id}
        return action
