# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class AccountMoveRounding(models.Model):
    """What a document has on Xero's rounding account, for accountants (SPEC P5)."""

    _inherit = "account.move"

    xero_rounding = fields.Monetary(
        "On Xero's Rounding Account",
        compute="_compute_xero_rounding",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
        help="A line in Xero that makes its total the same as in Odoo.",
    )
    xero_rounding_note = fields.Text(
        compute="_compute_xero_rounding",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_rounded = fields.Boolean(
        "Rounded in Xero",
        compute="_compute_xero_rounding",
        search="_search_xero_rounded",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )

    @api.depends("xero_link_id")
    @api.depends_context("company")
    def _compute_xero_rounding(self):
        for move in self:
            link = move.xero_link_id
            note = not link.is_removed and link.rounding_note
            move.xero_rounding = link.rounding if note else 0.0
            move.xero_rounding_note = note
            move.xero_rounded = bool(note)

    @api.model
    def _search_xero_rounded(self, operator, value):
        if operator != "in":
            return NotImplemented
        self._check_field_access(self._fields["xero_rounded"], "read")
        gone = ("VOIDED", "DELETED")
        rounded = self._xero_ids_domain(
            "xero.link", [("rounding_note", "!=", False), ("status", "not in", gone)]
        )
        domains = {True: rounded, False: ~rounded}
        return fields.Domain.OR(domains[bool(one)] for one in value)
