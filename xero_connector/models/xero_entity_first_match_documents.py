# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, drift, first_match
from .account_move import PUSH_TYPES
from .xero_document_facts import TYPES
from .xero_first_match import OPEN_IN_XERO
from .xero_first_match_line import (
    ACCEPT,
    KIND_DOCUMENT,
    OPEN,
    UNDECIDED,
    UNSURE,
)


class XeroEntityFirstMatchDocuments(models.AbstractModel):
    """Open invoices, bills and credit notes of both sides (SPEC X12)."""

    _inherit = "xero.entity.first_match"

    @api.model
    def _sides(self):
        return (*super()._sides(), self._document_rows)

    @api.model
    def _still_asked(self, lane, lines, rows):
        """Documents that Xero may have, though one of the two is not open any more.

        What was paid since is compared with nothing. Without its line it would be sent,
        and Xero had it twice (P2); so it is asked until a person has answered, it is
        linked, or Xero has it no more.
        """
        paired = {
            row["res_id"]
            for row in rows
            if row["kind"] == KIND_DOCUMENT and row.get("res_id") and row.get("xero_id")
        }
        asked = lines.filtered(
            lambda line: (
                line.kind == KIND_DOCUMENT
                and line._has_both()
                and line.decision in (UNDECIDED, ACCEPT)
                and line.res_id not in paired
            )
        )
        asked = self._that_both_have(lane, asked)
        sentence = self.env._(
            "One of the two has changed since it was proposed, and may be paid by now."
            " Accept it if they are the same; otherwise skip it."
        )
        question = {"certainty": UNSURE, "decision": UNDECIDED, "state": OPEN}
        asked.write({**question, "message": sentence})
        return super()._still_asked(lane, lines, rows) | asked

    @api.model
    def _that_both_have(self, lane, lines):
        """Lines of which both documents are still there and linked with nothing."""
        moves = self.env["account.move"].sudo().browse(lines.mapped("res_id")).exists()
        ours = self.env["xero.link"]._of(lane.connection, moves._name, moves.ids)
        free = set(moves.ids) - {res_id for res_id, _part in ours}
        xero_ids = lines.mapped("xero_id")
        theirs = lane.links_by_xero_id(xero_ids)
        remotes = self.env["xero.remote"]._by_xero_id(lane.connection, xero_ids)
        gone = {key for key, one in remotes.items() if one.status in drift.GONE}
        return lines.filtered(
            lambda line: (
                line.res_id in free
                and line.xero_id not in theirs
                and line.xero_id not in gone
            )
        )

    @api.model
    def _types(self):
        """Kind of move -> what Xero calls it."""
        return TYPES

    # === WHAT IS OPEN === #

    @api.model
    def _document_rows(self, lane, contacts):
        connection = lane.connection
        moves = self._open_moves(connection)
        remotes = self.env["xero.remote"]
        for entity in ("invoice", "credit_note"):
            remotes |= self._remotes(connection, entity, OPEN_IN_XERO)
        remotes = remotes.filtered(lambda one: one.amount_due and one.document_type)
        partners = moves.commercial_partner_id
        known = self._contacts_in_xero(connection, partners, contacts)
        ours = [self._paper(connection, move, known) for move in moves]
        theirs = [self._paper_in_xero(remote) for remote in remotes]
        found = self.env["res.currency"].search(
            [("name", "in", remotes.mapped("currency"))]
        )
        currencies = {one.name: one for one in found}
        return self._rows(
            KIND_DOCUMENT,
            first_match.documents(ours, theirs),
            {str(move.id): self._move_values(connection, move) for move in moves},
            {
                one.xero_id: self._document_in_xero(lane, one, currencies)
                for one in remotes
            },
        )

    @api.model
    def _open_moves(self, connection):
        """Posted documents that are not paid, that go to Xero and are not linked."""
        kinds = [kind for kind in PUSH_TYPES if connection._sends(kind)]
        links = self.env["xero.link"]._search(
            [("connection_id", "=", connection.id), ("res_model", "=", "account.move")]
        )
        domain = [
            ("company_id", "in", connection._companies().ids),
            ("move_type", "in", kinds),
            ("state", "=", "posted"),
            ("payment_state", "in", ("not_paid", "partial")),
            ("id", "not in", links.subselect("res_id")),
        ]
        return self.env["account.move"].sudo().search(domain, order="id")

    @api.model
    def _contacts_in_xero(self, connection, partners, contacts):
        """{partner id: Xero id} of those that are linked, or will surely be."""
        links = self.env["xero.link"]._of(connection, "res.partner", partners.ids)
        sure = {int(one.ours): one.theirs for one in contacts.pairs if one.is_sure}
        return sure | {key: link.xero_id for (key, _part), link in links.items()}

    @api.model
    def _paper(self, connection, move, known):
        amounts = (
            convert.money(amount, move.currency_id.decimal_places)
            for amount in (move.amount_total, move.amount_residual)
        )
        return first_match.Paper(
            str(move.id),
            TYPES[move.move_type],
            self.env["xero.document.facts"]._number(connection, move),
            known.get(move.commercial_partner_id.id, ""),
            move.currency_id.name,
            *amounts,
            move.invoice_date,
        )

    @api.model
    def _paper_in_xero(self, remote):
        return first_match.Paper(
            remote.xero_id,
            remote.document_type,
            remote.number or "",
            remote.contact_xero_id or "",
            remote.currency or "",
            convert.decimal_of(remote.total),
            convert.decimal_of(remote.amount_due),
            remote.date or None,
        )

    @api.model
    def _move_values(self, connection, move):
        number = self.env["xero.document.facts"]._number(connection, move)
        money = self._money(move.amount_total, move.amount_residual, move.currency_id)
        partner = move.commercial_partner_id.display_name
        return self._record(move, number, partner, move.invoice_date, money)

    @api.model
    def _document_in_xero(self, lane, remote, currencies):
        currency = currencies.get(remote.currency, self.env["res.currency"])
        money = self._money(remote.total, remote.amount_due, currency, remote.currency)
        entity = self.env["xero.runner"]._entity(remote.entity)
        named = {entity._declaration.id_key: remote.xero_id}
        named["Type"] = remote.document_type
        values = {
            "entity": remote.entity,
            "xero_id": remote.xero_id,
            "contact_xero_id": remote.contact_xero_id,
            "xero_name": remote.number or self.env._("(no number)"),
            "xero_detail": self._detail(remote.name, remote.date, money),
            "url": entity._url(lane, named),
        }
        if not currency:
            values["message"] = self.env._(
                "Its currency “%s” is not active in Odoo.", remote.currency or "?"
            )
        return values

    @api.model
    def _money(self, total, due, currency, name=""):
        """“120.00 GBP”, and what is open of it if that is less."""
        digits = currency.decimal_places if currency else 2
        text = f"{total:.{digits}f} {currency.name or name or ''}"
        if currency and currency.compare_amounts(total, due) == 0:
            return text
        return self.env._(
            "%(total)s, open %(due)s", total=text, due=f"{due:.{digits}f}"
        )
