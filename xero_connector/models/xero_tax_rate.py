# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import float_compare


class XeroTaxRate(models.Model):
    """A tax rate; TaxType is an open string (SPEC A23, XERO_API §4)."""

    _name = "xero.tax.rate"
    _description = "Xero Tax Rate"
    _order = "name"
    _rec_names_search = ["name", "tax_type"]

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    tax_type = fields.Char(required=True)
    name = fields.Char(required=True)
    status = fields.Char()
    display_rate = fields.Float(digits=(16, 4))
    effective_rate = fields.Float(digits=(16, 4))
    can_apply_assets = fields.Boolean()
    can_apply_equity = fields.Boolean()
    can_apply_expenses = fields.Boolean()
    can_apply_liabilities = fields.Boolean()
    can_apply_revenue = fields.Boolean()
    component_ids = fields.One2many("xero.tax.component", "tax_rate_id", "Components")
    change = fields.Selection(
        [("new", "New"), ("changed", "Changed"), ("archived", "Archived")], "Last Load"
    )

    _tax_type_unique = models.Constraint(
        "unique(connection_id, tax_type)", "This Xero tax rate is already listed."
    )

    @api.depends("name", "tax_type")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.name} ({rate.tax_type})"

    def _is_equal_to(self, tax):
        """Whether it adds the same percentage to a document as Odoo's tax (D11)."""
        self.ensure_one()
        ours = self._percent_added(tax)
        return not float_compare(ours, self.effective_rate, precision_digits=4)

    @api.model
    def _percent_added(self, tax):
        """What a tax adds to a document: a reverse charge takes back what it adds."""
        share = sum(
            line.factor_percent
            for line in tax.invoice_repartition_line_ids
            if line.repartition_type == "tax"
        )
        return tax.amount * share / 100


class XeroTaxComponent(models.Model):
    """One component of a tax rate; compound ones come on top of the others."""

    _name = "xero.tax.component"
    _description = "Xero Tax Component"

    tax_rate_id = fields.Many2one("xero.tax.rate", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    rate = fields.Float(digits=(16, 4))
    compound = fields.Boolean()
    non_recoverable = fields.Boolean()
