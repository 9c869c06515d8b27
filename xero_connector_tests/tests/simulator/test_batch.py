# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""summarizeErrors in both modes (XERO_API §3)."""

import pytest
from xero_python.exceptions import AccountingBadRequestException

from .client import invoice, payment

ZERO = "00000000-0000-0000-0000-000000000000"


def three(contact):
    good = contact["ContactID"]
    return [
        invoice(good, InvoiceNumber="A-1"),
        invoice(ZERO[:-1] + "9", InvoiceNumber="A-2"),
        invoice(good, InvoiceNumber="A-3"),
    ]


def test_without_it_valid_elements_are_saved_yet_not_returned(client, org, contact):
    refused = client.put("Invoices", *three(contact))
    assert refused.status == 400
    body = refused.json()
    assert body["ErrorNumber"] == 10
    assert body["Type"] == "ValidationException"
    assert body["Message"] == "A validation exception occurred"
    assert [each["InvoiceNumber"] for each in body["Elements"]] == ["A-2"]
    failed = body["Elements"][0]
    assert failed["InvoiceID"] == ZERO and failed["HasErrors"] is True
    assert failed["ValidationErrors"] and failed["Warnings"] == []
    assert [each.number for each in org.invoices] == ["A-1", "A-3"]


@pytest.mark.parametrize("value", ["false", "False", "FALSE"])
def test_false_reports_every_element_in_order(client, org, contact, value):
    answer = client.put("Invoices", *three(contact), summarizeErrors=value)
    assert answer.status == 200
    shown = answer.json()["Invoices"]
    assert [each["InvoiceNumber"] for each in shown] == ["A-1", "A-2", "A-3"]
    assert [each["StatusAttributeString"] for each in shown] == ["OK", "ERROR", "OK"]
    assert [each["HasErrors"] for each in shown] == [False, True, False]
    assert shown[1]["InvoiceID"] == ZERO
    assert shown[0]["InvoiceID"] == org.invoices.get("A-1").id


def test_true_is_the_default(client, contact):
    assert client.put("Invoices", *three(contact), summarizeErrors="true").status == 400


def test_all_valid_is_200_in_both_modes(client):
    assert client.put("Contacts", {"Name": "A"}).status == 200
    assert client.put("Contacts", {"Name": "B"}, summarizeErrors="false").status == 200


@pytest.mark.parametrize(
    ("path", "element", "key"),
    [
        ("Contacts", {"Name": ""}, "ContactID"),
        ("Payments", {"Amount": 1}, "PaymentID"),
    ],
)
def test_contacts_and_payments_flag_validation_errors(client, path, element, key):
    answer = client.put(path, element, summarizeErrors="false")
    shown = answer.json()[path][0]
    assert shown["HasValidationErrors"] is True
    assert shown[key] == ZERO
    assert shown["StatusAttributeString"] == "ERROR"


def test_sdk_sees_both(client, contact):
    batch = {"Invoices": three(contact)}
    shown = client.sdk.create_invoices(client.tenant, batch, summarize_errors=False)
    assert [each.status_attribute_string for each in shown.invoices] == [
        "OK",
        "ERROR",
        "OK",
    ]
    with pytest.raises(AccountingBadRequestException) as caught:
        client.sdk.create_invoices(client.tenant, batch, summarize_errors=True)
    assert caught.value.error_data["ErrorNumber"] == 10


def test_later_elements_see_earlier_ones(client, authorised):
    due = authorised()
    amount = due["AmountDue"]
    answer = client.put(
        "Payments",
        payment(due["InvoiceID"], amount),
        payment(due["InvoiceID"], amount),
        summarizeErrors="false",
    )
    shown = answer.json()["Payments"]
    assert [each["StatusAttributeString"] for each in shown] == ["OK", "ERROR"]
    twice = client.put(
        "Invoices",
        invoice(due["Contact"]["ContactID"], InvoiceNumber="SAME"),
        invoice(due["Contact"]["ContactID"], InvoiceNumber="SAME"),
        summarizeErrors="false",
    )
    assert twice.messages == ["Invoice # must be unique."]


def test_failed_update_keeps_its_id(client, authorised):
    known = authorised()["InvoiceID"]
    client.update("Invoices", {"InvoiceID": known, "Status": "VOIDED"})
    refused = client.post("Invoices", {"InvoiceID": known, "Reference": "late"})
    assert refused.json()["Elements"][0]["InvoiceID"] == known


def test_envelope(client):
    body = client.put("Contacts", {"Name": "A"}).json()
    assert body["Status"] == "OK" and body["ProviderName"] == "Demo app"
    assert body["Id"] and body["DateTimeUTC"].startswith("/Date(")
