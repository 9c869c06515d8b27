# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of expenses that the company's card has paid need."""

from odoo.fields import Command

from .money import MoneyCase


class ExpenseCase(MoneyCase):
    def setUp(self):
        super().setUp()
        self.cost = self.other_account()
        self.map_account(self.cost, "493")

    def expense(self, net=50.0, tax=10.0, **values):
        """What hr_expense posts: a payment whose entry books the expense itself."""
        method = self.bank.outbound_payment_method_line_ids[:1]
        outstanding = method.payment_account_id or self.env[
            "account.chart.template"
        ].ref("account_journal_payment_credit_account_id")
        line = {"name": "Train", "account_id": self.cost.id, "balance": net}
        taxed = {"tax_ids": [Command.set(self.purchase_tax.ids)]} if tax else {}
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self.bank.id,
                "line_ids": [
                    Command.create({**line, **taxed}),
                    Command.create(
                        {"account_id": outstanding.id, "balance": -(net + tax)}
                    ),
                ],
            }
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "supplier",
                "amount": net + tax,
                "journal_id": self.bank.id,
                "payment_method_line_id": method.id,
                "move_id": entry.id,
                "outstanding_account_id": outstanding.id,
                **values,
            }
        )
        entry.origin_payment_id = payment
        payment.action_post()
        return payment
