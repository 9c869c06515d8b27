# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class XeroTrackingPlanMapping(models.Model):
    """Which tracking category an analytic plan is (SPEC X15)."""

    _name = "xero.tracking.plan.mapping"
    _description = "Xero Tracking Category Mapping"
    _inherit = "xero.mapping"
    _xero_frees = (
        *("missing_tracking", "missing_line_tracking"),
        *("tracking_invalid", "tracking_not_whole"),
    )
    _xero_target = "category_id"
    _xero_sources = ("plan_id",)

    plan_id = fields.Many2one(
        "account.analytic.plan",
        "Analytic Plan",
        required=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False)]",
    )
    category_id = fields.Many2one(
        "xero.tracking.category",
        "Tracking Category",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )

    _plan_unique = models.Constraint(
        "unique(connection_id, plan_id)", "This analytic plan is already mapped."
    )
    _category_unique = models.Constraint(
        "unique(connection_id, category_id)",
        "This tracking category already stands for another analytic plan.",
    )

    @api.constrains("plan_id")
    def _check_plan(self):
        for mapping in self:
            if mapping.plan_id.parent_id:
                raise ValidationError(
                    self.env._(
                        "“%(plan)s” is a part of “%(whole)s”. Map that one.",
                        plan=mapping.plan_id.name,
                        whole=mapping.plan_id.root_id.name,
                    )
                )


class XeroTrackingOptionMapping(models.Model):
    """Which tracking option an analytic account is (SPEC X15)."""

    _name = "xero.tracking.option.mapping"
    _description = "Xero Tracking Option Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = (
        *("missing_tracking", "missing_line_tracking"),
        *("tracking_invalid", "tracking_not_whole"),
    )
    _xero_target = "option_id"
    _xero_sources = ("analytic_account_id",)

    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        required=True,
        ondelete="cascade",
        check_company=True,
    )
    option_id = fields.Many2one(
        "xero.tracking.option",
        "Tracking Option",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )

    _account_unique = models.Constraint(
        "unique(connection_id, analytic_account_id)",
        "This analytic account is already mapped.",
    )

    def _find_problem(self, target):
        """The option has to be of the category that the account's plan is."""
        problem = super()._find_problem(target)
        if problem:
            return problem
        plan = self.analytic_account_id.root_plan_id
        plans = self.connection_id.tracking_plan_mapping_ids
        category = plans.filtered(lambda one: one.plan_id == plan).category_id
        if not category:
            return self.env._(
                "First say which tracking category the analytic plan “%s” is.",
                plan.name,
            )
        if target.category_id == category:
            return ""
        return self.env._(
            "“%(account)s” belongs to the plan “%(plan)s”, which is the tracking"
            " category “%(category)s”. Choose an option of that one.",
            account=self.analytic_account_id.display_name,
            plan=plan.name,
            category=category.name,
        )
