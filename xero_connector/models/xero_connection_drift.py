# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

ASK = "ask"
_BOTH = [(ASK, "Ask"), ("odoo", "Odoo wins"), ("xero", "Xero wins")]
_ODOO_ONLY = _BOTH[:2]
_XERO_ONLY = [_BOTH[0], _BOTH[2]]


class XeroConnectionDrift(models.Model):
    """Who wins where the two sides do not agree, and whether they do (SPEC X3, E14)."""

    _inherit = "xero.connection"

    drift_contact = fields.Selection(
        _BOTH, "Contact of a Document", default=ASK, required=True
    )
    drift_dates = fields.Selection(
        _BOTH, "Dates and Reference", default=ASK, required=True
    )
    drift_amounts = fields.Selection(
        _ODOO_ONLY, "Amounts and Lines", default=ASK, required=True
    )
    drift_payments = fields.Selection(_BOTH, "Payments", default=ASK, required=True)
    drift_status = fields.Selection(
        _XERO_ONLY,
        "Reset to Draft in Odoo",
        default=ASK,
        required=True,
        help="A document that is a draft in Odoo and approved in Xero.",
    )
    drift_missing = fields.Selection(
        _BOTH,
        "Only on One Side",
        default=ASK,
        required=True,
        help="Odoo wins: made again, or voided in Xero. Xero wins: cancelled, or posted"
        " again in Odoo.",
    )
    difference_count = fields.Integer(
        "Differences", compute="_compute_difference_count"
    )

    def _compute_difference_count(self):
        counts = self._count_open("xero.discrepancy")
        for connection in self:
            connection.difference_count = counts.get(connection, 0)

    def _drift_policy(self, group):
        """Who wins a group of fields: odoo, xero, or ask."""
        self.ensure_one()
        return self[f"drift_{group}"]

    def action_open_differences(self):
        """What is to be decided."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xero_connector.xero_discrepancy_action"
        )
        action["context"] = {
            "search_default_open": 1,
            "search_default_connection_id": self.id,
        }
        return action
