# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.errors import LabelledError

#: field of the move that a copy printed for Xero belongs to
COPY = "xero_pdf_file"


class AccountMovePrint(models.Model):
    _inherit = "account.move"

    xero_pdf_file = fields.Binary(
        "PDF for Xero", attachment=True, copy=False, groups=fields.NO_ACCESS
    )


class XeroDocumentPrint(models.AbstractModel):
    """The file of a document: a sale's PDF, a bill's main attachment.

    Of a sale the PDF that its customer got is taken. Where there is none yet, one is
    printed by Odoo's own report, and kept only until Xero has it: it must not become
    the invoice's own PDF, which would mark it as sent and skip e-invoicing.
    """

    _name = "xero.document.print"
    _description = "Files of Documents for Xero"

    @api.model
    def _file(self, move, document):
        """(attachment, what it is known by); empty when there is none.

        :param document: the document's link
        """
        if move.is_purchase_document(include_receipts=True):
            file = move.message_main_attachment_id.sudo()
        else:
            file = move.invoice_pdf_report_id.sudo()
        if file:
            return file, f"is:{file.checksum}"
        return self._copy(move, document), self._fingerprint(document)

    @api.model
    def _fingerprint(self, document):
        """What a printed copy is known by: two prints of the same differ in bytes."""
        return f"of:{document.fingerprint}"

    @api.model
    def _file_name(self, move):
        if move.is_purchase_document(include_receipts=True):
            return move.message_main_attachment_id.sudo().name or ""
        if move.invoice_pdf_report_id:
            return move.invoice_pdf_report_id.sudo().name
        return move._get_invoice_report_filename(report=self._report(move))

    @api.model
    def _report(self, move):
        return self.env["account.move.send"]._get_default_pdf_report_id(move)

    @api.model
    def _copies(self, move):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "account.move"),
                    ("res_id", "in", move.ids),
                    ("res_field", "=", COPY),
                ]
            )
        )

    @api.model
    def _copy(self, move, document):
        """The copy that was printed of what Xero has now."""
        copies = self._copies(move)
        return copies.filtered(lambda one: one.description == document.fingerprint)[:1]

    @api.model
    def _forget(self, move):
        self._copies(move).unlink()

    @api.model
    def _print(self, move, document):
        """Print a sale that has no PDF.

        :raise LabelledError: pdf_tool_missing, pdf_failed
        """
        if self._file(move, document)[0] or not move.is_sale_document(
            include_receipts=True
        ):
            return
        if self.env["ir.actions.report"].get_wkhtmltopdf_state() == "install":
            raise LabelledError("pdf_tool_missing", move.name)
        data = {move: {"pdf_report": self._report(move)}}
        try:
            self.env["account.move.send"]._prepare_invoice_pdf_report(data)
        except UserError as error:
            raise LabelledError("pdf_failed", str(error)) from error
        self._forget(move)
        self.env["ir.attachment"].sudo().create(
            {
                **data[move]["pdf_attachment_values"],
                "res_field": COPY,
                "description": document.fingerprint,
            }
        )
