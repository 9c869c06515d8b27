# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class XeroBrandingTheme(models.Model):
    """How Xero prints a document."""

    _name = "xero.branding.theme"
    _description = "Xero Branding Theme"
    _inherit = "xero.catalogue"
    _order = "sequence, name"

    sequence = fields.Integer()


class XeroBrandingMapping(models.Model):
    """Which branding theme the documents of a journal get; others the default one."""

    _name = "xero.branding.mapping"
    _description = "Xero Branding Theme Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_target = "theme_id"
    _xero_sources = ("journal_id",)

    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        ondelete="cascade",
        check_company=True,
        domain="[('type', '=', 'sale')]",
    )
    theme_id = fields.Many2one(
        "xero.branding.theme",
        "Branding Theme",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )

    _journal_unique = models.Constraint(
        "unique(connection_id, journal_id)", "This journal is already mapped."
    )
