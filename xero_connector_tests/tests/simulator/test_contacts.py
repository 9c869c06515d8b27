# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts (XERO_API §4): who is who, and what is said of them."""

import pytest
from xero_python.accounting import Contact, Contacts, Phone

TAKEN_NAME = (
    "The contact name Ann Able is already assigned to another contact. "
    "The contact name must be unique across all active contacts."
)


def test_create_and_read_through_the_sdk(client):
    phone = Phone(phone_type="MOBILE", phone_number="555-1212")
    wanted = Contact(name="Bruce", email_address="b@example.com", phones=[phone])
    made = client.sdk.create_contacts(client.tenant, Contacts(contacts=[wanted]))
    read = client.sdk.get_contact(client.tenant, made.contacts[0].contact_id)
    contact = read.contacts[0]
    assert contact.name == "Bruce" and contact.contact_status == "ACTIVE"
    numbers = {each.phone_type: each.phone_number for each in contact.phones}
    assert numbers["MOBILE"] == "555-1212" and len(numbers) == 4
    assert [each.address_type for each in contact.addresses] == ["STREET", "POBOX"]
    assert contact.is_customer is False


@pytest.mark.parametrize("name", ["Ann Able", "ANN ABLE"])
def test_name_is_unique_among_active_contacts(client, contact, name):
    refused = client.put("Contacts", {"Name": name})
    assert refused.messages == [TAKEN_NAME.replace("Ann Able", name)]


def test_renaming_to_a_taken_name(client, contact):
    other = client.add("Contacts", {"Name": "Other"})
    element = {"ContactID": other["ContactID"], "Name": "Ann Able"}
    assert client.post("Contacts", element).messages == [TAKEN_NAME]
    element["Name"] = "OTHER"
    assert client.update("Contacts", element)["Name"] == "OTHER"


def test_post_finds_by_id_then_by_number(client, org, contact):
    by_id = {"ContactID": contact["ContactID"], "Name": "Ann B"}
    assert client.update("Contacts", by_id)["ContactID"] == contact["ContactID"]
    by_number = {"ContactNumber": "C-1", "Name": "Ann C"}
    assert client.update("Contacts", by_number)["ContactID"] == contact["ContactID"]
    assert len(org.contacts) == 1 and org.contacts.get("C-1").name == "Ann C"


def test_post_with_an_unknown_id(client):
    unknown = "11111111-1111-1111-1111-111111111111"
    assert client.post("Contacts", {"ContactID": unknown, "Name": "A"}).status == 400
    assert client.post(f"Contacts/{unknown}", {"Name": "A"}).status == 404


def test_post_finds_by_name(client, org):
    known = client.add("Contacts", {"Name": "Bob"})
    element = {"Name": "BOB", "ContactNumber": "C-2", "FirstName": "Bob"}
    saved = client.update("Contacts", element)
    assert saved["ContactID"] == known["ContactID"] and len(org.contacts) == 1
    assert saved["ContactNumber"] == "C-2"


def test_post_with_a_known_name_and_another_number(client, contact):
    refused = client.post("Contacts", {"Name": "Ann Able", "ContactNumber": "C-2"})
    assert refused.messages == [TAKEN_NAME]


def test_update_keeps_what_is_not_sent(client, contact):
    street = {"AddressType": "STREET", "City": "Leeds"}
    postal = {"AddressType": "POBOX", "City": "York"}
    key = contact["ContactID"]
    client.update("Contacts", {"ContactID": key, "Addresses": [street]})
    client.update("Contacts", {"ContactID": key, "Addresses": [postal]})
    saved = client.one(f"Contacts/{key}")
    assert [each["City"] for each in saved["Addresses"]] == ["Leeds", "York"]
    assert saved["ContactNumber"] == "C-1"


def test_post_to_one_contact(client, contact):
    saved = client.update(f"Contacts/{contact['ContactID']}", {"FirstName": "Ann"})
    assert saved["FirstName"] == "Ann" and saved["Name"] == "Ann Able"


def test_empty_text_clears(client, contact):
    key = contact["ContactID"]
    client.update("Contacts", {"ContactID": key, "EmailAddress": "a@example.com"})
    saved = client.update("Contacts", {"ContactID": key, "EmailAddress": ""})
    assert saved["EmailAddress"] == ""


@pytest.mark.parametrize("email", ["nobody", "a@b", "a b@c.de", "a@b..de"])
def test_email_must_be_valid(client, email):
    refused = client.put("Contacts", {"Name": "A", "EmailAddress": email})
    assert refused.messages == ["Email address must be valid."]


def test_email_of_a_person_must_be_valid(client):
    persons = [{"FirstName": "B", "EmailAddress": "nobody"}]
    refused = client.put("Contacts", {"Name": "A", "ContactPersons": persons})
    assert refused.messages == ["Email address must be valid."]


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("Name", 255),
        ("FirstName", 255),
        ("ContactNumber", 50),
        ("AccountNumber", 50),
        ("TaxNumber", 50),
    ],
)
def test_lengths(client, field, limit):
    assert client.put("Contacts", {"Name": "A", field: "x" * limit}).status == 200
    refused = client.put("Contacts", {"Name": "B", field: "x" * (limit + 1)})
    assert len(refused.messages) == 1 and field in refused.messages[0]


def test_name_is_required(client):
    message = ["Contact Name cannot be empty."]
    assert client.put("Contacts", {"EmailAddress": "a@example.com"}).messages == message
    assert client.put("Contacts", {"Name": "  "}).messages == message


def test_at_most_five_persons(client):
    people = [{"FirstName": str(number)} for number in range(6)]
    assert client.put("Contacts", {"Name": "A", "ContactPersons": people}).status == 400
    element = {"Name": "A", "ContactPersons": people[:5]}
    assert len(client.add("Contacts", element)["ContactPersons"]) == 5


def test_persons_terms_and_bank_are_kept(client):
    persons = [
        {
            "FirstName": "Bob",
            "LastName": "Baker",
            "EmailAddress": "bob@example.com",
            "IncludeInEmails": True,
        },
        {"FirstName": "Cid"},
    ]
    terms = {
        "Bills": {"Day": 15, "Type": "OFFOLLOWINGMONTH"},
        "Sales": {"Day": 60, "Type": "DAYSAFTERBILLDATE"},
    }
    element = {
        "Name": "A",
        "ContactPersons": persons,
        "PaymentTerms": terms,
        "BankAccountDetails": "12-3456",
    }
    saved = client.add("Contacts", element)
    read = client.sdk.get_contact(client.tenant, saved["ContactID"]).contacts[0]
    assert [each.include_in_emails for each in read.contact_persons] == [True, False]
    assert read.payment_terms.sales.day == 60
    assert read.payment_terms.bills.type.value == "OFFOLLOWINGMONTH"
    assert read.bank_account_details == "12-3456"


BAD_TYPE = "The Type of the payment terms for Sales is not valid."
BAD_DAY = "The Day of the payment terms for Sales is not valid."


@pytest.mark.parametrize(
    ("term", "messages"),
    [
        ({"Day": 1, "Type": "SOMETIME"}, [BAD_TYPE]),
        ({"Day": 1}, [BAD_TYPE]),
        ({"Type": "DAYSAFTERBILLDATE"}, [BAD_DAY]),
        ({"Day": -1, "Type": "DAYSAFTERBILLMONTH"}, [BAD_DAY]),
        ({"Day": 32, "Type": "OFCURRENTMONTH"}, [BAD_DAY]),
    ],
)
def test_bad_payment_terms(client, term, messages):
    element = {"Name": "A", "PaymentTerms": {"Sales": term}}
    assert client.put("Contacts", element).messages == messages


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("Phones", {"PhoneType": "HOME"}, "PhoneType must be one of DEFAULT, DDI"),
        (
            "Phones",
            {"PhoneType": "DDI", "PhoneNumber": "1" * 51},
            "The PhoneNumber field must not be longer than 50",
        ),
        ("Addresses", {"City": "York"}, "AddressType must be one of POBOX, STREET"),
        (
            "Addresses",
            {"AddressType": "POBOX", "Country": "x" * 51},
            "The Country field must not be longer than 50",
        ),
        (
            "ContactPersons",
            {"LastName": "x" * 256},
            "The LastName field must not be longer than 255",
        ),
    ],
)
def test_bad_details(client, field, value, message):
    refused = client.put("Contacts", {"Name": "A", field: [value]})
    assert len(refused.messages) == 1 and refused.messages[0].startswith(message)


def test_read_by_number(client, contact):
    read = client.sdk.get_contact_by_contact_number(client.tenant, "C-1")
    assert read.contacts[0].contact_id == contact["ContactID"]
    assert client.get("Contacts/nobody").status == 404


def test_balances_and_roles_do_not_move_the_date(client, contact, authorised):
    before = client.one("Contacts/C-1")
    authorised(DueDate="2026-03-05")
    after = client.one("Contacts/C-1")
    owed = after["Balances"]["AccountsReceivable"]
    assert owed == {"Outstanding": 120, "Overdue": 120}
    assert after["IsCustomer"] is True and before["IsCustomer"] is False
    assert after["UpdatedDateUTC"] == before["UpdatedDateUTC"]
