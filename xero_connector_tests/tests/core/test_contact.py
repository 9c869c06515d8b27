# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import contact_update
from odoo.addons.xero_connector.core.entities import CATALOGUE, contact
from odoo.addons.xero_connector.core.entity import changed
from odoo.addons.xero_connector.core.errors import LabelledError

from .sdk_models import check

CONTACT = CATALOGUE["contact"]
FACTS = {
    "number": "ODOO-1",
    "name": "Bayside Club",
    "email": "club@example.com",
    "phone": "+61 2 5550 1234",
    "tax_number": "12 345 678 901",
    "street": "1 Main St",
    "street2": "",
    "city": "Perth",
    "zip": "0600",
    "state": "Western Australia",
    "country": "Australia",
}
ADDRESS = {
    "AddressLine1": "1 Main St",
    "AddressLine2": "",
    "City": "Perth",
    "PostalCode": "0600",
    "Region": "Western Australia",
    "Country": "Australia",
}


# SPEC A3, A4: what is sent for a new contact
def test_a_contact_in_xeros_words():
    payload = CONTACT.encode(FACTS)
    assert payload == {
        "ContactNumber": "ODOO-1",
        "Name": "Bayside Club",
        "EmailAddress": "club@example.com",
        "TaxNumber": "12 345 678 901",
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "+61 2 5550 1234"}],
        "Addresses": [
            {"AddressType": "POBOX", **ADDRESS},
            {"AddressType": "STREET", **ADDRESS},
        ],
    }
    check("Contact", payload)


@given(st.fixed_dictionaries({name: st.text(max_size=600) for name in FACTS}))
def test_whatever_people_enter_fits(facts):
    try:
        payload = CONTACT.encode({**facts, "status": "ARCHIVED"})
    except LabelledError as error:
        assert error.label in ("number_too_long", "missing_name")
    else:
        check("Contact", payload)
        assert changed(CONTACT.snapshot(payload), CONTACT.snapshot(payload)) == set()


# XERO_API §7 trap 9: a field is cleared by "", not by null
def test_an_empty_field_is_cleared():
    payload = CONTACT.encode({**FACTS, "email": False, "phone": None, "city": ""})
    assert payload["EmailAddress"] == ""
    assert payload["Phones"][0]["PhoneNumber"] == ""
    assert payload["Addresses"][0]["City"] == ""


def test_a_key_is_never_cut():
    with pytest.raises(LabelledError, match="number_too_long"):
        CONTACT.encode({**FACTS, "number": "x" * 51})
    with pytest.raises(LabelledError, match="missing_name"):
        CONTACT.encode({**FACTS, "name": " \n"})


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ('"Bayside" <club@example.com>', "club@example.com"),
        ("a@example.com, b@example.com", "a@example.com"),
        ("a@example.com;b@example.com", "a@example.com"),
        ("not an address", "not an address"),  # Xero refuses it, with its own words
    ],
)
def test_one_address_is_sent(email, expected):
    assert CONTACT.encode({**FACTS, "email": email})["EmailAddress"] == expected


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("Côte d'Ivoire", "Cote d Ivoire"),
        ("Bosnia & Herzegovina", "Bosnia Herzegovina"),
        ("中国", ""),
        (None, ""),
    ],
)
def test_countries_are_plain_letters(country, expected):
    payload = CONTACT.encode({**FACTS, "country": country})
    assert payload["Addresses"][0]["Country"] == expected


# SPEC A27: only what differs is sent
def test_an_update_sends_what_differs():
    base = CONTACT.snapshot({**CONTACT.encode(FACTS), "ContactID": "c-1"})
    payload = CONTACT.encode({**FACTS, "phone": "555", "zip": "0601"})
    found = contact_update.changes(payload, base)
    assert found == {
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "555"}],
        "Addresses": payload["Addresses"],
    }
    assert contact_update.changes(CONTACT.encode(FACTS), base) == {}
    assert contact_update.changes(payload, {}) == payload


# SPEC X22: another addon's keys are not ours to leave out
def test_foreign_keys_are_kept():
    base = CONTACT.snapshot(CONTACT.encode(FACTS))
    payload = {**CONTACT.encode(FACTS), "DefaultCurrency": "EUR"}
    assert contact_update.changes(payload, base) == {"DefaultCurrency": "EUR"}


# SPEC X3
def test_a_change_in_xero_meets_ours_by_field():
    base = CONTACT.snapshot(CONTACT.encode(FACTS))
    element = CONTACT.encode({**FACTS, "city": "Fremantle", "email": "x@example.com"})
    theirs = changed(base, CONTACT.snapshot(element))
    assert theirs == {"city", "email"}
    assert theirs & contact.snapshot_fields(["Addresses", "Name"]) == {"city"}
    assert contact.snapshot_fields(["DefaultCurrency"]) == set()


# SPEC D1, D2, P10
def test_a_contact_from_xero():
    element = {
        "ContactID": "c-1",
        "ContactStatus": "ARCHIVED",
        "Name": "Bayside Club",
        "FirstName": None,
        "MergedToContactID": "c-2",
        "IsCustomer": True,
        "UpdatedDateUTC": "/Date(1567382400000+0000)/",
        "Phones": [
            {"PhoneType": "FAX", "PhoneNumber": "1"},
            {"PhoneType": "DEFAULT", "PhoneCountryCode": "61", "PhoneNumber": "555"},
        ],
        "Addresses": [
            {"AddressType": "STREET", "City": "Perth"},
            {"AddressType": "POBOX", "City": ""},
            {"AddressType": "DELIVERY", "City": "Broome"},
        ],
    }
    facts = CONTACT.decode(element)
    assert (facts["name"], facts["phone"], facts["city"]) == (
        "Bayside Club",
        "61 555",
        "Perth",
    )
    assert (facts["merged_to"], facts["status"]) == ("c-2", "ARCHIVED")
    assert facts["first_name"] == facts["number"] == ""
    assert facts["is_customer"] is True
    assert facts["updated_at"].isoformat() == "2019-09-02T00:00:00+00:00"
