# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo import api, models

from ..core.client import OutcomeError
from ..core.entities import CATALOGUE, allocation
from ..core.outcome import Done, Retry
from .xero_entity import CREATE, DELETE
from .xero_settlement_plan import DISCOUNT


class XeroEntityAllocationAnswers(models.AbstractModel):
    """How allocations are called, and what Xero's answers about them mean.

    They have no list of their own: they are found in the credit that they use.
    """

    _inherit = "xero.entity.allocation"

    # === CALLS === #

    @api.model
    def _verb(self, step):
        kind = step.facts["source_kind"]
        if step.action == DELETE:
            return allocation.delete_action(kind)
        return allocation.create_action(kind)

    @api.model
    def _completed(self, lane, call, outcomes):
        """Xero may answer without the ids of what it made: they are in the source."""
        steps = self.env["xero.runner"]._steps_of_call(call)
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
        if elements:
            return Done(elements.pop())
        return Retry("answer_unreadable", uncertain=True)  # it is found out later

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
                "source_part": step.facts["source_part"],
                "source_id": step.remote_id,
            },
        }
        return self._proven(step.facts["asked"], element, values)

    @api.model
    def _reopened(self, lane, *move_ids):
        """What was settled is not any more, nor is the credit of a discount used."""
        for move_id in move_ids:
            for part in ("", DISCOUNT):
                link = lane.link("account.move", move_id, part)
                if link.status == "PAID":
                    link.status = "AUTHORISED"

    @api.model
    def _happened(self, step, payload, element):
        """The only change of an allocation is its deletion."""
        return bool(element.get("IsDeleted"))
