# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts that are archived, restored or merged (XERO_API §4)."""

from ...simulator.books.change import Change
from .test_contacts import TAKEN_NAME

TAKEN_NUMBER = (
    "The contact number C-1 is already assigned to another contact. "
    "The contact number must be unique across all contacts."
)
CANNOT_BE_RESTORED = ["An archived contact cannot be restored."]


def archived(client, contact):
    element = {"ContactID": contact["ContactID"], "ContactStatus": "ARCHIVED"}
    return client.update("Contacts", element)


def restored(client, key):
    return client.post("Contacts", {"ContactID": key, "ContactStatus": "ACTIVE"})


def test_name_of_an_archived_contact_is_free(client, contact):
    archived(client, contact)
    assert client.put("Contacts", {"Name": "Ann Able"}).status == 200


def test_number_is_unique_among_all_contacts(client, contact):
    archived(client, contact)
    element = {"Name": "Other", "ContactNumber": "C-1"}
    assert client.put("Contacts", element).messages == [TAKEN_NUMBER]


def test_archived_contacts_are_listed_on_request_only(client, contact):
    key = archived(client, contact)["ContactID"]
    assert client.get("Contacts").json()["Contacts"] == []
    shown = client.get("Contacts", includeArchived="True").json()["Contacts"]
    assert [each["ContactStatus"] for each in shown] == ["ARCHIVED"]
    assert client.one(f"Contacts/{key}")["ContactStatus"] == "ARCHIVED"
    assert len(client.get("Contacts", IDs=key).json()["Contacts"]) == 1


def test_archived_contact_is_restored(client, contact):
    key = archived(client, contact)["ContactID"]
    assert restored(client, key).status == 200
    assert client.one(f"Contacts/{key}")["ContactStatus"] == "ACTIVE"


def test_archived_contact_stays_archived(client, org, contact):
    org.change_settings(unarchive_allowed=False)
    key = archived(client, contact)["ContactID"]
    assert restored(client, key).messages == CANNOT_BE_RESTORED


def test_restoring_needs_the_name(client, contact):
    key = archived(client, contact)["ContactID"]
    client.add("Contacts", {"Name": "Ann Able"})
    assert restored(client, key).messages == [TAKEN_NAME]
    element = {"ContactID": key, "ContactStatus": "ACTIVE", "Name": "Ann B"}
    assert client.update("Contacts", element)["Name"] == "Ann B"


def test_archived_contact_is_not_changed(client, contact):
    key = archived(client, contact)["ContactID"]
    refused = client.post("Contacts", {"ContactID": key, "FirstName": "Ann"})
    assert refused.messages == ["An archived contact cannot be changed."]
    assert archived(client, contact)["Name"] == "Ann Able"
    same = {"ContactID": key, "Name": "Ann Able"}
    assert client.update("Contacts", same)["ContactStatus"] == "ARCHIVED"


def test_a_person_restores_and_changes(client, org, contact):
    org.change_settings(unarchive_allowed=False)
    key = archived(client, contact)["ContactID"]
    by_hand = Change(org.created)
    found = org.contacts.get(key)
    org.contacts.update(found, {"FirstName": "Ann"}, by_hand)
    org.contacts.update(found, {"ContactStatus": "ACTIVE"}, by_hand)
    shown = client.one(f"Contacts/{key}")
    assert (shown["ContactStatus"], shown["FirstName"]) == ("ACTIVE", "Ann")


def test_privacy_request_is_final(client, contact):
    element = {"ContactID": contact["ContactID"], "ContactStatus": "GDPRREQUEST"}
    assert client.update("Contacts", element)["ContactStatus"] == "GDPRREQUEST"
    assert client.get("Contacts").json()["Contacts"] == []
    assert restored(client, contact["ContactID"]).messages == CANNOT_BE_RESTORED
    assert client.put("Contacts", {"Name": "Ann Able"}).status == 200


def test_unknown_status(client, contact):
    element = {"ContactID": contact["ContactID"], "ContactStatus": "DELETED"}
    assert client.post("Contacts", element).status == 400


def test_merged_contact_points_to_its_successor(client, org, contact, authorised):
    bill = authorised()
    other = client.add("Contacts", {"Name": "Other"})
    org.merge_contacts("Ann Able", "Other")
    merged = client.one(f"Contacts/{contact['ContactID']}")
    assert merged["MergedToContactID"] == other["ContactID"]
    assert merged["ContactStatus"] == "ARCHIVED"
    moved = client.one(f"Invoices/{bill['InvoiceID']}")
    assert moved["Contact"]["ContactID"] == other["ContactID"]
    everyone = client.get("Contacts", includeArchived="true").json()["Contacts"]
    paged = client.get("Contacts", includeArchived="true", page=1).json()["Contacts"]
    assert len(everyone) == 1 and len(paged) == 2
    assert restored(client, contact["ContactID"]).messages == CANNOT_BE_RESTORED
