# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The life of an invoice: edits, statuses, and what is refused (XERO_API §4)."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import Invoice, Invoices

from .client import invoice, line, payment

NOT_MODIFIABLE = "Invoice not of valid status for modification"
HAS_PAYMENT = (
    "This document cannot be edited as it has a payment or credit note allocated to it."
)


@pytest.fixture
def draft(client, contact):
    element = invoice(contact["ContactID"], line(), line("50"), Status="DRAFT")
    return client.add("Invoices", element)


def change(client, saved: dict, **fields):
    return client.post("Invoices", {"InvoiceID": saved["InvoiceID"], **fields})


def changed(client, saved: dict, **fields) -> dict:
    return client.update("Invoices", {"InvoiceID": saved["InvoiceID"], **fields})


@pytest.mark.parametrize(
    ("path", "ok"),
    [
        ("DRAFT SUBMITTED AUTHORISED VOIDED", True),
        ("SUBMITTED DRAFT DELETED", True),
        ("SUBMITTED DELETED", True),
        ("DRAFT VOIDED", False),
        ("SUBMITTED VOIDED", False),
        ("DRAFT PAID", False),
        ("AUTHORISED DRAFT", False),
        ("AUTHORISED SUBMITTED", False),
        ("AUTHORISED DELETED", False),
        ("AUTHORISED PAID", False),
        ("AUTHORISED VOIDED AUTHORISED", False),
        ("DRAFT DELETED DRAFT", False),
        ("AUTHORISED VOIDED VOIDED", False),
    ],
)
def test_statuses(client, contact, path, ok):
    first, *between, last = path.split()
    saved = client.add("Invoices", invoice(contact["ContactID"], Status=first))
    for status in between:
        assert changed(client, saved, Status=status)["Status"] == status
    answer = change(client, saved, Status=last)
    assert (answer.status == 200) is ok
    if not ok:
        assert answer.messages == [NOT_MODIFIABLE]


def test_voided_invoice_owes_nothing(client, org, authorised):
    saved = changed(client, authorised(), Status="VOIDED")
    assert saved["AmountDue"] == 0 and saved["Total"] == 120
    assert set(org.trial_balance().values()) == {Decimal(0)}


def test_post_on_the_number_of_a_voided_invoice(client, authorised, contact):
    saved = authorised(InvoiceNumber="A-1")
    changed(client, saved, Status="VOIDED")
    element = invoice(contact["ContactID"], InvoiceNumber="A-1")
    assert client.post("Invoices", element).messages == [NOT_MODIFIABLE]


def test_approving_needs_what_approval_needs(client, contact):
    element = invoice(contact["ContactID"], Status="DRAFT")
    del element["DueDate"]
    saved = client.add("Invoices", element)
    message = ["The document DueDate field must be specified."]
    assert change(client, saved, Status="AUTHORISED").messages == message
    assert changed(client, saved, Status="AUTHORISED", DueDate="2026-05-01")


def test_unsent_fields_and_lines_are_kept(client, draft):
    saved = changed(client, draft, Reference="Later")
    assert saved["Reference"] == "Later"
    assert saved["LineItems"] == draft["LineItems"]
    assert saved["Total"] == draft["Total"]


def test_empty_lines_and_contact_change_nothing(client, draft):
    """The specification's own example for POST /Invoices/{InvoiceID}."""
    element = {"Reference": "May the force", "LineItems": [], "Contact": {}}
    path = f"Invoices/{draft['InvoiceID']}"
    saved = client.update(path, {**element, "Type": "ACCPAY"})
    assert saved["Type"] == "ACCREC" and saved["Reference"] == "May the force"
    assert saved["LineItems"] == draft["LineItems"]


def test_update_through_the_sdk(client, draft):
    wanted = Invoices(invoices=[Invoice(reference="I am Iron man")])
    saved = client.sdk.update_invoice(client.tenant, draft["InvoiceID"], wanted)
    assert saved.invoices[0].reference == "I am Iron man"


def test_line_with_its_id_is_kept_and_its_unsent_fields_too(client, draft):
    first, _second = draft["LineItems"]
    sent = [{"LineItemID": first["LineItemID"], "Quantity": 3}]
    saved = changed(client, draft, LineItems=sent)
    only = saved["LineItems"]
    assert [each["LineItemID"] for each in only] == [first["LineItemID"]]
    assert only[0]["Description"] == "Consulting" and only[0]["LineAmount"] == 300
    assert saved["Total"] == 360


def test_lines_without_id_are_made_anew(client, draft):
    saved = changed(client, draft, LineItems=[line(), line("50")])
    old = {each["LineItemID"] for each in draft["LineItems"]}
    assert not old & {each["LineItemID"] for each in saved["LineItems"]}


def test_account_code_replaces_a_kept_account_id(client, org, draft):
    key = draft["LineItems"][0]["LineItemID"]
    by_id = {"LineItemID": key, "AccountID": org.accounts.get("260").id}
    changed(client, draft, LineItems=[by_id])
    saved = changed(
        client, draft, LineItems=[{"LineItemID": key, "AccountCode": "200"}]
    )
    assert saved["LineItems"][0]["AccountCode"] == "200"


def test_new_tax_treatment_reaches_unsent_lines(client, draft):
    saved = changed(client, draft, LineAmountTypes="Inclusive")
    assert (saved["Total"], saved["TotalTax"]) == (150, 25)


def test_taxes_come_back_with_the_treatment(client, contact):
    element = invoice(contact["ContactID"], LineAmountTypes="NoTax", Status="DRAFT")
    saved = client.add("Invoices", element)
    assert saved["LineItems"][0]["TaxType"] == "NONE"
    saved = changed(client, saved, LineAmountTypes="Exclusive")
    assert (saved["Total"], saved["LineItems"][0]["TaxType"]) == (120, "OUTPUT2")
    saved = changed(client, saved, LineAmountTypes="NoTax")
    assert (saved["Total"], saved["TotalTax"]) == (100, 0)


def test_rounded_and_worked_out_amounts_survive_another_edit(client, contact):
    shared = {**line(Quantity=3, LineAmount=10), "UnitAmount": None}
    lines = [line("10.005", Quantity=2), shared]
    saved = client.add("Invoices", invoice(contact["ContactID"], *lines))
    again = changed(client, saved, Reference="x")
    assert again["LineItems"] == saved["LineItems"]
    assert again["Total"] == saved["Total"]


@pytest.mark.parametrize("missing", ["Quantity", "UnitAmount", "AccountCode"])
def test_approving_looks_at_lines_that_are_not_sent(client, contact, missing):
    values = line()
    del values[missing]
    element = invoice(contact["ContactID"], values, Status="DRAFT")
    saved = client.add("Invoices", element)
    assert change(client, saved, Status="AUTHORISED").status == 400
    kept = {**line(), "LineItemID": saved["LineItems"][0]["LineItemID"]}
    assert changed(client, saved, Status="AUTHORISED", LineItems=[kept])


def test_approved_invoice_without_payment_can_be_edited(client, org, authorised):
    saved = changed(client, authorised(), LineItems=[line("10")], Reference="new")
    assert saved["Total"] == 12
    assert org.trial_balance() == {
        "200": Decimal("-10.00"),
        "610": Decimal("12.00"),
        "820": Decimal("-2.00"),
    }


def test_overridden_tax_survives_another_edit(client, authorised):
    saved = authorised(line(TaxAmount="19.99"))
    assert changed(client, saved, Reference="x")["TotalTax"] == Decimal("19.99")


@pytest.mark.parametrize(
    "fields",
    [
        {"Reference": "x"},
        {"LineItems": [line("1")]},
        {"Date": "2026-03-03"},
        {"Status": "VOIDED"},
        {"Url": "https://example.com"},
        {"CurrencyRate": 2},
    ],
)
@pytest.mark.parametrize("amount", [20, 120])
def test_invoice_with_payment_is_frozen(client, authorised, fields, amount):
    saved = authorised()
    client.add("Payments", payment(saved["InvoiceID"], amount))
    messages = change(client, saved, **fields).messages
    assert messages == [NOT_MODIFIABLE, HAS_PAYMENT]


def test_due_date_and_sent_stay_open_when_part_paid(client, authorised):
    saved = authorised()
    client.add("Payments", payment(saved["InvoiceID"], 20))
    before = client.one(f"Invoices/{saved['InvoiceID']}")
    after = changed(client, saved, DueDate="2026-06-01", SentToContact=True)
    assert after["DueDateString"] == "2026-06-01T00:00:00"
    assert after["SentToContact"] is True
    assert after["UpdatedDateUTC"] == before["UpdatedDateUTC"]
    client.add("Payments", payment(saved["InvoiceID"], 100))
    refused = change(client, saved, DueDate="2026-07-01")
    assert refused.messages == [NOT_MODIFIABLE, HAS_PAYMENT]


def test_deleting_the_payment_opens_the_invoice_again(client, authorised):
    saved = authorised()
    paid = client.add("Payments", payment(saved["InvoiceID"], 120))
    client.update(f"Payments/{paid['PaymentID']}", {"Status": "DELETED"})
    assert changed(client, saved, Status="VOIDED")["Status"] == "VOIDED"


def test_locked_documents_cannot_be_edited_or_voided(client, org, authorised, draft):
    saved = authorised()
    org.period_lock_date = date(2026, 3, 31)
    locked = [
        "The document cannot be edited as it is currently dated before the period "
        "lock date"
    ]
    assert change(client, saved, Reference="x").messages == locked
    assert change(client, saved, Status="VOIDED").messages == locked
    assert change(client, draft, Reference="x").status == 400
    assert changed(client, draft, Date="2026-04-01")["Status"] == "DRAFT"


def test_document_cannot_move_into_a_locked_period(client, org, authorised):
    saved = authorised()
    org.period_lock_date = date(2026, 2, 28)
    refused = change(client, saved, Date="2026-02-28")
    assert refused.messages == [
        "The document date cannot be before the period lock date, currently set at "
        "28-Feb-2026"
    ]


def test_failed_edit_changes_nothing(client, org, authorised):
    saved = authorised()
    before = org.trial_balance()
    element = {"Reference": "x", "LineItems": [line("7"), line(account="999")]}
    assert change(client, saved, **element).status == 400
    after = client.one(f"Invoices/{saved['InvoiceID']}")
    assert after["Reference"] == "" and after["Total"] == 120
    assert org.trial_balance() == before
