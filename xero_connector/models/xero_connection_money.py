# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


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
    netting_account_id = fields.Many2one(
        "xero.account",
        "Netting Account",
        domain="[('connection_id', '=', id), ('enable_payments', '=', True)]",
        help="Used when an entry sets invoices against bills of the same partner.",
    )

    @api.model
    def _frees(self):
        return super()._frees() | {"netting_account_id": ("missing_netting_account",)}
