# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: classes of the accounts that money ahead of its document may stand on
BALANCE = ("ASSET", "LIABILITY")


class XeroConnectionMoney(models.Model):
    """How money is told to Xero that is not simply the payment of a document."""

    _inherit = "xero.connection"

    unmatched_payments = fields.Selection(
        [
            ("overpayment", "Are sent as overpayments"),
            ("prepayment", "Are sent as prepayments"),
            ("hold", "Wait for their document"),
        ],
        "Payments without a Document",
        default="overpayment",
        required=True,
        help="A payment that is not matched with a document when it reaches Xero. It is"
        " used for the document there as soon as you match it.",
    )
    prepayment_account_id = fields.Many2one(
        "xero.account",
        "Customer Prepayments Account",
        domain="[('connection_id', '=', id), ('is_line_account', '=', True),"
        " ('account_class', 'in', ('ASSET', 'LIABILITY'))]",
        help="Where Xero keeps a prepayment until it is used for an invoice: what you"
        " owe the customer. It is no income.",
    )
    vendor_prepayment_account_id = fields.Many2one(
        "xero.account",
        "Vendor Prepayments Account",
        domain="[('connection_id', '=', id), ('is_line_account', '=', True),"
        " ('account_class', 'in', ('ASSET', 'LIABILITY'))]",
        help="Where Xero keeps what you have paid a vendor ahead of the bill.",
    )
    purchase_discount_account_id = fields.Many2one(
        "xero.account",
        "Discounts from Vendors Account",
        domain="[('connection_id', '=', id), ('enable_payments', '=', True)]",
        help="Where discounts that vendors give for early payment go; empty for the"
        " same account as those given to customers.",
    )
    netting_account_id = fields.Many2one(
        "xero.account",
        "Netting Account",
        domain="[('connection_id', '=', id), ('enable_payments', '=', True)]",
        help="Used when an entry sets invoices against bills of the same partner.",
    )

    @api.model
    def _frees(self):
        prepayment = ("missing_prepayment_account",)
        return super()._frees() | {
            "netting_account_id": ("missing_netting_account",),
            "prepayment_account_id": prepayment,
            "vendor_prepayment_account_id": prepayment,
            "unmatched_payments": (*prepayment, "unmatched_money"),
            "purchase_discount_account_id": (
                "missing_discount_account",
                "tax_type_not_allowed",
            ),
        }

    @api.constrains("prepayment_account_id", "vendor_prepayment_account_id")
    def _check_prepayment_accounts(self):
        for connection in self:
            accounts = (
                connection.prepayment_account_id
                | connection.vendor_prepayment_account_id
            )
            for account in accounts:
                if account.account_class not in BALANCE:
                    raise ValidationError(
                        self.env._(
                            "%s is neither an asset nor a liability. What is paid ahead"
                            " of an invoice is no income or expense yet: choose"
                            " another account for prepayments.",
                            account.display_name,
                        )
                    )
