# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class XeroTaxMapping(models.Model):
    """Which Xero tax rate an Odoo tax is, in one organisation (SPEC A24)."""

    _name = "xero.tax.mapping"
    _description = "Xero Tax Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = ("missing_tax_mapping",)

    tax_id = fields.Many2one(
        "account.tax", required=True, ondelete="cascade", check_company=True
    )
    use = fields.Selection(related="tax_id.type_tax_use", string="Use")
    tax_rate_id = fields.Many2one(
        "xero.tax.rate",
        "Xero Tax Rate",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )

    _tax_unique = models.Constraint(
        "unique(connection_id, tax_id)", "This tax is already mapped."
    )

    @api.constrains("connection_id", "tax_rate_id")
    def _check_connection(self):
        for mapping in self:
            if mapping.tax_rate_id.connection_id != mapping.connection_id:
                raise ValidationError(
                    self.env._(
                        "“%s” is a tax rate of another organisation.",
                        mapping.tax_rate_id.name,
                    )
                )

    @api.constrains("tax_id", "tax_rate_id")
    def _check_rate(self):
        """Unequal rates would post another tax in Xero than in Odoo (P13)."""
        for mapping in self.filtered(lambda one: one.tax_id.amount_type == "percent"):
            rate = mapping.tax_rate_id
            if not rate._is_equal_to(mapping.tax_id):
                raise ValidationError(
                    self.env._(
                        "“%(tax)s” is %(ours)s %% in Odoo, but “%(rate)s” is"
                        " %(theirs)s %% in Xero. Choose a rate of the same percentage.",
                        tax=mapping.tax_id.name,
                        ours=rate._percent_added(mapping.tax_id),
                        rate=rate.name,
                        theirs=rate.effective_rate,
                    )
                )
