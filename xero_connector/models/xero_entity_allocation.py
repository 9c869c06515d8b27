# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, settlement
from ..core.errors import LabelledError
from .xero_entity import CREATE, MissingRecord, NotEligible, Step
from .xero_entity_document import PAYABLE
from .xero_settlement_plan import DISCOUNT, MONEY

#: part of a credit's link -> the task type that enters it
ENTITY = {MONEY: "bank_transaction.push", DISCOUNT: "discount.push"}


class XeroEntityAllocation(models.AbstractModel):
    """Credit that is used for a document (SPEC P22, X10).

    The credit is a credit note's, or that of money which was sent without a document.
    Only the difference to what Xero has is allocated; allocations that are too much are
    removed, the newest first.
    """

    _name = "xero.entity.allocation"
    _inherit = "xero.entity.settlement"
    _description = "Xero Allocation"
    _xero_entity = "allocation"

    # === WHAT TO SEND === #

    @api.model
    def _steps_of(self, lane, task, link):
        if not self._sends_payments(lane):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        source = lane.record(task)
        document = lane.browse("account.move", int(task.part))
        wanted = self._wanted_amounts(lane, source, document)
        links = self._live_links(lane, task.res_id, int(task.part))
        askers = self._askers(task)
        stale = self._stale_sources(lane, source)
        excess = self._excess(wanted, links, stale) or (askers and links)
        if excess:
            self._check_not_draft(task, document, source)
            return self._deletion(lane, task, excess[-1])
        needs = askers or [
            (ENTITY[part], task.res_model, task.res_id, "") for part in stale
        ]
        if needs and wanted:
            return self._later(lane, task, *needs)
        missing = {
            part: amount - self._amount(self._of_source(links, part))
            for part, amount in wanted.items()
        }
        steps = [
            self._creation(lane, task, source, document, part, amount)
            for part, amount in missing.items()
            if amount
        ]
        if steps:
            return steps
        self._hand_back(lane, task, source, document)
        return self._nothing(task, self.env._("Xero has the same allocations already."))

    @api.model
    def _hand_back(self, lane, task, source, document):
        """Money that is an over- or prepayment no more pays by a task of its own."""
        payments = self.env["xero.entity.payment"]
        if payments._lacks(lane, source, document):
            self._mark(lane, task, "payment.push", task.part)

    @api.model
    def _excess(self, wanted, links, stale=()):
        """Allocations of a credit that is used for more than it should be.

        :param stale: see `_stale_sources`: those may not be used at all
        """
        usable = {part: one for part, one in wanted.items() if part not in stale}
        for part, some in links.grouped(self._source_part).items():
            if self._amount(some) > usable.get(part, settlement.ZERO):
                return some
        return links.browse()

    @api.model
    def _source_part(self, link):
        return (link.base or {}).get("source_part")

    @api.model
    def _of_source(self, links, part):
        return links.filtered(lambda link: self._source_part(link) == part)

    @api.model
    def _is_current(self, lane, source_id, document_id):
        """Whether nothing is to be done about a pair."""
        source = lane.browse("account.move", source_id)
        document = lane.browse("account.move", document_id)
        wanted = self._wanted_amounts(lane, source, document)
        links = self._live_links(lane, source_id, document_id)
        if self._stale_sources(lane, source):
            return not wanted and not links
        return not self._excess(wanted, links) and all(
            self._amount(self._of_source(links, part)) == amount
            for part, amount in wanted.items()
        )

    @api.model
    def _is_wanted(self, lane, link):
        """Whether Odoo still has the settlement behind a link."""
        return self._is_current(lane, link.res_id, link.document_id)

    @api.model
    def _is_taken_back(self, lane, link):
        """Whether a credit is used for more than Odoo has matched; for less is no
        reason to remove anything."""
        source = lane.browse("account.move", link.res_id)
        document = lane.browse("account.move", link.document_id)
        try:
            wanted = self._wanted_amounts(lane, source, document)
        except LabelledError:  # its own task says so
            return False
        links = self._live_links(lane, link.res_id, link.document_id)
        return bool(self._excess(wanted, links))

    @api.model
    def _live_links(self, lane, source_id, document_id):
        """The links of what is allocated, oldest first."""
        return (
            lane.settlements(document_id)
            .filtered(
                lambda link: (
                    link.entity == self._xero_entity
                    and link.res_id == source_id
                    and not link.is_removed
                )
            )
            .sorted("id")
        )

    @api.model
    def _amount(self, links):
        amounts = (convert.decimal_of(link.base.get("amount")) for link in links)
        return sum(amounts, settlement.ZERO)

    @api.model
    def _wanted_amounts(self, lane, source, document):
        """How much of each credit of a move Odoo has reconciled with a document.

        :return: {part of the credit's link: amount}; a credit note is its own link
        :raise LabelledError: allocation_currency
        """
        if not source or not document or document.state != "posted":
            return {}
        if source._xero_documents():
            amount = self._credited(source, document)
            return {"": amount} if amount else {}
        plan = self.env["xero.settlement"]._plan(lane.connection, source)
        found = {}
        if document.id in plan.parts and document.id not in plan.plain:
            found[MONEY] = plan.parts[document.id].amount
        if document.id in plan.credits:
            found[DISCOUNT] = plan.credits[document.id].amount
        return found

    @api.model
    def _stale_sources(self, lane, source):
        """Parts of the credits that have to be entered anew before they are used."""
        if not source or source._xero_documents():
            return []
        entities = {
            MONEY: self.env["xero.entity.bank_transaction"],
            DISCOUNT: self.env["xero.entity.discount"],
        }
        return [
            part for part, entity in entities.items() if entity._is_stale(lane, source)
        ]

    @api.model
    def _credited(self, refund, document):
        """What a credit note has been reconciled with a document for."""
        if refund.state != "posted":
            return settlement.ZERO
        amount = settlement.ZERO
        settlements = self.env["xero.settlement"]
        for line in refund.line_ids:
            for partial in line.matched_debit_ids | line.matched_credit_ids:
                _ours, theirs, owed = settlements._sides(partial, line)
                if theirs.move_id == document:
                    amount += settlements._money(theirs.currency_id, owed)
        if amount and refund.currency_id != document.currency_id:
            raise LabelledError(
                "allocation_currency", f"{refund.name}, {document.name}"
            )
        return amount

    @api.model
    def _source(self, lane, source, part):
        """(kind at Xero, id) of the credit."""
        if part == MONEY:
            return self._money(lane, source)
        link = lane.link("account.move", source.id, part)
        if not link or link.is_removed:
            push_type = ENTITY.get(part) or source._xero_push_type()
            raise MissingRecord((push_type, "account.move", source.id, ""))
        if link.status not in PAYABLE:
            raise NotEligible("document_not_authorised", source.name)
        return "CreditNote", link.xero_id

    @api.model
    def _creation(self, lane, task, source, document, source_part, amount):
        self._moved_first(lane, source)
        self._freed_first(lane, amount, document, source)
        source_kind, source_id = self._source(lane, source, source_part)
        _kind, document_id = self._document(lane, document)
        date = max(source.invoice_date or source.date, document.invoice_date)
        values = {
            "source_kind": source_kind,
            "document_id": document_id,
            "amount": amount,
            "date": lane.connection._open_date(date, source.name),
        }
        return Step(
            task.id,
            CREATE,
            task.res_model,
            task.res_id,
            part=self._free_part(lane, task, source_part),
            remote_id=source_id,
            document_id=document.id,
            payload=self._declaration.encode(values),
            facts={
                "source_kind": source_kind,
                "source_part": source_part,
                "asked": self._declaration.proof_facts(values),
            },
        )

    @api.model
    def _free_part(self, lane, task, source_part):
        name = f"{task.part}:allocation"
        if source_part == DISCOUNT:
            name = f"{task.part}:{DISCOUNT}"
        links = self._links(lane, task.res_model, task.res_id, task.part)
        parts = (f"{name}:{number}" for number in range(1, len(links) + 2))
        return next(
            part for part in parts if part not in links or links[part].is_removed
        )

    @api.model
    def _deletion(self, lane, task, link):
        kind, source_id = link.base["source_kind"], link.base["source_id"]
        path, facts = f"{source_id}/{link.xero_id}", {"source_kind": kind}
        return super()._deletion(lane, task, link, remote_id=path, facts=facts)
