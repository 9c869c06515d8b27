# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entity import fingerprint
from ..core.errors import LabelledError
from .xero_entity import CREATE, LOOKUP, UPDATE, Step

#: Xero's states of a document that may be paid, or take credit
PAYABLE = ("AUTHORISED", "PAID")
NUMBER_TAKEN = "invoice_number_taken"


class XeroEntityDocument(models.AbstractModel):
    """What invoices, bills and credit notes have in common: when they are sent.

    See xero_entity_document_answers for what an answer means.
    """

    _name = "xero.entity.document"
    _inherit = "xero.entity"
    _description = "Xero Document"

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        """Posted documents, and those that Xero has or is about to have.

        A deleted move leaves its mark too: its link outlives it (SPEC A29).
        """
        by_id = {note[1]: note for note in notes}
        moves = self.env["account.move"].sudo().browse(by_id).exists()
        posted = {move.id for move in moves if move.state == "posted"}
        found = {move.id: move for move in moves}
        types = self.env["account.move"]._xero_push_types()
        rows = []
        for connection, ids in self._by_connection(by_id, moves).items():
            known = self._known(connection.id, types, "account.move", ids)
            for move_id in ids:
                if move_id in known or move_id in posted:
                    move = found.get(move_id, moves.browse())
                    note, who = by_id[move_id], move.partner_id
                    company = move.company_id
                    rows.append(self._row(connection.id, note, who, company=company))
        return rows

    @api.model
    def _by_connection(self, by_id, moves):
        """{connection: [move ids]}; a deleted move belongs to the company it was in."""
        company_of = {move.id: move.company_id.id for move in moves}
        found = {}
        for move_id, note in by_id.items():
            company_id = company_of.get(move_id, note[3])
            lane = self.env["xero.connection"]._lane_of_company(company_id)
            if lane:
                found.setdefault(lane[0], []).append(move_id)
        connections = self.env["xero.connection"].sudo()
        return {connections.browse(key): ids for key, ids in found.items()}

    # === WHAT TO SEND === #

    @api.model
    def _read_ahead(self, lane, tasks):
        ids = tasks.mapped("res_id")
        partners = lane.ahead.read_records("account.move", ids).commercial_partner_id
        lane.ahead.read_links("res.partner", partners.ids)
        lane.ahead.read_settlements(ids)
        return super()._read_ahead(lane, tasks)

    @api.model
    def _steps_of(self, lane, task, link):
        move = lane.record(task)
        if link and move.state != "draft":
            self._wake_held(lane, task.res_id)
        if not move or move.state == "cancel":
            return self._removal_steps(lane, task, link)
        if move.state != "posted":
            if link.is_removed:
                link.fingerprint = False  # posted again, it is sent anew
            return self._nothing(task, self.env._("Sent when it is posted again."))
        reason = self._why_not(lane.connection, move)
        if reason:
            return self._nothing(task, reason)
        self._check_ready(lane.connection, move, link)
        live = link if link and not link.is_removed else self.env["xero.link"]
        digest = fingerprint(self._business(move), self._declaration.encoder_version)
        if link.is_removed and link.fingerprint == digest:
            raise LabelledError("removed_in_xero", move.name)
        if live and live.fingerprint == digest:
            return self._nothing(task, self.env._("Xero has the same values already."))
        self._settlements_first(lane, move.id, removed_only=True)
        if not live and self._is_looked_up(lane.connection, task, move):
            return [self._step(task, LOOKUP, digest, move)]
        return [self._writing_step(lane, task, move, live, digest)]

    @api.model
    def _writing_step(self, lane, task, move, live, digest):
        """Create the document, or change the one that Xero has."""
        contact = self._contact(lane, move)
        facts = self.env["xero.document.facts"]._facts(
            lane.connection, move, contact.xero_id, live.line_items
        )
        step = self._step(task, UPDATE if live else CREATE, digest, move)
        step.payload = self._prepare(self._declaration.encode(facts), move)
        step.facts = self._declaration.proof_facts(facts)
        if live:
            step.remote_id = live.xero_id
            step.payload[self._declaration.id_key] = live.xero_id
            step.payload.pop("Status", None)  # a person may have approved it meanwhile
        return step

    @api.model
    def _step(self, task, action, digest, move):
        return Step(task.id, action, task.res_model, task.res_id, fingerprint=digest)

    @api.model
    def _prepare(self, payload, move):
        """Adapt what is sent: the entities call the hooks of other addons here."""
        return payload

    @api.model
    def _why_not(self, connection, move):
        """Why a posted document is not sent at all; "" when it is."""
        if not connection._sends(move.move_type):
            return self.env._("The settings of the connection do not send these.")
        if connection.zero_documents == "skip" and move.currency_id.is_zero(
            move.amount_total
        ):
            return self.env._("Its total is zero; the settings do not send these.")
        return ""

    @api.model
    def _is_looked_up(self, connection, task, move):
        """Whether Xero may have the document under its number already: from before the
        cut-over (SPEC A32), or because it has just said so (P14)."""
        return task.error_code == NUMBER_TAKEN or self._is_before_cutover(
            connection, move
        )

    @api.model
    def _is_before_cutover(self, connection, move):
        cutover = connection.cutover_date
        return bool(cutover and (move.invoice_date or move.date) < cutover)

    @api.model
    def _contact(self, lane, move):
        """The contact's link; the contact goes first if it has none (SPEC A32)."""
        partner = move.commercial_partner_id
        if not partner:
            raise LabelledError("missing_partner", move.name)
        return self.env["xero.entity.contact"]._usable_link(lane, partner)

    @api.model
    def _settlements_first(self, lane, document_id, removed_only):
        """Payments and allocations that Odoo no longer has go before the document
        changes: Xero refuses to edit or void one that has any.
        """
        if not self._sends_payments(lane):
            return
        stale = self._settlement_links(lane, document_id).filtered(
            lambda link: (
                not link.is_removed
                and not (removed_only and self._is_wanted_settlement(lane, link))
            )
        )
        self._removed_first(stale)

    @api.model
    def _settlement_links(self, lane, document_id):
        """Links of what settles a document."""
        return lane.settlements(document_id)

    @api.model
    def _is_wanted_settlement(self, lane, link):
        entity = self.env["xero.runner"]._entity(link.entity)
        return entity._is_wanted(lane, link)

    @api.model
    def _lets_go(self, lane, task):
        """Money that waits for a document that Odoo has given up has none to settle."""
        move = lane.record(task)
        return not move or move.state == "cancel"

    @api.model
    def _removal_steps(self, lane, task, link):
        """Rename, then void or delete: one step at a time, the task goes on after it.

        Xero keeps the number of a voided document, and the same number is wanted again
        when the invoice is posted again.
        """
        if not link or link.is_removed:
            return self._nothing(task, self.env._("Xero has no such document."))
        self._settlements_first(lane, task.res_id, removed_only=False)
        payload, more = self._removal(task, link)
        return [self._removal_step(task, link, payload, more)]

    @api.model
    def _removal(self, task, link):
        """The next step to remove a document, and whether another one follows."""
        raise NotImplementedError

    @api.model
    def _business(self, move):
        """Odoo's own values that a document in Xero depends on (its fingerprint)."""
        return {
            # Of one that was born in Xero it is none of Odoo's, which comes by posting.
            "number": move.xero_origin_number if move.xero_origin_id else move.name,
            "partner": move.commercial_partner_id.id,
            "date": move.invoice_date,
            "due": move.invoice_date_due,
            "reference": move.ref or "",
            "currency": move.currency_id.name,
            "total": str(move.amount_total),
            "tax": str(move.amount_tax),
            "booked": str(move.amount_total_signed),
            "lines": [
                self._business_line(line)
                for line in move.line_ids
                if line.display_type not in ("payment_term", "cogs")
            ],
        }

    @api.model
    def _business_line(self, line):
        values = [
            line.display_type,
            line.name or "",
            line.product_id.id,
            line.account_id.id,
            str(line.amount_currency),
            sorted(line.tax_ids.ids),
            line.analytic_distribution or {},
        ]
        if line.display_type == "product":
            values += [str(line[name]) for name in ("quantity", "price_unit")]
            values.append(str(line.discount))
        return values
