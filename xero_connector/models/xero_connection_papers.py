# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

#: which kinds of moves each choice is for
_SALES = ("out_invoice", "out_receipt")
_PRINTED = {"none": (), "invoices": _SALES, "all": (*_SALES, "out_refund")}


class XeroConnectionPapers(models.Model):
    """What goes to Xero beside the figures: files and notes (SPEC X21, P25).

    Everything is off at first: each file and each note is a call of its own, while 50
    documents go in one.
    """

    _inherit = "xero.connection"

    send_pdf = fields.Selection(
        [
            ("none", "Not sent"),
            ("invoices", "Of customer invoices"),
            ("all", "Of customer invoices and credit notes"),
        ],
        "PDFs",
        default="none",
        required=True,
        help="Attached to the document in Xero; of invoices, customers see it online."
        " One more call to Xero for each document.",
    )
    send_bill_files = fields.Boolean(
        "Files of Bills",
        help="The main attachment of a bill goes to Xero with it. One more call to Xero"
        " for each bill.",
    )
    attachment_limit = fields.Float(
        "Largest File (MB)",
        default=3.5,
        required=True,
        digits=(4, 1),
        help="Larger files stay in Odoo, and the task says so.",
    )
    send_history = fields.Boolean(
        "Note in the History",
        help="Who made the document, its terms, origin and delivery address, noted in"
        " Xero once. One more call to Xero for each document.",
    )

    _attachment_limit_positive = models.Constraint(
        "CHECK(attachment_limit > 0)", "The largest file has to be more than 0 MB."
    )

    @api.model
    def _frees(self):
        return super()._frees() | {
            "attachment_limit": ("attachment_too_large",),
        }

    def _sends_papers(self):
        """Whether anything at all goes beside documents."""
        self.ensure_one()
        return self.send_pdf != "none" or self.send_bill_files or self.send_history

    def _sends_file_of(self, move_type):
        """Whether the file of such a document goes to Xero."""
        self.ensure_one()
        if move_type.startswith("in_"):
            return self.send_bill_files
        return move_type in _PRINTED[self.send_pdf]

    def _may_attach(self):
        """Whether the consent covers attachments."""
        self.ensure_one()
        granted = (self.sudo().granted_scopes or "").split()
        return not granted or "accounting.attachments" in granted
