# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Odoo with money and credit."""

from ..random_documents.settling import owed
from .odoo_side import OdooSide, matched, said


class OdooMoney(OdooSide):
    def actions(self):
        return {
            **super().actions(),
            self.pay: 7,
            self.pay_several: 1,
            self.cancel_payment: 2,
            self.free_money: 1,
            self.match_money: 2,
            self.use_credit: 3,
            self.free_credit: 1,
        }

    def open_documents(self):
        return self.documents().filtered(lambda move: move.amount_residual)

    def payments(self):
        return self.env["account.payment"].search(
            [
                ("company_id", "=", self.stage.company.id),
                ("state", "in", ("in_process", "paid")),
                ("partner_id.active", "=", True),
            ],
            order="id",
        )

    # === PAYMENTS === #

    def pay(self):
        """All of it, a part, or what the rest is written off of."""
        move = self.pick(self.open_documents())
        if not move:
            return None
        way = self.dice.choice(("full", "full", "part", "write-off"))
        values = {}
        if way != "full":
            share = self.dice.uniform(0.2, 0.9)
            amount = move.currency_id.round(move.amount_residual * share)
            values["amount"] = amount or move.amount_residual
        if way == "write-off":
            values |= {
                "payment_difference_handling": "reconcile",
                "writeoff_account_id": self.loss_account().id,
                "writeoff_label": "Not worth the trouble",
            }
        payment = self.register(move, **values)
        return f"{said(payment)} pays {payment.amount} of {said(move)} ({way})"

    def loss_account(self):
        """The account that is mapped to Xero's bad debts."""
        mappings = self.stage.connection.account_mapping_ids
        return mappings.odoo_account_id.filtered(
            lambda one: one.name.startswith("Given up")
        )[:1]

    def register(self, moves, **values):
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=moves.ids)
            .create({"payment_date": self.stage.today, **values})
        )
        return wizard._create_payments()

    def pay_several(self):
        """Two documents of a partner by one payment."""
        move = self.pick(self.open_documents())
        others = self.open_documents().filtered(
            lambda one: (
                one != move
                and one.partner_id == move.partner_id
                and one.move_type == move.move_type
            )
        )
        if not others:
            return None
        both = move | others[0]
        payment = self.register(both, group_payment=True)
        return f"{said(payment)} pays {said(both[0])} and {said(both[1])}"

    def cancel_payment(self):
        payment = self.pick(self.payments())
        if not payment:
            return None
        payment.action_cancel()
        return f"{said(payment)} is cancelled"

    def free_money(self):
        """The payment stays, as money without a document."""
        payment = self.pick(self.payments().filtered(_pays_simply))
        if not payment:
            return None
        payment.move_id.line_ids.remove_move_reconcile()
        return f"{said(payment)} is matched with nothing any more"

    def match_money(self):
        payment = self.pick(self.payments().filtered(lambda one: owed(one.move_id)))
        return payment and self._match(payment.move_id)

    # === CREDIT === #

    def use_credit(self):
        notes = self.open_documents().filtered(lambda one: "refund" in one.move_type)
        note = self.pick(notes)
        return note and self._match(note)

    def _match(self, move):
        """Reconcile with the first open document that it can settle."""
        mine = owed(move)
        for other in self.open_documents():
            theirs = owed(other)
            fits = (
                other.commercial_partner_id == move.commercial_partner_id
                and theirs.account_id == mine.account_id
                and "refund" not in other.move_type
            )
            if fits and sum(theirs.mapped("balance")) * sum(mine.mapped("balance")) < 0:
                (mine | theirs).reconcile()
                return f"{said(move)} is used for {said(other)}"
        return None

    def free_credit(self):
        notes = self.documents().filtered(
            lambda one: "refund" in one.move_type and _is_used_only(one)
        )
        note = self.pick(notes)
        if not note:
            return None
        note.line_ids.remove_move_reconcile()
        return f"{said(note)} is used for nothing any more"


def _pays_simply(payment):
    """Neither money without a document, nor with a write-off, nor a refund: Xero has no
    overpayment of what is paid back."""
    documents = matched(payment.move_id)
    refunds = documents.filtered(lambda move: "refund" in move.move_type)
    simple = len(payment.move_id.line_ids) == len(("bank", "owed"))
    return documents and not refunds and simple


def _is_used_only(note):
    """Used for documents, and not paid back besides: see `_pays_simply`."""
    others = matched(note)
    return others and others == others._xero_documents()
