# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import invoice
from ..core.where import number_filters
from .xero_entity_document import PAYABLE

__all__ = ["PAYABLE", "XeroEntityInvoice"]


class XeroEntityInvoice(models.AbstractModel):
    """Customer invoices and receipts as ACCREC, vendor bills and employees' receipts as
    ACCPAY (SPEC A5, B13, E1)."""

    _name = "xero.entity.invoice"
    _inherit = "xero.entity.document"
    _description = "Xero Invoice"
    _xero_entity = "invoice"

    @api.model
    def _prepare(self, payload, move):
        return self._xero_prepare_invoice(super()._prepare(payload, move), move)

    @api.model
    def _xero_prepare_invoice(self, payload, move):
        """Hook: adapt what is sent for an invoice or bill."""
        return payload

    @api.model
    def _removal(self, task, link):
        """A bill keeps its number: Xero lets several bills have the same one."""
        bill = task.type_id.name == "bill.push"
        number = "" if bill else link.number or ""
        return invoice.removal(link.xero_id, number, self._status_before(link))

    @api.model
    def _url(self, lane, element):
        if element.get("Type") != "ACCPAY":
            return super()._url(lane, element)
        connection = lane.connection
        return invoice.bill_link(
            connection.short_code or "",
            element["InvoiceID"],
            connection.app_id.sudo().web_url,
        )

    @api.model
    def _number_filters(self, numbers):
        return number_filters(self._number_key, numbers, "invoice_numbers")
