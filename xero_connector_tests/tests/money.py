# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of money need: documents of every side, banks, rates, statements."""

from decimal import Decimal

from odoo import fields
from odoo.fields import Command

from odoo.addons.xero_connector_tests.demo.books import (
    ZERO,
    caller,
    differences,
    xero_books,
)
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books

from .currencies import CurrencyCase

CONTROL = ("asset_receivable", "liability_payable")


class MoneyCase(CurrencyCase):
    """Each story ends with `assert_books_agree`: both books, and no echo of it."""

    def setUp(self):
        super().setUp()
        self.connection = self.connect()
        self.connection.write(
            {
                "cutover_date": False,
                "writeoff_account_id": self.payments_account(
                    self.connection, "bad debts"
                ).id,
                "discount_account_id": self.payments_account(
                    self.connection, "discounts"
                ).id,
            }
        )

    # === BOOKS === #

    def assert_books_agree(self, untaxed=0):
        """Nothing waits, every account is the same on both sides, a poll adds none.

        :param untaxed: net that Xero counts as free of tax, while in Odoo it is in an
            entry that no tax report counts
        """
        self.env.cr.flush()
        self.drain(self.connection)
        self.assert_nothing_open()
        ours = odoo_books(caller(self.env), self.connection.id)
        theirs = xero_books(self.state(), self.books())
        net, tax = theirs.taxes.pop("NONE", (ZERO, ZERO))
        if net != untaxed or tax:
            theirs.taxes["NONE"] = (net - untaxed, tax)
        self.assertEqual(differences(ours, theirs), [])
        before = self.counts()
        self.poll(self.connection)
        self.assertEqual(self.counts(), before)
        self.assert_nothing_open()

    def assert_nothing_open(self):
        open_tasks = self.env["xero.task"].search(
            [("state", "in", ("failed", "waiting", "queued"))]
        )
        said = [(one.type_id.name, one.error_code, one.message) for one in open_tasks]
        self.assertFalse(open_tasks, said)

    def counts(self):
        """How much both sides have."""
        state = self.state()
        theirs = {name: len(rows) for name, rows in state.items() if _is_list(rows)}
        ours = {
            model: self.env[model].search_count([])
            for model in ("account.move", "account.payment", "xero.link")
        }
        return {**theirs, **ours, "writes": len(self.writes())}

    def writes(self, path="api.xro"):
        """Writing requests that Xero has got."""
        return [one for one in self.simulator.requests(path) if one.method != "GET"]

    def bank_in_xero(self, code="090"):
        return Decimal(self.books()["bank_balances"].get(code, 0))

    def balance_in_xero(self, code):
        return Decimal(self.books()["trial_balance"].get(code, 0))

    def live(self, name):
        """Live elements of a list of Xero's state."""
        gone = ("DELETED", "VOIDED")
        return [one for one in self.state()[name] if one.get("Status") not in gone]

    # === DOCUMENTS === #

    def make(self, move_type, partner=None, price=100.0, date=None, **values):
        """A posted document of one line without tax, unless `taxes` are given."""
        taxes = values.pop("taxes", self.env["account.tax"])
        line = {
            "name": "Work",
            "price_unit": price,
            "tax_ids": [Command.set(taxes.ids)],
        }
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": (partner or self.partner()).id,
                "invoice_date": date or fields.Date.today(),
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )
        move.action_post()
        return move

    def other_account(self, kind="expense"):
        """An account of Odoo's that is for nothing else."""
        return self.env["account.account"].create(
            {
                "name": f"For {kind}",
                "code": f"99{self.env['account.account'].search_count([]):04}",
                "account_type": kind,
            }
        )

    def map_account(self, odoo_account, code):
        self.env["xero.account.mapping"].create(
            {
                "connection_id": self.connection.id,
                "odoo_account_id": odoo_account.id,
                "account_id": self.account(self.connection, code).id,
            }
        )

    def owed(self, moves):
        return moves.line_ids.filtered(
            lambda line: line.account_id.account_type in CONTROL
        )

    def entry(self, *lines, reconcile=None):
        """A posted entry: (account, partner, balance) each."""
        move = self.env["account.move"].create(
            {
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": partner.id,
                            "balance": balance,
                            "name": "Entry",
                        }
                    )
                    for account, partner, balance in lines
                ]
            }
        )
        move.action_post()
        return move

    def reconcile(self, *moves):
        """Match what is owed of these on each account."""
        lines = self.owed(self.env["account.move"].union(*moves))
        for some in lines.grouped("account_id").values():
            some.filtered(lambda line: not line.reconciled).reconcile()

    def unreconcile(self, move):
        self.owed(move).remove_move_reconcile()

    # === MONEY === #

    def payment(self, amount, partner=None, **values):
        """A posted payment that nothing is known of, from a customer by default."""
        payment = self.env["account.payment"].create(
            {
                "amount": amount,
                "partner_id": (partner or self.partner()).id,
                "payment_type": "inbound",
                "partner_type": "customer",
                "journal_id": self.bank.id,
                **values,
            }
        )
        payment.action_post()
        return payment

    def statement(self, amount, matched, others=(), **values):
        """A bank line matched with documents, and with (account, balance) lines."""
        owed = self.owed(matched).filtered(lambda one: not one.reconciled)
        return self.statement_of(amount, owed, others, **values)

    def statement_of(self, amount, owed, others=(), **values):
        """A bank line matched with journal items, and with (account, balance) lines."""
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": fields.Date.today(),
                "payment_ref": "Transfer",
                "amount": amount,
                "partner_id": owed[:1].partner_id.id,
                **values,
            }
        )
        liquidity, suspense, _other = line._seek_for_lines()
        lines = [
            Command.create(
                {
                    "account_id": one.account_id.id,
                    "partner_id": one.partner_id.id,
                    "balance": -one.amount_residual,
                    "name": one.name,
                }
            )
            for one in owed
        ]
        lines += [
            Command.create(
                {"account_id": account.id, "balance": balance, "name": "Fee"}
            )
            for account, balance in others
        ]
        rest = sum(command[2]["balance"] for command in lines) + liquidity.balance
        lines.append(Command.unlink(suspense.id))
        self.assertAlmostEqual(rest, 0)
        line.move_id.with_context(
            force_delete=True, skip_readonly_check=True
        ).line_ids = lines
        for one in owed:
            ours = line.line_ids.filtered(
                lambda other, one=one: (
                    other.account_id == one.account_id
                    and not other.reconciled
                    and other.balance == -one.amount_residual
                )
            )[:1]
            (one | ours).reconcile()
        self.env.cr.flush()
        return line


def _is_list(rows):
    return isinstance(rows, list)
