# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a contact in Xero is written into Odoo (SPEC D1-D4, E9; DESIGN §5).

The same three states are compared as on the way out (see contact_update): what Xero has
now, what both sides last agreed on (the base), and what Odoo has. What has changed in
Xero only is taken; what has changed on both sides is a person's to decide. Nothing that
comes in is sent back: the base advances for what was taken, and what Odoo keeps in its
own way (an unknown country) is an accepted difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .contact_update import still_accepted
from .convert import clean_text
from .entity import Facts, changed
from .people import NAME_LENGTH, first_address

#: what happens to a partner that a contact of Xero's is found to be
UPDATE, FILL, REVIEW = "update", "fill", "review"
#: who wins where both sides have changed
ASK, ODOO, XERO = "ask", "odoo", "xero"

#: of a snapshot, what Odoo has no place for, or what is followed in another way
NOT_TAKEN = frozenset({"number", "account_number", "status"})
#: names that are one thing: half of an address is nobody's address
TOGETHER = (
    frozenset({"attention", "street", "street2", "city", "state", "zip", "country"}),
    frozenset({"first_name", "last_name"}),
)
ADDRESS = TOGETHER[0] | {"physical"}
PEOPLE = TOGETHER[1] | {"persons"}


@dataclass(frozen=True)
class News:
    """Names of a snapshot: to be taken from Xero, and changed on both sides."""

    taken: frozenset[str]
    both: frozenset[str]


def news(
    base: Facts, theirs: Facts, ours: Facts, accepted: Mapping[str, Any] | None = None
) -> News:
    """What has changed in Xero since both sides last agreed.

    :param accepted: where the two differ with our consent; see contact_update
    """
    fresh = changed(base, theirs) - NOT_TAKEN
    if not theirs["name"]:  # nobody is left without a name
        fresh.discard("name")
    kept = fresh & changed(base, ours) - still_accepted(ours, accepted or {})
    return News(frozenset(fresh - kept), frozenset(kept & changed(ours, theirs)))


def first_taken(policy: str, theirs: Facts, ours: Facts) -> set[str]:
    """What a partner takes over when it is linked with a contact of Xero's.

    An empty value of Xero's never clears one of Odoo's.

    :param policy: UPDATE, or FILL for what is empty in Odoo only
    """
    taken: set[str] = set()
    for names in _groups(theirs):
        here, there = (any(map(facts.get, names)) for facts in (ours, theirs))
        if there and not (policy == FILL and here):
            taken |= names & changed(ours, theirs)
    return taken - NOT_TAKEN


def _groups(theirs: Facts) -> list[frozenset[str]]:
    alone = theirs.keys() - frozenset().union(*TOGETHER)
    return [*TOGETHER, *(frozenset({name}) for name in alone)]


def agreed(base: Facts | None, theirs: Facts, kept: Iterable[str] = ()) -> Facts:
    """What both sides agree on after Xero's state was taken in.

    :param kept: names that Odoo has not taken notice of: their base stays
    """
    return {**theirs, **{name: (base or {}).get(name) for name in kept}}


def accepted_differences(
    ours: Facts, theirs: Facts, before: Mapping[str, Any] | None, taken: Iterable[str]
) -> Facts:
    """Where Odoo and Xero may differ from now on: field -> Odoo's value.

    What was taken and is still different is kept in Odoo in its own way.

    :param before: the differences so far; None when the two have just been linked
    """
    differing = changed(ours, theirs) & ours.keys()
    if before is not None:
        differing &= still_accepted(ours, before) | set(taken)
    return {name: ours[name] for name in differing}


def name_of(facts: Facts) -> str:
    """What a contact is called in Odoo; "" when nothing is known (SPEC D2).

    Xero's name; where there is none, its primary person's, else its e-mail address.
    """
    person = person_of(facts)
    choices = (facts["name"], person, first_address(facts["email"]))
    return next(filter(None, (clean_text(one, NAME_LENGTH) for one in choices)), "")


def person_of(person: Facts) -> str:
    """First and last name as one; "" when there is neither."""
    return clean_text(f"{person['first_name']} {person['last_name']}", NAME_LENGTH)


def is_person(facts: Facts) -> bool:
    """Whether a contact is a person and no company: it has its person's name."""
    person = person_of(facts)
    return bool(person) and person.casefold() == name_of(facts).casefold()


def is_traded(facts: Facts, wanted: str) -> bool:
    """Whether the contact is of the kind that is wanted (SPEC D4).

    :param wanted: all, traded (customers and suppliers), customers or suppliers
    """
    kinds = {
        "customers": facts["is_customer"],
        "suppliers": facts["is_supplier"],
        "traded": facts["is_customer"] or facts["is_supplier"],
    }
    return bool(kinds.get(wanted, True))
