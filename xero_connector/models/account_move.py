# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

#: fields whose change may concern Xero; lines only change while a move is a draft
SYNCED_FIELDS = frozenset(
    {
        "state",
        "name",
        "ref",
        "partner_id",
        "invoice_date",
        "date",
        "invoice_date_due",
        "is_move_sent",
    }
)
#: task type of each kind of move that is a document in Xero
PUSH_TYPES = {
    "out_invoice": "invoice.push",
    "out_receipt": "invoice.push",
    "in_invoice": "bill.push",
    "in_receipt": "bill.push",
    "out_refund": "credit_note.push",
    "in_refund": "credit_note.push",
}
#: task types that look at a payment as a whole
MONEY_TYPES = ("bank_transaction.push", "discount.push")


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "xero.mixin"]

    xero_origin_id = fields.Char(
        "Made from Xero's",
        readonly=True,
        copy=False,
        help="Xero's id of the document that this one was made from.",
    )
    xero_origin_number = fields.Char(
        "Number from Xero",
        readonly=True,
        copy=False,
        help="The number that this document was given in Xero, and keeps there.",
    )

    def write(self, vals):
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys():
            self._xero_mark_documents()
        if "state" in vals:
            self._xero_mark_money()
        if "matched_payment_ids" in vals:
            self.matched_payment_ids._xero_mark_documents()
        return result

    def unlink(self):
        self._xero_mark_documents()
        self._xero_mark_money()
        return super().unlink()

    def _xero_mark_documents(self):
        """Note that these documents have to be looked at."""
        if not self.env["xero.connection"]._any_lane():
            return
        for type_name, moves in self.grouped(
            lambda move: move._xero_push_type()
        ).items():
            if type_name:
                moves._xero_mark(type_name)

    def _xero_documents(self):
        """The moves that are documents in Xero."""
        return self.filtered(lambda move: move.move_type in PUSH_TYPES)

    def _xero_push_type(self):
        """Name of the task type that sends this move; "" if it is no document."""
        return PUSH_TYPES.get(self.move_type, "")

    @api.model
    def _xero_push_types(self):
        """Names of all task types that send documents."""
        return tuple(dict.fromkeys(PUSH_TYPES.values()))

    def _xero_status_keys(self):
        """A payment's entry shows its Xero payments, a document itself."""
        return {
            move.id: (
                self._name,
                move.id,
                "" if move.move_type in PUSH_TYPES else None,
            )
            for move in self
        }

    @api.model
    def _xero_settlement_keys(self, partials):
        """(task type, counterpart move, document or none) of reconciliations.

        The pair is the settlement (DESIGN §5): 30/70 terms make two partials of it. A
        credit note is allocated; whatever else settles a document is a payment; money
        beside or without a document is looked at as a whole.
        """
        keys = set()
        for partial in partials:
            moves = partial.debit_move_id.move_id | partial.credit_move_id.move_id
            documents = moves._xero_documents()
            others = (moves - documents).sorted("id")
            credits_ = documents.filtered(lambda move: "refund" in move.move_type)
            if documents == moves:
                if len(credits_) == 1 and documents != credits_:
                    keys.add(("allocation.push", credits_, documents - credits_))
            elif documents:
                keys.add(("payment.push", others, documents))
                keys |= others._xero_other_halves()
            elif partial._xero_is_owed():
                keys.add(("payment.push", others[-1:], others[:1]))
            money = others.filtered(lambda move: move._xero_is_money())
            keys |= {
                (name, one, self.browse()) for one in money for name in MONEY_TYPES
            }
        return keys

    def _xero_other_halves(self):
        """What else an entry settles: netting counts when both halves are matched."""
        entries = self.filtered(lambda move: not move._xero_is_money())
        lines = entries.line_ids
        keys = set()
        for partial in lines.matched_debit_ids | lines.matched_credit_ids:
            moves = partial.debit_move_id.move_id | partial.credit_move_id.move_id
            documents = moves._xero_documents()
            if len(documents) == 1 and moves != documents:
                keys.add(("payment.push", moves - documents, documents))
        return keys

    def _xero_is_money(self):
        """Whether the move is a payment's or a bank statement line's."""
        return bool(self.origin_payment_id or self.statement_line_id)

    def _xero_mark_money(self):
        """Note that these may be money of which Xero has to know."""
        money = self.filtered(lambda move: move._xero_is_money())
        for name in MONEY_TYPES:
            money._xero_mark(name)

    @api.model
    def _xero_mark_settlements(self, partials):
        """Note that what settles these documents has changed (SPEC A30)."""
        if not self.env["xero.connection"]._any_lane():
            return
        keys = self._xero_settlement_keys(partials)
        in_order = sorted(keys, key=lambda key: (key[0], key[1].ids, key[2].ids))
        for type_name, counterpart, document in in_order:
            counterpart._xero_mark(type_name, part=str(document.id or ""))
