# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..core import first_match
from .xero_contact_match import LINK
from .xero_first_match_line import (
    ACCEPT,
    FAILED,
    KIND_CONTACT,
    KIND_DOCUMENT,
    OPEN,
    RUNNING,
    SURE,
    UNDECIDED,
    UNSURE,
)


class XeroFirstMatchContact(models.Model):
    """Once a person has said who a contact is, its documents are surer than before."""

    _inherit = "xero.first.match.line"

    def action_accept(self):
        result = super().action_accept()
        contacts = self.sudo().filtered(
            lambda line: line.kind == KIND_CONTACT and line.decision == ACCEPT
        )
        contacts._recognise_documents()
        return result

    def _take_back(self):
        """A partner that could not be linked is not linked so by a later task."""
        result = super()._take_back()
        contacts = self.filtered(
            lambda line: line.kind == KIND_CONTACT and line.state in (RUNNING, FAILED)
        )
        meant = {(one.connection_id, one.res_id, one.xero_id) for one in contacts}
        for connection, lines in contacts.grouped("connection_id").items():
            rows = self.env["xero.contact.match"]._of(
                connection, lines.mapped("res_id")
            )
            rows.filtered(
                lambda row: (
                    row.state == LINK
                    and (row.connection_id, row.partner_id.id, row.xero_id) in meant
                )
            ).unlink()
        return result

    def _recognise_documents(self):
        """Count the contact for documents of which it was not known."""
        known = {(line.match_id, line.res_id): line.xero_id for line in self}
        documents = self.search(
            [
                ("match_id", "in", self.match_id.ids),
                ("kind", "=", KIND_DOCUMENT),
                ("state", "=", OPEN),
                ("decision", "=", UNDECIDED),
                ("certainty", "=", UNSURE),
                ("contact_xero_id", "in", self.mapped("xero_id")),
            ]
        )
        moves = self.env["account.move"].sudo().browse(documents.mapped("res_id"))
        moves = {move.id: move for move in moves.exists()}
        for line in documents:
            partner = moves.get(line.res_id, self.env["account.move"])
            partner = partner.commercial_partner_id
            xero_id = known.get((line.match_id, partner.id))
            reasons = (line.reasons or "").split()
            if xero_id != line.contact_xero_id or first_match.CONTACT in reasons:
                continue
            score = line.score + first_match.DOCUMENT_SCORES[first_match.CONTACT]
            reasons.append(first_match.CONTACT)
            values = {"score": score, "reasons": " ".join(reasons)}
            if score >= first_match.SURE:
                values |= {"certainty": SURE, "decision": ACCEPT}
            line.write(values)
