# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taking payments: 40 in Odoo, some of them awkward, and 20 in Xero."""

from .billing import PLAN
from .story import PATIENCE, Story
from .waiting import until

WIZARD = "account.payment.register"
WRITTEN_OFF = 10
#: Xero's code of the bank account
BANK = "090"


def pay_in_odoo(story: Story) -> None:
    """Register payments on 40 invoices with Odoo's own dialogue (SPEC A30)."""
    _register(story, PLAN.simply)
    _register(story, PLAN.together, group_payment=True)
    _register(story, PLAN.instalments, amount=_total(story, PLAN.instalments))
    _register(story, PLAN.discount)
    _register(
        story,
        PLAN.writeoff,
        amount=_total(story, PLAN.writeoff) - WRITTEN_OFF,
        payment_difference_handling="reconcile",
        writeoff_account_id=story.odoo.one(
            "account.account",
            [("account_type", "=", "expense"), ("name", "ilike", "bad debts")],
        ),
    )


def _total(story: Story, position: int) -> float:
    return float(story.invoices[position]["amount_total"])


def _register(story: Story, positions, **values) -> None:
    """Select invoices, click “Pay”, fill in the dialogue, confirm.

    :param positions: of one or several invoices of the billing run
    """
    positions = positions if isinstance(positions, tuple) else (positions,)
    context = {
        "active_model": "account.move",
        "active_ids": [story.invoices[position]["id"] for position in positions],
    }
    bank = [("company_id", "=", story.company_id), ("type", "=", "bank")]
    values["journal_id"] = story.odoo.one("account.journal", bank)
    wizard = story.odoo.call(WIZARD, "create", values, context=context)
    story.odoo.call(WIZARD, "action_create_payments", [wizard], context=context)


def pay_in_xero(story: Story) -> None:
    """Enter the receipt of 20 other invoices in Xero."""
    for position in PLAN.in_xero:
        story.xero.pay(story.invoices[position]["name"], account=BANK)


def wait_until_paid(story: Story) -> None:
    """Until what was paid in Xero is paid in Odoo (SPEC A2, A31)."""
    ids = [story.invoices[position]["id"] for position in PLAN.in_xero]
    domain = [("id", "in", ids), ("payment_state", "in", ("paid", "in_payment"))]

    def look():
        paid = story.odoo.count("account.move", domain)
        return paid == len(ids), f"{paid} of {len(ids)} are paid in Odoo"

    until("paid in Odoo", look, PATIENCE)
