# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a contact is written to Xero, once Xero has one (SPEC A27, X3, P1).

Three states are compared: what Odoo has now, what both sides last agreed on (the base),
and where they have agreed to differ: a contact that was linked, and not created by us,
keeps what somebody has entered in Xero until the same field changes in Odoo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .entities.contact import TERMS, snapshot, snapshot_fields
from .entity import Element, Facts, changed
from .matching import ACTIVE, ARCHIVED
from .terms import to_xero

#: keys that are one thing: Xero's first name and our last name are nobody
_TOGETHER = {
    "FirstName": ("FirstName", "LastName"),
    "LastName": ("FirstName", "LastName"),
}


def changes(
    payload: Element, base: Facts, accepted: Mapping[str, Any] | None = None
) -> Element:
    """What of a payload differs from what both sides agreed on: what an update sends.

    Keys that are not a contact's own here (another addon's) are always kept.

    :param accepted: see `accepted_differences`
    """
    ours = snapshot(payload)
    differing = changed(base, ours) - still_accepted(ours, accepted or {})
    terms = payload.get("PaymentTerms") or {}
    differing -= {name for part, name in TERMS.items() if part not in terms}
    kept = {
        key: value
        for key, value in payload.items()
        if not snapshot_fields([key]) or snapshot_fields([key]) & differing
    }
    if "PaymentTerms" in kept:
        others = {part: to_xero(base.get(name)) for part, name in TERMS.items()}
        others = {part: term for part, term in others.items() if term}
        kept["PaymentTerms"] = {**others, **terms}
    return kept


def still_accepted(ours: Facts, accepted: Mapping[str, Any]) -> set[str]:
    """Names of accepted differences that Odoo's value has not changed since."""
    present = {name: ours.get(name) for name in accepted}
    return set(accepted) - changed(accepted, present)


def fill(payload: Element, element: Element) -> Element:
    """What of a payload Xero's contact has nothing for: what linking writes.

    Nothing that somebody has entered in Xero is overwritten by a guess that the two are
    the same.
    """
    theirs = snapshot(element)
    filled = {
        key: value
        for key, value in payload.items()
        if key != "PaymentTerms" and value and not _has(theirs, element, key)
    }
    terms = {
        part: value
        for part, value in (payload.get("PaymentTerms") or {}).items()
        if not theirs[TERMS[part]]
    }
    return {**filled, **({"PaymentTerms": terms} if terms else {})}


def _has(theirs: Facts, element: Element, key: str) -> bool:
    names = snapshot_fields(_TOGETHER.get(key, (key,)))
    return any(map(theirs.get, names)) if names else bool(element.get(key))


def accepted_differences(
    ours: Facts,
    element: Element,
    accepted: Mapping[str, Any] | None = None,
    sent: Iterable[str] = (),
) -> Facts:
    """Where Odoo and Xero differ with our consent: field -> Odoo's value.

    What Xero has stored in another spelling than it was sent is such a difference, or
    it would be sent for ever; and a contact that somebody has archived in Xero stays
    archived until somebody wants it back.

    :param ours: the snapshot of what Odoo has
    :param accepted: the differences so far; None when the two have just been linked
    :param sent: keys of the payload that was written just now
    """
    differing = changed(ours, snapshot(element))
    if accepted is not None:
        kept = still_accepted(ours, accepted) | snapshot_fields(sent)
        differing &= kept | {"status"}
    return {name: ours[name] for name in differing if name in ours}


def only_restoring(payload: Element, status: str | None) -> Element:
    """What of a payload is sent where contacts are changed in Xero only.

    Nothing but the restoring of an archived contact that a document needs.
    """
    restores = status == ARCHIVED and payload.get("ContactStatus") == ACTIVE
    return {"ContactStatus": ACTIVE} if restores else {}


def without(payload: Element, names: Iterable[str]) -> Element:
    """The payload without the keys that write these names of a snapshot."""
    left_out = set(names)
    return {
        key: value
        for key, value in payload.items()
        if not snapshot_fields([key]) & left_out
    }


def keep_flags(payload: Element, element: Element) -> Element:
    """The payload, its people with the setting that only Xero has: who gets e-mails.

    People are written as a whole list, so the setting would be lost.
    """
    rows = [one for one in element.get("ContactPersons") or () if isinstance(one, dict)]
    included = {_key(one) for one in rows if one.get("IncludeInEmails")}
    if not included or "ContactPersons" not in payload:
        return payload
    persons = [
        {**one, "IncludeInEmails": True} if _key(one) in included else one
        for one in payload["ContactPersons"]
    ]
    return {**payload, "ContactPersons": persons}


def _key(person: Element) -> tuple[str, ...]:
    keys = ("FirstName", "LastName", "EmailAddress")
    return tuple(str(person.get(key) or "").casefold() for key in keys)
