# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The main job as a user does it: connect, bill, take payments, on both sides.

Each function is one thing that the user does or waits for.
"""

from dataclasses import dataclass, field
from datetime import datetime, timezone

from . import billing
from .clients import DemoError, OdooClient, XeroClient
from .waiting import until

OPEN_TASKS = ("queued", "waiting", "running")
#: seconds that the queue may take for all it has
PATIENCE = 240


#: the intervals of these kinds of objects have ended
TIME_TO_LOOK = """
connection = env["xero.connection"].browse(env.context["demo_connection"])
kinds = env.context["demo_kinds"]
mine = [("connection_id", "=", connection.id), ("entity", "in", kinds)]
env["xero.cursor"].sudo().search(mine).write({"next_poll_at": False})
connection._trigger_run()
"""


@dataclass
class Story:
    """The two windows, and what the user remembers.

    :param invoices: the 120 of the billing run, in the order of billing.PLAN
    :param main_calls: calls to Xero's API until the main job was done
    :param followed: what was done in Xero, and seconds until Odoo showed it
    """

    odoo: OdooClient
    xero: XeroClient
    connection_id: int = 0
    company_id: int = 0
    cron_id: int = 0
    invoices: list[dict] = field(default_factory=list)
    main_calls: int = 0
    followed: list[tuple[str, float]] = field(default_factory=list)

    def connection(self, *names: str) -> dict:
        """Values of the connection."""
        domain = [("id", "=", self.connection_id)]
        return self.odoo.rows("xero.connection", domain, names)[0]


# === CONNECT (SPEC A10-A14, A16) === #


def connect(story: Story) -> str:
    """Connect with Xero through its login and consent pages.

    :return: name of the organisation
    """
    story.connection_id = story.odoo.one("xero.connection", [])
    found = story.connection("company_id", "cron_id")
    story.company_id, story.cron_id = found["company_id"][0], found["cron_id"][0]
    action = story.odoo.call("xero.connection", "action_connect", [story.connection_id])
    story.xero.give_consent(story.odoo.session, action["url"])
    now = story.connection("state", "status_message", "organisation_name", "tenant_id")
    if now["state"] != "connected":
        raise DemoError(f"Not connected: {now['status_message']}")
    story.xero.tenant = now["tenant_id"]
    return now["organisation_name"]


def wait_for_accounts(story: Story) -> None:
    """Until there is something to choose from (SPEC A19)."""

    def look():
        loaded = story.connection("accounts_loaded_on", "tax_rates_loaded_on")
        return all(loaded.values()), "accounts and tax rates are being loaded"

    until("loaded", look, PATIENCE)


def choose_accounts(story: Story) -> None:
    """Choose what could not be proposed: there are several banks and losses."""
    accounts = {
        "default_purchase_account_id": "General Expenses",
        "default_bank_account_id": "Business Bank Account",
        "writeoff_account_id": "Bad debts",
        "discount_account_id": "Discounts given",
    }
    mine = ("connection_id", "=", story.connection_id)
    chosen = {
        setting: story.odoo.one("xero.account", [mine, ("name", "=", name)])
        for setting, name in accounts.items()
    }
    story.odoo.call("xero.connection", "write", [story.connection_id], chosen)
    _map_purchase_tax(story, mine)


def _map_purchase_tax(story: Story, mine) -> None:
    """Two of Xero's rates equal it: for goods and services, and for equipment."""
    company = [("id", "=", story.company_id)]
    names = ["account_purchase_tax_id"]
    tax = story.odoo.rows("res.company", company, names)[0]["account_purchase_tax_id"][
        0
    ]
    if story.odoo.count("xero.tax.mapping", [mine, ("tax_id", "=", tax)]):
        return
    rate = story.odoo.one("xero.tax.rate", [mine, ("tax_type", "=", "INPUT2")])
    story.odoo.call(
        "xero.tax.mapping",
        "create",
        {"connection_id": story.connection_id, "tax_id": tax, "tax_rate_id": rate},
    )


def _run_code(story: Story, model: str, code: str, context: dict):
    """Run a server action, which is removed afterwards."""
    action = story.odoo.call(
        "ir.actions.server",
        "create",
        {
            "name": "Demonstration",
            "model_id": story.odoo.one("ir.model", [("model", "=", model)]),
            "state": "code",
            "code": code,
        },
    )
    result = story.odoo.call("ir.actions.server", "run", [action], context=context)
    story.odoo.call("ir.actions.server", "unlink", [action])
    return result


def let_the_interval_end(story: Story, *kinds: str) -> None:
    """Odoo looks at Xero's invoices every few minutes; nobody has to wait for that.

    :param kinds: of objects whose turn has come too; contacts have theirs more seldom
    """
    context = {
        "demo_connection": story.connection_id,
        "demo_kinds": ["invoice", *kinds],
    }
    _run_code(story, "xero.connection", TIME_TO_LOOK, context)


def sync_now(story: Story) -> None:
    """Click “Sync Now”."""
    story.odoo.call("xero.connection", "action_sync_now", [story.connection_id])


# === BILL (SPEC A1, A3, A5, A32, A36) === #


def post_invoices(story: Story) -> None:
    """Make and post 120 invoices for 60 new customers in one transaction."""
    call = story.odoo.call
    discount, instalments = call("account.payment.term", "create", billing.TERMS)
    terms = {billing.PLAN.discount: discount, billing.PLAN.instalments: instalments}
    taxes = {rate: _sales_tax(story, rate) for rate in billing.RATES}
    today = datetime.now(timezone.utc).date().isoformat()
    context = {
        "demo_customers": billing.customers(),
        "demo_invoices": billing.invoices(taxes, terms, today),
    }
    result = _run_code(story, "account.move", billing.POST_ALL, context)
    story.invoices = story.odoo.rows(
        "account.move",
        [("id", "in", result["invoice_ids"])],
        ["name", "amount_total"],
        order="id",
    )


def _sales_tax(story: Story, percentage: int) -> int:
    return story.odoo.one(
        "account.tax",
        [
            ("company_id", "=", story.company_id),
            ("type_tax_use", "=", "sale"),
            ("amount_type", "=", "percent"),
            ("amount", "=", percentage),
        ],
    )


# === WAIT === #


def wait_for_queue(story: Story) -> None:
    """Until nothing is left to do, and no cron worker is at it or about to be.

    The cron deletes what has triggered it in the transaction that ends its run: as long
    as a trigger is there, a run goes on or will follow.
    """

    def look():
        counts = {
            state: story.odoo.count("xero.task", [("state", "=", state)])
            for state in OPEN_TASKS
        }
        seen = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
        due = [("cron_id", "=", story.cron_id), ("call_at", "<=", now)]
        running = story.odoo.count("ir.cron.trigger", due)
        return not seen and not running, f"tasks: {seen or 'none, the cron is running'}"

    until("done", look, PATIENCE)


def failures(story: Story) -> list[str]:
    """What the queue says of tasks that need a person."""
    failed = story.odoo.rows(
        "xero.task", [("state", "=", "failed")], ["record_name", "message"]
    )
    return [f"“{one['record_name']}” failed: {one['message']}" for one in failed]
