# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .xero_catalogue import CHANGES


class XeroAccount(models.Model):
    """An account of the chart, as last loaded from Xero (SPEC A19, A21)."""

    _name = "xero.account"
    _description = "Xero Account"
    _order = "code, name"
    _rec_names_search = ["code", "name"]

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    xero_id = fields.Char("Xero ID", required=True)
    code = fields.Char()
    name = fields.Char(required=True)
    type = fields.Char()
    account_class = fields.Char("Class")
    tax_type = fields.Char("Default Tax Type")
    status = fields.Char()
    system_account = fields.Char()
    enable_payments = fields.Boolean("Payments Enabled")
    currency = fields.Char()
    bank_account_number = fields.Char()
    change = fields.Selection(
        CHANGES,
        "Last Load",
        help="What the last load from Xero found out about this account.",
    )
    is_line_account = fields.Boolean(
        compute="_compute_use", store=True, help="Usable on invoice lines"
    )
    is_payment_account = fields.Boolean(
        compute="_compute_use", store=True, help="Usable for payments"
    )
    is_payment_choice = fields.Boolean(
        compute="_compute_is_payment_choice",
        store=True,
        help="Offered for payments: bank accounts may be hidden.",
    )

    _xero_id_unique = models.Constraint(
        "unique(connection_id, xero_id)", "This Xero account is already listed."
    )

    @api.model
    def _search_display_name(self, operator, value):
        """“200 Sales” finds the account, as an exported list names it."""
        return self.env["xero.catalogue"]._or_both(
            super()._search_display_name(operator, value), operator, value
        )

    @api.depends("type", "status", "system_account", "enable_payments")
    def _compute_use(self):
        """Lines take no bank or system accounts; payments a bank account or one with
        payments enabled (XERO_API §4)."""
        for account in self:
            active = account.status == "ACTIVE"
            bank = account.type == "BANK"
            account.is_line_account = active and not bank and not account.system_account
            account.is_payment_account = active and (bank or account.enable_payments)

    @api.depends("is_payment_account", "type", "connection_id.hide_bank_accounts")
    def _compute_is_payment_choice(self):
        for account in self:
            hidden = account.type == "BANK" and account.connection_id.hide_bank_accounts
            account.is_payment_choice = account.is_payment_account and not hidden

    @api.depends("code", "name")
    def _compute_display_name(self):
        for account in self:
            account.display_name = " ".join(filter(None, [account.code, account.name]))

    def _is_active(self):
        """Whether Xero still takes it on new documents; not for an empty record."""
        return bool(self) and all(one.status == "ACTIVE" for one in self)
