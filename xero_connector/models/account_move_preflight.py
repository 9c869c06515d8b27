# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class AccountMovePreflight(models.Model):
    """Whether a document can be checked before it goes to Xero (SPEC X1)."""

    _inherit = "account.move"

    xero_can_check = fields.Boolean(
        compute="_compute_xero_can_check", groups="xero_connector.group_clerk"
    )

    @api.depends("move_type", "state", "company_id")
    def _compute_xero_can_check(self):
        connections = self.env["xero.connection"]
        for move in self:
            lane = connections._lane_of_company(move.company_id.id)
            is_open = move.state in ("draft", "posted")
            move.xero_can_check = bool(lane and is_open and move._xero_push_type())

    def action_xero_check(self):
        """Show what would be sent to Xero, and what is in the way."""
        return self.env["xero.preflight"]._open_for(self)
