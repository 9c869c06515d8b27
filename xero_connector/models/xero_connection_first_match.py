# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class XeroConnectionFirstMatch(models.Model):
    """Matches what both sides have before anything of it is sent (SPEC X12, P2)."""

    _inherit = "xero.connection"

    def action_first_match(self):
        """Open what both sides have; the first time Xero is read for it."""
        self.ensure_one()
        self.check_access("write")
        matches = self.env["xero.first.match"]
        match = matches._of(self)
        if not match:
            match = matches.sudo().create({"connection_id": self.id})
            match._check_ready()
            match._read_both_sides()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Match What Both Sides Have"),
            "res_model": matches._name,
            "res_id": match.id,
            "views": [(False, "form")],
        }
