# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import settlement
from ..core.entities import allocation
from ..core.errors import LabelledError
from .xero_entity import NotEligible
from .xero_entity_answers import GONE
from .xero_settlement import CONTROL

DELETED = "DELETED"


class XeroMoneyAllocation(models.AbstractModel):
    """Credit that was used, or freed, in Xero: reconciled in Odoo for exactly as much.

    The unit is the pair of credit and document (see xero.entity.allocation). Odoo is
    brought to an amount for each pair, so that applying the same twice adds nothing.
    """

    _inherit = "xero.money.in"

    @api.model
    def _has_news_of_credit(self, lane, source_id, element):
        """Whether Xero shows other allocations of a credit than the links know.

        :param source_id: of the move of the credit note, or of the payment
        """
        rows = allocation.allocation_elements(element)
        shown = {one.get("AllocationID") for one in rows} - {None}
        known = self._known_allocations(lane, source_id, element)
        return shown != set(known.mapped("xero_id"))

    @api.model
    def _take_allocations(self, lane, source, part, element):
        """Bring Odoo's reconciliation of a credit to what Xero shows.

        :param source: the move of the credit note, or of the payment
        :param part: the part of its link, see xero.entity.allocation
        :raise NotEligible: document_draft
        :raise LabelledError: credit_above_due, answer_unreadable, allocation_currency
        """
        shown = self._allocations(element)
        known = self._known_allocations(lane, source.id, element)
        gone = known.filtered(lambda link: link.xero_id not in shown)
        new = self._new_allocations(lane, shown, known)
        self._check_not_draft(source, gone, new)
        self._free_pairs(lane, source, known, gone)
        kept = known - gone
        for document, some in new.items():
            amounts = [one["amount"] for one in some]
            self._bring_pair(lane, source, document, kept, kept.browse(), amounts)
            for one in some:
                self._link_allocation(lane, source, part, document, element, one)

    @api.model
    def _check_not_draft(self, source, gone, new):
        """What is being edited is looked at later; nothing can use what is cancelled.

        :raise NotEligible: document_draft
        """
        edited = gone and source.state == "draft"
        if edited or (new and source.state != "posted"):
            raise NotEligible("document_draft", source.display_name)

    @api.model
    def _free_all(self, lane, link, element):
        """Undo every use of a credit that was removed in Xero.

        Xero removes none that is in use: it was freed before, told or not.

        :param link: of the move that the credit is
        """
        known = self._known_allocations(lane, link.res_id, element)
        source = lane.browse(link.res_model, link.res_id)
        self._free_pairs(lane, source, known, known)

    @api.model
    def _free_pairs(self, lane, source, known, gone):
        """Undo what Odoo has reconciled for allocations that Xero has no more."""
        for document_id, links in gone.grouped("document_id").items():
            document = lane.browse("account.move", document_id)
            self._bring_pair(lane, source, document, known, links, [])
        gone.write({"status": DELETED, "needs_attention": False, "message": False})
        if gone:
            self._made_room(lane, [source.id, *gone.mapped("document_id")])

    @api.model
    def _new_allocations(self, lane, shown, known):
        """{document: facts of what is used for it} that no link knows."""
        new = {}
        for xero_id in sorted(shown.keys() - set(known.mapped("xero_id"))):
            document = self._document_of(lane, shown[xero_id])
            if document:
                new.setdefault(document, []).append(shown[xero_id])
        return new

    # === WHAT XERO SHOWS, AND WHAT IS KNOWN === #

    @api.model
    def _source_of(self, element):
        """(kind, Xero id) of a credit."""
        kinds = (kind for kind in allocation.SOURCES if element.get(f"{kind}ID"))
        kind = next(kinds, "")
        return kind, element.get(f"{kind}ID") or ""

    @api.model
    def _allocations(self, element):
        """{Xero id: facts, and the `element` itself} of what is in use.

        :raise LabelledError: answer_unreadable
        """
        rows = {
            row["AllocationID"]: row
            for row in allocation.allocation_elements(element)
            if row.get("AllocationID")
        }
        try:
            facts = {
                xero_id: {**allocation.decode_allocation(row), "element": row}
                for xero_id, row in rows.items()
            }
        except (TypeError, ValueError, AttributeError) as error:
            raise LabelledError("answer_unreadable", str(error)) from error
        return {xero_id: one for xero_id, one in facts.items() if one["amount"] > 0}

    @api.model
    def _known_allocations(self, lane, source_id, element):
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("entity", "=", "allocation"),
                ("res_model", "=", "account.move"),
                ("res_id", "=", source_id),
                ("status", "not in", GONE),
            ]
        )
        xero_id = self._source_of(element)[1]
        return links.filtered(lambda link: link.base.get("source_id") == xero_id)

    @api.model
    def _document_of(self, lane, facts):
        """The linked document that credit is used for; empty if Odoo has none.

        :raise NotEligible: document_draft
        """
        found = lane.links_by_xero_id([facts["document_id"]])
        link = found.get(facts["document_id"])
        if not link or link.is_removed or link.res_model != "account.move":
            return self.env["account.move"]
        document = lane.browse("account.move", link.res_id)
        if document and document.state != "posted":
            raise NotEligible("document_draft", document.display_name)
        return document

    # === RECONCILE === #

    @api.model
    def _bring_pair(self, lane, source, document, known, gone, amounts):
        """Reconcile a pair for what Xero has of it.

        What Odoo has reconciled and not sent yet may be the same as what is new in
        Xero: it counts for it, and is not done twice.

        :param known: links of the credit, `gone` ones included
        :param amounts: of what is new in Xero
        """
        entity = self.env["xero.entity.allocation"]
        known = known.filtered(lambda link: link.document_id == document.id)
        present = entity._credited(source, document)
        new = sum(amounts, settlement.ZERO)
        unsent = max(present - entity._amount(known), settlement.ZERO)
        target = present - min(entity._amount(gone), present) + new - min(unsent, new)
        entity._reopened(lane, document.id, source.id)
        if target != present:
            self._guarded(self._reconcile_pair, source, document, target)

    @api.model
    def _reconcile_pair(self, source, document, amount):
        """Have these two moves settle this much of each other.

        :raise LabelledError: credit_above_due
        """
        ours, theirs = map(self._control, (source, document))
        partials = (ours.matched_debit_ids & theirs.matched_credit_ids) | (
            ours.matched_credit_ids & theirs.matched_debit_ids
        )
        partials.unlink()
        rest = float(amount)
        for line in theirs.sorted("date_maturity"):
            for credit in ours:
                part = min(rest, *map(self._open, (line, credit)))
                if line.currency_id.compare_amounts(part, 0) > 0:
                    (line | credit)._xero_reconcile_part(part)
                    rest = line.currency_id.round(rest - part)
        if rest > 0:
            detail = f"{source.name}, {document.name}: {amount}"
            raise LabelledError("credit_above_due", detail)

    @api.model
    def _control(self, move):
        return move.line_ids.filtered(
            lambda line: line.account_id.account_type in CONTROL
        )

    @api.model
    def _open(self, line):
        return abs(line.amount_residual_currency)

    # === LINKS === #

    @api.model
    def _link_allocation(self, lane, source, part, document, element, facts):
        """Link at once, so that the mark of the new reconciliation sends nothing."""
        kind, source_id = self._source_of(element)
        entity = self.env["xero.entity.allocation"]
        self.env["xero.link"].create(
            {
                "connection_id": lane.connection.id,
                "entity": "allocation",
                "res_model": "account.move",
                "res_id": source.id,
                "part": self._free_part(lane, source, document),
                "document_id": document.id,
                "xero_id": facts["xero_id"],
                "number": document.name,
                "status": "AUTHORISED",
                "last_sync": lane.now(),
                "made_in_xero": True,
                "base": {
                    **entity._declaration.snapshot(facts["element"]),
                    "source_kind": kind,
                    "source_part": part,
                    "source_id": source_id,
                },
            }
        )

    @api.model
    def _free_part(self, lane, source, document):
        mine = [
            ("connection_id", "=", lane.connection.id),
            ("res_model", "=", "account.move"),
            ("res_id", "=", source.id),
        ]
        taken = set(self.env["xero.link"].search(mine).mapped("part"))
        numbers = range(1, len(taken) + 2)
        names = (f"{document.id}:allocation:{number}" for number in numbers)
        return next(name for name in names if name not in taken)
