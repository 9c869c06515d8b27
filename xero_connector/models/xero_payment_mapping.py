# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class XeroPaymentMapping(models.Model):
    """Which Xero account a journal's payments go to (SPEC A30, P19).

    Read backwards for payments made in Xero: which journal they are registered in.
    """

    _name = "xero.payment.mapping"
    _description = "Xero Payment Account"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = (
        "missing_payment_account",
        "missing_journal",
        "missing_odoo_account",
    )
    _xero_target = "account_id"
    _xero_sources = ("journal_id", "payment_method_line_id")

    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        ondelete="cascade",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash', 'credit'))]",
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        "Only for Method",
        ondelete="cascade",
        domain="[('journal_id', '=', journal_id)]",
    )
    account_id = fields.Many2one(
        "xero.account",
        "Xero Account",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id),"
        " ('is_payment_choice', '=', True)]",
    )

    # NULLS NOT DISTINCT needs PostgreSQL 15; Odoo 19 runs on 13.
    _journal_unique = models.UniqueIndex(
        "(connection_id, journal_id, COALESCE(payment_method_line_id, 0))",
        "This journal is already mapped.",
    )

    def _find_problem(self, target):
        """Xero takes payments into banks and where somebody has enabled them."""
        problem = super()._find_problem(target)
        if problem or target.is_payment_account:
            return problem
        return self.env._(
            "Xero takes no payments into “%s”. Choose a bank account, or tick “Enable"
            " payments to this account” for it in Xero (Chart of accounts) and load the"
            " accounts again.",
            target.name,
        )
