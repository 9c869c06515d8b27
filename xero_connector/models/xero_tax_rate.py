# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import float_compare

from .xero_catalogue import CHANGES

#: decimals of Xero's percentages (XERO_API §4)
DIGITS = 4
#: what taxes are computed on to see their percentage; large, for many decimals
BASE = 1_000_000.0
#: class of an account -> the flag of the rates that it may have
CLASS_FLAGS = {
    "ASSET": "can_apply_assets",
    "EQUITY": "can_apply_equity",
    "EXPENSE": "can_apply_expenses",
    "LIABILITY": "can_apply_liabilities",
    "REVENUE": "can_apply_revenue",
}


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
    change = fields.Selection(CHANGES, "Last Load")

    _tax_type_unique = models.Constraint(
        "unique(connection_id, tax_type)", "This Xero tax rate is already listed."
    )

    @api.model
    def _search_display_name(self, operator, value):
        """“20% (VAT on Income) (OUTPUT2)” finds the rate, as a list names it."""
        domain = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS or not value:
            return domain
        texts = [value] if isinstance(value, str) else value
        types = [str(text).rpartition("(")[2].rstrip(")") for text in texts]
        return Domain(domain) | Domain("tax_type", "in", types)

    @api.depends("name", "tax_type")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.name} ({rate.tax_type})"

    def _is_equal_to(self, taxes):
        """Whether it adds the same percentage to a document as Odoo's taxes (D11)."""
        self.ensure_one()
        net, _nominal = self._percents_of(taxes)
        return not float_compare(net, self.effective_rate, precision_digits=DIGITS)

    @api.model
    def _percents_of(self, taxes):
        """What taxes of one line add to a document, and what they charge, in percent.

        A reverse charge charges 20 % and adds nothing. Odoo computes it itself, so that
        children of a group and taxes upon taxes count as they do on an invoice.
        """
        details = taxes._get_tax_details(
            BASE,
            1,
            rounding_method="round_globally",
            special_mode="total_excluded",
        )
        net = nominal = 0.0
        for one in details["taxes_data"]:
            if one.get("is_reverse_charge"):
                continue
            factors = [
                line.factor_percent
                for line in one["tax"].invoice_repartition_line_ids
                if line.repartition_type == "tax"
            ]
            net += one["tax_amount"] * sum(factors) / BASE
            nominal += one["tax_amount"] * sum(max(part, 0) for part in factors) / BASE
        return round(net, DIGITS), round(nominal, DIGITS)

    def _applies_to(self, account_class):
        """Whether Xero takes it on accounts of this class (SPEC P12)."""
        self.ensure_one()
        flag = CLASS_FLAGS.get(account_class)
        return not flag or self[flag]

    def _fits_use(self, use):
        """Whether some account that documents of this use bear may have it (P12).

        Assets are bought and sold; what fits them and one side only, is of that side.
        """
        self.ensure_one()
        sides = {"sale": self.can_apply_revenue, "purchase": self.can_apply_expenses}
        if use not in sides or sides[use]:
            return True
        return self.can_apply_assets and not any(sides.values())

    def _is_active(self):
        """Whether Xero still takes it on new documents; not for an empty record."""
        return bool(self) and all(one.status == "ACTIVE" for one in self)


class XeroTaxComponent(models.Model):
    """One component of a tax rate; compound ones come on top of the others."""

    _name = "xero.tax.component"
    _description = "Xero Tax Component"

    tax_rate_id = fields.Many2one("xero.tax.rate", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    rate = fields.Float(digits=(16, 4))
    compound = fields.Boolean()
    non_recoverable = fields.Boolean()
