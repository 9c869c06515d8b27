# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class XeroBrandingTheme(models.Model):
    """How Xero prints a document; a journal may have one of its own."""

    _name = "xero.branding.theme"
    _description = "Xero Branding Theme"
    _inherit = "xero.catalogue"
    _order = "sequence, name"
    _check_company_auto = True

    sequence = fields.Integer()
    journal_ids = fields.Many2many(
        "account.journal",
        string="Journals",
        check_company=True,
        domain="[('type', '=', 'sale')]",
        help="Documents of these journals get this theme, others the default one.",
    )

    @api.constrains("journal_ids")
    def _check_journals(self):
        for theme in self:
            others = theme.connection_id.branding_theme_ids - theme
            twice = theme.journal_ids & others.journal_ids
            if twice:
                raise ValidationError(
                    self.env._(
                        "“%s” already has another branding theme.",
                        twice[0].display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "journal_ids" in vals:
            for connection in self.connection_id:
                self.env["xero.rules"]._forget(connection)
        return result
