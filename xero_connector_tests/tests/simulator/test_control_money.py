# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does with money, through the control API and on the pages."""

import pytest

from .client import banked, line


@pytest.fixture
def state(client, org):
    return lambda: client.http("GET", "/_sim/state", tenant=org.tenant_id).json()


def test_allocate_and_take_back(control, state, authorised, credited):
    due, note = authorised(), credited(line("50"))
    made = control(
        "allocate",
        {"credit_note": note["CreditNoteNumber"], "invoice": due["InvoiceNumber"]},
    )
    assert made["Amount"] == 60
    shown = state()
    assert shown["credit_notes"][0]["Allocations"][0]["Amount"] == 60
    assert shown["invoices"][0]["CreditNotes"][0]["AppliedAmount"] == 60
    control("void", {"invoice": due["InvoiceID"]}, 400)
    control("void", {"allocation": made["AllocationID"]})
    assert state()["invoices"][0]["AmountDue"] == 120
    assert control("void", {"credit_note": note["CreditNoteID"]})["Status"] == "VOIDED"


def test_refunds(control, state, client, contact, credited):
    note = credited(line("50"))
    body = {"account": "090", "date": "2026-03-20", "is_reconciled": True}
    made = control("refund", {"credit_note": note["CreditNoteID"], **body})
    assert (made["PaymentType"], made["Amount"]) == ("ARCREDITPAYMENT", 60)
    control("void", {"payment": made["PaymentID"]}, 400)
    for kind in ("overpayment", "prepayment"):
        element = banked(
            contact["ContactID"], f"RECEIVE-{kind.upper()}", line(account="610")
        )
        if kind == "prepayment":
            element["LineItems"] = [line()]
        made = client.add("BankTransactions", element)
        key = made[f"{kind.title()}ID"]
        control("refund", {kind: key, "amount": 10, **body})
        record = state()[f"{kind}s"][0]
        assert record["RemainingCredit"] == record["Total"] - 10
    assert len(state()["bank_transactions"]) == 2


def test_batch_and_reconcile(control, state, authorised):
    invoices = [authorised()["InvoiceNumber"] for _number in range(2)]
    made = control(
        "batch",
        {
            "account": "090",
            "payments": [
                {"invoice": invoices[0]},
                {"invoice": invoices[1], "amount": "20"},
            ],
        },
    )
    key = made["BatchPaymentID"]
    assert made["TotalAmount"] == 140
    payment = state()["payments"][0]["PaymentID"]
    assert control("reconcile", {"payment": payment})["IsReconciled"] is True
    shown = state()
    assert shown["batch_payments"][0]["IsReconciled"] is True
    assert all(each["IsReconciled"] for each in shown["payments"])
    control("void", {"batch_payment": key}, 400)
    control("reconcile", {"batch_payment": key, "reconciled": False})
    assert control("void", {"batch_payment": key})["Status"] == "DELETED"
    assert {each["AmountDue"] for each in state()["invoices"]} == {120}


def test_reconcile_a_bank_transaction(control, client, contact):
    element = banked(contact["ContactID"], "SPEND", line(account="429"))
    key = client.add("BankTransactions", element)["BankTransactionID"]
    control("reconcile", {"bank_transaction": key})
    assert client.one(f"BankTransactions/{key}")["IsReconciled"] is True
    control("void", {"bank_transaction": key}, 400)
    control("reconcile", {"bank_transaction": key, "reconciled": False})
    assert control("void", {"bank_transaction": key})["Status"] == "DELETED"


def test_what_is_not_there(control):
    control("pay", {"account": "090"}, 404)
    control("reconcile", {"payment": "nobody"}, 404)
    control("void", {"allocation": "nobody"}, 400)
    control("void", {"batch_payment": "nobody"}, 400)


def test_page_lists_credit_notes(client, org, credited):
    credited(line("50"))
    page = client.http("GET", f"/organisation/{org.short_code}").data.decode()
    assert "o_sim_credit_note_row AUTHORISED" in page and "CN-0001" in page
