# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import models

from ..core import drift
from .xero_discrepancy_ways import UNLINK

_SUFFIX = re.compile(r" \((\d+)\)$")


class XeroDiscrepancySend(models.Model):
    """Odoo wins: what is sent to Xero, each by an ordinary task."""

    _inherit = "xero.discrepancy"

    def _overwrite(self):
        """Xero's present values are known and may be overwritten; others may not."""
        self.link_id._agree(self.snapshot or {}, {self.field_group})
        self.link_id.fingerprint = False
        self._queue_document()

    def _make_again(self):
        """A new document in Xero, with what settles it (SPEC P21)."""
        link = self.link_id
        move = self._record()
        if not link.is_removed:  # Xero knows it no more
            link.status = "DELETED"
        values = {"fingerprint": False, "kept_apart": False}
        if move.is_sale_document(include_receipts=True):
            values["number_suffix"] = self._next_suffix(link.number_suffix)
        link.write(values)
        self._queue_document()
        self._queue_settlements(move)

    def _next_suffix(self, suffix):
        known = _SUFFIX.fullmatch(suffix or "")
        return f" ({int(known[1]) + 1 if known else 2})"

    def _remove_in_xero(self):
        """What was changed in Xero meanwhile goes with the document."""
        if self.snapshot:
            self.link_id._agree(self.snapshot, set(drift.FIELDS))
        self.link_id.removal_decided = True
        self._queue_document()

    def _send_payments(self):
        self._queue_settlements(self._record())

    def _keep_apart(self):
        """Neither side is told of the other any more."""
        self.link_id.kept_apart = True
        rows = self._open_of(self.link_id) - self
        rows._close(UNLINK)

    # === TASKS === #

    def _queue_document(self):
        """A mark on the document, whether Odoo has it still or not."""
        move = self._record()
        row = self.env["xero.entity.invoice"]._row(
            self.connection_id.id, (self.res_model, self.res_id, ""), self.partner_id
        )
        name = move._xero_push_type() or self._last_push_type()
        self.env["xero.task"]._append([(row[0], name, *row[1:])])

    def _last_push_type(self):
        """By which a deleted document was sent: bills are no longer to be told."""
        types = self.env["account.move"]._xero_push_types()
        task = self.env["xero.task"].search(
            [
                ("connection_id", "=", self.connection_id.id),
                ("res_model", "=", self.res_model),
                ("res_id", "=", self.res_id),
                ("type_id.name", "in", types),
            ],
            limit=1,
            order="id desc",
        )
        return task.type_id.name or f"{self.entity}.push"

    def _queue_settlements(self, move):
        """Marks on all that settles the document in Odoo."""
        lines = move.line_ids
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        move.sudo()._xero_mark_settlements(partials)
