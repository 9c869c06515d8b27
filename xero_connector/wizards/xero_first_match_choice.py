# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core.matching import ACTIVE
from ..models.xero_first_match import OPEN_IN_XERO
from ..models.xero_first_match_line import (
    CHOSEN,
    KIND_ACCOUNT,
    KIND_BANK,
    KIND_CONTACT,
    KIND_DOCUMENT,
    KIND_ITEM,
    KIND_TAX,
    ONLY_XERO,
    OPEN,
    UNDECIDED,
)

#: kind of line -> field with what was chosen
_FIELDS = {
    KIND_CONTACT: "remote_id",
    KIND_DOCUMENT: "remote_id",
    KIND_ACCOUNT: "account_id",
    KIND_TAX: "tax_rate_id",
    KIND_ITEM: "item_id",
    KIND_BANK: "bank_id",
}


class XeroFirstMatchChoice(models.TransientModel):
    """A person says what a record of Odoo is in Xero (SPEC X12)."""

    _name = "xero.first.match.choice"
    _description = "Choose What It Is in Xero"

    line_id = fields.Many2one(
        "xero.first.match.line", required=True, ondelete="cascade", readonly=True
    )
    kind = fields.Selection(related="line_id.kind")
    connection_id = fields.Many2one(related="line_id.connection_id")
    odoo_name = fields.Char(related="line_id.odoo_name")
    odoo_detail = fields.Char(related="line_id.odoo_detail")
    offered_ids = fields.Many2many("xero.remote", compute="_compute_offered_ids")
    remote_id = fields.Many2one(
        "xero.remote",
        "In Xero",
        ondelete="cascade",
        domain="[('id', 'in', offered_ids)]",
    )
    account_id = fields.Many2one(
        "xero.account",
        "Account in Xero",
        ondelete="cascade",
        domain="[('connection_id', '=', connection_id),"
        " ('is_line_account', '=', True)]",
    )
    bank_id = fields.Many2one(
        "xero.account",
        "Payment Account in Xero",
        ondelete="cascade",
        domain="[('connection_id', '=', connection_id),"
        " ('is_payment_choice', '=', True)]",
    )
    tax_rate_id = fields.Many2one(
        "xero.tax.rate",
        "Tax Rate in Xero",
        ondelete="cascade",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )
    item_id = fields.Many2one(
        "xero.item",
        "Item in Xero",
        ondelete="cascade",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )

    @api.depends("line_id")
    def _compute_offered_ids(self):
        """Contacts, or open documents of the same kind and the same total."""
        remotes = self.env["xero.remote"]
        for choice in self:
            domain = [("connection_id", "=", choice.connection_id.id)]
            if choice.kind == KIND_CONTACT:
                domain += [("entity", "=", "contact"), ("status", "=", ACTIVE)]
            else:
                domain += choice._like_the_document()
            choice.offered_ids = remotes.search(domain)

    def _like_the_document(self):
        """Only what has the same total, or Xero and Odoo would differ for ever."""
        types = self.env["xero.entity.first_match"]._types()
        move = self.env["account.move"].sudo().browse(self.line_id.res_id).exists()
        return [
            ("document_type", "=", types.get(move.move_type)),
            ("currency", "=", move.currency_id.name),
            ("total", "=", move.amount_total),
            ("status", "in", OPEN_IN_XERO),
        ]

    def action_choose(self):
        """Accept what was chosen instead of what was proposed.

        :raise UserError: nothing was chosen, or it was applied meanwhile
        """
        self.ensure_one()
        line = self.line_id
        line.match_id._check_may_decide()
        target = self[_FIELDS[self.kind]]
        if not target:
            raise UserError(self.env._("Choose what it is in Xero first."))
        if target.connection_id != self.connection_id:
            raise UserError(self.env._("This belongs to another organisation."))
        if not line._is_open():
            raise UserError(self.env._("This has been applied already."))
        line.sudo()._take_back()
        line.sudo().write(
            {
                **self._values(target),
                "score": 0,
                "reasons": False,
                "message": False,
                "certainty": CHOSEN,
                "decision": UNDECIDED,
                "state": OPEN,
            }
        )
        line.action_accept()
        alone = [("match_id", "=", line.match_id.id), ("certainty", "=", ONLY_XERO)]
        if line.xero_id:  # it is not only in Xero any more
            line.sudo().search([*alone, ("xero_id", "=", line.xero_id)]).unlink()

    def _values(self, target):
        entity = self.env["xero.entity.first_match"]
        if target._name != "xero.remote":
            return entity._target(target)
        if target.entity == KIND_CONTACT:
            return entity._contact_in_xero(target)
        return {
            "entity": target.entity,
            "xero_id": target.xero_id,
            "contact_xero_id": target.contact_xero_id,
            "xero_name": target.number or target.xero_id,
            "xero_detail": entity._detail(target.name, target.date),
            "url": target.url,
        }
