# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError

from .xero_entity import CREATE, Step

CURRENCY_PUSH = "currency.push"


class XeroEntityCurrency(models.AbstractModel):
    """Currencies that somebody adds to the organisation from Odoo (SPEC X4).

    They are only added, and never by themselves: it may change the plan that the
    organisation pays for.
    """

    _name = "xero.entity.currency"
    _inherit = "xero.entity"
    _description = "Xero Currency Entity"
    _xero_entity = "currency"

    @api.model
    def _marks(self, notes):
        return []

    @api.model
    def _steps_of(self, lane, task, link):
        currency = lane.record(task)
        known = lane.connection.currency_ids.filtered(lambda one: one._is_active())
        if not currency or currency.name in known.mapped("xero_id"):
            return self._nothing(task, self.env._("Xero has this currency already."))
        step = Step(task.id, CREATE, task.res_model, task.res_id)
        step.payload = self._declaration.encode({"code": currency.name})
        return [step]

    @api.model
    def _elements_since(self, lane, action, steps, since):
        """All of them: Xero cannot say which currencies are new."""
        return lane.list_all(self._xero_entity)

    @api.model
    def _settled(self, lane, step, element, link):
        code = element["Code"]
        known = lane.connection.currency_ids
        row = {"name": element.get("Description") or code, "status": "ACTIVE"}
        currency = known.filtered(lambda one: one.xero_id == code)
        if currency:
            currency.write(row)
        else:
            known.create({**row, "xero_id": code, "connection_id": lane.connection.id})
        self.env["xero.rules"]._forget(lane.connection)
        self.env["xero.task"]._free(lane.connection, "currency_not_enabled")
        return {"xero_id": code, "number": code, "status": "ACTIVE"}, None


class XeroTaskCurrency(models.Model):
    """A document that Xero refuses for its currency has the remedy at hand."""

    _inherit = "xero.task"

    def action_add_currency(self):
        """Have the currency of the document added in Xero; then it is sent."""
        tasks = self._for_action(("failed", "waiting"))
        entity = self.env["xero.entity.currency"]
        for task in tasks:
            record = task._record()
            if not record or "currency_id" not in record._fields:
                raise UserError(self.env._("This record has no currency."))
            connection = task.connection_id
            note = ("res.currency", record.currency_id.id, "")
            row = entity._row(connection.id, note)
            self.env["xero.task"].sudo()._append([(row[0], CURRENCY_PUSH, *row[1:])])
            connection._trigger_run()
