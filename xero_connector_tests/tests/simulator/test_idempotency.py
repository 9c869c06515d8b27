# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The Idempotency-Key header (XERO_API §3)."""

import pytest

from ...simulator.books.change import Change
from .client import invoice

KEY = {"Idempotency-Key": "key-1"}


def test_same_key_and_request_gets_the_stored_answer(client, org, contact):
    element = invoice(contact["ContactID"])
    first = client.put("Invoices", element, headers=KEY)
    again = client.put("Invoices", element, headers=KEY)
    assert again.data == first.data and len(org.invoices) == 1


def test_through_the_sdk(client, org):
    element = {"Contacts": [{"Name": "Twice"}]}
    for _ in range(2):
        client.sdk.create_contacts(client.tenant, element, idempotency_key="k")
    assert len(org.contacts) == 1


@pytest.mark.parametrize("change", ["body", "query", "path", "method"])
def test_same_key_and_another_request_is_refused(client, org, change):
    client.put("Contacts", {"Name": "A"}, headers=KEY)
    if change == "body":
        refused = client.put("Contacts", {"Name": "B"}, headers=KEY)
    elif change == "query":
        refused = client.put("Contacts", {"Name": "A"}, headers=KEY, unitdp=4)
    elif change == "path":
        refused = client.put("Accounts", {"Name": "A"}, headers=KEY)
    else:
        refused = client.post("Contacts", {"Name": "A"}, headers=KEY)
    assert refused.status == 400
    message = refused.json()["Message"]
    assert message == "Idempotency Key: key-1 is used with a different request."
    assert len(org.contacts) == 1


def test_errors_are_stored_too(client, org):
    element = invoice("00000000-0000-0000-0000-000000000001")
    first = client.put("Invoices", element, headers=KEY)
    assert first.status == 400
    assert client.put("Invoices", element, headers=KEY).data == first.data


def test_stored_error_hides_the_repaired_cause(client, org):
    element = {"Name": "Taken"}
    client.add("Contacts", element)
    refused = client.put("Contacts", element, headers=KEY)
    org.contacts.archive(org.contacts.named("Taken"), Change(org.created))
    assert client.put("Contacts", element, headers=KEY).data == refused.data
    assert (
        client.put("Contacts", element, headers={"Idempotency-Key": "2"}).status == 200
    )


def test_key_is_forgotten_after_six_minutes(sim, client, org):
    element = {"Type": "ACCPAY", "Contact": {"Name": "Supplier"}, "LineItems": [{}]}
    element["LineItems"] = [{"Description": "Paper"}]
    client.put("Invoices", element, headers=KEY)
    sim.clock.advance(6 * 60 - 5)
    client.put("Invoices", element, headers=KEY)
    assert len(org.invoices) == 1
    sim.clock.advance(6)
    client.put("Invoices", element, headers=KEY)
    assert len(org.invoices) == 2


def test_key_has_at_most_128_characters(client):
    element = {"Name": "A"}
    fits = client.put("Contacts", element, headers={"Idempotency-Key": "k" * 128})
    assert fits.status == 200
    refused = client.put("Contacts", element, headers={"Idempotency-Key": "k" * 129})
    assert refused.status == 400


def test_reads_ignore_the_key(client):
    assert client.get("Contacts", headers=KEY).status == 200
    client.add("Contacts", {"Name": "A"})
    assert len(client.get("Contacts", headers=KEY).json()["Contacts"]) == 1


def test_refusals_before_the_work_are_not_stored(sim, client, org):
    sim.clock.set(sim.clock.now())
    sim.world.limiter.limits.minute = 0
    assert client.put("Contacts", {"Name": "A"}, headers=KEY).status == 429
    sim.world.limiter.limits.minute = 60
    assert client.put("Contacts", {"Name": "A"}, headers=KEY).status == 200
