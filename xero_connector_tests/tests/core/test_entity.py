# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.entity import (
    Difference,
    changed,
    fingerprint,
    json_safe,
)
from odoo.addons.xero_connector.core.mapping import Field, decode, encode, get
from odoo.addons.xero_connector.core.oauth import BROAD, GRANULAR, missing_scopes

facts = st.dictionaries(
    st.text(max_size=3),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=5),
        st.dates(),
        st.decimals(-1000, 1000, places=3),
        st.lists(st.decimals(0, 9, places=2), max_size=3),
    ),
    max_size=5,
)


# SPEC P20: what was sent is known by its digest
def test_equal_values_have_equal_fingerprints():
    one = {"total": Decimal("115.00"), "date": date(2026, 1, 2), "lines": (1, 2)}
    other = {"lines": [1, 2], "date": "2026-01-02", "total": Decimal("1.15E+2")}
    assert fingerprint(one, 1) == fingerprint(other, 1)
    assert fingerprint(one, 1) == fingerprint({**one, "total": 115}, 1)
    assert fingerprint(one, 1) != fingerprint({**one, "total": 116}, 1)


def test_a_fingerprint_names_its_encoder():
    found = fingerprint({}, 7)
    version, digest = found.split(":")
    assert (version, len(digest)) == ("7", 64)


@given(facts)
def test_what_was_kept_as_json_has_not_changed(values):
    kept = json.loads(json.dumps(json_safe(values)))
    assert changed(kept, values) == set()
    assert changed(values, kept) == set()
    assert fingerprint(kept, 1) == fingerprint(values, 1)


# SPEC X3: a change is a change of value
@pytest.mark.parametrize(
    ("base", "current"),
    [
        ("115", Decimal("115.00")),
        (Decimal("0"), Decimal("-0.00")),
        (None, ""),
        ([], None),
        ([{"a": "1.5", "b": None}], [{"a": Decimal("1.50")}]),
        ("2026-01-02", date(2026, 1, 2)),
        (0.1, Decimal("0.1")),
    ],
)
def test_the_same_in_another_spelling(base, current):
    assert changed({"x": base}, {"x": current}) == set()


@pytest.mark.parametrize(
    ("base", "current"),
    [
        ("007", "7"),
        ("a", "A"),
        (Decimal(0), None),
        ("", Decimal(0)),
        ("text", 5),
        ([1], [1, 1]),
        ([{"a": 1}], [{"a": 2}]),
        ({"a": 1}, {"a": 1, "b": 2}),
        (None, False),
    ],
)
def test_something_else(base, current):
    assert changed({"x": base}, {"x": current}) == {"x"}


def test_an_absent_field_is_an_empty_one():
    assert changed({"a": "x"}, {"b": "y", "c": ""}) == {"a", "b"}


def test_a_difference_reads_well():
    assert str(Difference("Total", Decimal("1.00"), Decimal("1.01"))) == (
        "Total: 1.00 ≠ 1.01"
    )


FIELDS = (
    Field("name", "Name", max_length=5),
    Field("account", "Account.AccountID"),
    Field("code", "Account.Code"),
    Field("day", "Date"),
    Field("rate", "Rate", out=lambda value: value or None, into=bool),
)


def test_facts_become_a_payload():
    payload = encode(
        FIELDS,
        {
            "name": "Chairs & more",
            "account": "a",
            "code": None,
            "day": date(2026, 1, 2),
            "rate": 0,
        },
    )
    assert payload == {
        "Name": "Chai…",
        "Account": {"AccountID": "a", "Code": ""},
        "Date": "2026-01-02",
    }
    assert encode(FIELDS, {}) == {}


def test_an_element_becomes_facts_whatever_is_missing():
    assert decode(FIELDS, {"Name": "x", "Account": None, "Rate": 1}) == {
        "name": "x",
        "account": "",
        "code": "",
        "day": "",
        "rate": True,
    }
    assert get({"a": {"b": 1}}, "a.b.c") is None


@pytest.mark.parametrize("entity", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_entity_survives_an_empty_element(entity):
    assert entity.decode({}) is not None
    empty = dict.fromkeys(
        (
            "Account",
            "Addresses",
            "Allocations",
            "BankAccount",
            "BatchPayment",
            "Contact",
            "Invoice",
            "LineItems",
            "Options",
            "Payments",
            "Phones",
            "PurchaseDetails",
            "SalesDetails",
            "TaxComponents",
        )
    )
    assert entity.decode(empty) == entity.decode({})
    odd = {**dict.fromkeys(empty, "odd"), "Status": "NEW", "Type": "NEW"}
    entity.decode(odd)
    entity.snapshot(odd)
    entity.natural_key(odd)
    entity.snapshot({})
    assert entity.natural_key({}) is None


@pytest.mark.parametrize("entity", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_entity_works_with_both_sets_of_scopes(entity):
    # SPEC A12, B4
    assert missing_scopes(entity.scopes, GRANULAR) == ()
    assert missing_scopes(entity.scopes, BROAD) == ()
    assert missing_scopes(entity.scopes, ()) == entity.scopes


def test_what_is_only_read_cannot_be_written():
    with pytest.raises(TypeError, match="only read"):
        CATALOGUE["account"].encode({})
    with pytest.raises(TypeError):
        CATALOGUE["account"].actions["create"] = "create_account"


# SPEC A1: the link to Xero
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contact", "https://go.xero.com/app/!a1/contacts/contact/x-1"),
        ("invoice", "https://go.xero.com/app/!a1/invoicing/view/x-1"),
        (
            "payment",
            "https://go.xero.com/organisationlogin/default.aspx?shortcode=!a1"
            "&redirecturl=/Bank/ViewTransaction.aspx?bankTransactionID=x-1",
        ),
        (
            "bank_transaction",
            "https://go.xero.com/organisationlogin/default.aspx?shortcode=!a1"
            "&redirecturl=/Bank/ViewTransaction.aspx?bankTransactionID=x-1",
        ),
        (
            "credit_note",
            "https://go.xero.com/organisationlogin/default.aspx?shortcode=!a1"
            "&redirecturl=/AccountsPayable/ViewCreditNote.aspx?creditNoteID=x-1",
        ),
        ("account", ""),
    ],
)
def test_links_for_people(name, expected):
    link = CATALOGUE[name].deep_link
    assert link("!a1", "x-1") == expected
    local = expected.replace("https://go.xero.com", "http://127.0.0.1:1")
    assert link("!a1", "x-1", "http://127.0.0.1:1/") == local
