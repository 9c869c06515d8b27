# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The other half of the books: bills, their payment, and credit notes of both sides."""

from datetime import datetime, timezone

from .story import Story
from .takings import WIZARD

SUPPLIERS = ("Teak Imports", "Solway Brass", "North Sea Freight", "Peak Varnish")
BILLS_EACH = 3
#: positions of invoices that nobody pays, and of which a part is credited
CREDITED = (90, 91)

#: runs on the server in one transaction
POST_BILLS = """
context = env.context
suppliers = env["res.partner"].create(context["demo_suppliers"])
moves = env["account.move"].create([
    dict(values, partner_id=suppliers[values["partner_id"]].id)
    for values in context["demo_bills"]
])
moves.action_post()
action = {"type": "ir.actions.act_window_close", "bill_ids": moves.ids}
"""
CREDIT = """
moves = env["account.move"].browse(env.context["demo_invoice_ids"])
for move in moves:
    move._reverse_moves([{"ref": "Returned: %s" % move.name}], cancel=True)
action = {"type": "ir.actions.act_window_close"}
"""


def post_bills(story: Story) -> list[int]:
    """Enter and post the bills of some suppliers; their ids."""
    tax = story.odoo.rows(
        "res.company", [("id", "=", story.company_id)], ["account_purchase_tax_id"]
    )[0]["account_purchase_tax_id"][0]
    today = datetime.now(timezone.utc).date().isoformat()
    context = {
        "demo_suppliers": [{"name": name, "is_company": True} for name in SUPPLIERS],
        "demo_bills": [
            {
                "move_type": "in_invoice",
                "partner_id": supplier,
                "invoice_date": today,
                "ref": f"{1000 + number}",  # the same numbers from each of them
                "invoice_line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Material",
                            "quantity": 1.5 + number,
                            "price_unit": 33.33 + 7 * supplier,
                            "tax_ids": [(6, 0, [tax])],
                        },
                    )
                ],
            }
            for supplier in range(len(SUPPLIERS))
            for number in range(BILLS_EACH)
        ],
    }
    return _run(story, "Bills", POST_BILLS, context)["bill_ids"]


def pay_bills(story: Story, bills: list[int]) -> None:
    """Pay all bills of each supplier at once with Odoo's own dialogue."""
    context = {"active_model": "account.move", "active_ids": bills}
    bank = [("company_id", "=", story.company_id), ("type", "=", "bank")]
    values = {
        "journal_id": story.odoo.one("account.journal", bank),
        "group_payment": True,
    }
    wizard = story.odoo.call(WIZARD, "create", values, context=context)
    story.odoo.call(WIZARD, "action_create_payments", [wizard], context=context)


def credit_customers(story: Story) -> None:
    """Take two invoices back: a credit note for each, allocated at once."""
    ids = [story.invoices[position]["id"] for position in CREDITED]
    _run(story, "Returns", CREDIT, {"demo_invoice_ids": ids})


def _run(story: Story, name: str, code: str, context: dict) -> dict:
    action = story.odoo.call(
        "ir.actions.server",
        "create",
        {
            "name": name,
            "model_id": story.odoo.one("ir.model", [("model", "=", "account.move")]),
            "state": "code",
            "code": code,
        },
    )
    return story.odoo.call("ir.actions.server", "run", [action], context=context)
