# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where a document in Odoo and its copy in Xero have come apart (SPEC E14, X3).

Three ways: what Odoo has, what Xero has, and the base, which both last agreed on. What
neither side has changed since is agreed, even where it is not equal: a date that was
moved out of a locked period, a description cut at Xero's limit. Contact, currency and
figures have to be equal whatever was agreed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .convert import decimal_of, money
from .entities.document import AUTHORISED, DELETED, PAID, VOIDED
from .entity import Facts, changed, json_safe

#: groups of fields, each decided on its own
CONTACT, DATES, AMOUNTS = "contact", "dates", "amounts"
STATUS, PAYMENTS, MISSING = "status", "payments", "missing"
GROUPS = (CONTACT, DATES, AMOUNTS, STATUS, PAYMENTS, MISSING)
#: fields of the snapshot that belong to a group
FIELDS: Mapping[str, tuple[str, ...]] = {
    CONTACT: ("contact_id",),
    DATES: ("number", "date", "due_date", "reference"),
    AMOUNTS: ("currency", "untaxed", "tax", "total", "lines"),
}
#: states of a document in Odoo; NONE: it was deleted
POSTED, DRAFT, CANCELLED, NONE = "posted", "draft", "cancel", ""
GONE = (VOIDED, DELETED)
_LIVE = (AUTHORISED, PAID)
#: what has to be equal whatever both sides have agreed on
_ALWAYS = frozenset({"contact_id", "currency", "tax", "total"})
_FIGURES = frozenset({"untaxed", "tax", "total"})
_LINE_WORDS = (
    *("description", "item_code", "quantity", "price_unit", "discount"),
    *("tax_type", "tracking"),
)


@dataclass(frozen=True)
class Row:
    """One value that differs, as text; dates are ISO, amounts exact.

    :param what: name of the field
    :param of: the account, tax rate or line that it is about
    """

    what: str
    ours: str
    theirs: str
    of: str = ""

    def as_list(self) -> list[str]:
        """As JSON keeps it."""
        return [self.what, self.of, self.ours, self.theirs]


Findings = dict[str, list[Row]]


def compare(ours: Facts, theirs: Facts | None, base: Facts, edited: bool) -> Findings:
    """What differs, by group; empty when both sides agree.

    :param ours: Odoo's document in the words of `DocumentKind.decode`; further its
        state, its due amount, and whether it is awaited as a draft in Xero; what is
        absent is not compared
    :param theirs: Xero's decoded document; None: Xero does not know it
    :param base: the snapshot of what both agreed on; empty: never
    :param edited: whether Odoo's document has changed since
    """
    state, status = ours["state"], (theirs or {}).get("status") or ""
    gone = theirs is None or status in GONE
    if gone or state in (CANCELLED, NONE):
        if gone == (state != POSTED):
            return {}  # neither has it
        if gone and state == DRAFT:
            return {}
        return {MISSING: [Row("state", state, status)]}
    if theirs is None:
        return {}
    if state == DRAFT:
        live = status in _LIVE
        return {STATUS: [Row("state", state, status)]} if live else {}
    found = {
        group: _rows(names, ours, theirs, base, edited)
        for group, names in FIELDS.items()
    }
    found[STATUS] = _status(ours, status)
    found[PAYMENTS] = _payments(ours, theirs, status)
    return {group: rows for group, rows in found.items() if rows}


def touched(base: Facts, snapshot: Facts) -> set[str]:
    """The groups with fields that Xero has changed since both agreed."""
    names = changed(base, snapshot)
    return {group for group, fields in FIELDS.items() if names & set(fields)}


def agreed(base: Facts, snapshot: Facts, groups: set[str]) -> Facts:
    """The base, with Xero's present values of these groups agreed on."""
    names = {name for group in groups for name in FIELDS.get(group, ())}
    kept = {name: value for name, value in base.items() if name not in names}
    return {**kept, **{name: snapshot[name] for name in names if name in snapshot}}


def known_lines(line_ids: Mapping[str, str], snapshot: Facts) -> dict[str, str]:
    """Of our lines' ids at Xero, those that Xero still has."""
    there = {line.get("line_item_id") for line in snapshot.get("lines") or ()}
    return {key: xero_id for key, xero_id in line_ids.items() if xero_id in there}


# === VALUES === #


def _rows(
    names: Sequence[str], ours: Facts, theirs: Facts, base: Facts, edited: bool
) -> list[Row]:
    moved = changed(_of(base, names), _of(theirs, names))
    found: list[Row] = []
    for name in names:
        counts = edited or name in moved or name in _ALWAYS
        if name == "lines":
            found += _lines(ours, theirs, base) if counts else []
        elif counts and name in ours and _differs(name, ours[name], theirs.get(name)):
            found.append(_row(name, ours, theirs))
    return found


def _of(facts: Facts, names: Sequence[str]) -> Facts:
    """These fields; of lines what people see."""
    kept = {name: facts.get(name) for name in names}
    if "lines" in kept:
        kept["lines"] = [_words(line) for line in kept["lines"] or ()]
    return kept


def _row(name: str, ours: Facts, theirs: Facts) -> Row:
    if name == "contact_id":
        return Row(name, *(_text(one.get("contact_name")) for one in (ours, theirs)))
    return Row(name, _text(ours[name]), _text(theirs.get(name)))


def _differs(name: str, ours: Any, theirs: Any) -> bool:
    if name in _FIGURES:
        return decimal_of(ours) != decimal_of(theirs)
    return bool(changed({name: ours}, {name: theirs}))


def _text(value: Any) -> str:
    """A value as people may read it; amounts have two decimals, or more if needed."""
    if isinstance(value, Decimal):
        rounded = money(value)
        return str(rounded if rounded == value else value.normalize())
    return str(json_safe(value) or "")


# === LINES === #


def _lines(ours: Facts, theirs: Facts, base: Facts) -> list[Row]:
    """Net by account and tax by tax rate; then the lines themselves.

    Where Odoo's are not known, they are those that both sides agreed on.
    """
    mine = ours["lines"] if ours.get("lines") is not None else base.get("lines") or []
    other = [_words(line) for line in theirs.get("lines") or ()]
    found = [
        *_sums("net", "account", mine, theirs.get("lines") or ()),
        *_sums("line_tax", "tax_type", mine, theirs.get("lines") or ()),
    ]
    before = [_words(line) for line in mine]
    for place in range(max(len(before), len(other))):
        pair = [lines[place] if place < len(lines) else {} for lines in (before, other)]
        if changed(*pair):
            before_text, after_text = map(_line_text, pair)
            found.append(Row("line", before_text, after_text, str(place + 1)))
    return found


def _sums(what: str, key: str, ours: Any, theirs: Any) -> list[Row]:
    field = "tax" if what == "line_tax" else what
    sums = [_sum(lines, key, field) for lines in (ours, theirs)]
    nothing = Decimal(0)
    return [
        Row(
            what,
            _text(sums[0].get(one, nothing)),
            _text(sums[1].get(one, nothing)),
            one,
        )
        for one in sorted(sums[0].keys() | sums[1].keys())
        if sums[0].get(one, 0) != sums[1].get(one, 0)
    ]


def _sum(lines: Any, key: str, field: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        name = _account(line) if key == "account" else str(line.get(key) or "")
        sums[name] = sums.get(name, Decimal(0)) + decimal_of(line.get(field))
    return sums


def _account(line: Facts) -> str:
    """As snapshots name it, and as decoded lines do: by code, else by id."""
    names = ("account", "account_code", "account_id")
    return next((str(line[name]) for name in names if line.get(name)), "")


def _words(line: Facts) -> Facts:
    """A line as people see it, in whatever words: without its id and its sums."""
    kept = {name: json_safe(line.get(name)) for name in _LINE_WORDS}
    kept["description"] = " ".join(str(line.get("description") or "").split())
    return {**kept, "account": _account(line)}


def _line_text(line: Facts) -> str:
    if not line:
        return ""
    price = f"{line['quantity']} x {line['price_unit']}"
    discount = decimal_of(line["discount"])
    price += f" - {line['discount']}%" if discount else ""
    words = [line["description"], price, line["account"], line["tax_type"]]
    words += [line["item_code"]]
    words += [str(one.get("option_id")) for one in line["tracking"] or ()]
    return ", ".join(filter(None, words))


# === STATUS AND MONEY === #


def _status(ours: Facts, status: str) -> list[Row]:
    """Approved, or not yet where that is how documents are sent."""
    fits = (*_LIVE, *(("DRAFT", "SUBMITTED") if ours.get("sent_as_draft") else ()))
    return [] if status in fits else [Row("state", ours["state"], status)]


def _payments(ours: Facts, theirs: Facts, status: str) -> list[Row]:
    """What is still due; drafts cannot be paid in Xero."""
    if "due" not in ours or status not in _LIVE:
        return []
    due = theirs.get("amount_due", theirs.get("remaining_credit"))
    sides = [money(decimal_of(one)) for one in (ours["due"], due)]
    if sides[0] == sides[1]:
        return []
    totals = [decimal_of(one.get("total")) for one in (ours, theirs)]
    paid = [_text(total - side) for total, side in zip(totals, sides, strict=True)]
    return [Row("due", *map(_text, sides)), Row("paid", *paid)]
