# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo import api, models

from ..core import convert, settlement
from ..core.client import OutcomeError
from ..core.entities import CATALOGUE, allocation
from ..core.errors import LabelledError
from ..core.outcome import Done, Retry
from .xero_entity import CREATE, DELETE, MissingRecord, NotEligible, Step
from .xero_entity_settlement import PAYABLE


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
        if self._is_off(lane):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        source = lane.record(task)
        document = lane.browse("account.move", int(task.part))
        wanted = self._wanted_amount(lane, source, document)
        links = self._live_links(lane, task.res_id, int(task.part))
        amount = self._amount(links)
        askers = self._askers(task)
        if amount > wanted or (links and askers):
            self._check_not_draft(document, source)
            return self._deletion(task, links[-1])
        if wanted and askers:
            return self._later(lane, task, *askers)
        if wanted and self._money_is_stale(lane, source):
            need = ("bank_transaction.push", task.res_model, task.res_id, "")
            return self._later(lane, task, need)
        if amount == wanted:
            return self._nothing(
                task, self.env._("Xero has the same allocations already.")
            )
        return [self._creation(lane, task, source, document, wanted - amount)]

    @api.model
    def _is_current(self, lane, source_id, document_id):
        """Whether nothing is to be done about a pair."""
        source = lane.browse("account.move", source_id)
        document = lane.browse("account.move", document_id)
        links = self._live_links(lane, source_id, document_id)
        return self._amount(links) == self._wanted_amount(lane, source, document)

    @api.model
    def _is_wanted(self, lane, link):
        """Whether Odoo still has the settlement behind a link."""
        return self._is_current(lane, link.res_id, link.document_id)

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
    def _wanted_amount(self, lane, source, document):
        """How much of a credit Odoo has reconciled with a document.

        :raise LabelledError: allocation_currency
        """
        if not source or not document or document.state != "posted":
            return settlement.ZERO
        if source._xero_documents():
            return self._credited(source, document)
        if self._money_is_stale(lane, source):
            return settlement.ZERO  # until the money itself is right
        plan = self.env["xero.settlement"]._plan(lane.connection, source)
        if document.id in plan.plain or document.id not in plan.parts:
            return settlement.ZERO
        return plan.parts[document.id].amount

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
    def _money_is_stale(self, lane, source):
        """Whether the money that is allocated from has to be entered anew first."""
        if not source or source._xero_documents():
            return False
        return self.env["xero.entity.bank_transaction"]._is_stale(lane, source)

    @api.model
    def _source(self, lane, source):
        """(kind at Xero, id) of the credit."""
        if not source._xero_documents():
            return self._money(lane, source)
        link = lane.link("account.move", source.id)
        if not link or link.is_removed:
            push_type = source._xero_push_type()
            raise MissingRecord((push_type, "account.move", source.id, ""))
        if link.status not in PAYABLE:
            raise NotEligible("document_not_authorised", source.name)
        return "CreditNote", link.xero_id

    @api.model
    def _creation(self, lane, task, source, document, amount):
        source_kind, source_id = self._source(lane, source)
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
            part=self._free_part(lane, task),
            remote_id=source_id,
            document_id=document.id,
            payload=self._declaration.encode(values),
            facts={**self._declaration.proof_facts(values), "source_kind": source_kind},
        )

    @api.model
    def _free_part(self, lane, task):
        links = self._links(lane, task.res_model, task.res_id, task.part)
        parts = (f"{task.part}:allocation:{n}" for n in range(1, len(links) + 2))
        return next(
            part for part in parts if part not in links or links[part].is_removed
        )

    @api.model
    def _deletion(self, task, link):
        """Allocations cannot be changed in Xero: delete one, then look again."""
        kind, source_id = link.base["source_kind"], link.base["source_id"]
        return [
            Step(
                task.id,
                DELETE,
                task.res_model,
                task.res_id,
                part=link.part,
                remote_id=f"{source_id}/{link.xero_id}",
                document_id=link.document_id,
                facts={"source_kind": kind},
                more=True,
            )
        ]

    # === CALLS === #

    @api.model
    def _verb(self, step):
        kind = step.facts["source_kind"]
        if step.action == DELETE:
            return allocation.delete_action(kind)
        return allocation.create_action(kind)

    @api.model
    def _completed(self, lane, steps, outcomes):
        """Xero may answer without the ids of what it made: they are in the source."""
        known = {
            outcome.element.get("AllocationID")
            for outcome in outcomes
            if isinstance(outcome, Done) and outcome.element
        }
        if steps[0].action == DELETE or None not in known:
            return outcomes
        try:
            elements = self._made(lane, steps[0])
        except OutcomeError as error:
            lost = Retry(error.outcome.code, error.outcome.detail, uncertain=True)
            return [lost] * len(outcomes)
        taken = set(
            lane.links_by_xero_id([one.get("AllocationID") for one in elements])
        )
        free = defaultdict(list)
        for element in elements:
            if element.get("AllocationID") not in taken:
                free[self._declaration.natural_key(element)].append(element)
        return [
            self._named(step, outcome, free)
            for step, outcome in zip(steps, outcomes, strict=True)
        ]

    @api.model
    def _named(self, step, outcome, free):
        """The outcome with the element that has the id."""
        if not isinstance(outcome, Done):
            return outcome
        elements = free[self._declaration.natural_key(step.payload)]
        return Done(elements.pop()) if elements else outcome

    @api.model
    def _made(self, lane, step):
        """What Xero has allocated from the credit of a step; makes a call.

        :raise OutcomeError: Xero could not be asked
        """
        source = CATALOGUE[allocation.SOURCES[step.facts["source_kind"]]]
        source_id = step.remote_id.partition("/")[0]
        return [
            element
            for one in lane.client.by_ids(source, [source_id])
            for element in allocation.allocation_elements(one)
        ]

    @api.model
    def _elements_since(self, lane, action, steps, since):
        elements = self._made(lane, steps[0])
        ids = {one.get("AllocationID") for one in elements}
        if action == CREATE:
            taken = set(lane.links_by_xero_id(ids))
            return [one for one in elements if one.get("AllocationID") not in taken]
        paths = [step.remote_id for step in steps]
        return [
            {"AllocationID": path, "IsDeleted": path.split("/")[1] not in ids}
            for path in paths
        ]

    # === ANSWERS === #

    @api.model
    def _settled(self, lane, step, element, link):
        if step.action == DELETE:
            self._reopened(lane, step.document_id, step.res_id)
            allocation_id = step.remote_id.partition("/")[2]
            return {"xero_id": allocation_id, "status": "DELETED"}, None
        values = {
            "xero_id": element["AllocationID"],
            "number": (element.get("Invoice") or {}).get("InvoiceNumber"),
            "status": "AUTHORISED",
            "base": {
                **self._declaration.snapshot(element),
                "source_kind": step.facts["source_kind"],
                "source_id": step.remote_id,
            },
        }
        asked = {key: one for key, one in step.facts.items() if key != "source_kind"}
        differences = self._declaration.proof(asked, element)
        if not differences:
            return values, None
        detail = "; ".join(str(difference) for difference in differences)
        return values, ("totals_differ", detail)

    @api.model
    def _reopened(self, lane, *move_ids):
        """What was settled is not any more."""
        for move_id in move_ids:
            link = lane.link("account.move", move_id)
            if link.status == "PAID":
                link.status = "AUTHORISED"

    @api.model
    def _happened(self, step, payload, element):
        """The only change of an allocation is its deletion."""
        return bool(element.get("IsDeleted"))
