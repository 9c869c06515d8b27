# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""T1: API calls for new customers, their invoices and their payments.

Every request that reaches the simulated Xero's API from the moment the connection is
ready is counted, those of polling included. The invoices are posted and drained first,
then paid and drained again, with a poll due each time: the way it happens in life, and
two polls more than if all of it were queued at once.
"""

from decimal import Decimal

from . import databases, story
from .measurement import Options, Result, say
from .xero import XeroProcess


def measure(options: Options):
    with (
        databases.copy_of(databases.with_addons()) as database,
        XeroProcess() as xero,
    ):
        databases.in_odoo(database, story.connect, url=xero.url)
        xero.forget_requests()
        say(f"  posting, sending and paying {options.records} invoices")
        ours = databases.in_odoo(database, push_all, records=options.records)
        calls = xero.calls()
        yield Result(
            "T1",
            sum(calls.values()),
            "calls",
            "<= 66",
            {
                "records": options.records,
                "calls": calls,
                "optimum": 3 * -(-options.records // 50),
                "differences": differences(ours, xero),
                "tasks": ours["tasks"],
            },
        )


def push_all(env, records):
    """In Odoo: both drains; then what Odoo's books say."""
    ids = story.post_invoices(env, records)
    story.drain(env)
    story.pay_invoices(env, ids)
    story.drain(env)
    return {
        **story.books(env),
        "tasks": story.task_states(env),
        "tenant": story.the_connection(env).tenant_id,
    }


def differences(ours: dict, xero: XeroProcess) -> int:
    """Invoices, and the money received, that the two sides do not agree on."""
    state = xero.get("state", tenant=ours["tenant"])
    theirs = {
        one["InvoiceNumber"]: [_text(one["Total"]), _text(one["AmountDue"])]
        for one in state["invoices"]
    }
    numbers = ours["invoices"].keys() | theirs.keys()
    found = sum(ours["invoices"].get(one) != theirs.get(one) for one in numbers)
    paid = sum(Decimal(str(one["Amount"])) for one in state["payments"])
    return found + (_text(paid) != ours["received"])


def _text(amount) -> str:
    return str(Decimal(str(amount)).quantize(Decimal("0.01")))
