# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From recipes to posted documents, and what people change of them later."""

from odoo import fields
from odoo.fields import Command


def use_of(move_type):
    return "sale" if move_type.startswith("out_") else "purchase"


def make(scenery, recipe):
    """The posted document of a recipe."""
    move = scenery.env["account.move"].create(_values(scenery, recipe))
    if move.currency_id.compare_amounts(move.amount_total, 0) < 0:
        amount = round(1 - 2 * move.amount_untaxed, 2)
        move.invoice_line_ids = [Command.create({"name": "Rest", "price_unit": amount})]
        move.invoice_line_ids[-1:].tax_ids = False
    move.action_post()
    return move


def _values(scenery, recipe):
    date = fields.Date.subtract(fields.Date.today(), days=recipe.days)
    use = use_of(recipe.move_type)
    refund = recipe.move_type.endswith("refund")
    values = {
        "move_type": recipe.move_type,
        "partner_id": scenery.partners[recipe.partner].id,
        "currency_id": scenery.currency(recipe.currency).id,
        "invoice_date": date,
        "date": date,
        "invoice_line_ids": [
            Command.create(_line(scenery, use, line, place))
            for place, line in enumerate(recipe.lines)
        ],
        "invoice_cash_rounding_id": recipe.rounding
        and scenery.roundings[recipe.rounding].id,
    }
    if use == "purchase":
        values["ref"] = f"R-{recipe.number:05}"
    if recipe.term and not refund:
        values["invoice_payment_term_id"] = scenery.terms[recipe.term].id
    return values


def _line(scenery, use, line, place):
    if line.text:
        return {"display_type": line.text, "name": f"About what follows {place}"}
    account = scenery.accounts[use, line.account]
    return {
        "name": f"Line {place}",
        "price_unit": line.price,
        "quantity": line.quantity,
        "discount": line.discount,
        "tax_ids": [Command.set(scenery.taxes[use, line.tax].ids)],
        "analytic_distribution": scenery.analytic[line.analytic],
        "account_id": account.id,
    }


# === CHANGES === #


def edit(move, random):
    """Reset to draft, another price on a line, posted again."""
    lines = move.invoice_line_ids.filtered(lambda one: one.display_type == "product")
    move.button_draft()
    line = random.choice(lines)
    line.price_unit = round(line.price_unit * random.choice((1.1, 2, 3.3333)), 6)
    if move.amount_total < 0:
        line.price_unit = abs(line.price_unit)
    move.action_post()


def add_line(move, random):
    """A further line, and one less where there are several."""
    move.button_draft()
    lines = move.invoice_line_ids.filtered(lambda one: one.display_type == "product")
    more = {"name": "Added", "price_unit": 5.55, "tax_ids": lines[0].tax_ids.ids}
    move.invoice_line_ids = [Command.create(more)]
    if len(lines) > 1:
        (lines[1:].filtered(lambda one: one.price_subtotal < 0) or lines[:0]).unlink()
    move.action_post()


def retax(move, random):
    """The taxes of a line are those of another, or none."""
    move.button_draft()
    lines = move.invoice_line_ids.filtered(lambda one: one.display_type == "product")
    lines[0].tax_ids = random.choice(lines).tax_ids if len(lines) > 1 else False
    move.action_post()


def repost(move, random):
    move.button_draft()
    move.action_post()


def cancel(move, random):
    move.button_draft()
    move.button_cancel()


CHANGES = {
    "none": None,
    "edit": edit,
    "add line": add_line,
    "retax": retax,
    "repost": repost,
    "cancel": cancel,
}
