# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments (XERO_API §4 "Payments, credits, bank")."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import (
    Account,
    Invoice,
    Payment,
    PaymentDelete,
    Payments,
)

from .client import API, invoice, line, payment

NOT_AUTHORISED = "Payments can only be made against Authorised documents"
TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
NOT_MODIFIABLE = ["Payment not of valid status for modification"]


@pytest.fixture
def due(authorised):
    """An approved invoice of 120.00."""
    return authorised()


def test_part_payment_and_the_rest(client, due):
    key = due["InvoiceID"]
    first = client.add("Payments", payment(key, "20.00", Reference="Cheque 1"))
    assert first["PaymentType"] == "ACCRECPAYMENT"
    assert first["Status"] == "AUTHORISED" and first["BankAmount"] == 20
    assert first["Invoice"]["AmountDue"] == 100
    saved = client.one(f"Invoices/{key}")
    assert saved["Status"] == "AUTHORISED" and saved["AmountPaid"] == 20
    assert "FullyPaidOnDate" not in saved
    client.add("Payments", payment(key, "100.00", Date="2026-03-20"))
    saved = client.one(f"Invoices/{key}")
    assert saved["Status"] == "PAID" and saved["AmountDue"] == 0
    assert saved["FullyPaidOnDate"] == "/Date(1773964800000+0000)/"
    assert [each["Amount"] for each in saved["Payments"]] == [20, 100]
    assert saved["Payments"][0]["Reference"] == "Cheque 1"


def test_create_and_delete_through_the_sdk(client, due):
    wanted = Payment(
        invoice=Invoice(invoice_id=due["InvoiceID"]),
        account=Account(code="090"),
        date=date(2026, 3, 10),
        amount=120,
    )
    made = client.sdk.create_payments(client.tenant, Payments(payments=[wanted]))
    key = made.payments[0].payment_id
    deletion = PaymentDelete(status="DELETED")
    gone = client.sdk.delete_payment(client.tenant, key, deletion)
    assert gone.payments[0].status == "DELETED"
    assert client.sdk.get_payment(client.tenant, key).payments[0].status == "DELETED"


def test_post_takes_one_or_many(client, due, authorised):
    other = authorised()
    single = payment(due["InvoiceID"], 1)
    assert client.http("POST", f"{API}/Payments", single).status == 200
    many = client.post(
        "Payments",
        payment(due["InvoiceID"], 2),
        payment(other["InvoiceID"], 500),
        summarizeErrors="false",
    )
    shown = many.json()["Payments"]
    assert [each["StatusAttributeString"] for each in shown] == ["OK", "ERROR"]


def test_invoice_by_number_and_account_by_id_or_code(client, org, due):
    number = due["InvoiceNumber"]
    account = {"AccountID": org.accounts.get("091").id}
    element = {"Invoice": {"InvoiceNumber": number}, "Account": account, "Amount": 1}
    assert client.add("Payments", element)["Account"]["Code"] == "091"
    element = {"InvoiceNumber": number, "Code": "090", "Amount": 1}
    saved = client.add("Payments", element)
    assert saved["Date"] and saved["Invoice"]["InvoiceNumber"] == number


@pytest.mark.parametrize("amount", ["120.01", "1000"])
def test_not_more_than_is_due(client, due, amount):
    refused = client.put("Payments", payment(due["InvoiceID"], amount))
    assert refused.messages == [TOO_MUCH]


@pytest.mark.parametrize("amount", [0, -5, "0.004", None])
def test_amount_must_be_positive(client, due, amount):
    refused = client.put("Payments", payment(due["InvoiceID"], amount))
    assert refused.messages == ["Payment amount must be greater than zero"]


@pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED", "DELETED", "VOIDED"])
def test_only_on_authorised_documents(client, contact, status):
    first = {"VOIDED": "AUTHORISED", "DELETED": "DRAFT"}.get(status, status)
    saved = client.add("Invoices", invoice(contact["ContactID"], Status=first))
    key = saved["InvoiceID"]
    if first != status:
        client.update("Invoices", {"InvoiceID": key, "Status": status})
    assert NOT_AUTHORISED in client.put("Payments", payment(key, 1)).messages


def test_paid_invoice_says_both(client, due):
    client.add("Payments", payment(due["InvoiceID"], 120))
    refused = client.put("Payments", payment(due["InvoiceID"], 1))
    assert refused.messages == [NOT_AUTHORISED, TOO_MUCH]


def test_account_must_be_a_bank_or_enabled(client, org, due):
    key = due["InvoiceID"]
    refused = client.put("Payments", payment(key, 1, "429"))
    message = "Account type is invalid for making a payment to/from"
    assert refused.messages == [message]
    assert client.put("Payments", payment(key, 1, "999")).status == 400
    assert client.put("Payments", {**payment(key, 1), "Account": {}}).status == 400
    discount = client.add("Payments", payment(key, 1, "210"))
    assert discount["Account"]["Name"] == "Discounts given"
    org.accounts.get("091").status = "ARCHIVED"
    assert client.put("Payments", payment(key, 1, "091")).status == 400


def test_bank_account_without_code(client, org, due):
    bank = org.add_account("", "Till", "BANK")
    element = {**payment(due["InvoiceID"], 5), "Account": {"AccountID": bank.id}}
    saved = client.add("Payments", element)
    assert "Code" not in saved["Account"]
    assert org.bank_balances() == {"Till": Decimal("5.00")}


def test_unknown_invoice_and_other_targets(client):
    unknown = "11111111-1111-1111-1111-111111111111"
    assert client.put("Payments", payment(unknown, 1)).status == 400
    assert client.put("Payments", {"Amount": 1}).status == 400
    element = {**payment(unknown, 1), "CreditNote": {"CreditNoteID": unknown}}
    assert client.put("Payments", element).status == 400


def test_lock_date(client, org, due):
    org.period_lock_date = date(2026, 3, 31)
    assert client.put("Payments", payment(due["InvoiceID"], 1)).status == 400
    late = payment(due["InvoiceID"], 1, Date="2026-04-01")
    saved = client.add("Payments", late)
    org.period_lock_date = date(2026, 4, 30)
    path = f"Payments/{saved['PaymentID']}"
    assert client.post(path, {"Status": "DELETED"}).status == 400


@pytest.mark.parametrize("how", ["bare", "envelope", "collection"])
def test_deleting_reopens_the_invoice(client, org, due, how):
    made = client.add("Payments", payment(due["InvoiceID"], 120))
    key = made["PaymentID"]
    if how == "bare":
        answer = client.http("POST", f"{API}/Payments/{key}", {"Status": "DELETED"})
    elif how == "envelope":
        answer = client.post(f"Payments/{key}", {"Status": "DELETED"})
    else:
        answer = client.post("Payments", {"PaymentID": key, "Status": "DELETED"})
    assert answer.json()["Payments"][0]["Status"] == "DELETED"
    saved = client.one(f"Invoices/{due['InvoiceID']}")
    assert saved["Status"] == "AUTHORISED" and saved["AmountDue"] == 120
    assert saved["Payments"] == [] and "FullyPaidOnDate" not in saved
    assert org.bank_balances() == {"090": Decimal(0)}


def test_payments_are_immutable(client, due):
    made = client.add("Payments", payment(due["InvoiceID"], 20))
    path = f"Payments/{made['PaymentID']}"
    only_status = ["Only Status accepted for updates."]
    assert client.post(path, {"Amount": 30}).messages == only_status
    changed = {**made, "Status": "DELETED"}
    assert client.post("Payments", changed).messages == only_status
    assert client.post(path, {"Status": "AUTHORISED"}).messages == NOT_MODIFIABLE
    client.update(path, {"Status": "DELETED"})
    assert client.post(path, {"Status": "DELETED"}).messages == NOT_MODIFIABLE
    assert client.get("Payments/11111111-1111-1111-1111-111111111111").status == 404


def test_reconciled_payment_is_not_deleted(client, due):
    made = client.add("Payments", payment(due["InvoiceID"], 20, IsReconciled=True))
    assert made["IsReconciled"] is True
    refused = client.post(f"Payments/{made['PaymentID']}", {"Status": "DELETED"})
    assert refused.status == 400


def test_payment_moves_the_invoices_date(sim, client, due):
    sim.clock.advance(60)
    made = client.add("Payments", payment(due["InvoiceID"], 20))
    moved = client.one(f"Invoices/{due['InvoiceID']}")
    assert moved["UpdatedDateUTC"] > due["UpdatedDateUTC"]
    sim.clock.advance(60)
    client.update(f"Payments/{made['PaymentID']}", {"Status": "DELETED"})
    again = client.one(f"Invoices/{due['InvoiceID']}")
    assert again["UpdatedDateUTC"] > moved["UpdatedDateUTC"]


def test_bill_payment(client, org, contact):
    bill = invoice(contact["ContactID"], line(account="429"), Type="ACCPAY")
    key = client.add("Invoices", bill)["InvoiceID"]
    made = client.add("Payments", payment(key, 120))
    assert made["PaymentType"] == "ACCPAYPAYMENT"
    assert org.bank_balances() == {"090": Decimal("-120.00")}


def test_currency_of_the_bank_account(client, org, due):
    euro = org.add_account("092", "Euro account", "BANK", currency_code="EUR")
    refused = client.put("Payments", payment(due["InvoiceID"], 1, euro.code))
    assert refused.messages == ["The account's currency does not match the document."]


def test_reference_length(client, due):
    element = payment(due["InvoiceID"], 1, Reference="x" * 256)
    assert client.put("Payments", element).status == 400


def test_list(client, due):
    for amount in (1, 2, 3):
        client.add("Payments", payment(due["InvoiceID"], amount))
    shown = client.get(
        "Payments",
        where='Amount>=2 AND PaymentType=="ACCRECPAYMENT"',
        order="Amount DESC",
        page=1,
    ).json()
    assert [each["Amount"] for each in shown["Payments"]] == [3, 2]
    assert shown["pagination"]["itemCount"] == 2
    assert shown["Payments"][0]["Invoice"]["InvoiceID"] == due["InvoiceID"]
