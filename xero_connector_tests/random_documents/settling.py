# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every way to settle a document, as people do it in Odoo.

A way is a function of the scenery, the posted documents that it may use (the first is
the one to settle, the others are open and of the same partner) and a `Random`.
"""

from odoo import fields
from odoo.fields import Command

from .recipes import BASE

CONTROL = ("asset_receivable", "liability_payable")


def owed(moves):
    """Open receivable and payable lines."""
    return moves.line_ids.filtered(
        lambda line: (
            line.account_id.account_type in CONTROL
            and not line.reconciled
            and line.amount_residual
        )
    )


def bank_for(scenery, move, random):
    """A bank in the document's currency, or that of the company."""
    name = move.currency_id.name
    if name in scenery.banks and name != BASE and random.random() < 0.5:
        return scenery.banks[name]
    return scenery.banks[BASE]


def register(scenery, moves, random, **values):
    """Odoo's own wizard, unless instalments before have left nothing to pay."""
    if not owed(moves):
        return scenery.env["account.payment"]
    wizard = (
        scenery.env["account.payment.register"]
        .with_context(active_model="account.move", active_ids=moves.ids)
        .create(
            {
                "journal_id": bank_for(scenery, moves[0], random).id,
                "payment_date": fields.Date.today(),
                **values,
            }
        )
    )
    return wizard._create_payments()


def some(amount, random, currency):
    """A part of an amount."""
    return currency.round(amount * random.uniform(0.1, 0.9)) or amount


# === PAYMENTS === #


def full(scenery, moves, random):
    register(scenery, moves[0], random)


def part(scenery, moves, random):
    move = moves[0]
    amount = some(move.amount_residual, random, move.currency_id)
    register(scenery, move, random, amount=amount)


def instalments(scenery, moves, random):
    move = moves[0]
    for ago in sorted(random.sample(range(30), 2), reverse=True):
        amount = some(move.amount_residual, random, move.currency_id)
        date = fields.Date.subtract(fields.Date.today(), days=ago)
        date = max(date, move.date)
        register(scenery, move, random, amount=amount, payment_date=date)
    register(scenery, move, random)


def write_off(scenery, moves, random):
    move = moves[0]
    amount = move.currency_id.round(move.amount_residual * random.uniform(0.7, 0.99))
    register(
        scenery,
        move,
        random,
        amount=amount or move.amount_residual,
        payment_difference_handling="reconcile",
        writeoff_account_id=scenery.accounts["both", "loss"].id,
        writeoff_label="Not worth the trouble",
    )


def several(scenery, moves, random):
    """One payment for all open documents that go together."""
    first = moves[0]
    same = moves.filtered(
        lambda move: (
            move.currency_id == first.currency_id
            and move.is_inbound() == first.is_inbound()
            and move.move_type == first.move_type
            and move.amount_residual
        )
    )
    register(scenery, first | same[:4], random, group_payment=True)


# === THE BANK'S STATEMENT === #


def statement(scenery, moves, random, fee=0.0):
    """A bank line that is matched with the document; in the company's currency."""
    move = moves[0]
    if move.currency_id.name != BASE:
        return full(scenery, moves, random)
    lines = owed(move)
    balance = sum(lines.mapped("amount_residual"))
    bank_line = scenery.env["account.bank.statement.line"].create(
        {
            "journal_id": scenery.banks[BASE].id,
            "date": fields.Date.today(),
            "payment_ref": f"Transfer for {move.name}",
            "amount": round(balance - fee, 2),
            "partner_id": move.partner_id.id,
        }
    )
    _liquidity, suspense, _other = bank_line._seek_for_lines()
    new = [_against(line, -line.amount_residual) for line in lines]
    if fee:
        account = scenery.accounts["both", "fee"]
        new.append(
            Command.create({"account_id": account.id, "balance": fee, "name": "Fee"})
        )
    allowed = {"skip_readonly_check": True, "force_delete": True}
    entry = bank_line.move_id.with_context(**allowed)
    entry.line_ids = [*new, Command.unlink(suspense.id)]
    return (lines | owed(bank_line.move_id)).reconcile()


def _against(line, balance):
    return Command.create(
        {
            "account_id": line.account_id.id,
            "partner_id": line.partner_id.id,
            "balance": balance,
            "name": line.name or "Settled",
        }
    )


def statement_with_fee(scenery, moves, random):
    """The bank has kept a fee."""
    balance = sum(owed(moves[0]).mapped("amount_residual"))
    fee = min(1.5, round(abs(balance) / 4, 2))
    statement(scenery, moves, random, fee=fee if balance > 0 else 0.0)


# === WITHOUT THE BANK === #


def refund(scenery, moves, random):
    """A credit note that is matched with the invoice."""
    move = moves[0]
    if move.move_type not in ("out_invoice", "in_invoice"):
        return full(scenery, moves, random)
    reversal = (
        scenery.env["account.move.reversal"]
        .with_context(active_model="account.move", active_ids=move.ids)
        .create({"journal_id": move.journal_id.id, "reason": "Sent back"})
    )
    with scenery.env.cr.savepoint():
        action = reversal.reverse_moves()
    note = scenery.env["account.move"].browse(action["res_id"])
    if note.move_type == "in_refund":
        note.ref = f"CN {move.ref}"
    note.invoice_date = note.invoice_date or fields.Date.today()
    lines = note.invoice_line_ids.filtered(lambda one: one.display_type == "product")
    if len(lines) == 1 and random.random() < 0.5:
        lines.quantity = round(lines.quantity / 2, 4)
    note.action_post()
    return _match(move | note)


def _match(moves):
    for lines in owed(moves).grouped("account_id").values():
        lines.reconcile()


def netting(scenery, moves, random):
    """An entry sets it against an open document of the other side."""
    move = moves[0]
    balance = sum(owed(move).mapped("amount_residual"))
    others = moves[1:].filtered(
        lambda one: (
            one.currency_id == move.currency_id
            and one.currency_id.name == BASE
            and owed(one).account_id
            and owed(one).account_id != owed(move).account_id
            and sum(owed(one).mapped("amount_residual")) * balance < 0
        )
    )
    if not others:
        return full(scenery, moves, random)
    other = others[0]
    there = sum(owed(other).mapped("amount_residual"))
    amount = min(abs(balance), abs(there)) * (1 if balance > 0 else -1)
    entry = _entry(scenery, (owed(move)[0], -amount), (owed(other)[0], amount))
    return _match(move | other | entry)


def entry_write_off(scenery, moves, random):
    """An entry gives the document up."""
    move = moves[0]
    if move.currency_id.name != BASE or not owed(move):
        return full(scenery, moves, random)
    balance = sum(owed(move).mapped("amount_residual"))
    entry = _entry(
        scenery, (owed(move)[0], -balance), (scenery.accounts["both", "loss"], balance)
    )
    return _match(move | entry)


def _entry(scenery, *sides):
    """:param sides: (account or the line that is settled, balance)"""
    lines = []
    for target, balance in sides:
        of_line = target._name == "account.move.line"
        account = target.account_id if of_line else target
        partner = target.partner_id if of_line else scenery.env["res.partner"]
        values = {"account_id": account.id, "partner_id": partner.id, "name": "Entry"}
        lines.append(Command.create({**values, "balance": balance}))
    entry = scenery.env["account.move"].create({"line_ids": lines})
    entry.action_post()
    return entry


# === MONEY BEFORE ITS DOCUMENT === #


def prepaid(scenery, moves, random):
    """Money without a document goes to Xero, then it is matched with one."""
    _money(scenery, moves[0], random, random.choice((0.6, 1, 1)))


def overpaid(scenery, moves, random):
    _money(scenery, moves[0], random, 1.25)


def _money(scenery, move, random, share):
    incoming = move.is_inbound()
    if move.move_type.endswith("refund"):
        share = 1  # Xero has no overpayment of what suppliers pay back
    payment = scenery.env["account.payment"].create(
        {
            "amount": move.currency_id.round(move.amount_residual * share),
            "currency_id": move.currency_id.id,
            "partner_id": move.partner_id.id,
            "payment_type": "inbound" if incoming else "outbound",
            "partner_type": "customer" if move.is_sale_document(True) else "supplier",
            "journal_id": bank_for(scenery, move, random).id,
        }
    )
    payment.action_post()
    if random.random() < 0.7:
        scenery.env.cr.flush()
        scenery.drain()
    _match(move | payment.move_id)


WAYS = {
    "none": None,
    "full": full,
    "part": part,
    "instalments": instalments,
    "write-off": write_off,
    "several": several,
    "statement": statement,
    "statement with fee": statement_with_fee,
    "refund": refund,
    "netting": netting,
    "entry": entry_write_off,
    "prepaid": prepaid,
    "overpaid": overpaid,
}
