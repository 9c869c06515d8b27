# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Allocations of credit notes, and their refunds (XERO_API §4)."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import Allocation, Allocations, Invoice

from .client import allocation, invoice, line, payment, refund

TOO_MUCH = (
    "Credit Note cannot be allocated as amount is greater than amount outstanding"
)
SETTLED = (
    "This document cannot be edited as it has a payment or credit note allocated to it."
)


@pytest.fixture
def note(credited):
    """An approved credit note of 60.00."""
    return credited(line("50"))


@pytest.fixture
def path(note):
    return f"CreditNotes/{note['CreditNoteID']}/Allocations"


@pytest.fixture
def due(authorised):
    """An approved invoice of 120.00."""
    return authorised()


def test_through_the_sdk(client, note, due):
    wanted = Allocation(
        invoice=Invoice(invoice_id=due["InvoiceID"]), amount=60, date=date(2026, 3, 11)
    )
    made = client.sdk.create_credit_note_allocation(
        client.tenant, note["CreditNoteID"], Allocations(allocations=[wanted])
    )
    assert made.allocations[0].amount == 60
    shown = client.sdk.get_credit_note(client.tenant, note["CreditNoteID"])
    used = shown.credit_notes[0]
    assert (used.status, used.remaining_credit) == ("PAID", 0)
    assert used.allocations[0].invoice.invoice_id == due["InvoiceID"]
    saved = client.sdk.get_invoice(client.tenant, due["InvoiceID"]).invoices[0]
    assert (saved.amount_credited, saved.amount_due) == (60, 60)
    assert saved.credit_notes[0].credit_note_id == note["CreditNoteID"]
    assert saved.credit_notes[0].applied_amount == 60


def test_credit_and_payment_settle_an_invoice(client, org, note, due, path):
    key = due["InvoiceID"]
    client.add("Payments", payment(key, 60))
    client.add(path, allocation(key, 60, Date="2026-04-02"))
    saved = client.one(f"Invoices/{key}")
    assert saved["Status"] == "PAID" and saved["AmountDue"] == 0
    assert (saved["AmountPaid"], saved["AmountCredited"]) == (60, 60)
    assert saved["FullyPaidOnDate"] == "/Date(1775088000000+0000)/"
    assert org.trial_balance() == {
        "090": Decimal("60.00"),
        "200": Decimal("-50.00"),
        "610": Decimal("0.00"),
        "820": Decimal("-10.00"),
    }


def test_removed_allocation_opens_both(sim, client, note, due, path):
    client.add("Payments", payment(due["InvoiceID"], 60))
    made = client.add(path, allocation(due["InvoiceID"], 60))
    sim.clock.advance(60)
    gone = client.http("DELETE", f"/api.xro/2.0/{path}/{made['AllocationID']}")
    assert gone.json()["Allocations"][0]["IsDeleted"] is True
    saved = client.one(f"Invoices/{due['InvoiceID']}")
    assert (saved["Status"], saved["AmountDue"]) == ("AUTHORISED", 60)
    assert saved["CreditNotes"] == []
    freed = client.one(f"CreditNotes/{note['CreditNoteID']}")
    assert (freed["Status"], freed["RemainingCredit"]) == ("AUTHORISED", 60)
    assert freed["Allocations"] == [] and "FullyPaidOnDate" not in freed
    assert freed["UpdatedDateUTC"] > note["UpdatedDateUTC"]
    again = client.http("DELETE", f"/api.xro/2.0/{path}/{made['AllocationID']}")
    assert again.status == 404


def test_the_sdk_cannot_read_a_removal(client, note, due, path):
    """XeroAPI/xero-python#159: removed all the same."""
    made = client.add(path, allocation(due["InvoiceID"], 60))
    with pytest.raises(ValueError, match="Invalid value for `invoice`"):
        client.sdk.delete_credit_note_allocations(
            client.tenant, note["CreditNoteID"], made["AllocationID"]
        )
    assert client.one(f"CreditNotes/{note['CreditNoteID']}")["Allocations"] == []


def test_one_credit_for_many_invoices(client, note, due, authorised, path):
    other = authorised()
    answer = client.put(
        path, allocation(due["InvoiceID"], 20), allocation(other["InvoiceID"], 40)
    )
    assert [each["Amount"] for each in answer.json()["Allocations"]] == [20, 40]
    refused = client.put(path, allocation(due["InvoiceID"], 1)).messages
    assert refused == ["Credit Note not of valid status for allocation", TOO_MUCH]


def test_both_kinds_of_error_report(client, due, path):
    elements = (allocation(due["InvoiceID"], 10), allocation(due["InvoiceID"], 500))
    each = client.put(path, *elements, summarizeErrors="false").json()["Allocations"]
    assert [one["StatusAttributeString"] for one in each] == ["OK", "ERROR"]
    whole = client.put(path, *elements)
    assert whole.status == 400 and whole.messages == [TOO_MUCH]
    assert client.one(f"Invoices/{due['InvoiceID']}")["AmountCredited"] == 20


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Amount": "60.01"}, TOO_MUCH),
        ({"Amount": 0}, "Allocation amount must be greater than zero"),
        ({"Amount": None}, "Allocation amount must be greater than zero"),
        ({"Date": None}, "The Date field must be specified."),
        ({"Invoice": None}, "An invoice must be specified."),
        ({"Invoice": {"InvoiceID": "nobody"}}, "Invoice could not be found"),
    ],
)
def test_refused(client, due, path, change, message):
    element = {**allocation(due["InvoiceID"], 1), **change}
    assert client.put(path, element).messages == [message]


def test_only_what_is_due(client, path, authorised):
    small = authorised(line("10"))
    refused = client.put(path, allocation(small["InvoiceID"], "12.01"))
    assert refused.messages == [TOO_MUCH]


def test_paid_invoice(client, path, due):
    client.add("Payments", payment(due["InvoiceID"], 120))
    assert client.put(path, allocation(due["InvoiceID"], 1)).messages == [
        "The invoice you are trying to allocate to has already been paid off",
        TOO_MUCH,
    ]


def test_documents_must_match(client, org, contact, path):
    org.change_settings(currencies=["EUR"])
    other = client.add("Contacts", {"Name": "Bob"})["ContactID"]
    bill = {"Type": "ACCPAY", "LineItems": [line(account="429")]}
    for fields, message in (
        (bill, "Credit Note cannot be allocated to an incorrect invoice type"),
        ({"Status": "DRAFT"}, "Invoice not of valid status for allocation"),
        (
            {"Contact": {"ContactID": other}},
            "Credit Note cannot be allocated to an invoice of another contact",
        ),
        (
            {"CurrencyCode": "EUR"},
            "Credit Note cannot be allocated to an invoice in another currency",
        ),
    ):
        made = client.add("Invoices", invoice(contact["ContactID"], **fields))
        refused = client.put(path, allocation(made["InvoiceID"], 1))
        assert refused.messages == [message]


def test_credit_must_be_approved(client, credited, due):
    draft = credited(Status="DRAFT")
    refused = client.put(
        f"CreditNotes/{draft['CreditNoteID']}/Allocations",
        allocation(due["InvoiceID"], 1),
    )
    assert refused.messages == ["Credit Note not of valid status for allocation"]


def test_lock_date(client, org, path, due):
    made = client.add(path, allocation(due["InvoiceID"], 1))
    org.period_lock_date = date(2026, 3, 31)
    assert client.put(path, allocation(due["InvoiceID"], 1)).status == 400
    gone = client.http("DELETE", f"/api.xro/2.0/{path}/{made['AllocationID']}")
    assert gone.status == 400


def test_settled_documents_are_closed(client, path, note, due):
    client.add(path, allocation(due["InvoiceID"], 10))
    for record, plural, key in (
        (due, "Invoices", "InvoiceID"),
        (note, "CreditNotes", "CreditNoteID"),
    ):
        address = f"{plural}/{record[key]}"
        for change in ({"Status": "VOIDED"}, {"LineItems": [line("1")]}):
            messages = client.post(address, change).messages
            assert messages[1:] == [SETTLED]


def test_methods(client, path):
    assert client.get(path).status == 501
    assert client.post(path, {}).status == 501


def test_refund(client, org, note):
    target = {"CreditNoteID": note["CreditNoteID"]}
    made = client.add("Payments", refund(60, CreditNote=target))
    assert made["PaymentType"] == "ARCREDITPAYMENT"
    assert made["Invoice"]["InvoiceID"] == note["CreditNoteID"]
    assert made["Invoice"]["Type"] == "ACCRECCREDIT"
    saved = client.one(f"CreditNotes/{note['CreditNoteID']}")
    assert (saved["Status"], saved["RemainingCredit"]) == ("PAID", 0)
    assert saved["Payments"][0]["PaymentID"] == made["PaymentID"]
    assert org.bank_balances() == {"090": Decimal("-60.00")}
    assert org.trial_balance()["610"] == 0
    client.update(f"Payments/{made['PaymentID']}", {"Status": "DELETED"})
    saved = client.one(f"CreditNotes/{note['CreditNoteID']}")
    assert (saved["Status"], saved["RemainingCredit"]) == ("AUTHORISED", 60)


def test_supplier_refund_by_number(client, org, credited):
    saved = credited(line(account="429"), Type="ACCPAYCREDIT", CreditNoteNumber="S-1")
    part = refund(20, CreditNoteNumber="S-1")
    assert client.add("Payments", part)["PaymentType"] == "APCREDITPAYMENT"
    assert org.bank_balances() == {"090": Decimal("20.00")}
    element = {**part, "Amount": "100.01"}
    assert client.put("Payments", element).messages == [
        "Payment amount exceeds the amount outstanding on this document"
    ]
    both = {**part, "Invoice": {"InvoiceID": saved["CreditNoteID"]}}
    message = "A payment must be made against one document."
    assert client.put("Payments", both).messages == [message]


def test_rate_difference_is_realised(client, org, credited, authorised):
    org.change_settings(currencies=["EUR"])
    due = authorised(CurrencyCode="EUR", CurrencyRate="1.25")
    note = credited(line("50"), CurrencyCode="EUR", CurrencyRate="1.20")
    path = f"CreditNotes/{note['CreditNoteID']}/Allocations"
    client.add(path, allocation(due["InvoiceID"], 60))
    balance = org.trial_balance()
    assert balance["610"] == 48  # 60 EUR are left of the invoice, at 1.25
    assert balance["499"] == -2  # 60 EUR: 48.00 of the invoice, 50.00 of the credit
    client.add("Payments", payment(due["InvoiceID"], 60, CurrencyRate="1.25"))
    balance = org.trial_balance()
    assert balance["610"] == 0 and balance["499"] == -2
    assert sum(balance.values()) == 0


def test_foreign_refund(client, org, credited):
    org.change_settings(currencies=["EUR"])
    euro = org.add_account("092", "Euro account", "BANK", currency_code="EUR")
    note = credited(CurrencyCode="EUR", CurrencyRate="1.25")
    number = note["CreditNoteNumber"]
    element = refund(120, euro.code, CreditNoteNumber=number, CurrencyRate="1.20")
    client.add("Payments", element)
    assert org.bank_balances() == {"092": Decimal("-120.00")}
    balance = org.trial_balance()
    assert (balance["610"], balance["092"], balance["499"]) == (0, -100, 4)
    assert sum(balance.values()) == 0


def test_parts_leave_no_cent(client, org, credited, authorised):
    org.change_settings(currencies=["EUR"])
    foreign = {"CurrencyCode": "EUR", "CurrencyRate": "1.137931"}
    due = authorised(line("100"), **foreign)
    for amount in ("33.33", "33.33", "33.35"):
        note = credited(line(amount), **foreign)
        path = f"CreditNotes/{note['CreditNoteID']}/Allocations"
        rest = client.one(f"Invoices/{due['InvoiceID']}")["AmountDue"]
        part = str(min(note["Total"], rest))
        client.add(path, allocation(due["InvoiceID"], part))
    balance = org.trial_balance()
    assert client.one(f"Invoices/{due['InvoiceID']}")["Status"] == "PAID"
    left = (note["Total"] - Decimal(part)) / Decimal("1.137931")
    assert balance["610"] == -left.quantize(Decimal("0.01"))
    assert sum(balance.values()) == 0
