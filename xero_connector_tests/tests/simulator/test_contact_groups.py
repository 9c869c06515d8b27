# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/ContactGroups."""

import pytest
from xero_python.accounting import Contact, ContactGroup, ContactGroups, Contacts

from .client import API


@pytest.fixture
def group(client):
    return client.add("ContactGroups", {"Name": "Dealers"})


def path(group, *more):
    return "/".join(("ContactGroups", group["ContactGroupID"], *more))


def join(client, group, *ids):
    body = {"Contacts": [{"ContactID": key} for key in ids]}
    return client.http("PUT", f"{API}/{path(group, 'Contacts')}", body)


def members(client, group):
    return [each["Name"] for each in client.one(path(group))["Contacts"]]


def test_through_the_sdk(client, contact):
    sdk, tenant = client.sdk, client.tenant
    wanted = ContactGroups(contact_groups=[ContactGroup(name="VIPs")])
    made = sdk.create_contact_group(tenant, wanted).contact_groups[0]
    key = made.contact_group_id
    wanted = Contacts(contacts=[Contact(contact_id=contact["ContactID"])])
    added = sdk.create_contact_group_contacts(tenant, key, wanted).contacts
    assert [each.contact_id for each in added] == [contact["ContactID"]]
    read = sdk.get_contact_group(tenant, key).contact_groups[0]
    assert (read.name, read.contacts[0].name) == ("VIPs", "Ann Able")
    shown = sdk.get_contact(tenant, contact["ContactID"]).contacts[0]
    assert [each.name for each in shown.contact_groups] == ["VIPs"]
    wanted = ContactGroups(contact_groups=[ContactGroup(name="Friends")])
    sdk.update_contact_group(tenant, key, wanted)
    listed = sdk.get_contact_groups(tenant).contact_groups
    assert [(each.name, each.contacts) for each in listed] == [("Friends", [])]
    sdk.delete_contact_group_contact(tenant, key, contact["ContactID"])
    assert sdk.get_contact_group(tenant, key).contact_groups[0].contacts == []


def test_contacts_show_the_new_name_of_their_group(client, contact, group):
    join(client, group, contact["ContactID"])
    assert client.one("Contacts/C-1")["ContactGroups"][0]["Name"] == "Dealers"
    client.update(path(group), {"Name": "Traders"})
    assert client.one("Contacts/C-1")["ContactGroups"][0]["Name"] == "Traders"


def test_all_leave(client, contact, group):
    other = client.add("Contacts", {"Name": "Other"})
    join(client, group, contact["ContactID"], other["ContactID"])
    join(client, group, contact["ContactID"])
    assert members(client, group) == ["Ann Able", "Other"]
    answer = client.http("DELETE", f"{API}/{path(group, 'Contacts')}")
    assert (answer.status, answer.data) == (204, b"")
    assert members(client, group) == []
    assert client.one("Contacts/C-1")["ContactGroups"] == []


def test_deleted_group_is_gone(client, contact, group):
    join(client, group, contact["ContactID"])
    saved = client.update(path(group), {"Status": "DELETED"})
    assert saved["Status"] == "DELETED"
    assert client.get("ContactGroups").json()["ContactGroups"] == []
    assert client.get(path(group)).status == 404
    assert client.one("Contacts/C-1")["ContactGroups"] == []
    assert client.put("ContactGroups", {"Name": "Dealers"}).status == 200


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ({"Name": ""}, "Name must be specified"),
        ({"Name": "DEALERS"}, "Please enter a unique Name."),
    ],
)
def test_bad_name(client, group, element, message):
    assert client.put("ContactGroups", element).messages == [message]
    other = client.add("ContactGroups", {"Name": "Other"})
    assert client.post(path(other), element).messages == [message]


def test_unknown_status(client, group):
    message = ["The Status must be ACTIVE or DELETED."]
    assert client.post(path(group), {"Status": "ARCHIVED"}).messages == message


def test_at_most_a_hundred(client, group):
    names = [{"Name": str(number)} for number in range(99)]
    assert client.put("ContactGroups", *names).status == 200
    refused = client.put("ContactGroups", {"Name": "One more"})
    assert refused.messages == ["You’ve reached the limit of 100 contact groups."]


def test_who_can_join(client, contact, group):
    unknown = join(client, group, "11111111-1111-1111-1111-111111111111")
    assert unknown.messages == ["The contact with the specified details was not found."]
    client.update(
        f"Contacts/{contact['ContactID']}",
        {"ContactStatus": "ARCHIVED"},
    )
    refused = join(client, group, contact["ContactID"])
    assert refused.messages == ["The contact is archived and cannot be used."]
    address = path(group, "Contacts", contact["ContactID"])
    assert client.http("DELETE", f"{API}/{address}").status == 404
    assert client.get(path(group, "Contacts")).status == 501


def test_filter(client, group):
    client.add("ContactGroups", {"Name": "Other"})
    found = client.get("ContactGroups", where='Name=="Other"').json()
    assert [each["Name"] for each in found["ContactGroups"]] == ["Other"]
