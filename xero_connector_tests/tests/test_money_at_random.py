# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A person in Xero and one in Odoo pay, use and free money at random (SPEC A6, X10)."""

import random
from decimal import Decimal

from .test_prepayments_in import MoneyWithoutDocumentCase
from .trouble import TroubleCase


class TestMoneyAtRandom(MoneyWithoutDocumentCase, TroubleCase):
    """After the next poll both books agree, whatever was done in between."""

    def setUp(self):
        super().setUp()
        self.customer = self.partner("Random Ltd")
        self.invoices = self.env["account.move"].union(
            *(self.make("out_invoice", self.customer, price) for price in (90, 70, 40))
        )
        self.notes = self.env["account.move"].union(
            *(self.make("out_refund", self.customer, price) for price in (60, 35))
        )
        self.drain(self.connection)

    def test_in_xero(self):
        for seed in (1, 2):
            with self.subTest(seed=seed):
                self.play(random.Random(seed), self.xero_actions(), 12)

    def test_on_both_sides(self):
        actions = [*self.xero_actions(), self.pay_in_odoo, self.cancel_in_odoo]
        self.play(random.Random(3), actions, 14)

    def play(self, dice, actions, count):
        for _number in range(count):
            dice.choice(actions)(dice)
            if dice.random() < 0.4:
                self.follow_and_send()
        self.follow_and_send()
        self.assert_books_agree()
        state = self.state()
        done = [*state["payments"], *state["overpayments"]]
        self.assertGreater(len(done), 1, "it was no game")

    def follow_and_send(self):
        """What is done on one side is known to the other before it goes on."""
        self.env.cr.flush()
        self.pass_time(61)  # Xero takes 60 calls in a minute
        self.poll(self.connection)
        self.drain(self.connection)
        self.assert_nothing_open()

    def xero_actions(self):
        return [
            self.pay_some,
            self.delete_some,
            self.use_a_note,
            self.free_some,
            self.enter_money,
            self.use_money,
        ]

    # === IN XERO === #

    def pay_some(self, dice):
        move = dice.choice(self.invoices | self.notes)
        most = self.open_in_xero(move)
        if most:
            self.pay_in_xero(move, self.part(dice, most))

    def delete_some(self, dice):
        for payment in self.one(dice, self.xero_payments()):
            self.control("void", payment=payment["PaymentID"])

    def use_a_note(self, dice):
        note, invoice = dice.choice(self.notes), dice.choice(self.invoices)
        most = min(self.open_in_xero(note), self.open_in_xero(invoice))
        if most:
            self.control(
                "allocate",
                credit_note=self.xero_id(note),
                invoice=self.xero_id(invoice),
                amount=str(self.part(dice, most)),
            )

    def free_some(self, dice):
        used = [
            one
            for name in ("credit_notes", "overpayments")
            for credit in self.live(name)
            for one in credit["Allocations"]
        ]
        for allocation in self.one(dice, used):
            self.control("void", allocation=allocation["AllocationID"])

    def enter_money(self, dice):
        self.enter(self.customer, dice.randint(5, 60))

    def use_money(self, dice):
        invoice = dice.choice(self.invoices)
        for credit in self.one(dice, self.live("overpayments")):
            most = min(credit["RemainingCredit"], self.open_in_xero(invoice))
            if most:
                self.allocate(credit, invoice, self.part(dice, most))

    def one(self, dice, rows):
        return [dice.choice(rows)] if rows else []

    def part(self, dice, most):
        cents = max(int(most * 100), 1)
        return Decimal(dice.choice((cents, dice.randint(1, cents)))) / 100

    def open_in_xero(self, move):
        names = {"out_refund": ("credit_notes", "CreditNoteID", "RemainingCredit")}
        table, key, amount = names.get(
            move.move_type, ("invoices", "InvoiceID", "AmountDue")
        )
        rows = {one[key]: one for one in self.state()[table]}
        return rows[self.xero_id(move)][amount]

    # === IN ODOO === #

    def pay_in_odoo(self, dice):
        self.follow_and_send()
        invoice = dice.choice(self.invoices)
        if invoice.amount_residual:
            amount = self.part(dice, Decimal(str(invoice.amount_residual)))
            self.pay(invoice, amount=float(amount))
            self.follow_and_send()

    def cancel_in_odoo(self, dice):
        self.follow_and_send()
        for payment in self.one(dice, self.money_of(self.customer)):
            payment.action_cancel()
            self.follow_and_send()
