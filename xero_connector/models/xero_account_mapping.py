# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: what a mapping is about, the most specific first; rule that it stands for (A25)
SOURCES = {
    "product_id": "product",
    "product_tmpl_id": "product",
    "categ_id": "category",
    "odoo_account_id": "account",
}


class XeroAccountMapping(models.Model):
    """Which Xero account the lines of a product, category or account go to (A25, E11).

    A product's mapping counts more than its category's, the nearest category's more
    than its parent's, a category's more than the Odoo account's.
    """

    _name = "xero.account.mapping"
    _description = "Xero Account Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = (
        "missing_account",
        "account_invalid",
        "tax_type_not_allowed",
        "unmapped_entry",
        "missing_writeoff_account",
        "missing_discount_account",
        "missing_odoo_account",
        "missing_line_account",
    )
    _xero_target = "account_id"
    _xero_sources = tuple(SOURCES)

    use = fields.Selection(
        [("both", "Sales and Purchases"), ("sale", "Sales"), ("purchase", "Purchases")],
        default="both",
        required=True,
    )
    product_tmpl_id = fields.Many2one(
        "product.template", "Product", ondelete="cascade", check_company=True
    )
    product_id = fields.Many2one(
        "product.product", "Variant", ondelete="cascade", check_company=True
    )
    categ_id = fields.Many2one("product.category", "Category", ondelete="cascade")
    odoo_account_id = fields.Many2one(
        "account.account", "Odoo Account", ondelete="cascade", check_company=True
    )
    account_id = fields.Many2one(
        "xero.account",
        "Xero Account",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE'), '|',"
        " ('is_line_account', '=', True), ('system_account', '=', 'ROUNDING')]",
    )

    # NULLS NOT DISTINCT needs PostgreSQL 15; Odoo 19 runs on 13.
    _source_unique = models.UniqueIndex(
        "(connection_id, use, COALESCE(product_id, 0), COALESCE(product_tmpl_id, 0),"
        " COALESCE(categ_id, 0), COALESCE(odoo_account_id, 0))",
        "This is already mapped to a Xero account.",
    )

    @api.depends(*SOURCES, "account_id")
    def _compute_display_name(self):
        for mapping in self:
            source = mapping._source()
            mapping.display_name = (
                f"{source.display_name} → {mapping.account_id.display_name}"
            )

    def _source(self):
        """The product, category or account that is mapped; empty when it is gone."""
        self.ensure_one()
        found = (self[name] for name in SOURCES if self[name])
        return next(found, self.product_id)

    @api.constrains(*SOURCES, "account_id")
    def _check_one_source(self):
        for mapping in self:
            if sum(bool(mapping[name]) for name in SOURCES) != 1:
                raise ValidationError(
                    self.env._(
                        "Choose either a product, or a variant, or a category, or an"
                        " Odoo account; just one of them in a line."
                    )
                )

    def _find_problem(self, target):
        """Lines need an account that is active and neither a bank's nor Xero's own."""
        if target.is_line_account or self._is_rounding():
            return ""
        return super()._find_problem(target) or self.env._(
            "Xero takes no invoice lines on “%s”: it is a bank account or an account of"
            " Xero's own. Choose another account.",
            target.display_name,
        )

    def _is_rounding(self):
        """Xero's own account for rounding is for what Odoo books as cash rounding."""
        self.ensure_one()
        target = self.account_id
        if target.system_account != "ROUNDING" or target.status != "ACTIVE":
            return False
        roundings = self.env["account.cash.rounding"].sudo()
        source = self.odoo_account_id.id
        return bool(source) and bool(
            roundings.with_company(self.company_id).search_count(
                [
                    "|",
                    ("profit_account_id", "=", source),
                    ("loss_account_id", "=", source),
                ],
                limit=1,
            )
        )
