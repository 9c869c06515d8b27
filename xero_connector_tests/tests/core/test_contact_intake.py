# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a contact in Xero is taken, and what both sides then agree on."""

import pytest

from odoo.addons.xero_connector.core import contact_intake as intake
from odoo.addons.xero_connector.core.entities.contact import (
    decode_contact,
    encode_contact,
    snapshot,
)
from odoo.addons.xero_connector.core.entities.contact_group import members
from odoo.addons.xero_connector.core.matching import (
    PHONE,
    Match,
    Profile,
    match,
    phone_key,
)


def shot(**fields):
    return snapshot({"Name": "Acme", **fields})


def facts(**fields):
    return decode_contact(fields)


BASE = shot(EmailAddress="a@b.cd", TaxNumber="1")


def test_changed_in_xero_only():  # SPEC X3
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="1")
    assert intake.news(BASE, theirs, BASE) == intake.News(
        frozenset({"email"}), frozenset()
    )


def test_changed_on_both_sides():  # SPEC X3
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="2")
    ours = shot(EmailAddress="y@b.cd", TaxNumber="1")
    found = intake.news(BASE, theirs, ours)
    assert (found.taken, found.both) == ({"tax_number"}, {"email"})


def test_changed_alike_is_no_question():  # SPEC X3
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="1")
    assert not any(vars(intake.news(BASE, theirs, theirs)).values())


def test_what_odoo_keeps_in_its_own_way_is_no_change_of_odoo_s():  # SPEC X3
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="1")
    ours = shot(EmailAddress="y@b.cd", TaxNumber="1")
    found = intake.news(BASE, theirs, ours, {"email": "y@b.cd"})
    assert found.taken == {"email"}
    found = intake.news(BASE, theirs, ours, {"email": "z@b.cd"})
    assert found.both == {"email"}


def test_numbers_and_states_are_never_taken():  # SPEC X3
    theirs = {**BASE, "number": "7", "account_number": "8", "status": "ARCHIVED"}
    assert not intake.news(BASE, theirs, BASE).taken


def test_first_link():  # SPEC D3
    ours = shot(EmailAddress="a@b.cd", BankAccountDetails="9")
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="1")
    assert intake.first_taken(intake.UPDATE, theirs, ours) == {"email", "tax_number"}
    assert intake.first_taken(intake.FILL, theirs, ours) == {"tax_number"}


def test_an_address_is_taken_as_a_whole():  # SPEC D3
    def at(**address):
        return shot(Addresses=[{"AddressType": "POBOX", **address}])

    ours, theirs = at(AddressLine1="Old", City="York"), at(City="Leeds")
    taken = intake.first_taken(intake.UPDATE, theirs, ours)
    assert {"street", "city"} <= taken
    assert not intake.first_taken(intake.FILL, theirs, ours)
    assert not intake.first_taken(intake.UPDATE, at(), ours)


def test_what_stays_open_keeps_its_base():  # SPEC X3
    theirs = shot(EmailAddress="x@b.cd", TaxNumber="2")
    base = intake.agreed(BASE, theirs, {"email"})
    assert (base["email"], base["tax_number"]) == ("a@b.cd", "2")


def test_accepted_differences():  # SPEC X3
    ours, theirs = shot(TaxNumber="1"), shot(TaxNumber="2", EmailAddress="x@b.cd")
    first = intake.accepted_differences(ours, theirs, None, ())
    assert first == {"tax_number": "1", "email": ""}
    assert intake.accepted_differences(ours, theirs, {}, {"email"}) == {"email": ""}
    again = intake.accepted_differences(ours, theirs, {"tax_number": "1"}, ())
    assert again == {"tax_number": "1"}


@pytest.mark.parametrize(
    ("fields", "name", "person"),
    [
        ({"Name": "24 Locks"}, "24 Locks", False),
        ({"Name": "Acme", "FirstName": "Ada", "LastName": "L"}, "Acme", False),
        ({"Name": "ada l", "FirstName": "Ada", "LastName": "L"}, "ada l", True),
        ({"FirstName": "Ada", "LastName": "L"}, "Ada L", True),
        ({"EmailAddress": "a@b.cd"}, "a@b.cd", False),
        ({"Name": None}, "", False),
        ({"Name": ["x"], "FirstName": {"y": 1}}, "", False),
        ({"Name": 7}, "7", False),
    ],
)
def test_names(fields, name, person):  # SPEC D2 B22
    found = facts(**fields)
    assert (intake.name_of(found), intake.is_person(found)) == (name, person)


@pytest.mark.parametrize(
    ("wanted", "customer", "supplier", "comes"),
    [
        ("all", False, False, True),
        ("traded", False, False, False),
        ("traded", False, True, True),
        ("customers", True, False, True),
        ("customers", False, True, False),
        ("suppliers", False, True, True),
        ("suppliers", True, None, False),
    ],
)
def test_kinds(wanted, customer, supplier, comes):  # SPEC D4
    found = facts(IsCustomer=customer, IsSupplier=supplier)
    assert intake.is_traded(found, wanted) is comes


def test_taken_values_are_sent_as_they_came():  # SPEC X3
    element = {
        "Name": "Acme",
        "Addresses": [{"AddressType": "POBOX", "City": "Leeds", "Country": "UK"}],
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "1"}],
    }
    before = snapshot(element)
    after = snapshot(encode_contact({**decode_contact(element), "physical": {}}))
    assert {**before, "status": ""} == {**after, "status": ""}


# === TELEPHONES AND GROUPS === #


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0958", "(020) 7946-0958"),
        ("0044 20 79460958", "020 7946 0958"),
        ("946 0958", "9460958"),
    ],
)
def test_telephones_in_two_spellings(one, other):  # SPEC D3
    assert phone_key(one) == phone_key(other) != ""


@pytest.mark.parametrize("number", [None, "", "n/a", "ext. 12", "123456"])
def test_no_telephone(number):  # SPEC D3
    assert phone_key(number) == ""


def test_telephone_comes_before_the_name():  # SPEC D3
    theirs = Profile("x", name="Acme", phone="020 7946 0958")
    by_name = Profile("1", name="Acme")
    by_phone = Profile("2", name="Other", phone="+44 20 7946 0958")
    assert match(theirs, [by_name, by_phone]) == Match("2", PHONE)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (None, set()),
        ({"ContactID": "1"}, set()),
        ([{"ContactID": "1"}, {"ContactID": None}, None, "2"], {"1"}),
    ],
)
def test_members_of_a_group(rows, expected):  # SPEC D4 B22
    assert members({"Contacts": rows}) == expected
