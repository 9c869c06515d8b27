# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero shows up in Odoo: told by webhook, or found by asking.

An invoice is paid, one is voided, one gets another reference, and a customer another
e-mail address (SPEC A2, B2, B8, B9, E13, P21); first with webhooks, then without.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from .story import Story, let_the_interval_end
from .takings import BANK
from .waiting import say, until
from .webhooks import subscribe

#: seconds within which a change that Xero tells of is in Odoo
SECONDS = 15
#: seconds after which nobody waits any longer
LONGEST = 90
TOLD, ASKED = "by webhook", "by asking"
#: first of the invoices of the billing run that are used; each way takes STEP of them
FIRST, STEP = 100, 8


@dataclass(frozen=True)
class Change:
    """:param do: a person in Xero does it
    :param seen: (whether Odoo shows it, what a person would see there now)
    """

    name: str
    do: Callable[[], object]
    seen: Callable[[], tuple[bool, str]]


def let_changes_in(story: Story) -> None:
    """Settings: contacts go both ways, what is voided in Xero is cancelled in Odoo, and
    references are taken over."""
    values = {
        "sync_contacts": "both",
        "drift_missing": "xero",
        "drift_dates": "xero",
    }
    story.odoo.call("xero.connection", "write", [story.connection_id], values)


def by_webhook(story: Story) -> None:
    """Xero posts to Odoo's port."""
    say(f"    Xero delivers to {subscribe(story.odoo, story.xero)}")
    for change in _changes(story, FIRST, "told"):
        _follow(story, change, TOLD)


def by_poll(story: Story) -> None:
    """Nobody tells Odoo anything any more; it looks by itself."""
    story.xero.unsubscribe()
    for change in _changes(story, FIRST + STEP, "found"):
        _follow(story, change, ASKED)


def too_late(story: Story) -> list[str]:
    """What Xero told of and Odoo took too long to show."""
    return [
        f"{what} took {seconds:.1f} s, at most {SECONDS} are wanted."
        for what, seconds in story.followed
        if what.endswith(TOLD) and seconds > SECONDS
    ]


def _follow(story: Story, change: Change, way: str) -> None:
    change.do()
    started = time.monotonic()
    if way == ASKED:
        let_the_interval_end(story, "contact")
    until(f"{change.name} in Odoo", change.seen, LONGEST)
    seconds = time.monotonic() - started
    story.followed.append((f"{change.name} in Xero, {way}", seconds))
    say(f"    {change.name} in Xero, in Odoo after {seconds:.1f} s")


def _changes(story: Story, first: int, word: str) -> list[Change]:
    """
    :param first: position of the first invoice that is used
    :param word: is part of the new values
    """
    paid, voided, edited = (story.invoices[first + 2 * place] for place in range(3))
    reference, email = f"PO {word}", f"{word}@example.com"
    names = ("partner_id",)
    partner = story.odoo.rows("account.move", [("id", "=", edited["id"])], names)
    partner_id, name = partner[0]["partner_id"]
    xero = story.xero
    return [
        Change(
            "An invoice is paid",
            lambda: xero.pay(paid["name"], account=BANK),
            _look(story, "account.move", paid["id"], "payment_state", _PAID),
        ),
        Change(
            "An invoice is voided",
            lambda: xero.void(voided["name"]),
            _look(story, "account.move", voided["id"], "state", ("cancel",)),
        ),
        Change(
            "A reference is entered",
            lambda: xero.edit("invoice", edited["name"], Reference=reference),
            _look(story, "account.move", edited["id"], "ref", (reference,)),
        ),
        Change(
            "A customer's e-mail is changed",
            lambda: xero.edit("contact", name, EmailAddress=email),
            _look(story, "res.partner", partner_id, "email", (email,)),
        ),
    ]


_PAID = ("paid", "in_payment")


def _look(story: Story, model: str, record: int, name: str, wanted: tuple) -> Callable:
    """A function that looks whether a field has one of the wanted values."""

    def look():
        value = story.odoo.rows(model, [("id", "=", record)], [name])[0][name]
        return value in wanted, f"{name} is {value}"

    return look
