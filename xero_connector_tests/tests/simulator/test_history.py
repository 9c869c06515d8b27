# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""History and notes of records."""

import json

import pytest
from xero_python.accounting import HistoryRecord, HistoryRecords

from .client import API

VIA_API = "Received through the Xero API from {}"


def read(client, path):
    return client.get(f"{path}/History").json()["HistoryRecords"]


def note(client, path, *details, method="PUT"):
    body = {"HistoryRecords": [{"Details": text} for text in details]}
    return client.http(method, f"{API}/{path}/History", body)


def test_through_the_sdk(client, authorised):
    key = authorised()["InvoiceID"]
    sent = HistoryRecords(history_records=[HistoryRecord(details="Sent from Odoo")])
    made = client.sdk.create_invoice_history(client.tenant, key, sent)
    assert made.history_records[0].details == "Sent from Odoo"
    found = client.sdk.get_invoice_history(client.tenant, key).history_records
    assert [each.changes for each in found] == ["Note", "Created"]
    assert found[0].user == "System Generated" and found[0].date_utc is not None


def test_what_an_app_did(client, contact):
    path = f"Contacts/{contact['ContactID']}"
    client.update(path, {"FirstName": "Ann"})
    client.http("PUT", f"{API}/{path}/Attachments/a.txt", b"a")
    attached, edited, created = read(client, path)
    assert (created["Changes"], edited["Changes"]) == ("Created", "Edited")
    assert created["Details"].startswith(VIA_API.format(""))
    assert attached["Changes"] == "Attached a file"
    assert attached["Details"].startswith("Attached the file a.txt")


def test_what_a_person_made(client, org, authorised):
    sale = authorised()
    payment = org.person.pay(sale["InvoiceNumber"], 20, "090")
    only = read(client, f"Payments/{payment.id}")
    assert [(each["Changes"], each["User"]) for each in only] == [
        ("Created", "Demo User")
    ]


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_notes_are_added(client, contact, method):
    path = f"Contacts/{contact['ContactID']}"
    assert note(client, path, "One", "Two", method=method).status == 200
    assert [each["Details"] for each in read(client, path)][:2] == ["Two", "One"]


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ("", "Details must be specified."),
        (" ", "Details must be specified."),
        ("x" * 251, "The Details field must not be longer than 250 characters."),
    ],
)
def test_bad_note(client, contact, details, message):
    path = f"Contacts/{contact['ContactID']}"
    assert note(client, path, details).messages == [message]
    assert note(client, path, "x" * 250).status == 200


def test_addresses_and_methods(client, contact):
    assert note(client, "Contacts/nobody", "a").status == 404
    path = f"Contacts/{contact['ContactID']}"
    assert client.http("DELETE", f"{API}/{path}/History").status == 501
    assert client.get("TaxRates/NONE/History").status == 404
    assert client.get(f"{path}/Allocations").status == 404


def test_items_have_one(client):
    client.add("Items", {"Code": "A"})
    assert [each["Changes"] for each in read(client, "Items/A")] == ["Created"]


def test_state(client, contact, org):
    note(client, f"Contacts/{contact['ContactID']}", "Hello")
    path = f"/_sim/state?tenant={org.tenant_id}"
    history = json.loads(client.http("GET", path).data)["history"]
    assert history[0]["owner"] == contact["ContactID"]
    assert history[0]["Details"] == "Hello"
