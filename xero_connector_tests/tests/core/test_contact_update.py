# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""People, terms and addresses of a contact, and what of them is written."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import contact_update, people, terms
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.entity import changed

from .sdk_models import check

CONTACT = CATALOGUE["contact"]
ADDRESS = {
    "attention": "",
    "street": "1 Main St",
    "street2": "",
    "city": "Leeds",
    "state": "",
    "zip": "LS1",
    "country": "United Kingdom",
}
FACTS = {
    "number": "ODOO-1",
    "name": "Bayside Club",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": "club@example.com",
    "phone": "555",
    "tax_number": "GB123456789",
    "company_number": "0123",
    "bank_account": "GB33BUKB20201555555555",
    "status": "ACTIVE",
    **ADDRESS,
    "physical": {**ADDRESS, "street": "2 Dock Rd"},
    "persons": [{"first_name": "Bob", "last_name": "Hope", "email": "bob@example.com"}],
    "sales_terms": {"day": 30, "type": "DAYSAFTERBILLDATE"},
    "bill_terms": {"day": 20, "type": "OFFOLLOWINGMONTH"},
}


def snapshot(**values):
    return CONTACT.snapshot(CONTACT.encode({**FACTS, **values}))


def update(base, accepted=None, **values):
    return contact_update.changes(CONTACT.encode({**FACTS, **values}), base, accepted)


# SPEC A4
def test_all_that_both_sides_have():
    payload = CONTACT.encode(FACTS)
    check("Contact", payload)
    kinds = {one["AddressType"]: one["AddressLine1"] for one in payload["Addresses"]}
    assert kinds == {"POBOX": "1 Main St", "STREET": "2 Dock Rd"}
    assert payload["PaymentTerms"] == {
        "Sales": {"Day": 30, "Type": "DAYSAFTERBILLDATE"},
        "Bills": {"Day": 20, "Type": "OFFOLLOWINGMONTH"},
    }
    decoded = CONTACT.decode(payload)
    assert {name: decoded[name] for name in FACTS} == FACTS


def test_the_same_address_twice_is_one():
    assert snapshot(physical={})["physical"] == {}
    assert snapshot(physical=ADDRESS)["physical"] == {}


# SPEC A27: each part by itself
@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({"physical": {}}, {"Addresses"}),
        ({"persons": []}, {"ContactPersons"}),
        ({"bill_terms": {"day": 5, "type": "OFCURRENTMONTH"}}, {"PaymentTerms"}),
        ({"bill_terms": {}}, set()),
        ({"sales_terms": {}, "bill_terms": {}}, set()),
        ({"bank_account": ""}, {"BankAccountDetails"}),
        ({"status": "ARCHIVED"}, {"ContactStatus"}),
        ({"last_name": "King"}, {"LastName"}),
    ],
)
def test_only_what_differs_is_sent(values, keys):
    assert set(update(snapshot(), **values)) == keys


def test_one_term_does_not_remove_the_other():
    sales = {"day": 7, "type": "DAYSAFTERBILLDATE"}
    sent = update(snapshot(), sales_terms=sales, bill_terms={})
    assert sent["PaymentTerms"]["Sales"]["Day"] == 7
    assert sent["PaymentTerms"]["Bills"] == {"Day": 20, "Type": "OFFOLLOWINGMONTH"}


# SPEC P1: linking fills what is empty, and overwrites nothing
def test_linking_fills_what_is_empty():
    element = {
        "ContactID": "c",
        "Name": "BAYSIDE",
        "FirstName": "Grace",
        "ContactStatus": "ACTIVE",
        "Addresses": [{"AddressType": "STREET", "City": "York"}],
        "PaymentTerms": {"Sales": {"Day": 5, "Type": "OFCURRENTMONTH"}},
    }
    filled = contact_update.fill(CONTACT.encode(FACTS), element)
    assert set(filled) == {
        *("ContactNumber", "EmailAddress", "TaxNumber", "CompanyNumber"),
        *("BankAccountDetails", "Phones", "ContactPersons", "PaymentTerms"),
    }
    assert set(filled["PaymentTerms"]) == {"Bills"}


def test_a_later_change_sends_that_field_only():
    element = {"Name": "BAYSIDE", "EmailAddress": "x@example.com"}
    ours = snapshot()
    accepted = contact_update.accepted_differences(ours, element)
    base = CONTACT.snapshot(element)
    assert accepted["name"] == "Bayside Club"
    assert update(base, accepted) == {}
    assert update(base, accepted, email="new@example.com") == {
        "EmailAddress": "new@example.com"
    }
    left = contact_update.accepted_differences(
        snapshot(email="new@example.com"),
        {"Name": "BAYSIDE", "EmailAddress": "new@example.com"},
        accepted,
    )
    assert "name" in left
    assert "email" not in left


def test_who_gets_emails_is_kept():
    persons = CONTACT.encode(FACTS)["ContactPersons"]
    element = {"ContactPersons": [{**persons[0], "IncludeInEmails": True}]}
    kept = contact_update.keep_flags({"ContactPersons": persons}, element)
    assert kept["ContactPersons"][0]["IncludeInEmails"] is True
    other = [{**persons[0], "LastName": "Other"}]
    assert contact_update.keep_flags({"ContactPersons": other}, element) == {
        "ContactPersons": other
    }


# SPEC A4
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", ("Ada", "Lovelace")),
        ("Ada", ("Ada", "")),
        ("Ada King Lovelace", ("Ada King Lovelace", "")),
        (" Ada \x00 Lovelace ", ("Ada", "Lovelace")),
        (None, ("", "")),
    ],
)
def test_names_are_split_only_where_it_is_clear(name, expected):
    assert people.split_name(name) == expected


@given(st.text(max_size=80))
def test_a_split_name_is_complete(name):
    joined = " ".join(filter(None, people.split_name(name)))
    assert joined == " ".join(people.clean_text(name, 255).split())


def person(name, email=""):
    return {"name": name, "email": email}


# SPEC A4: nobody's address is lost
@pytest.mark.parametrize(
    ("rows", "email", "primary", "others"),
    [
        ([person("A B", "a@x.com"), person("C")], "", "a@x.com", 1),
        ([person("A B", "A@x.com")], "a@x.com", "A@x.com", 0),
        ([person("A B", "a@x.com")], "info@x.com", None, 1),
        ([person("A B", "a@x.com"), person("C")], "info@x.com", "", 1),
        ([person(f"P{n}") for n in range(9)], "", "", 5),
        ([person(None), person(" "), person("A")], "", "", 0),
        ([], "", None, 0),
    ],
)
def test_primary_person_and_others(rows, email, primary, others):
    first, rest = people.arrange(rows, email)
    assert first.get("email") == primary
    assert len(rest) == others


# SPEC P1: a name that is taken
def test_names_are_told_apart():
    assert people.distinguished("Smith", "") == "Smith"
    assert people.distinguished("Smith", "Leeds") == "Smith (Leeds)"
    long = people.distinguished("x" * 300, "ODOO-1")
    assert len(long) == 255
    assert long.endswith("… (ODOO-1)")


def test_suffixes_in_their_order():
    choices = ["Leeds", None, " ", "ODOO-1"]
    assert people.next_suffix(choices, "") == "Leeds"
    assert people.next_suffix(choices, "Leeds") == "ODOO-1"
    assert people.next_suffix(choices, "ODOO-1") == ""
    assert people.next_suffix(["York", "ODOO-1"], "Leeds") == "ODOO-1"
    assert people.next_suffix([], "") == people.next_suffix([], "x") == ""


@pytest.mark.parametrize(
    ("delay", "days", "day", "expected"),
    [
        ("days_after", 30, 0, {"day": 30, "type": "DAYSAFTERBILLDATE"}),
        ("days_after", 0, 0, {"day": 0, "type": "DAYSAFTERBILLDATE"}),
        ("days_after_end_of_month", 10, 0, {"day": 10, "type": "DAYSAFTERBILLMONTH"}),
        ("days_end_of_month_on_the", 0, 20, {"day": 20, "type": "OFFOLLOWINGMONTH"}),
        ("days_end_of_month_on_the", 0, 0, {"day": 31, "type": "OFCURRENTMONTH"}),
        ("days_end_of_month_on_the", 15, 20, {}),
        ("days_after_end_of_next_month", 0, 0, {}),
        ("days_after", 60, 0, {}),
        ("days_after", -1, 0, {}),
        ("something_new", 1, 1, {}),
    ],
)
def test_terms_that_both_can_say(delay, days, day, expected):
    term = terms.encode_term(delay, days, day)
    assert term == expected
    assert terms.from_xero(terms.to_xero(term)) == expected


def test_terms_of_xero_that_are_none():
    for value in (None, {}, {"Day": 3}, "x"):
        assert terms.from_xero(value) == {}


# SPEC X3
def test_a_change_of_one_part_is_seen():
    assert changed(snapshot(), snapshot(persons=[])) == {"persons"}
    assert changed(snapshot(), snapshot(sales_terms={})) == {"sales_terms"}
