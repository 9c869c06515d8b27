# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, time, timedelta

from odoo import fields, models

from ..core import document_intake

OFF, DRAFT, POSTED = "off", "draft", "posted"
IMPORTS = [
    (OFF, "Leave them in Xero"),
    (DRAFT, "Bring them in as drafts"),
    (POSTED, "Bring them in and post them"),
]
#: settings whose change makes documents wanted that were passed over before
_WANTED_BY = frozenset(
    {"import_invoices", "import_bills", "cutover_date", "sync_invoices", "sync_bills"}
)
#: how long before its date a document may have been entered, to be found by itself
AHEAD = timedelta(days=31)
DOCUMENTS = ("invoice", "credit_note")
#: nothing in Xero is older
BEGINNING = fields.Datetime.to_datetime("2000-01-01")


class XeroConnectionImport(models.Model):
    """Which documents that were born in Xero come into Odoo (SPEC B13, D5)."""

    _inherit = "xero.connection"

    import_invoices = fields.Selection(
        IMPORTS,
        "Invoices Made in Xero",
        default=OFF,
        required=True,
        help="Invoices and credit notes to customers that somebody has entered in Xero"
        " and approved, dated on or after the cut-over date.",
    )
    import_bills = fields.Selection(
        IMPORTS,
        "Bills Made in Xero",
        default=OFF,
        required=True,
        help="Bills and credit notes of suppliers that somebody has entered in Xero and"
        " approved, dated on or after the cut-over date.",
    )
    import_journal_id = fields.Many2one(
        "account.journal",
        "Journal for Xero's Invoices",
        check_company=True,
        domain="[('type', '=', 'sale')]",
        help="In a journal that is for nothing else, invoices and credit notes from"
        " Xero have Xero's numbers. Without one they get Odoo's next numbers, and"
        " Xero's is their payment reference.",
    )

    def _import_policy(self, document_type):
        """off, draft or posted, of one of Xero's types of documents.

        Where the direction lets nothing in, nothing comes in. Of a type that nobody
        knows something may be wanted: then it fails loudly.
        """
        self.ensure_one()
        sales = self.import_invoices if self._brings_in("sync_invoices") else OFF
        purchases = self.import_bills if self._brings_in("sync_bills") else OFF
        if document_type not in document_intake.MOVE_TYPES:
            return max(sales, purchases, key=(OFF, DRAFT, POSTED).index)
        return sales if document_type in document_intake.SALES else purchases

    def _keeps_since(self):
        """From which day on Odoo keeps the documents of this organisation."""
        self.ensure_one()
        connected = self.connected_on
        return self.cutover_date or (connected and connected.date()) or None

    # === WHEN TO READ === #

    def write(self, vals):
        result = super().write(vals)
        if _WANTED_BY & vals.keys() or vals.get("state") == "connected":
            for connection in self.filtered(lambda one: one._imports()):
                start = connection._keeps_since()
                if start:
                    start = datetime.combine(start, time()) - AHEAD
                    connection._read_documents_since(start)
        return result

    def _imports(self):
        """Whether any documents come in by themselves."""
        return {self._import_policy(one) for one in document_intake.MOVE_TYPES} != {OFF}

    def _read_documents_since(self, moment):
        """Have documents that were changed since then read with the next run."""
        self.ensure_one()
        for entity in DOCUMENTS:
            cursor = self.env["xero.cursor"].sudo()._of(self, entity)
            position = cursor.modified_since or self.connected_on
            earlier = min(filter(None, (position, moment)))
            cursor.write({"modified_since": earlier, "next_poll_at": False})

    def action_import_documents(self):
        """Look at every invoice, bill and credit note in Xero again."""
        self.check_access("write")
        for connection in self:
            connection._read_documents_since(BEGINNING)
        self._trigger_run()
        return self._notification(
            self.env._(
                "All documents are read from Xero in the background. What is wanted"
                " comes in; the rest is listed under Only in Xero."
            )
        )
