# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does the main job on a running Odoo and a running simulator, and compares the books.

    python -m xero_connector_tests.demo.check --odoo-url … --db … --simulator-url …

Works from outside, like a user with two windows. Ends with 0 when both ledgers and all
bank balances agree to the cent, every record is linked once, Xero was called no more
often than CALLS for the main job, and what is done in Xero is in Odoo within seconds;
else with 1, and sentences that say what is wrong.
"""

import argparse
import sys

import requests

from .billing import PLAN
from .books import differences, xero_books
from .clients import DemoError, OdooClient, XeroClient
from .following import by_poll, by_webhook, let_changes_in, too_late
from .links import link_problems
from .odoo_books import odoo_books
from .purchases import credit_customers, pay_bills, post_bills
from .story import (
    Story,
    choose_accounts,
    connect,
    failures,
    let_the_interval_end,
    post_invoices,
    sync_now,
    wait_for_accounts,
    wait_for_queue,
)
from .summary import summary
from .takings import pay_in_odoo, pay_in_xero, wait_until_paid
from .waiting import say, step

#: calls to Xero's API that the main job may take, connecting included
CALLS = 25


def tell(story: Story) -> None:
    """The story, step by step."""
    with step("Connecting with Xero through its login and consent pages"):
        say(f"    connected with “{connect(story)}”")
        wait_for_accounts(story)
        choose_accounts(story)
        wait_for_queue(story)
    with step("Posting 120 invoices for 60 new customers in one transaction"):
        post_invoices(story)
    with step("Waiting until they are in Xero"):
        wait_for_queue(story)
    with step(f"Registering payments on {PLAN.in_odoo} invoices in Odoo"):
        pay_in_odoo(story)
    with step("Waiting until they are in Xero"):
        wait_for_queue(story)
    with step(f"Paying {len(PLAN.in_xero)} others in Xero"):
        pay_in_xero(story)
        let_the_interval_end(story)
        wait_until_paid(story)
        wait_for_queue(story)
    story.main_calls = len(story.xero.api_calls())
    with step("Sync Now: nothing may happen twice"):
        sync_now(story)
        wait_for_queue(story)
    with step("Bills of four suppliers, paid together, and two returns"):
        pay_bills(story, post_bills(story))
        credit_customers(story)
        wait_for_queue(story)
    with step("Xero tells of changes: a payment, a voided invoice, two edits"):
        let_changes_in(story)
        wait_for_queue(story)
        by_webhook(story)
        wait_for_queue(story)
    with step("The same without webhooks: Odoo asks when its interval ends"):
        by_poll(story)
        wait_for_queue(story)


def judge(story: Story) -> int:
    """Print what is on both sides; 0 if it is the same."""
    state, calls = story.xero.state(), story.main_calls
    odoo = odoo_books(story.odoo.call, story.connection_id)
    xero = xero_books(state, story.xero.books())
    problems = [
        *failures(story),
        *differences(odoo, xero),
        *link_problems(story.odoo.call, story.connection_id, state),
        *too_late(story),
    ]
    if calls > CALLS:
        problems.append(f"Xero was called {calls} times, wanted were {CALLS}.")
    print(summary(odoo, xero))
    print(
        f"{len(state['contacts'])} contacts, {len(state['invoices'])} invoices and"
        f" bills, {len(state['credit_notes'])} credit notes and"
        f" {len(state['payments'])} payments in Xero;"
        f" {calls} calls to its API for the main job, at most {CALLS} wanted."
    )
    for what, seconds in story.followed:
        print(f"{what}: in Odoo after {seconds:.1f} s.")
    for problem in problems:
        print(f"! {problem}")
    print("All is well." if not problems else "All is not well, see above.")
    return 1 if problems else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--odoo-url", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--simulator-url", required=True)
    options = parser.parse_args()
    odoo = OdooClient(options.odoo_url, options.db)
    story = Story(odoo, XeroClient(options.simulator_url))
    try:
        odoo.login("admin", "admin")
        tell(story)
        return judge(story)
    except (DemoError, requests.RequestException) as error:
        say(f"The check ended early. {error}")
        for failure in failures(story) if story.connection_id else ():
            say(failure)
        return 1


if __name__ == "__main__":
    sys.exit(main())
