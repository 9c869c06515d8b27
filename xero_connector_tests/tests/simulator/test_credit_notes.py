# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes (XERO_API §4 "Payments, credits, bank")."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import (
    Contact,
    CreditNote,
    CreditNotes,
    LineItem,
)

from .client import credit_note, invoice, line

NOT_MODIFIABLE = "Credit Note not of valid status for modification"


def test_through_the_sdk(client, contact):
    wanted = CreditNote(
        type="ACCRECCREDIT",
        contact=Contact(contact_id=contact["ContactID"]),
        date=date(2026, 3, 5),
        line_items=[
            LineItem(
                description="Returned", quantity=1, unit_amount=40, account_code="200"
            )
        ],
        reference="RMA 7",
        status="AUTHORISED",
    )
    made = client.sdk.create_credit_notes(
        client.tenant, CreditNotes(credit_notes=[wanted])
    ).credit_notes[0]
    assert (made.credit_note_number, made.reference) == ("CN-0001", "RMA 7")
    assert (made.total, made.total_tax, made.remaining_credit) == (48, 8, 48)
    change = CreditNotes(credit_notes=[CreditNote(reference="RMA 8")])
    client.sdk.update_credit_note(client.tenant, made.credit_note_id, change)
    for key in (made.credit_note_id, "CN-0001"):
        shown = client.sdk.get_credit_note(client.tenant, key).credit_notes[0]
        assert (shown.reference, shown.status) == ("RMA 8", "AUTHORISED")
        assert shown.line_items[0].unit_amount == 40


def test_supplier_credit_note(client, credited):
    saved = credited(
        line(account="429"),
        Type="ACCPAYCREDIT",
        CreditNoteNumber="S-1",
        Reference="ignored",
    )
    assert (saved["CreditNoteNumber"], saved["Reference"]) == ("S-1", "")
    again = credited(line(account="429"), Type="ACCPAYCREDIT", CreditNoteNumber="S-1")
    assert again["CreditNoteID"] != saved["CreditNoteID"]


def test_number_is_unique_among_sales_credit_notes(client, credited, contact):
    first = credited(CreditNoteNumber="INV-0001")
    refused = client.put(
        "CreditNotes", credit_note(contact["ContactID"], CreditNoteNumber="inv-0001")
    )
    assert refused.messages == ["Credit Note # must be unique."]
    made = client.add("Invoices", invoice(contact["ContactID"]))
    assert made["InvoiceNumber"] == first["CreditNoteNumber"]
    same = client.update(
        "CreditNotes",
        {"Type": "ACCRECCREDIT", "CreditNoteNumber": "INV-0001", "Reference": "new"},
    )
    assert same["CreditNoteID"] == first["CreditNoteID"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Type": None}, "The Credit Note Type must be ACCRECCREDIT or ACCPAYCREDIT."),
        ({"LineItems": None}, "One or more line items must be specified"),
        ({"Contact": None}, "A Contact must be specified for this type of transaction"),
        ({"Status": "PAID"}, "Credit Note not of valid status for creation"),
        ({"CurrencyCode": "EUR"}, "Organisation is not subscribed to currency EUR"),
        (
            {"LineItems": [line(DiscountRate=10)]},
            "Discounts can only be applied to ACCREC invoices.",
        ),
        (
            {"LineItems": [line(TaxType="INPUT2")]},
            "The TaxType code 'INPUT2' cannot be used with account code '200'.",
        ),
        (
            {"LineItems": [line(account="610")]},
            "Account code '610' is not a valid code for this document.",
        ),
        ({"LineItems": [line("-5")]}, "The document total cannot be negative."),
    ],
)
def test_refused(client, contact, change, message):
    element = {**credit_note(contact["ContactID"]), **change}
    assert client.put("CreditNotes", element).messages == [message]


@pytest.mark.parametrize("kind", ["ACCREC", "BOGUS"])
def test_other_types_end_the_request(client, contact, kind):
    answer = client.put("CreditNotes", credit_note(contact["ContactID"], Type=kind))
    assert answer.json()["Type"] == "PostDataInvalidException"


def test_archived_contact_and_lock_date(client, org, credited, contact):
    saved = credited()
    org.period_lock_date = date(2026, 3, 31)
    element = credit_note(contact["ContactID"])
    message = (
        "The document date cannot be before the period lock date, currently set at "
        "31-Mar-2026"
    )
    assert client.put("CreditNotes", element).messages == [message]
    path = f"CreditNotes/{saved['CreditNoteID']}"
    assert client.post(path, {"Status": "VOIDED"}).status == 400
    client.update("Contacts", {**contact, "ContactStatus": "ARCHIVED"})
    late = {**element, "Date": "2026-04-01"}
    refused = client.put("CreditNotes", late)
    assert refused.messages == ["The contact is archived and cannot be used."]


def test_both_kinds_of_error_report(client, contact):
    good = credit_note(contact["ContactID"], CreditNoteNumber="CN-7")
    bad = credit_note(contact["ContactID"], Status="PAID")
    each = client.put("CreditNotes", good, bad, summarizeErrors="false")
    shown = each.json()["CreditNotes"]
    assert [one["StatusAttributeString"] for one in shown] == ["OK", "ERROR"]
    assert shown[1]["HasErrors"] is True
    whole = client.put("CreditNotes", {**good, "CreditNoteNumber": "CN-8"}, bad)
    assert whole.status == 400 and len(whole.json()["Elements"]) == 1
    assert client.one("CreditNotes/CN-8")["Status"] == "AUTHORISED"


@pytest.mark.parametrize(
    ("first", "then", "allowed"),
    [
        ("DRAFT", "DELETED", True),
        ("DRAFT", "AUTHORISED", True),
        ("DRAFT", "VOIDED", False),
        ("SUBMITTED", "DRAFT", True),
        ("AUTHORISED", "VOIDED", True),
        ("AUTHORISED", "DELETED", False),
        ("AUTHORISED", "DRAFT", False),
    ],
)
def test_statuses(client, credited, first, then, allowed):
    saved = credited(Status=first)
    path = f"CreditNotes/{saved['CreditNoteID']}"
    answer = client.post(path, {"Status": then})
    if not allowed:
        assert answer.messages == [NOT_MODIFIABLE]
        return
    assert answer.json()["CreditNotes"][0]["Status"] == then
    if then in ("VOIDED", "DELETED"):
        assert client.one(path)["RemainingCredit"] == 0
        assert client.post(path, {"Reference": "x"}).messages == [NOT_MODIFIABLE]


def test_books_mirror_an_invoice(client, org, authorised, credited):
    authorised()
    note = credited(line("60"))
    assert org.trial_balance() == {
        "200": Decimal("-40.00"),
        "610": Decimal("48.00"),
        "820": Decimal("-8.00"),
    }
    row = {"net": Decimal("40.00"), "tax": Decimal("8.00")}
    assert org.tax_summary() == {"OUTPUT2": row}
    path = f"CreditNotes/{note['CreditNoteID']}"
    client.update(path, {"LineItems": [line("90")]})
    assert org.tax_summary()["OUTPUT2"]["net"] == 10
    client.update(path, {"Status": "VOIDED"})
    assert org.trial_balance()["610"] == 120


def test_supplier_books(org, credited):
    credited(line(account="429"), Type="ACCPAYCREDIT")
    assert org.trial_balance() == {
        "429": Decimal("-100.00"),
        "800": Decimal("120.00"),
        "820": Decimal("-20.00"),
    }
    assert org.tax_summary()["INPUT2"]["tax"] == -20


def test_allocations_sent_along_are_ignored(client, authorised, contact):
    due = authorised()
    element = credit_note(
        contact["ContactID"],
        Allocations=[
            {
                "Invoice": {"InvoiceID": due["InvoiceID"]},
                "Amount": 5,
                "Date": "2026-03-05",
            }
        ],
    )
    assert client.add("CreditNotes", element)["RemainingCredit"] == 120


def test_list(sim, client, credited):
    first = credited(line("10"))
    sim.clock.advance(60)
    since = sim.clock.now()
    credited(line("20"), Type="ACCPAYCREDIT", LineItems=[line("20", "429")])
    credited(line("30"), Status="DRAFT")
    listed = client.get("CreditNotes").json()["CreditNotes"]
    assert [each["Total"] for each in listed] == [12, 24, 36]
    assert listed[0]["LineItems"] == []
    page = client.get("CreditNotes", page=1, pageSize=2).json()
    assert page["pagination"]["pageCount"] == 2
    assert page["CreditNotes"][0]["LineItems"][0]["UnitAmount"] == 10
    where = 'Type=="ACCRECCREDIT" AND RemainingCredit>12'
    chosen = client.get("CreditNotes", where=where).json()["CreditNotes"]
    assert [each["Status"] for each in chosen] == ["DRAFT"]
    headers = {"If-Modified-Since": since.isoformat()}
    changed = client.get("CreditNotes", headers=headers).json()["CreditNotes"]
    assert first["CreditNoteID"] not in [each["CreditNoteID"] for each in changed]
    assert len(changed) == 2


def test_scope(sim, org, client):
    client.tokens = sim.world.tokens(scope="openid accounting.payments")
    assert client.get("CreditNotes").status == 401
    client.tokens = sim.world.tokens(scope="openid accounting.invoices.read")
    assert client.get("CreditNotes").status == 200
    assert client.put("CreditNotes", {}).status == 401
