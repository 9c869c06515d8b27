# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .xero_connection import ACCOUNT_REASONS, TAX_REASONS


class XeroConnectionMapping(models.Model):
    """What Odoo's records are in the organisation: lists of mappings and defaults."""

    _inherit = "xero.connection"

    default_purchase_account_id = fields.Many2one(
        "xero.account",
        "Default Purchase Account",
        domain="[('connection_id', '=', id), ('is_line_account', '=', True)]",
        help="Used for lines of bills that no account mapping is for.",
    )
    default_purchase_tax_rate_id = fields.Many2one(
        "xero.tax.rate",
        "Default Purchase Tax Rate",
        domain="[('connection_id', '=', id), ('status', '=', 'ACTIVE')]",
        help="Used for lines of bills without a tax.",
    )
    default_branding_theme_id = fields.Many2one(
        "xero.branding.theme",
        "Default Branding Theme",
        domain="[('connection_id', '=', id), ('status', '=', 'ACTIVE')]",
        help="How Xero prints documents. Empty: the default of the organisation.",
    )
    hide_bank_accounts = fields.Boolean(
        help="Offer only accounts with payments enabled as accounts for payments. What"
        " is chosen already stays.",
    )
    tracking_policy = fields.Selection(
        [
            ("ignore", "Are left out"),
            ("refuse", "Hold the document up"),
        ],
        "Analytic Accounts without Option",
        default="ignore",
        required=True,
        help="What happens to an analytic account whose plan is a tracking category,"
        " while it is no option itself.",
    )
    account_mapping_ids = fields.One2many(
        "xero.account.mapping", "connection_id", "Account Mappings"
    )
    item_mapping_ids = fields.One2many(
        "xero.item.mapping", "connection_id", "Item Mappings"
    )
    tracking_plan_mapping_ids = fields.One2many(
        "xero.tracking.plan.mapping", "connection_id", "Tracking Categories"
    )
    tracking_option_mapping_ids = fields.One2many(
        "xero.tracking.option.mapping", "connection_id", "Tracking Options"
    )
    item_ids = fields.One2many("xero.item", "connection_id", "Items")
    currency_ids = fields.One2many("xero.currency", "connection_id", "Currencies")
    tracking_category_ids = fields.One2many(
        "xero.tracking.category", "connection_id", "Categories in Xero"
    )
    tracking_option_ids = fields.One2many(
        "xero.tracking.option", "connection_id", "Options in Xero"
    )
    branding_mapping_ids = fields.One2many(
        "xero.branding.mapping", "connection_id", "Branding Themes of Journals"
    )
    branding_theme_ids = fields.One2many(
        "xero.branding.theme", "connection_id", "Branding Themes"
    )

    tracking_loaded_on = fields.Datetime(readonly=True, copy=False)
    items_loaded_on = fields.Datetime(readonly=True, copy=False)
    currencies_loaded_on = fields.Datetime(readonly=True, copy=False)

    @api.model
    def _frees(self):
        return super()._frees() | {
            "default_purchase_account_id": ACCOUNT_REASONS,
            "default_purchase_tax_rate_id": TAX_REASONS,
            "tracking_policy": ("missing_tracking", "missing_line_tracking"),
        }
