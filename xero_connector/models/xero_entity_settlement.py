# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_ahead import batch_of
from .xero_entity import MissingRecord, NotEligible
from .xero_entity_document import PAYABLE
from .xero_settlement_plan import MONEY

#: entity of a link -> what Xero calls such a document
KINDS = {"invoice": "Invoice", "credit_note": "CreditNote"}


class XeroEntitySettlement(models.AbstractModel):
    """What payments and allocations have in common: they are about a pair.

    A task's record is the counterpart (a payment's entry, a credit note) and its part
    the id of the document. One pair can be several objects at Xero; each has a link
    whose part begins with the document's id.
    """

    _name = "xero.entity.settlement"
    _inherit = "xero.entity"
    _description = "Xero Settlement"

    @api.model
    def _lets_go(self, lane, task):
        """What settles documents may be nothing at all."""
        return True

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        documents = (
            self.env["account.move"].sudo().browse({int(note[2]) for note in notes})
        )
        documents = {move.id: move for move in documents.exists()}
        rows = []
        for note in notes:
            document = documents.get(int(note[2]), self.env["account.move"])
            company_id = document.company_id.id or note[3]
            lane = self.env["xero.connection"]._lane_of_company(company_id)
            if lane:
                partner, company = document.partner_id, document.company_id
                rows.append(self._row(lane[0], note, partner, company=company))
        return rows

    # === WHAT TO SEND === #

    @api.model
    def _read_ahead(self, lane, tasks):
        documents = list({int(task.part) for task in tasks})
        lane.ahead.read_records("account.move", documents)
        lane.ahead.read_links("account.move", documents)
        lane.ahead.notes["askers"] = self._askers_of(tasks)
        entries = tasks.filtered(lambda task: task.res_model == "account.move")
        ids = entries.mapped("res_id")
        lane.ahead.read_settlements([*documents, *ids])
        lane.ahead.notes["sent", self._xero_entity] = self._sent_of(lane, ids)
        lane.ahead.read_records("account.move", ids)
        self._read_entries(lane.browse("account.move", one) for one in ids)
        return super()._read_ahead(lane, tasks)

    @api.model
    def _read_entries(self, moves):
        """Bring the items of these entries, and what they are matched with, at once.

        Odoo reads ahead for records of one recordset; a union of two knows only itself.
        """
        lines = self.env["account.move"].union(*moves).line_ids
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        partials.mapped("amount")
        matched = partials.debit_move_id | partials.credit_move_id
        matched.mapped("balance")
        matched.move_id.mapped("state")
        (lines | matched).account_id.mapped("account_type")
        (lines | matched).move_id.origin_payment_id.mapped("amount")

    @api.model
    def _links(self, lane, res_model, res_id, part):
        """{part: link} of one pair; removed ones included."""
        return {
            link.part: link
            for link in lane.settlements(int(part))
            if link.entity == self._xero_entity
            and (link.res_model, link.res_id) == (res_model, res_id)
        }

    @api.model
    def _document(self, lane, document):
        """(its kind at Xero, its id): it goes first, and must be approved (A26)."""
        if not document._xero_documents():
            return self._money(lane, document)
        link = lane.link("account.move", document.id)
        if not link or link.is_removed:
            push_type = document._xero_push_type()
            raise MissingRecord((push_type, "account.move", document.id, ""))
        if link.status not in PAYABLE:
            raise NotEligible("document_not_authorised", document.name)
        return KINDS[link.entity], link.xero_id

    @api.model
    def _money(self, lane, move):
        """(kind, id) of the over- or prepayment that a payment is in Xero."""
        link = lane.link("account.move", move.id, MONEY)
        if not link or link.is_removed:
            if not self.env["xero.entity.bank_transaction"]._sends_money(lane, move):
                raise NotEligible("unmatched_money", move.display_name)
            raise MissingRecord(("bank_transaction.push", "account.move", move.id, ""))
        return link.base["credit_kind"], link.base["credit_id"]

    @api.model
    def _askers(self, task):
        """Documents that want to change and wait for their settlements to go.

        :return: what `_later` wants to know of them
        """
        batch = batch_of(self.env)
        known = batch.notes.get("askers") if batch else None
        return (self._askers_of(task) if known is None else known).get(task.id, [])

    @api.model
    def _askers_of(self, tasks):
        """{task id: its askers}, with one question for all."""
        types = self.env["account.move"]._xero_push_types()
        waiting = self.env["xero.task"].search(
            [
                ("waits_on_ids", "in", tasks.ids),
                ("state", "=", "waiting"),
                ("type_id.name", "in", types),
            ]
        )
        found = {}
        for one in waiting:
            asker = (one.type_id.name, one.res_model, one.res_id, "")
            for task in one.waits_on_ids & tasks:
                found.setdefault(task.id, []).append(asker)
        return found

    @api.model
    def _mark(self, lane, task, type_name, part=""):
        """Let another task about the same counterpart have a look."""
        key = (task.res_model, task.res_id, part)
        row = self._row(lane.connection.id, key, task.partner_id, task.priority)
        tasks = self.env["xero.task"]
        return tasks.browse(tasks._append([(row[0], type_name, *row[1:])]))

    @api.model
    def _later(self, lane, task, *needs):
        """End this task, and look at the pair again after others.

        Not by waiting: they may wait for this one.
        """
        again = self._mark(lane, task, task.type_id.name, task.part)
        self.env["xero.runner"]._wait_for(lane, again, needs)
        return self._nothing(task, self.env._("Goes on after another task."))
