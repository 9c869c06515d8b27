# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""SPEC E9, P1: which of Xero's contacts a contact of ours is."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.matching import (
    Ambiguous,
    Match,
    Profile,
    agreements,
    match,
    name_key,
    score,
    tax_key,
)

OURS = Profile(
    number="ODOO-1",
    tax_number="GB 123 4567 89",
    email="Ada <ada@example.com>; b@example.com",
    name="Café Müller, Ltd.",
)


def theirs(xero_id="x", **values):
    return Profile(xero_id, **values)


@pytest.mark.parametrize(
    ("candidate", "rule"),
    [
        (theirs(number="odoo-1"), "number"),
        (theirs(tax_number="123456789"), "tax_number"),
        (theirs(email="ADA@example.com"), "email"),
        (theirs(name="cafe muller limited"), "name"),
        (theirs(number="ODOO-1", status="ARCHIVED"), "number"),
    ],
)
def test_each_rule_finds(candidate, rule):
    assert match(OURS, [theirs("y", name="Other"), candidate]) == Match("x", rule)


def test_the_stronger_rule_decides():
    rivals = [
        theirs("1", name=OURS.name),
        theirs("2", email="ada@example.com"),
        theirs("3", tax_number="GB123456789"),
        theirs("4", number="ODOO-1"),
    ]
    found = []
    while rivals:
        hit = match(OURS, rivals)
        found.append((hit.xero_id, hit.rule))
        rivals = [one for one in rivals if one.xero_id != hit.xero_id]
    assert found == [
        ("4", "number"),
        ("3", "tax_number"),
        ("2", "email"),
        ("1", "name"),
    ]


# SPEC P1: never the first hit
@pytest.mark.parametrize("field", ["tax_number", "email", "name"])
def test_two_of_the_same_are_for_a_person(field):
    value = {"tax_number": "GB123456789", "email": "ada@example.com"}.get(
        field, OURS.name
    )
    rivals = [theirs("b", **{field: value}), theirs("a", **{field: value})]
    weaker = [theirs("c", name=OURS.name)] if field != "name" else []
    expected = Ambiguous((Match("a", field), Match("b", field)))
    assert match(OURS, [*rivals, *weaker]) == expected
    assert match(OURS, [*weaker, *reversed(rivals)]) == expected


@pytest.mark.parametrize(
    "candidate",
    [
        theirs(name=OURS.name, status="ARCHIVED"),
        theirs(email="ada@example.com", status="GDPRREQUEST"),
        theirs(name=OURS.name, tax_number="GB 999 9999 99"),
        theirs(email="ada@example.com", tax_number="GB 999 9999 99"),
        theirs(tax_number="DE123456789"),
        theirs(name="Café Müller"),
        theirs(name="Café Müller Inc"),
        theirs(),
    ],
)
def test_not_the_same(candidate):
    assert match(OURS, [candidate]) is None


@pytest.mark.parametrize("number", ["", None, "/", "n/a", "none", "0", "unknown"])
def test_what_people_enter_to_be_left_in_peace(number):
    assert tax_key(number) == ""
    nobody = Profile("x", tax_number=number)
    assert match(Profile(tax_number=number), [nobody]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith & Sons Limited", "SMITH AND SONS LTD."),
        ("Beispiel Gesellschaft mit beschränkter Haftung", "Beispiel G.m.b.H."),
        ("Acme Pty Limited", "ACME PROPRIETARY LTD"),
        ("Søren Company", "Søren Co."),
    ],
)
def test_legal_forms_in_one_spelling(one, other):
    assert name_key(one) == name_key(other)


def test_a_form_alone_is_a_name():
    assert name_key("Limited") == "limited"
    assert name_key(" !?") == ""


def test_what_speaks_for_a_candidate():
    candidate = theirs(email="ada@example.com", name="Cafe Muller Ltd")
    assert agreements(OURS, candidate) == ("email", "name")
    assert score(OURS, candidate) == 50
    assert score(OURS, replace(OURS, xero_id="x")) == 100
    assert score(OURS, theirs()) == 0


_texts = st.sampled_from(["", "a@example.com", "Smith Ltd", "GB123456789", "ODOO-1"])
_profiles = st.builds(
    Profile,
    xero_id=st.uuids().map(str),
    number=_texts,
    tax_number=_texts,
    email=_texts,
    name=_texts,
    status=st.sampled_from(["ACTIVE", "ARCHIVED"]),
)


@given(_profiles, st.lists(_profiles, max_size=5), st.randoms())
def test_the_order_of_candidates_does_not_matter(ours, candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    found = match(ours, candidates)
    assert found == match(ours, shuffled)
    if isinstance(found, Match):
        (hit,) = [one for one in candidates if one.xero_id == found.xero_id]
        assert found.rule in agreements(ours, hit)
