# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import drift
from .xero_discrepancy import BY_ITSELF
from .xero_entity_reconcile import DOCUMENTS


class XeroEntityReconcileSides(models.AbstractModel):
    """Documents that only one side has (SPEC E14, X3)."""

    _inherit = "xero.entity.reconcile"

    @api.model
    def _note_strangers(self, lane):
        """Documents in Xero since the cut-over that Odoo is to have and has not."""
        connection = lane.connection
        remotes = self.env["xero.remote"].search(self._strangers(connection))
        linked = lane.links_by_xero_id(remotes.mapped("xero_id"))
        by_id = {one.xero_id: one for one in remotes if one.xero_id not in linked}
        rows = self.env["xero.discrepancy"].search(
            [
                ("connection_id", "=", connection.id),
                ("link_id", "=", False),
                ("state", "in", ("open", "ignored")),
            ]
        )
        rows.filtered(lambda row: row.xero_id not in by_id)._close(BY_ITSELF)
        known = set(rows.mapped("xero_id"))
        for xero_id, remote in by_id.items():
            if xero_id not in known:
                self._note_stranger(lane, remote)

    @api.model
    def _strangers(self, connection):
        since = connection._keeps_since()
        inward = (
            connection._brings_in("sync_invoices"),
            connection._brings_in("sync_bills"),
        )
        types = [("ACCREC", "ACCRECCREDIT"), ("ACCPAY", "ACCPAYCREDIT")]
        wanted = [
            one
            for comes, names in zip(inward, types, strict=True)
            for one in names
            if comes
        ]
        return [
            ("connection_id", "=", connection.id),
            ("entity", "in", DOCUMENTS),
            ("status", "in", ("AUTHORISED", "PAID")),
            ("document_type", "in", wanted),
            ("date", ">=", since),
        ]

    @api.model
    def _note_stranger(self, lane, remote):
        contacts = lane.links_by_xero_id([remote.contact_xero_id])
        partners = [link.res_id for link in contacts.values()]
        entity = self.env["xero.runner"]._entity(remote.entity)
        named = {
            entity._declaration.id_key: remote.xero_id,
            "Type": remote.document_type,
        }
        keys = {
            "connection_id": lane.connection.id,
            "link_id": False,
            "entity": remote.entity,
            "xero_id": remote.xero_id,
            "number": remote.number,
            "partner_id": self.env["res.partner"].browse(partners).exists().id,
            "url": entity._url(lane, named),
            "snapshot": {},
        }
        found = [
            drift.Row("state", "", remote.status or ""),
            drift.Row("contact_id", "", remote.name or ""),
            drift.Row("total", "", f"{remote.total:.2f}"),
        ]
        self.env["xero.discrepancy"]._note(keys, {drift.MISSING: found}, drift.GROUPS)

    @api.model
    def _queue_unsent(self, connection):
        """Documents that Xero should have and nobody has queued.

        :return: how many
        """
        moves = connection._existing_documents()
        if not connection.cutover_date:
            moves = moves.filtered(
                lambda move: move.create_date >= connection.connected_on
            )
        known = set(self._known_documents("xero.link", connection, moves)) | set(
            self._known_documents("xero.task", connection, moves)
        )
        entity = self.env["xero.entity.invoice"]
        moves = moves.filtered(
            lambda move: move.id not in known and not entity._why_not(connection, move)
        )
        moves._xero_mark_documents()
        return len(moves)

    @api.model
    def _known_documents(self, model, connection, moves):
        """Ids of documents with a link, or with a task that is open or was given up."""
        domain = [
            ("connection_id", "=", connection.id),
            ("res_model", "=", "account.move"),
            ("res_id", "in", moves.ids),
        ]
        if model == "xero.task":
            states = ("queued", "waiting", "running", "failed", "cancelled")
            domain += [("state", "in", states), ("direction", "=", "push")]
        return self.env[model].search_fetch(domain, ["res_id"]).mapped("res_id")
