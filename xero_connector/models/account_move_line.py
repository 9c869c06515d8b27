# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

#: what of a line can still change when its document is posted
SYNCED_FIELDS = frozenset({"name", "account_id", "analytic_distribution"})


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def write(self, vals):
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys() and self.env["xero.connection"]._any_lane():
            posted = self.move_id.filtered(lambda move: move.state == "posted")
            posted._xero_mark_documents()
        return result

    @api.model
    def _prepare_reconciliation_plan(
        self, plan, amls_values_map, shadowed_aml_values=None
    ):
        """Odoo reconciles as much as two items allow; see `_xero_reconcile_part`."""
        self._xero_limit_residuals(amls_values_map)
        return super()._prepare_reconciliation_plan(
            plan, amls_values_map, shadowed_aml_values=shadowed_aml_values
        )

    def _xero_reconcile_part(self, amount):
        """Reconcile two items of one currency for this much of it and no more.

        To Odoo it looks as if nothing else of them were open, so that an exchange
        difference is that of the part.

        :param amount: at most what is open of both
        """
        self.with_context(xero_at_most=amount).reconcile()

    @api.model
    def _xero_limit_residuals(self, amls_values_map):
        amount = self.env.context.get("xero_at_most")
        for line, values in amls_values_map.items() if amount else ():
            residual = values["amount_residual_currency"]
            if line.currency_id.compare_amounts(abs(residual), amount) <= 0:
                continue
            rate = line.balance / line.amount_currency
            part = amount if residual > 0 else -amount
            values["amount_residual_currency"] = part
            values["amount_residual"] = line.company_currency_id.round(part * rate)
