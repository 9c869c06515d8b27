# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The simulated Xero tells apps what has changed (XERO_API §6)."""

import re

import pytest

from ...simulator.books.change import Change
from .client import allocation, banked, line, payment
from .listener import KEY

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: what the specification requires of an event, with what its values look like
REQUIRED = {
    "resourceUrl": re.compile(
        r"https://api\.xero\.com/api\.xro/2\.0/\w+/[0-9a-f-]{36}"
    ),
    "resourceId": GUID,
    "eventDateUtc": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}"),
    "eventType": re.compile("CREATE|UPDATE"),
    "eventCategory": re.compile("[A-Z]+"),
    "tenantId": GUID,
    "tenantType": re.compile("ORGANISATION"),
}


# === INTENT TO RECEIVE === #


def test_intent_to_receive(control, listener):
    shown = control("webhooks", {"url": listener.url, "key": KEY})
    assert (shown["status"], shown["sequence"]) == ("ok", 0)
    assert listener.forged == len(listener.deliveries) == 2
    for content in listener.deliveries:
        assert content["events"] == []
        assert content["firstEventSequence"] == content["lastEventSequence"] == 0


@pytest.mark.parametrize(
    "attribute, value, problem",
    [
        ("status", 204, "answered 204"),
        ("status", 302, "answered 302"),
        ("status", 401, "answered 401"),
        ("text", b"OK", "has a body"),
        ("headers", {"Set-Cookie": "session_id=1"}, "sets a cookie"),
    ],
)
def test_answers_that_xero_does_not_accept(
    control, listener, flush, client, attribute, value, problem
):
    setattr(listener, attribute, value)
    shown = control("webhooks", {"url": listener.url, "key": KEY})
    assert shown["status"] == "intent to receive required"
    assert problem in shown["message"]
    listener.clear()
    client.add("Contacts", {"Name": "Unheard"})
    flush()
    assert not listener.deliveries


def test_address_that_believes_everything(control, listener):
    listener.take = lambda handler: (
        handler.rfile.read(int(handler.headers["Content-Length"])),
        handler.send_response(200),
        handler.send_header("Content-Length", "0"),
        handler.end_headers(),
    )
    shown = control("webhooks", {"url": listener.url, "key": KEY})
    assert "answered 200 instead of 401" in shown["message"]


@pytest.mark.parametrize(
    "url", ["http://odoo.example/hook", "https://odoo.example:8443/hook", "odoo"]
)
def test_addresses_that_the_portal_refuses(control, url):
    control("webhooks", {"url": url, "key": KEY}, 400)


def test_unknown_category_or_app(control, listener):
    body = {"url": listener.url, "key": KEY}
    control("webhooks", {**body, "categories": ["TELEPATHY"]}, 400)
    control("webhooks", {**body, "client_id": "nobody"}, 404)


# === EVENTS === #


def test_shape_of_events(subscribed, flush, client, org):
    contact = client.add("Contacts", {"Name": "Ann Able"})
    flush()
    (content,) = subscribed.deliveries
    (event,) = content["events"]
    assert set(event) == set(REQUIRED)
    for name, pattern in REQUIRED.items():
        assert pattern.fullmatch(event[name]), name
    assert event["tenantId"] == org.tenant_id
    assert event["resourceId"] == contact["ContactID"]
    assert content["firstEventSequence"] == content["lastEventSequence"] == 1
    assert content["entropy"]
    assert "json" in subscribed.sent_headers[0]["Content-Type"]


def test_contacts(subscribed, flush, client, control):
    ann = client.add("Contacts", {"Name": "Ann"})["ContactID"]
    bob = client.add("Contacts", {"Name": "Bob"})["ContactID"]
    flush()
    assert subscribed.told() == [("CONTACT", "CREATE", ann), ("CONTACT", "CREATE", bob)]
    subscribed.clear()
    client.update("Contacts", {"ContactID": ann, "FirstName": "Ann"})
    flush()
    client.update("Contacts", {"ContactID": ann, "ContactStatus": "ARCHIVED"})
    flush()
    control("edit", {"entity": "contact", "id": bob, "wire": {"Name": None}})
    flush()
    told = [("CONTACT", "UPDATE", ann)] * 2 + [("CONTACT", "UPDATE", bob)]
    assert subscribed.told() == told


def test_merged_contact(subscribed, flush, client, control):
    ann = client.add("Contacts", {"Name": "Ann"})["ContactID"]
    client.add("Contacts", {"Name": "Bob"})
    flush()
    subscribed.clear()
    control("merge", {"source": "Ann", "target": "Bob"})
    flush()
    assert subscribed.told() == [("CONTACT", "UPDATE", ann)]


def test_invoices_and_payments(subscribed, flush, client, control, authorised):
    due = authorised()["InvoiceID"]
    flush()
    assert ("INVOICE", "CREATE", due) in subscribed.told()
    subscribed.clear()
    paid = client.add("Payments", payment(due, 20))["PaymentID"]
    flush()
    assert subscribed.told() == [
        ("PAYMENT", "CREATE", paid),
        ("INVOICE", "UPDATE", due),
    ]
    subscribed.clear()
    control("void", {"payment": paid})
    flush()
    assert subscribed.told() == [
        ("PAYMENT", "UPDATE", paid),
        ("INVOICE", "UPDATE", due),
    ]
    subscribed.clear()
    control("void", {"invoice": due})
    flush()
    assert subscribed.told() == [("INVOICE", "UPDATE", due)]


def test_credit_notes_and_allocations(subscribed, flush, client, authorised, credited):
    due, note = authorised()["InvoiceID"], credited()["CreditNoteID"]
    flush()
    created = next(
        each for each in subscribed.events if each["eventCategory"] == "CREDITNOTE"
    )
    assert created["data"] == {"Type": "ACCRECCREDIT", "Status": "AUTHORISED"}
    subscribed.clear()
    client.put(f"CreditNotes/{note}/Allocations", allocation(due, 5))
    flush()
    assert set(subscribed.told()) == {
        ("CREDITNOTE", "UPDATE", note),
        ("INVOICE", "UPDATE", due),
    }


@pytest.mark.parametrize("kind", ["PREPAYMENT", "OVERPAYMENT"])
def test_money_in_advance(subscribed, flush, client, control, contact, kind):
    account = "610" if kind == "OVERPAYMENT" else "200"
    element = banked(contact["ContactID"], f"RECEIVE-{kind}", line(account=account))
    made = client.add("BankTransactions", element)
    key = made[f"{kind.title()}ID"]
    flush()
    assert subscribed.told()[-1] == (kind, "CREATE", key)
    subscribed.clear()
    control("void", {"bank_transaction": made["BankTransactionID"]})
    flush()
    (event,) = subscribed.events
    assert (event["eventCategory"], event["eventType"]) == (kind, "UPDATE")
    if kind == "PREPAYMENT":
        assert event["data"]["Status"] == "VOIDED"


def test_only_what_was_chosen(control, listener, flush, client, authorised):
    body = {"url": listener.url, "key": KEY, "categories": ["INVOICE"]}
    control("webhooks", body)
    listener.clear()
    authorised()
    flush()
    assert {category for category, _type, _id in listener.told()} == {"INVOICE"}


def test_organisations_that_are_not_connected(subscribed, flush, sim, client):
    sim.world.identity.disconnect(client.tenant)
    person = sim.world.organisation().contacts
    person.create({"Name": "Unheard"}, Change(sim.clock.now()))
    flush()
    assert not subscribed.deliveries


def test_what_is_refused_is_no_event(subscribed, flush, client, contact):
    flush()
    subscribed.clear()
    assert client.put("Contacts", {"Name": "Ann Able"}).status == 400
    flush()
    assert not subscribed.deliveries
