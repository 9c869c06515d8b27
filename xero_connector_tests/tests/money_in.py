# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of money that comes in need: a person at work in Xero."""

from .money import MoneyCase


class MoneyInCase(MoneyCase):
    """A person pays, refunds and deletes in Xero; Odoo follows with the next poll."""

    def in_xero(self, move_type="out_invoice", partner=None, price=100.0, **values):
        """A posted document that Xero has."""
        if move_type.startswith("in_"):
            count = self.env["account.move"].search_count([])
            values.setdefault("ref", f"REF-{count}")
        move = self.make(move_type, partner, price, **values)
        self.drain(self.connection)
        self.assert_nothing_open()
        return move

    def pay_in_xero(self, move, amount=None, account="090", **values):
        """A person pays a document, or refunds a credit note."""
        kind = "credit_note" if "refund" in move.move_type else "invoice"
        values[kind] = self.xero_id(move)
        if amount is not None:
            values["amount"] = str(amount)
        return self.control("pay", account=account, **values)

    def xero_id(self, move):
        return (
            self.env["xero.link"]
            ._of(self.connection, "account.move", move.ids)[move.id, ""]
            .xero_id
        )

    def follow(self):
        """Odoo reads what has changed; both books agree, and nothing is sent back."""
        before = len(self.writes())
        self.poll(self.connection)
        self.assert_books_agree()
        self.assertEqual(len(self.writes()), before)

    def pulls(self, entity="payment"):
        return self.env["xero.task"].search(
            [
                ("type_id.name", "=", f"{entity}.pull"),
                ("state", "in", ("failed", "waiting")),
            ]
        )

    def assert_held(self, state, code, word="", entity="payment"):
        """One pull is held up, for a reason with advice; nothing was sent."""
        task = self.pulls(entity)
        found = [(one.state, one.error_code, one.message) for one in task]
        self.assertEqual([one[:2] for one in found], [(state, code)], found)
        self.assertIn(word, task.message)
        self.assertTrue(task.advice)
        return task

    def payments_of(self, *moves):
        """Live payments in Odoo of these documents."""
        found = self.env["account.move"].union(*moves).matched_payment_ids
        return found.filtered(lambda one: one.state not in ("canceled", "draft"))
