# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert
from ..core.entities import CATALOGUE
from ..core.errors import LabelledError
from .xero_entity import DELETE, MissingRecord, NotEligible, Step

#: what is settled, and never settles anything itself
INVOICES = ("out_invoice", "in_invoice", "out_receipt", "in_receipt")

#: key of a step's facts: {Xero id of a payment: what looks at it}
TOGETHER = "together"


class XeroEntitySettlementRemoval(models.AbstractModel):
    """How settlements leave Xero: all that a change of a document needs, or none.

    Xero keeps a payment that a person has reconciled with the bank or paid in a batch.
    A document that has one cannot change, so its other settlements stay as well, until
    that person has decided (SPEC P17, A28).
    """

    _inherit = "xero.entity.settlement"

    @api.model
    def _check_not_draft(self, task, *moves):
        """While a move is being edited its settlements stay: the same pair is usually
        back when it is posted again, unless the money is used elsewhere by now.

        :raise NotEligible: document_draft
        """
        drafts = [move for move in moves if move and move.state == "draft"]
        if drafts and not self._is_used_elsewhere(task):
            raise NotEligible("document_draft", drafts[0].display_name)

    @api.model
    def _is_used_elsewhere(self, task):
        """Whether the same money waits for this settlement to go, see `_moved_first`"""
        waiting = [
            ("waits_on_ids", "in", task.ids),
            ("state", "=", "waiting"),
            ("type_id", "=", task.type_id.id),
            ("res_model", "=", task.res_model),
            ("res_id", "=", task.res_id),
        ]
        return bool(self.env["xero.task"].search_count(waiting, limit=1))

    @api.model
    def _moved_first(self, lane, source):
        """What money no longer settles goes before it settles another document: else
        Xero would have it twice.

        :raise MissingRecord: settlements to be removed
        """
        if source._name != "account.move":
            return
        lines = source.line_ids
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        matched = (partials.debit_move_id | partials.credit_move_id).move_id.ids
        self._removed_first(
            self._sent(lane, source).filtered(
                lambda link: link.document_id not in matched
            )
        )

    @api.model
    def _freed_first(self, lane, amount, *moves):
        """What Odoo has taken back goes before something else takes its place: Xero
        accepts no more than is open of a document or of a credit.

        :param amount: what is to be entered, in the currency of the moves
        :param moves: the document that is settled, and the credit that settles it
        :raise MissingRecord: settlements to be removed, where there is no room
        """
        needed = self.env["xero.link"]
        for move in moves:
            links = self._live_on(lane, move)
            if not self._has_room(lane, move, links, amount):
                needed |= links.filtered(lambda link: self._may_leave(lane, link))
        self._removed_first(needed)
        for move in moves:
            self._planned_on(lane, move).append(amount)

    @api.model
    def _live_on(self, lane, move):
        """Links of what settles a document, and of what a credit is used for."""
        links = lane.settlements(move.id)
        if move.move_type not in INVOICES:
            links |= self.env["xero.entity.allocation"]._sent(lane, move)
        return links.filtered(lambda link: not link.is_removed)

    @api.model
    def _has_room(self, lane, move, links, amount):
        """Whether a document takes an amount besides all that Xero has of it already;
        of money without a document nobody knows."""
        if not move._xero_documents():
            return not links
        used = sum(
            (convert.decimal_of((link.base or {}).get("amount")) for link in links),
            sum(self._planned_on(lane, move), amount),
        )
        total = self.env["xero.document.facts"]._money(move, move.amount_total)
        return used <= total

    @api.model
    def _planned_on(self, lane, move):
        """Amounts that this batch enters on a move."""
        return lane.ahead.note(("planned", move.id), list)

    @api.model
    def _may_leave(self, lane, link):
        """Whether Odoo has taken a settlement back; looked up once for a batch."""
        entity = self.env["xero.runner"]._entity(link.entity)
        return lane.ahead.note(
            ("taken back", link.id), lambda: entity._is_taken_back(lane, link)
        )

    @api.model
    def _is_taken_back(self, lane, link):
        """Whether Odoo has no more, or not like this, what Xero has in a link, so that
        its own task removes it. Payments and allocations each know for themselves."""
        raise NotImplementedError

    @api.model
    def _sent(self, lane, source):
        """The links of what a move settles in Xero."""
        sent = lane.ahead.notes.get(("sent", self._xero_entity))
        if sent is None:
            sent = self._sent_of(lane, source.ids)
        return sent.get(source.id, self.env["xero.link"])

    @api.model
    def _sent_of(self, lane, move_ids):
        """{move id: links}"""
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("entity", "=", self._xero_entity),
                ("res_model", "=", "account.move"),
                ("res_id", "in", move_ids),
                ("status", "!=", "DELETED"),
            ]
        )
        return links.grouped("res_id")

    @api.model
    def _deletion(self, lane, task, link, others=(), **how):
        """Settlements cannot be changed in Xero: delete one, then look again.

        :param others: links of the same pair that are to go as well
        :param how: what the kind of settlement needs to be called by
        """
        facts = {
            **how.pop("facts", {}),
            TOGETHER: self._together(lane, task, link, others),
        }
        about = (task.id, DELETE, task.res_model, task.res_id, link.part)
        step = Step(*about, document_id=link.document_id, facts=facts, **how)
        step.more = True
        return [step]

    @api.model
    def _together(self, lane, task, link, others):
        """{Xero id: what looks at it} of the payments that go for the same reason."""
        links = self.env["xero.link"].union(*others)
        for _type_name, _res_model, document_id, _part in self._askers(task):
            links |= lane.settlements(document_id)
        return {
            one.xero_id: self._looks_at(one)
            for one in links - link
            if one.entity == "payment" and not one.is_removed
        }

    # === BEFORE A DELETION === #

    @api.model
    def _read_before_deletion(self, lane, steps):
        ids = [xero_id for step in steps for xero_id in step.facts[TOGETHER]]
        return self._payments_in_xero(lane, ids)

    @api.model
    def _payments_in_xero(self, lane, ids):
        """{Xero id: payment}; makes calls."""
        declaration = CATALOGUE["payment"]
        elements = lane.client.by_ids(declaration, ids) if ids else []
        return {one[declaration.id_key]: one for one in elements}

    @api.model
    def _may_delete(self, step, elements):
        """A payment that a person has reconciled is never deleted, nor is another
        settlement that only goes together with it (SPEC P17).

        :raise LabelledError: reconciled_in_xero, in_batch
        :raise MissingRecord: another task has to remove such a payment first
        """
        needs = set()
        for xero_id in (step.remote_id, *step.facts[TOGETHER]):
            label, reference = self._why_kept(elements.get(xero_id))
            need = tuple(step.facts[TOGETHER].get(xero_id, ()))
            if label and need[1:] in ((), self._pair(step)):
                raise LabelledError(label, reference)
            if label:
                needs.add(need)
        if needs:
            raise MissingRecord(*needs)

    @api.model
    def _pair(self, step):
        """What a step is about, as in what looks at a link."""
        return step.res_model, step.res_id, str(step.document_id)

    @api.model
    def _why_kept(self, element):
        """(label, reference) if a person has made it impossible to delete a payment."""
        facts = CATALOGUE["payment"].decode(element or {"Status": "DELETED"})
        if facts["status"] == "DELETED":
            return "", ""
        if facts["is_reconciled"]:
            return "reconciled_in_xero", facts["reference"]
        return ("in_batch" if facts["batch_payment_id"] else ""), facts["reference"]
