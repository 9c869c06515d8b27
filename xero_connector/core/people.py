# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Names of people and of contacts, as Xero keeps them (XERO_API §4; SPEC A4, P1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .convert import clean_text, cut

NAME_LENGTH = 255
#: people of a contact besides its primary person
MAX_PERSONS = 5
#: a name of so many words is a first and a last name; of others nobody can tell
_CLEANLY_SPLIT = 2
_EMAIL = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")


def first_address(text: str | None) -> str:
    """The first e-mail address of a text that may hold names and several; else ""."""
    found = _EMAIL.search(clean_text(text, 1000))
    return found[0] if found else ""


def split_name(name: str | None) -> tuple[str, str]:
    """First and last name; a name that cannot be split cleanly is all first name.

    Nothing is lost: joined by a space the two are the name again.
    """
    words = clean_text(name, NAME_LENGTH).split()
    if len(words) == _CLEANLY_SPLIT:
        return words[0], words[1]
    return " ".join(words), ""


def arrange(
    people: Iterable[Mapping[str, Any]], email: str
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The primary person of a contact and the others (SPEC A4).

    Xero keeps the primary person's e-mail address as the contact's. So primary is the
    first one who has no address of their own, or whose is the contact's, or who lends
    theirs to a contact that has none; nobody's address is lost.

    :param people: `name` and `email` of each, in their order
    :param email: the contact's own
    :return: primary (empty if nobody fits), up to five others; keys first_name,
        last_name, email
    """
    named = [_person(one) for one in people if clean_text(one["name"], NAME_LENGTH)]
    own = first_address(email).casefold()
    fitting = (
        one
        for one in named
        if not own or first_address(one["email"]).casefold() in ("", own)
    )
    primary: dict[str, str] = next(fitting, {})
    others = [one for one in named if one is not primary]
    return primary, others[:MAX_PERSONS]


def _person(one: Mapping[str, Any]) -> dict[str, str]:
    first, last = split_name(one["name"])
    return {"first_name": first, "last_name": last, "email": one.get("email") or ""}


def distinguished(name: str, suffix: str | None) -> str:
    """The name with what tells it from others of the same name: "Smith (Leeds)"."""
    if not suffix:
        return name
    tail = f" ({clean_text(suffix, NAME_LENGTH // 2)})"
    return cut(clean_text(name, 1000), NAME_LENGTH - len(tail)) + tail


def next_suffix(choices: Iterable[str | None], tried: str | None) -> str:
    """What to tell a name apart with, after Xero has refused it; "" if nothing is left.

    Always the same for the same contact. When the one that was tried is no choice any
    more (the contact has moved), the last choice is taken: it is unique.

    :param choices: from the most telling to the one that is unique
    :param tried: the suffix that Xero has refused; empty for the bare name
    """
    cleaned = (clean_text(one, NAME_LENGTH) for one in choices)
    usable = [text for text in cleaned if text]
    if not tried:
        return usable[0] if usable else ""
    if tried not in usable:
        return usable[-1] if usable else ""
    return "".join(usable[usable.index(tried) + 1 :][:1])
