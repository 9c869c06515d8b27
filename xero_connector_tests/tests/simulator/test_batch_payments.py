# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Batch payments (XERO_API §4 "Payments, credits, bank")."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import (
    Account,
    BatchPayment,
    BatchPaymentDelete,
    BatchPaymentDeleteByUrlParam,
    BatchPayments,
    Invoice,
    Payment,
)

from .client import API, invoice, line, refund

IN_BATCH = "This payment is part of a batch payment and cannot be deleted"


def batch(*amounts: tuple, **fields) -> dict:
    """:param amounts: pairs of an InvoiceID and what is paid of it."""
    payments = [
        {"Invoice": {"InvoiceID": key}, "Amount": paid} for key, paid in amounts
    ]
    values = {
        "Account": {"Code": "090"},
        "Date": "2026-03-15",
        "Reference": "Lot 7",
        "Payments": payments,
    }
    return {**values, **fields}


@pytest.fixture
def due(authorised):
    """Two approved invoices of 120.00 each: their ids."""
    return [authorised()["InvoiceID"] for _number in range(2)]


@pytest.fixture
def bill(client, contact):
    element = invoice(contact["ContactID"], line(account="429"), Type="ACCPAY")
    return client.add("Invoices", element)["InvoiceID"]


def test_through_the_sdk(client, org, due):
    wanted = BatchPayment(
        account=Account(code="090"),
        date=date(2026, 3, 15),
        reference="Lot 7",
        payments=[
            Payment(invoice=Invoice(invoice_id=due[0]), amount=120),
            Payment(invoice=Invoice(invoice_id=due[1]), amount=20),
        ],
    )
    made = client.sdk.create_batch_payment(
        client.tenant, BatchPayments(batch_payments=[wanted])
    ).batch_payments[0]
    key = made.batch_payment_id
    shown = client.sdk.get_batch_payment(client.tenant, key).batch_payments[0]
    assert (shown.type, shown.status) == ("RECBATCH", "AUTHORISED")
    assert float(shown.total_amount) == 140 and shown.reference == "Lot 7"
    assert [each.amount for each in shown.payments] == [120, 20]
    statuses = [client.one(f"Invoices/{each}")["Status"] for each in due]
    assert statuses == ["PAID", "AUTHORISED"]
    assert org.bank_balances() == {"090": Decimal("140.00")}


@pytest.mark.parametrize("by_path", [True, False])
def test_deleted_through_the_sdk(client, org, due, by_path):
    made = client.add("BatchPayments", batch((due[0], 120), (due[1], 20)))
    key = made["BatchPaymentID"]
    if by_path:
        body = BatchPaymentDeleteByUrlParam(status="DELETED")
        gone = client.sdk.delete_batch_payment_by_url_param(client.tenant, key, body)
    else:
        body = BatchPaymentDelete(status="DELETED", batch_payment_id=key)
        gone = client.sdk.delete_batch_payment(client.tenant, body)
    assert gone.batch_payments[0].status == "DELETED"
    shown = client.one(f"BatchPayments/{key}")
    assert (shown["TotalAmount"], shown["Payments"]) == (140, [])
    assert client.one(f"Invoices/{due[0]}")["Status"] == "AUTHORISED"
    assert [each["Status"] for each in client.get("Payments").json()["Payments"]] == [
        "DELETED",
        "DELETED",
    ]
    balance = org.trial_balance()
    assert (balance["090"], balance["610"]) == (0, 240)
    again = client.post(f"BatchPayments/{key}", {"Status": "DELETED"})
    assert again.messages == ["Batch Payment not of valid status for modification"]


def test_bills(client, org, bill):
    made = client.add("BatchPayments", batch((bill, 120)))
    assert made["Type"] == "PAYBATCH"
    balance = org.trial_balance()
    assert (balance["090"], balance["800"]) == (-120, 0)


def test_its_payments_belong_together(client, due):
    made = client.add("BatchPayments", batch((due[0], 120), (due[1], 20)))
    key = made["BatchPaymentID"]
    payment = made["Payments"][0]["PaymentID"]
    refused = client.post(f"Payments/{payment}", {"Status": "DELETED"})
    assert refused.messages == [IN_BATCH]
    shown = client.one(f"Payments/{payment}")
    assert (shown["BatchPaymentID"], shown["BatchPayment"]["Type"]) == (key, "RECBATCH")
    on_invoice = client.one(f"Invoices/{due[0]}")["Payments"][0]
    assert on_invoice["BatchPaymentID"] == key


def test_whole_or_not_at_all(client, org, due, bill, credited):
    credit = credited(line("10"))["CreditNoteID"]
    exceeds = "Payment amount exceeds the amount outstanding on this document"
    for element, message in (
        (batch((due[0], 100), (due[1], 121)), exceeds),
        (
            batch((due[0], 1), (bill, 1)),
            "A batch payment can only pay invoices or only bills.",
        ),
        (
            batch((due[0], 1), (due[0], 1)),
            "A document can be paid only once in a batch payment.",
        ),
        (
            batch(Payments=[refund(1, CreditNote={"CreditNoteID": credit})]),
            "A batch payment can only pay invoices or bills.",
        ),
        (batch(), "A batch payment must have at least one payment."),
        (
            batch((due[0], 1), Account={"Code": "210"}),
            "The Bank Account must be valid.",
        ),
        (
            batch((due[0], 1), Particulars="x" * 13),
            "The Particulars field must not be longer than 12 characters.",
        ),
    ):
        assert client.put("BatchPayments", element).messages == [message]
    assert org.bank_balances() == {} and len(org.payments) == 0


def test_both_kinds_of_error_report(client, due):
    good, bad = batch((due[0], 1)), batch((due[0], 500))
    each = client.put("BatchPayments", good, bad, summarizeErrors="false")
    shown = each.json()["BatchPayments"]
    assert [one["StatusAttributeString"] for one in shown] == ["OK", "ERROR"]
    assert client.put("BatchPayments", good, bad).status == 400
    assert len(client.get("BatchPayments").json()["BatchPayments"]) == 2


def test_lock_date_and_changes(client, org, due):
    key = client.add("BatchPayments", batch((due[0], 1)))["BatchPaymentID"]
    path = f"BatchPayments/{key}"
    assert client.post(path, {"Reference": "x"}).messages == [
        "Only Status accepted for updates."
    ]
    org.period_lock_date = date(2026, 3, 31)
    assert client.post(path, {"Status": "DELETED"}).status == 400
    assert client.put("BatchPayments", batch((due[0], 1))).status == 400
    unknown = client.http("POST", f"{API}/BatchPayments", {"Status": "DELETED"})
    assert unknown.status == 400


def test_list(client, due, bill):
    client.add("BatchPayments", batch((due[0], 1)))
    client.add("BatchPayments", batch((bill, 2), Reference="Lot 8"))
    where = 'Type=="PAYBATCH" AND Reference=="Lot 8"'
    shown = client.get("BatchPayments", where=where).json()["BatchPayments"]
    assert [each["TotalAmount"] for each in shown] == [2]


def test_scope(sim, client):
    client.tokens = sim.world.tokens(scope="openid accounting.invoices")
    assert client.get("BatchPayments").status == 401
