# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What both sides have before they are connected: what is the same (SPEC X12, P2).

Each pair has a score of 100 and the reasons for it. A pair is sure if nothing else fits
either of the two as well and the score is high enough; the others are a person's to
decide. Contacts follow the rules of `matching`, so that the first matching and daily
work never disagree about who somebody is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .convert import normalise_name
from .matching import (
    ACTIVE,
    EMAIL,
    NAME,
    NUMBER,
    PHONE,
    TAX_NUMBER,
    Match,
    Profile,
    agreements,
    keys,
    match,
)

#: the score from which on a pair is sure, if it is the only one
SURE = 85

#: where more than so many fit equally well, none of them is worth a person's look
MOST = 8

#: names that are the same but for their spelling: “Smith Limited” and “SMITH Ltd.”
SPELLING = "spelling"
#: how telling the most telling rule is that calls two contacts the same
CONTACT_SCORES = {NUMBER: 100, TAX_NUMBER: 95, EMAIL: 90, NAME: 85, PHONE: 60}
#: what each further rule adds
FURTHER = 3

DOCUMENT_NUMBER, TOTAL, DUE = "document_number", "total", "due"
CONTACT, DATE = "contact", "date"
#: without one of the first four a document is never sure
DOCUMENT_SCORES = {DOCUMENT_NUMBER: 30, TOTAL: 25, CONTACT: 20, DUE: 20, DATE: 5}

CODE, RATE, BANK_NUMBER = "code", "rate", "bank_number"
#: an account's code alone says little: every chart has an account 400
ACCOUNT_SCORES = {NAME: 85, CODE: 15}
ITEM_SCORES = {CODE: 85, NAME: 15}
TAX_SCORES = {RATE: 60, NAME: 30}
BANK_SCORES = {BANK_NUMBER: 90, NAME: 85}

ALL = 100


@dataclass(frozen=True)
class Pair:
    """Two that may be the same.

    :param reasons: what they have in common, the most telling first
    :param unique: nothing else fits either of the two as well
    """

    ours: str
    theirs: str
    reasons: tuple[str, ...]
    score: int
    unique: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether a person needs only to agree."""
        return self.unique and self.score >= SURE


@dataclass(frozen=True)
class Paper:
    """An open invoice, bill or credit note of either side.

    :param key: our id, or Xero's
    :param kind: Xero's word: ACCREC, ACCPAY, …
    :param contact: Xero's id of its contact; "" if it is not known who that is
    """

    key: str
    kind: str
    number: str
    contact: str
    currency: str
    total: Decimal
    due: Decimal
    day: date | None


@dataclass(frozen=True)
class Named:
    """An entry of a list of either side: an account, item, tax or bank account.

    :param group: only entries of the same group are compared
    :param bank_number: of a bank account
    """

    key: str
    name: str
    code: str = ""
    group: str = ""
    bank_number: str = ""


def contacts(ours: Iterable[Profile], theirs: Iterable[Profile]) -> list[Pair]:
    """Pairs of contacts; `Profile.xero_id` is the key on either side."""
    index: dict[tuple[str, str], list[Profile]] = {}
    for one in theirs:
        for item in keys(one).items():
            if item[1] and one.status == ACTIVE:
                index.setdefault(item, []).append(one)
    pairs = []
    for one in ours:
        near = {other.xero_id: other for other in _near(one, index)}
        pairs += [_contact_pair(one, near[key]) for key in _found(one, near)]
    asked = {key for key, count in _count(pairs).items() if count > 1}
    found = _counted(_highest(pairs, lambda pair: pair.theirs))
    return [replace(one, unique=one.unique and one.ours not in asked) for one in found]


def _near(
    one: Profile, index: Mapping[tuple[str, str], list[Profile]]
) -> list[Profile]:
    """Those that have something in common with one, unless it is what a heap has.

    The first rule that finds several leaves it to a person, who is not asked about a
    heap: what a less telling rule finds does not count then, and none is compared.
    """
    found: list[Profile] = []
    for item in keys(one).items():
        heap = index.get(item, [])
        if len(heap) > MOST:
            break
        found += heap
    return found


def _found(one: Profile, near: Mapping[str, Profile]) -> list[str]:
    found = match(one, near.values())
    if found is None:
        return []
    if isinstance(found, Match):
        return [found.xero_id]
    several = [candidate.xero_id for candidate in found.candidates]
    return several if len(several) <= MOST else []


def _contact_pair(one: Profile, other: Profile) -> Pair:
    rules = agreements(one, other)
    best = max(CONTACT_SCORES[rule] for rule in rules)
    score = min(best + FURTHER * (len(rules) - 1), ALL)
    same = one.name.strip() == other.name.strip()
    reasons = tuple(SPELLING if rule == NAME and not same else rule for rule in rules)
    return Pair(one.xero_id, other.xero_id, reasons, score)


def documents(ours: Iterable[Paper], theirs: Iterable[Paper]) -> list[Pair]:
    """Pairs of the same number, or of the same amount for the same contact."""
    index: dict[tuple[str, ...], list[Paper]] = {}
    for one in theirs:
        for key in _paper_keys(one):
            index.setdefault(key, []).append(one)
    pairs = []
    for one in ours:
        near = {
            other.key: other
            for key in _paper_keys(one)
            if len(index.get(key, ())) <= MOST
            for other in index.get(key, ())
        }
        for other in near.values():
            reasons = _paper_reasons(one, other)
            score = sum(DOCUMENT_SCORES[reason] for reason in reasons)
            pairs.append(Pair(one.key, other.key, reasons, score))
    return _best(pairs)


def _paper_keys(one: Paper) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    number = number_key(one.number)
    if number:
        found.append((one.kind, DOCUMENT_NUMBER, number))
    if one.contact:
        same = (one.kind, TOTAL, one.contact, one.currency, str(one.total.normalize()))
        found += [same, (*same, str(one.day))]
    return found


def _paper_reasons(one: Paper, other: Paper) -> tuple[str, ...]:
    number, currency = number_key(one.number), one.currency == other.currency
    same = {
        DOCUMENT_NUMBER: bool(number) and number == number_key(other.number),
        TOTAL: currency and one.total == other.total,
        CONTACT: bool(one.contact) and one.contact == other.contact,
        DUE: currency and one.due == other.due,
        DATE: bool(one.day) and one.day == other.day,
    }
    return tuple(reason for reason in DOCUMENT_SCORES if same[reason])


def number_key(number: str | None) -> str:
    """A document's number without case and punctuation: INV/2026/7 is inv-2026-7."""
    return "".join(filter(str.isalnum, number or "")).casefold()


def names(
    ours: Iterable[Named], theirs: Iterable[Named], scores: Mapping[str, int]
) -> list[Pair]:
    """Pairs of entries of lists; several of ours may be one of theirs.

    :param scores: what counts, and how much
    """
    index: dict[tuple[str, ...], list[Named]] = {}
    for one in theirs:
        for key in _named_keys(one, scores):
            index.setdefault(key, []).append(one)
    pairs = []
    for one in ours:
        mine = _named_keys(one, scores)
        near = {other.key: other for key in mine for other in index.get(key, ())}
        for other in near.values():
            same = {reason for _, reason, _ in mine & _named_keys(other, scores)}
            reasons = tuple(reason for reason in scores if reason in same)
            score = min(sum(scores[reason] for reason in reasons), ALL)
            pairs.append(Pair(one.key, other.key, reasons, score))
    return _best(pairs, shared=True)


def _named_keys(one: Named, scores: Mapping[str, int]) -> set[tuple[str, str, str]]:
    """(group, reason, text) for each that counts and is not empty."""
    texts = {
        NAME: normalise_name(one.name),
        CODE: one.code.strip().casefold(),
        RATE: one.group,
        BANK_NUMBER: number_key(one.bank_number),
    }
    return {(one.group, reason, texts[reason]) for reason in scores if texts[reason]}


def _best(pairs: list[Pair], shared: bool = False) -> list[Pair]:
    """The best of those that have something in common: one, or several as good.

    :param shared: several of ours may be the same of theirs
    """
    pairs = _highest(pairs, lambda pair: pair.ours)
    if not shared:
        pairs = _highest(pairs, lambda pair: pair.theirs)
    return _counted(pairs, shared)


def _counted(pairs: list[Pair], shared: bool = False) -> list[Pair]:
    """The pairs, each knowing whether either of the two is in another one."""
    ours, theirs = _count(pairs), Counter(pair.theirs for pair in pairs)
    return [
        replace(one, unique=ours[one.ours] == 1 and (shared or theirs[one.theirs] == 1))
        for one in pairs
    ]


def _count(pairs: list[Pair]) -> Counter[str]:
    return Counter(pair.ours for pair in pairs)


def _highest(pairs: list[Pair], side: Callable[[Pair], str]) -> list[Pair]:
    top: dict[str, int] = {}
    for pair in pairs:
        top[side(pair)] = max(pair.score, top.get(side(pair), 0))
    return [pair for pair in pairs if pair.score == top[side(pair)]]
