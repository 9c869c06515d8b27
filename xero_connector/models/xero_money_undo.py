# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import drift
from ..core.errors import LabelledError
from .xero_settlement import CONTROL

#: reasons for not taking in what Xero has, and that something undone can remove
IN_THE_WAY = ("payment_above_due", "credit_above_due", "paid_twice")
#: lines of an entry that was made for a payment in Xero: what is owed, and the other
TWO = 2


class XeroMoneyUndo(models.AbstractModel):
    """Undoes in Odoo the money that was removed in Xero (SPEC E13)."""

    _inherit = "xero.money.in"

    @api.model
    def _undo(self, lane, link):
        """Take a payment back whose Xero object is gone; the link knows that already.

        One payment in Odoo can be several objects in Xero: it goes with the last.

        :raise NotEligible: odoo_period_held
        :raise LabelledError: matched_with_bank, odoo_period_locked, refused_by_odoo
        """
        counterpart = lane.browse(link.res_model, link.res_id)
        if not counterpart or counterpart.state in ("cancel", "canceled", "draft"):
            return
        links = self._links_of_money(lane, link)
        if any(not one.is_removed for one in links) or self._is_by_hand(counterpart):
            sentence = self.env["xero.advice"]._explained("removed_in_part")
            link.write({"needs_attention": True, "message": sentence})
            return
        self._check_may_undo(lane, counterpart)
        self._guarded(self._cancel, counterpart)
        links.write({"needs_attention": False, "message": False})
        self._made_room(lane, links.mapped("document_id"))

    @api.model
    def _made_room(self, lane, move_ids):
        """Go on with what stood still because these documents were settled.

        Odoo may hear that a document was voided before it hears that its money was
        freed: only now can it be cancelled, if the settings say so (SPEC P21).
        """
        self.env["xero.task"]._free(lane.connection, *IN_THE_WAY)
        links = self.env["xero.link"]._of(lane.connection, "account.move", move_ids)
        links = self.env["xero.link"].union(*links.values())
        rows = self.env["xero.discrepancy"]._open_of(links, drift.MISSING)
        rows._follow_policies()

    @api.model
    def _links_of_money(self, lane, link):
        """All that one payment or entry of Odoo is, or was, in Xero."""
        return self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("res_model", "=", link.res_model),
                ("res_id", "=", link.res_id),
            ]
        )

    @api.model
    def _is_by_hand(self, counterpart):
        """Whether a person's entry may say more than that something was paid."""
        if counterpart._name != "account.move" or counterpart._xero_is_money():
            return False
        return len(counterpart.line_ids) != TWO

    @api.model
    def _check_may_undo(self, lane, counterpart):
        """:raise LabelledError: matched_with_bank, odoo_period_locked (or held)"""
        move = counterpart
        if counterpart._name == "account.payment":
            move = counterpart.move_id
        if move.statement_line_id or self._is_matched(counterpart, move):
            raise LabelledError("matched_with_bank", counterpart.display_name)
        locks = move._get_violated_lock_dates(move.date, False) if move else []
        if locks:
            self._refuse_locked(lane.connection, move.date, locks, move.name)

    @api.model
    def _is_matched(self, counterpart, move):
        """Whether a bank statement line in Odoo has taken the payment up."""
        payment = move.origin_payment_id if move else counterpart
        money = move.line_ids.filtered(
            lambda line: line.account_id.account_type not in CONTROL
        )
        matched = money.matched_debit_ids | money.matched_credit_ids
        return bool(payment) and bool(matched or payment.reconciled_statement_line_ids)

    @api.model
    def _cancel(self, counterpart):
        """Unreconcile and cancel; a posted entry stays as a cancelled one."""
        move = counterpart
        if counterpart._name == "account.payment":
            move = counterpart.move_id
        payment = move.origin_payment_id if move else counterpart
        move.line_ids.remove_move_reconcile()
        if payment:
            payment.action_cancel()
            payment.message_post(body=self.env._("It was deleted in Xero."))
        else:
            move.button_cancel()
            move.message_post(body=self.env._("It was deleted in Xero."))
