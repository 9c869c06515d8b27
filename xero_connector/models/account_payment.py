# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: fields of a posted payment that its Xero payments carry
SYNCED_FIELDS = frozenset({"state", "date", "memo", "journal_id", "invoice_ids"})


class AccountPayment(models.Model):
    _name = "account.payment"
    _inherit = ["account.payment", "xero.mixin"]

    def write(self, vals):
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys():
            self._xero_mark_documents()
        return result

    def _xero_mark_documents(self):
        """Note that what this payment settles may have changed."""
        if not self.env["xero.connection"]._any_lane():
            return
        lines = self.move_id.line_ids
        self.env["account.move"]._xero_mark_settlements(
            lines.matched_debit_ids | lines.matched_credit_ids
        )
        for payment in self.filtered(lambda payment: not payment.move_id):
            for document in payment.invoice_ids._xero_documents():
                payment._xero_mark("payment.push", part=str(document.id))

    def _xero_status_keys(self):
        return {
            payment.id: (
                ("account.move", payment.move_id.id, None)
                if payment.move_id
                else (self._name, payment.id, None)
            )
            for payment in self
        }

    def _xero_record_ids(self, model, domain):
        """Payments are known to Xero by their journal entries, if they have one."""
        rows = (
            self.env[model]
            .sudo()
            .search_fetch(
                [
                    ("connection_id", "=", self._xero_connection().id),
                    ("res_model", "in", ("account.move", self._name)),
                    ("entity", "=", "payment"),
                    *domain,
                ],
                ["res_model", "res_id"],
            )
        )
        moves = rows.filtered(lambda row: row.res_model == "account.move")
        of_moves = self.sudo().search([("move_id", "in", moves.mapped("res_id"))])
        return of_moves.ids + (rows - moves).mapped("res_id")
