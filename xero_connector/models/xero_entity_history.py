# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity import CREATE, Step

HISTORY_PUSH = "history_record.push"
#: part of the task and of the link
NOTE = "note"


class XeroEntityHistory(models.AbstractModel):
    """One note in the history of a document: what Xero has no field for (SPEC P25)."""

    _name = "xero.entity.history"
    _inherit = "xero.entity.paper"
    _description = "Xero History Note"
    _xero_entity = "history_record"

    @api.model
    def _steps_of(self, lane, task, link):
        move = lane.record(task)
        if not move:
            return self._nothing(task, self.env._("Nothing to note any more."))
        document = self._document(lane, move)
        if not document:
            return self._nothing(task, self.env._("Xero has no such document."))
        if link and document.xero_id in link.xero_id:
            return self._nothing(task, self.env._("Nothing to note any more."))
        step = Step(task.id, CREATE, task.res_model, task.res_id, part=NOTE)
        step.remote_id = document.xero_id
        step.payload = self._declaration.encode({"text": self._text(move)})
        step.facts = {"entity": document.entity, "text": step.payload["Details"]}
        return [step]

    @api.model
    def _text(self, move):
        """Who made it, and what an accountant may look for; the longest part last."""
        seller = move.invoice_user_id
        parts = [
            self.env._("Made in Odoo by %s.", move.create_uid.name),
            seller and self.env._("Salesperson: %s.", seller.name),
            move.invoice_payment_term_id
            and self.env._("Terms: %s.", move.invoice_payment_term_id.name),
            move.invoice_origin and self.env._("Origin: %s.", move.invoice_origin),
            self._delivery(move),
        ]
        return " ".join(filter(None, parts))

    @api.model
    def _delivery(self, move):
        """Where the goods go, unless it is the customer's own address."""
        delivery = move.partner_shipping_id
        if not delivery or delivery == move.partner_id:
            return ""
        lines = [delivery.name or "", *delivery._display_address(True).splitlines()]
        address = ", ".join(filter(None, (line.strip(" ,") for line in lines)))
        return self.env._("Delivery to: %s.", address)

    @api.model
    def _is_ours(self, step, payload, element):
        return element.get("Details") == step.facts["text"]

    @api.model
    def _settled(self, lane, step, element, link):
        """Xero gives notes no id: the document's stands for it."""
        document = lane.link("account.move", step.res_id)
        return {"xero_id": f"{NOTE}:{step.remote_id}", "url": document.url}, None
