# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Request bodies: formats, property names and types."""

from xml.etree import ElementTree

import pytest

from .client import API, invoice, line

XML = {"Content-Type": "application/xml", "Accept": "application/xml"}


def test_unknown_names_are_ignored_and_recorded(sim, client, contact):
    element = invoice(contact["ContactID"], line(Colour="red"), Foo=1)
    assert client.put("Invoices", element).status == 200
    entry = sim.requests("Invoices", "PUT")[-1]
    assert entry.unknown_keys == ["Invoice.LineItems.Colour", "Invoice.Foo"]


def test_known_names_leave_no_trace(sim, client, contact):
    client.put("Invoices", invoice(contact["ContactID"]))
    assert not any(entry.unknown_keys for entry in sim.requests())


@pytest.mark.parametrize(
    "change",
    [
        {"LineItems": "nope"},
        {"LineItems": ["nope"]},
        {"Contact": "nope"},
        {"Date": "yesterday"},
        {"CurrencyRate": "much"},
        {"CurrencyRate": True},
        {"CurrencyRate": 10**30},
        {"SentToContact": "perhaps"},
        {"Reference": {"a": 1}},
        {"LineAmountTypes": "NO_TAX"},
        {"Type": "BOGUS"},
        {"Status": "NONSENSE"},
    ],
)
def test_wrong_type_refuses_the_whole_request(client, org, contact, change):
    good = invoice(contact["ContactID"])
    refused = client.put("Invoices", good, {**good, **change}, summarizeErrors="false")
    assert refused.status == 400
    assert refused.json()["Type"] == "PostDataInvalidException"
    assert len(org.invoices) == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b'{"Contacts": 7}', b"<a/>"]
)
def test_what_is_no_document(client, body):
    refused = client.http("PUT", f"{API}/Contacts", body)
    assert refused.status == 400
    assert refused.json()["Type"] == "PostDataInvalidException"


@pytest.mark.parametrize("body", [{"Contacts": []}, {}])
def test_nothing_to_do(client, body):
    refused = client.http("PUT", f"{API}/Contacts", body)
    assert refused.json()["Type"] == "NoDataProcessedException"
    assert "expecting Contact data" in refused.json()["Message"]


def test_numbers_dates_and_booleans_as_text(client, contact):
    element = invoice(
        contact["ContactID"],
        line("12.50", Quantity="2"),
        Date="/Date(1772409600000+0000)/",
        DueDate="2026-04-01T10:00:00Z",
        SentToContact="true",
    )
    saved = client.add("Invoices", element)
    assert saved["SubTotal"] == 25
    assert saved["DateString"] == "2026-03-02T00:00:00"
    assert saved["DueDateString"] == "2026-04-01T00:00:00"
    assert saved["SentToContact"] is True


def test_null_means_not_sent(client, contact):
    element = {"ContactID": contact["ContactID"], "ContactNumber": None, "Name": None}
    assert client.update("Contacts", element)["ContactNumber"] == "C-1"


def test_one_bare_object(client):
    answer = client.http("PUT", f"{API}/Contacts", {"Name": "Bare"})
    assert answer.json()["Contacts"][0]["Name"] == "Bare"


def test_body_limit(client):
    element = {"Name": "A", "BankAccountDetails": "x" * 3_500_000}
    assert client.put("Contacts", element).status == 413


def test_xml_request_and_answer(client, contact):
    body = (
        "<Invoices><Invoice><Type>ACCREC</Type><Contact><ContactID>"
        f"{contact['ContactID']}</ContactID></Contact><Date>2026-03-02T00:00:00</Date>"
        "<DueDate>2026-04-01T00:00:00</DueDate><Status>AUTHORISED</Status><LineItems>"
        "<LineItem><Description>Tea &amp; milk</Description><Quantity>2</Quantity>"
        "<UnitAmount>20.00</UnitAmount><AccountCode>200</AccountCode></LineItem>"
        "</LineItems></Invoice></Invoices>"
    )
    answer = client.http("PUT", f"{API}/Invoices", body.encode(), XML)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.findtext("Invoices/Invoice/Total") == "48.00"
    assert root.findtext("Invoices/Invoice/DueDate") == "2026-04-01T00:00:00"
    text = "Invoices/Invoice/LineItems/LineItem/Description"
    assert root.findtext(text) == "Tea & milk"
    assert root.findtext("Invoices/Invoice/HasErrors") == "false"


def test_xml_error(client):
    body = b"<Contact><Name/></Contact>"
    refused = client.http("PUT", f"{API}/Contacts", body, XML)
    assert refused.status == 400
    root = ElementTree.fromstring(refused.data)
    assert root.tag == "ApiException"
    message = root.findtext(
        "Elements/DataContractBase/ValidationErrors/ValidationError/Message"
    )
    assert message == "Contact Name cannot be empty."


def test_xml_in_a_form(client):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"xml=%3CContact%3E%3CName%3EForm%3C%2FName%3E%3C%2FContact%3E"
    answer = client.http("PUT", f"{API}/Contacts", body, form)
    assert answer.json()["Contacts"][0]["Name"] == "Form"


def test_xml_is_the_default(client):
    answer = client.get("Organisation", headers={"Accept": "*/*"})
    root = ElementTree.fromstring(answer.data)
    assert root.findtext("Organisations/Organisation/BaseCurrency") == "GBP"
