# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import settlement
from ..core.errors import LabelledError


class XeroSettlementWithoutEntry(models.AbstractModel):
    """Payments that Odoo Enterprise registers without a journal entry (SPEC A30)."""

    _inherit = "xero.settlement"

    @api.model
    def _parts_without_entry(self, connection, payment, document):
        """A payment without an entry (Odoo Enterprise) that pays one document."""
        if payment.state not in ("in_process", "paid") or payment.move_id:
            return []
        if document not in payment.invoice_ids:
            return []
        if len(payment.invoice_ids) > 1:
            raise LabelledError("payment_without_entry", payment.name)
        if self._is_settled(document, payment):
            return []
        if payment.currency_id != document.currency_id:
            raise LabelledError("payment_currency", payment.name)
        amount = self._money(document.currency_id, payment.amount)
        base = payment.currency_id._convert(
            payment.amount,
            payment.company_id.currency_id,
            payment.company_id,
            payment.date,
        )
        base = self._money(payment.company_id.currency_id, base)
        part = settlement.Part(settlement.BANK, None, amount, amount, base)
        journal, method = payment.journal_id, payment.payment_method_line_id
        return [(part, self._facts(part, payment, document, journal, method))]

    @api.model
    def _is_settled(self, document, payment):
        """Whether a bank statement line has come and settles the document instead."""
        reconciled = document.amount_total - document.amount_residual
        rest = max(document.amount_total - payment.amount, 0)
        return document.currency_id.compare_amounts(reconciled, rest) > 0
