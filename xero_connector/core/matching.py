# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which of Xero's contacts is a contact of ours, before another one is made (SPEC P1).

In this order: ContactNumber, tax number, e-mail, telephone, normalised name. The first
rule that finds anything decides; when it finds several, a person has to: never the
first hit. The telephone counts on the way in only (SPEC D3); on the way out the profile
of ours has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .convert import clean_text, normalise_name
from .people import first_address

NUMBER, TAX_NUMBER, EMAIL = "number", "tax_number", "email"
PHONE, NAME = "phone", "name"
#: rule -> how telling it is, of 100; the order of the rules
WEIGHTS = {NUMBER: 100, TAX_NUMBER: 50, EMAIL: 30, PHONE: 25, NAME: 20}
ACTIVE, ARCHIVED, ERASED = "ACTIVE", "ARCHIVED", "GDPRREQUEST"

#: spellings of the same legal form; a form is never left out: "Smith" may be a person
_LEGAL_FORMS = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "proprietary": "pty",
    "aktiengesellschaft": "ag",
}
_PHRASES = (
    ("gesellschaft mit beschrankter haftung", "gmbh"),
    ("public limited company", "plc"),
    ("limited liability company", "llc"),
    ("limited liability partnership", "llp"),
)
_COUNTRY = re.compile(r"([A-Z]{2})(?=\d{7,}$)")
#: "/", "n/a", "none": what people enter to be left in peace
_SHORTEST_TAX_NUMBER = 5
#: of a telephone number: fewer digits are an extension; those before the last nine are
#: the country's and the prefix that one of the two spellings leaves out
_SHORTEST_PHONE, _PHONE = 7, 9


@dataclass(frozen=True)
class Profile:
    """What a contact is recognised by, on either side; empty where unknown."""

    xero_id: str = ""
    number: str = ""
    tax_number: str = ""
    email: str = ""
    name: str = ""
    status: str = ACTIVE
    phone: str = ""

    @cached_property
    def keys(self) -> dict[str, str]:
        """See `keys`; worked out once, however many it is compared with."""
        return {
            NUMBER: clean_text(self.number, 255).casefold(),
            TAX_NUMBER: tax_key(self.tax_number),
            EMAIL: first_address(self.email).casefold(),
            PHONE: phone_key(self.phone),
            NAME: name_key(self.name),
        }


@dataclass(frozen=True)
class Match:
    """The contact of Xero's that it is, and by which rule."""

    xero_id: str
    rule: str


@dataclass(frozen=True)
class Ambiguous:
    """Several that it may be."""

    candidates: tuple[Match, ...]


def match(ours: Profile, candidates: Iterable[Profile]) -> Match | Ambiguous | None:
    """Find the one contact that ours is.

    An archived contact is found by its ContactNumber only: Xero keeps that unique over
    all contacts. A candidate whose tax number is another one is somebody else, whatever
    it is called.

    :param candidates: contacts of Xero's that are linked to nobody
    """
    known = list(candidates)
    for rule in WEIGHTS:
        found = [one for one in known if _agrees(rule, ours, one)]
        if len(found) == 1:
            return Match(found[0].xero_id, rule)
        if found:
            ids = sorted(one.xero_id for one in found)
            return Ambiguous(tuple(Match(xero_id, rule) for xero_id in ids))
    return None


def agreements(ours: Profile, candidate: Profile) -> tuple[str, ...]:
    """The rules by which the two are the same, the most telling first."""
    return tuple(rule for rule in WEIGHTS if keys_agree(rule, ours, candidate))


def score(ours: Profile, candidate: Profile) -> int:
    """How much speaks for the candidate, from 0 to 100."""
    return min(sum(WEIGHTS[rule] for rule in agreements(ours, candidate)), 100)


def _agrees(rule: str, ours: Profile, candidate: Profile) -> bool:
    if not keys_agree(rule, ours, candidate):
        return False
    if rule == NUMBER:
        return candidate.status in (ACTIVE, ARCHIVED)
    return candidate.status == ACTIVE and not _is_other(ours, candidate)


def _is_other(ours: Profile, candidate: Profile) -> bool:
    given = tax_key(ours.tax_number) and tax_key(candidate.tax_number)
    return bool(given) and not keys_agree(TAX_NUMBER, ours, candidate)


def keys_agree(rule: str, one: Profile, other: Profile) -> bool:
    """Whether a rule calls the two the same; empty values are never the same."""
    mine, theirs = keys(one)[rule], keys(other)[rule]
    if not mine or mine != theirs:
        return False
    if rule != TAX_NUMBER:
        return True
    countries = {_country(one.tax_number), _country(other.tax_number)} - {""}
    return len(countries) < 2  # noqa: PLR2004 - two different ones


def keys(profile: Profile) -> dict[str, str]:
    """Rule -> the text that two contacts have in common if it calls them the same."""
    return profile.keys


def tax_key(number: str | None) -> str:
    """A tax number without punctuation and without the country before it."""
    plain = _plain(number)
    if len(plain) < _SHORTEST_TAX_NUMBER or not any(map(str.isdigit, plain)):
        return ""
    return _COUNTRY.sub("", plain)


def phone_key(number: str | None) -> str:
    """The last digits of a telephone number: +44 20 7946 0958 is 020 7946 0958."""
    digits = "".join(char for char in number or "" if char in "0123456789")
    return digits[-_PHONE:] if len(digits) >= _SHORTEST_PHONE else ""


def _country(number: str | None) -> str:
    found = _COUNTRY.match(_plain(number))
    return found[1] if found else ""


def _plain(number: str | None) -> str:
    return "".join(char for char in number or "" if char.isalnum()).upper()


def name_key(name: str | None) -> str:
    """A name without case, accents, punctuation; its legal form in one spelling."""
    plain = normalise_name((name or "").replace("&", " and "))
    for phrase, short in _PHRASES:
        if plain.endswith(f" {phrase}"):
            plain = plain.removesuffix(phrase) + short
    first, *others = plain.split() or [""]
    return " ".join([first, *(_LEGAL_FORMS.get(word, word) for word in others)])
