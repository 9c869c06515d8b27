# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.convert import decimal_of, format_date, parse_date
from ..core.entity import changed
from ..core.errors import LabelledError
from ..core.lines import decode_lines
from ..core.proof import line_ids
from ..core.where import number_filters
from .xero_document_facts import TYPES
from .xero_entity import CREATE, LOOKUP, UPDATE, NotEligible
from .xero_entity_answers import GONE
from .xero_entity_document import NUMBER_TAKEN


class XeroEntityDocumentAnswers(models.AbstractModel):
    """What Xero's answers about a document mean, and what they prove."""

    _inherit = "xero.entity.document"

    # === BEFORE AN UPDATE === #

    @api.model
    def _may_update(self, step, link, element):
        """Nothing that somebody changed in Xero is overwritten (SPEC A28).

        :raise LabelledError: changed_in_xero, document_paid
        """
        if step.facts.get("removal"):
            self._may_remove(step, link, element)
            return
        self._refuse_changed(link, element)
        if self._is_settled(element):
            self._only_due_date(step, element)

    @api.model
    def _may_remove(self, step, link, element):
        """What is paid in Xero stays; what somebody has removed there is done.

        :raise LabelledError: changed_in_xero, document_paid
        """
        if self._is_gone(step, element):
            return
        if self._is_settled(element):
            raise LabelledError("document_paid", link.number or "")
        if "Status" in step.payload:
            step.payload["Status"] = self._status_of_removed(element.get("Status"))
        self._refuse_changed(link, element)

    @api.model
    def _refuse_changed(self, link, element):
        """:raise LabelledError: changed_in_xero: since both sides last agreed"""
        theirs = changed(link.base or {}, self._declaration.snapshot(element))
        if theirs:
            raise LabelledError("changed_in_xero", ", ".join(sorted(theirs)))

    @api.model
    def _status_of_removed(self, status):
        """What is approved is voided, what is not is deleted (XERO_API §4)."""
        return "VOIDED" if status == "AUTHORISED" else "DELETED"

    @api.model
    def _is_settled(self, element):
        """Whether anything was paid on or credited to it."""
        paid = ("AmountPaid", "AmountCredited")
        return element.get("Status") == "PAID" or any(
            decimal_of(element.get(name)) for name in paid
        )

    @api.model
    def _only_due_date(self, step, element):
        """Of a document with payments Xero changes the due date only (P15).

        :raise LabelledError: document_paid
        """
        due = parse_date(step.payload.get("DueDate"))
        differs = self._differs(step, step.payload, element)
        if element.get("Status") == "PAID" or differs or not due:
            raise LabelledError("document_paid", step.payload[self._number_key])
        step.payload = {
            self._declaration.id_key: step.remote_id,
            "DueDate": format_date(due),
        }
        step.facts = {**step.facts, "due_date_only": True}

    @api.model
    def _differs(self, step, payload, element):
        """Whether anything but the due date is not as it is to be."""
        ours, theirs = self._words(payload), self._words(element)
        return ours != theirs or bool(self._declaration.proof(step.facts, element))

    @api.model
    def _words(self, element):
        """What a document says beside its figures; of a payload as well."""
        lines = [
            (line["description"], line["item_code"], line["tracking"])
            for line in decode_lines(element)
        ]
        return element.get(self._number_key), element.get("Reference") or "", lines

    # === AFTER A WRITE === #

    @property
    def _number_key(self):
        return self._declaration.number_key

    @api.model
    def _settled(self, lane, step, element, link):
        values = self._link_values(lane, element)
        if step.facts.get("removal"):
            return values, None
        if step.action != LOOKUP:
            values["line_items"] = line_ids(step.facts, element)
            values, problem = self._proven(step.facts, element, values)
            if problem:
                values["fingerprint"] = False  # not agreed on: look again when asked
            return values, problem
        return values, None

    @api.model
    def _goes_on(self, lane, step, task, outcome):
        """A number that Xero knows may be this very document's (SPEC P14); a period
        locked meanwhile may have its policy (P16)."""
        if outcome.code == NUMBER_TAKEN and step.action == CREATE:
            task._requeue(retries=task.retries, error_code=NUMBER_TAKEN)
            return True
        if outcome.code == "period_locked" and not step.facts.get("removal"):
            return lane.connection._read_lock_dates(lane, task)
        return super()._goes_on(lane, step, task, outcome)

    @api.model
    def _is_ours(self, step, payload, element):
        """A person may have used the same number: all figures have to be equal."""
        return self._happened(step, payload, element)

    @api.model
    def _happened(self, step, payload, element):
        if step.facts.get("removal") or step.facts.get("due_date_only"):
            sent = self._declaration.decode({**element, **payload})
            theirs = self._declaration.decode(element)
            return sent == theirs
        if step.action == UPDATE:
            due = [parse_date(one.get("DueDate")) for one in (payload, element)]
            same_due = due[0] in (None, due[1])
            return same_due and not self._differs(step, payload, element)
        same_number = element.get(self._number_key) == payload.get(self._number_key)
        return same_number and not self._declaration.proof(step.facts, element)

    # === LOOK UP BY NUMBER === #

    @api.model
    def _elements_by_number(self, lane, tasks):
        """What Xero has under the numbers of these documents; makes calls."""
        facts = self.env["xero.document.facts"]
        numbers = [
            facts._number(lane.connection, lane.record(task))
            for task in tasks
            if lane.record(task)
        ]
        return [
            element
            for arguments in self._number_filters(numbers)
            for page in lane.client.pages(self._declaration, **arguments)
            for element in page.elements
        ]

    @api.model
    def _number_filters(self, numbers):
        """Arguments of the calls that find these numbers, see `where.number_filters`.

        Only invoices have a parameter of their own for numbers.
        """
        return number_filters(self._number_key, numbers)

    @api.model
    def _by_number(self, lane, task, elements):
        """The element that is this document under its number.

        :raise NotEligible: before_cutover: Xero has none, and none is created
        :raise LabelledError: the number belongs to another document (SPEC P14)
        """
        move = lane.record(task)
        if not move:
            raise NotEligible("document_draft", task.record_name)
        number = self.env["xero.document.facts"]._number(lane.connection, move)
        same_number = [
            element
            for element in elements
            if element.get(self._number_key) == number
            and element.get("Type") == TYPES[move.move_type]
        ]
        for element in same_number:
            if self._is_same_document(lane, move, element):
                return element
        if task.error_code == NUMBER_TAKEN:
            raise LabelledError(NUMBER_TAKEN, self._owner(lane, number, same_number))
        raise NotEligible("before_cutover", move.name)

    @api.model
    def _is_same_document(self, lane, move, element):
        """Same contact, currency and total, and still alive."""
        contact = (element.get("Contact") or {}).get("ContactID")
        total = float(decimal_of(element.get("Total")))
        return (
            element.get("Status") not in GONE
            and element.get("CurrencyCode") == move.currency_id.name
            and move.currency_id.compare_amounts(total, move.amount_total) == 0
            and element.get(self._declaration.id_key)
            not in lane.links_by_xero_id([element.get(self._declaration.id_key)])
            and contact == self._contact(lane, move).xero_id
        )

    @api.model
    def _owner(self, lane, number, elements):
        """Who has the number in Xero: name, total and address, for people."""
        for element in elements:
            return self.env._(
                "%(number)s: %(contact)s, %(total)s, %(status)s, %(url)s",
                number=number,
                contact=(element.get("Contact") or {}).get("Name") or "",
                total=element.get("Total"),
                status=element.get("Status"),
                url=self._url(lane, element),
            )
        return number
