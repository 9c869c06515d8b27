# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does by hand where both sides have paid and credited crosswise."""

from .odoo_side import matched
from .stage import Refused
from .xero_side import kind_of

CREDITS = {"credit_notes": "CreditNoteID", "overpayments": "OverpaymentID"}


class StartingOver:
    """Undoes whatever settles a document, on both sides.

    :param note: function of a decision, and of what it is about
    """

    def __init__(self, stage, note):
        self.stage, self.env, self.note = stage, stage.env, note

    def document_of(self, task):
        """The document that a task is about; empty if it is about none."""
        moves = self.env["account.move"]
        part = (task.part or "").split(":")[0]
        if part.isdigit():
            return moves.browse(int(part)).exists()
        if task.res_model == "account.move":
            return moves.browse(task.res_id).exists()
        link = self.stage.links(("xero_id", "=", self._paid_in_xero(task.remote_id)))
        return moves.browse(link.res_id).exists() if link else moves

    def _paid_in_xero(self, payment_id):
        """Id of the document that this payment in Xero is for."""
        for table in ("invoices", "credit_notes"):
            for one in self.stage.xero.rows(table):
                _kind, key = kind_of(one)
                if payment_id in [
                    paid["PaymentID"] for paid in one.get("Payments") or ()
                ]:
                    return one[key]
        return ""

    def start_over(self, move):
        """Whatever settles the document is undone on both sides."""
        if not move:
            return
        for other in matched(move):
            payment = other.origin_payment_id
            move.line_ids.remove_move_reconcile()
            if payment and not matched(other):
                payment.action_cancel()
        link = self.stage.links(
            ("res_model", "=", "account.move"),
            ("res_id", "=", move.id),
            ("part", "=", ""),
        )
        for table in ("invoices", "credit_notes"):
            for one in self.stage.xero.rows(table):
                if one[kind_of(one)[1]] == link.xero_id:
                    self._unsettle_in_xero(one)

    def _unsettle_in_xero(self, document):
        for payment in document.get("Payments") or ():
            self._undo(payment=payment["PaymentID"])
        self.free_in_xero(document[kind_of(document)[1]])

    def free_in_xero(self, xero_id):
        """Undo what this credit is used for, or what is used for this document."""
        for table, key in CREDITS.items():
            for credit in self.stage.xero.rows(table):
                for allocation in credit["Allocations"]:
                    if xero_id in (credit[key], allocation["Invoice"]["InvoiceID"]):
                        self._undo(allocation=allocation["AllocationID"])

    def _undo(self, **what):
        try:
            self.stage.xero.do("void", **what)
        except Refused:
            self.note("refused by Xero", what)
