# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from .account_move import PUSH_TYPES
from .xero_task import BACKFILL

OPEN = ("queued", "waiting", "running")


class XeroConnectionBackfill(models.Model):
    """Sends what was there before, in the background and behind live work."""

    _inherit = "xero.connection"

    backfill_count = fields.Integer(
        "Still to Send",
        compute="_compute_backfill_count",
        help="What “Send All” or the start has queued and is not in Xero yet.",
    )

    def _compute_backfill_count(self):
        counts = dict(
            self.env["xero.task"]._read_group(
                [
                    ("connection_id", "in", self.ids),
                    ("priority", "=", BACKFILL),
                    ("state", "in", OPEN),
                ],
                ["connection_id"],
                ["__count"],
            )
        )
        for connection in self:
            connection.backfill_count = counts.get(connection, 0)

    # === ACTIONS === #

    def action_sync_contacts(self):
        """Queue every contact that the filter accepts (SPEC A34)."""
        self.check_access("write")
        count = sum(connection._mark_contacts() for connection in self)
        return self._notification(self._queued(count))

    def action_sync_documents(self):
        """Queue every posted document since the cut-over date (SPEC A35)."""
        self.check_access("write")
        count = sum(connection._mark_existing() for connection in self)
        return self._notification(self._queued(count))

    def _queued(self, count):
        return self.env._(
            "%s records are queued. They are sent in the background, behind what you do"
            " meanwhile; what Xero has already is left alone.",
            count,
        )

    # === MARKS === #

    def _mark_contacts(self):
        """:return: how many contacts were queued"""
        self.ensure_one()
        partners = self._contacts_to_send()
        entity = self.env["xero.entity.contact"]
        rows = [
            entity._row(self.id, ("res.partner", partner.id, ""), partner, BACKFILL)
            for partner in partners
        ]
        return self._append_marks("contact.push", rows)

    def _mark_existing(self):
        """Queue the posted documents since the cut-over date, and what settles them.

        :return: how many documents were queued
        """
        self.ensure_one()
        moves = self._existing_documents()
        entity = self.env["xero.entity.invoice"]
        for type_name, some in moves.grouped(
            lambda move: move._xero_push_type()
        ).items():
            rows = [
                entity._row(
                    self.id,
                    ("account.move", move.id, ""),
                    move.partner_id,
                    BACKFILL,
                    move.company_id,
                )
                for move in some
            ]
            self._append_marks(type_name, rows)
        lines = moves.line_ids
        partials = lines.matched_credit_ids | lines.matched_debit_ids
        self.env["account.move"].sudo()._xero_mark_settlements(partials)
        self._trigger_run()
        return len(moves)

    def _existing_documents(self):
        """Posted documents that the settings send; invoices only once they are sent to
        the customer where that is what is set (SPEC A35)."""
        domain = fields.Domain(
            [
                ("company_id", "in", self._companies().ids),
                ("move_type", "in", [kind for kind in PUSH_TYPES if self._sends(kind)]),
                ("state", "=", "posted"),
            ]
        )
        if self.cutover_date:
            domain &= fields.Domain("invoice_date", ">=", self.cutover_date)
        if self.push_when == "sent":
            domain &= fields.Domain("move_type", "!=", "out_invoice") | fields.Domain(
                "is_move_sent", "=", True
            )
        return self.env["account.move"].sudo().search(domain, order="id")

    def _append_marks(self, type_name, rows):
        if rows:
            self.env["xero.task"].sudo()._append(
                [(row[0], type_name, *row[1:]) for row in rows]
            )
        self._trigger_run()
        return len(rows)
