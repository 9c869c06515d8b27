# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Creating invoices: numbers, contacts, required fields, lock dates (XERO_API §4)."""

from datetime import date

import pytest
from xero_python.accounting import Contact, Invoice, Invoices, LineItem

from ...simulator.books.change import Change
from .client import invoice, line, refused

UNIQUE = ["Invoice # must be unique."]


def test_create_and_read_through_the_sdk(client, contact):
    wanted = Invoice(
        type="ACCREC",
        contact=Contact(contact_id=contact["ContactID"]),
        date=date(2026, 3, 2),
        due_date=date(2026, 4, 1),
        line_items=[
            LineItem(
                description="Acme Tires",
                quantity=2,
                unit_amount=20,
                account_code="200",
            )
        ],
        status="AUTHORISED",
    )
    made = client.sdk.create_invoices(client.tenant, Invoices(invoices=[wanted]))
    read = client.sdk.get_invoice(client.tenant, made.invoices[0].invoice_id)
    saved = read.invoices[0]
    assert (saved.sub_total, saved.total_tax, saved.total) == (40, 8, 48)
    assert (saved.amount_due, saved.amount_paid) == (48, 0)
    assert saved.status == "AUTHORISED" and saved.invoice_number == "INV-0001"
    assert saved.date == date(2026, 3, 2) and saved.due_date == date(2026, 4, 1)
    assert saved.line_items[0].tax_type == "OUTPUT2"
    assert saved.contact.name == "Ann Able"


def test_draft_is_the_default(client, org, contact):
    element = invoice(contact["ContactID"])
    for name in ("Status", "DueDate", "Date"):
        del element[name]
    saved = client.add("Invoices", element)
    assert saved["Status"] == "DRAFT"
    assert saved["DateString"] == f"{org.today()}T00:00:00"
    assert org.trial_balance() == {}


def test_number_is_made_when_absent_and_skips_taken_ones(client, contact):
    client.add("Invoices", invoice(contact["ContactID"], InvoiceNumber="INV-0001"))
    saved = client.add("Invoices", invoice(contact["ContactID"]))
    assert saved["InvoiceNumber"] == "INV-0002"


@pytest.mark.parametrize("end", [None, "VOIDED"])
def test_number_is_unique_also_among_voided_ones(client, authorised, contact, end):
    first = authorised(InvoiceNumber="A-1")
    if end:
        client.update("Invoices", {"InvoiceID": first["InvoiceID"], "Status": end})
    element = invoice(contact["ContactID"], InvoiceNumber="A-1")
    assert refused(client, element) == UNIQUE
    element["InvoiceNumber"] = "a-1"
    assert refused(client, element) == UNIQUE


def test_number_is_unique_also_among_deleted_ones(client, contact):
    draft = invoice(contact["ContactID"], InvoiceNumber="A-1", Status="DRAFT")
    key = client.add("Invoices", draft)["InvoiceID"]
    client.update("Invoices", {"InvoiceID": key, "Status": "DELETED"})
    assert refused(client, draft) == UNIQUE


def test_renumbering_to_a_taken_number(client, authorised):
    authorised(InvoiceNumber="A-1")
    key = authorised(InvoiceNumber="A-2")["InvoiceID"]
    taken = client.post("Invoices", {"InvoiceID": key, "InvoiceNumber": "A-1"})
    assert taken.messages == UNIQUE
    client.update("Invoices", {"InvoiceID": key, "InvoiceNumber": "A-3"})
    authorised(InvoiceNumber="A-2")


def test_numbers_of_bills_are_not_unique(client, org, contact):
    bill = invoice(
        contact["ContactID"], line(account="429"), Type="ACCPAY", InvoiceNumber="B-1"
    )
    client.add("Invoices", bill)
    client.add("Invoices", bill)
    client.update("Invoices", bill)
    client.add("Invoices", {**bill, "InvoiceNumber": ""})
    assert [each.number for each in org.invoices] == ["B-1", "B-1", "B-1", ""]


def test_post_with_a_known_number_updates(client, org, authorised, contact):
    first = authorised(InvoiceNumber="A-1")
    element = invoice(contact["ContactID"], line("50"), InvoiceNumber="A-1")
    saved = client.update("Invoices", element)
    assert saved["InvoiceID"] == first["InvoiceID"]
    assert saved["SubTotal"] == 50 and len(org.invoices) == 1


def test_post_with_a_new_number_creates(client, org, contact):
    element = invoice(contact["ContactID"], InvoiceNumber="NEW")
    assert client.update("Invoices", element)["InvoiceNumber"] == "NEW"
    assert len(org.invoices) == 1


def test_post_with_an_unknown_id(client):
    unknown = "11111111-1111-1111-1111-111111111111"
    assert client.post("Invoices", {"InvoiceID": unknown}).status == 400
    assert client.post(f"Invoices/{unknown}", {"Reference": "x"}).status == 404
    assert client.get(f"Invoices/{unknown}").status == 404


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("Contact", "A Contact must be specified for this type of transaction"),
        ("LineItems", "One or more line items must be specified"),
        ("DueDate", "The document DueDate field must be specified."),
        ("Type", "The Invoice Type must be ACCREC or ACCPAY."),
    ],
)
def test_required_for_approval(client, org, contact, missing, message):
    element = invoice(contact["ContactID"])
    del element[missing]
    assert message in refused(client, element)
    assert len(org.invoices) == 0


def test_archived_contact_is_refused(client, org, contact):
    org.contacts.archive(org.contacts.get("C-1"), Change(org.created))
    messages = refused(client, invoice(contact["ContactID"]))
    assert messages == ["The contact is archived and cannot be used."]


def test_unknown_contact_is_refused(client, org):
    messages = refused(client, invoice("11111111-1111-1111-1111-111111111111"))
    assert len(messages) == 1 and "could not be found" in messages[0]


def test_contact_by_name_is_found_or_made(client, org, contact):
    element = invoice("")
    element["Contact"] = {"Name": "ann able"}
    saved = client.add("Invoices", element)
    assert saved["Contact"]["ContactID"] == contact["ContactID"]
    element["Contact"] = {"Name": "New Customer"}
    saved = client.add("Invoices", element)
    assert org.contacts.named("New Customer").id == saved["Contact"]["ContactID"]


def test_no_contact_is_made_for_a_refused_invoice(client, org):
    element = invoice("", line(account="999"))
    element["Contact"] = {"Name": "New Customer"}
    refused(client, element)
    assert len(org.contacts) == 0


def test_contact_id_and_name_renames(client, org, contact):
    element = invoice(contact["ContactID"])
    element["Contact"]["Name"] = "Ann Renamed"
    saved = client.add("Invoices", element)
    assert saved["Contact"]["Name"] == "Ann Renamed"
    assert org.contacts.get("C-1").name == "Ann Renamed"


def test_bad_contact_in_an_invoice(client):
    element = invoice("")
    element["Contact"] = {"Name": "New", "EmailAddress": "nobody"}
    assert refused(client, element) == ["Email address must be valid."]


@pytest.mark.parametrize(
    ("name", "text"), [("period", "period"), ("end_of_year", "end of year")]
)
def test_lock_dates(client, org, contact, name, text):
    setattr(org, f"{name}_lock_date", date(2026, 3, 2))
    message = (
        f"The document date cannot be before the {text} lock date, currently set at "
        "02-Mar-2026"
    )
    assert refused(client, invoice(contact["ContactID"])) == [message]
    client.add("Invoices", invoice(contact["ContactID"], Date="2026-03-03"))


def test_currency_must_be_enabled(client, org, contact):
    element = invoice(contact["ContactID"], CurrencyCode="EUR", CurrencyRate=1.25)
    message = "Organisation is not subscribed to currency EUR"
    assert refused(client, element) == [message]
    org.change_settings(currencies=["EUR"])
    saved = client.add("Invoices", element)
    assert (saved["CurrencyCode"], saved["CurrencyRate"]) == ("EUR", 1.25)


@pytest.mark.parametrize("url", ["example.com/1", "/web#id=1", "ftp://example.com"])
def test_url_must_be_absolute(client, contact, url):
    assert len(refused(client, invoice(contact["ContactID"], Url=url))) == 1
    saved = client.add(
        "Invoices", invoice(contact["ContactID"], Url="https://odoo.example/web#id=1")
    )
    assert saved["Url"] == "https://odoo.example/web#id=1"


def test_lengths(client, contact):
    known = contact["ContactID"]
    client.add("Invoices", invoice(known, InvoiceNumber="x" * 255))
    assert refused(client, invoice(known, InvoiceNumber="y" * 256))
    assert refused(client, invoice(known, Reference="y" * 256))
    assert refused(client, invoice(known, line(Description="y" * 4001)))


def test_reference_only_on_sales(client, contact):
    known = contact["ContactID"]
    assert client.add("Invoices", invoice(known, Reference="PO 7"))["Reference"]
    bill = invoice(known, line(account="429"), Type="ACCPAY", Reference="PO 7")
    assert client.add("Invoices", bill)["Reference"] == ""


@pytest.mark.parametrize("status", ["PAID", "VOIDED", "DELETED"])
def test_status_of_a_new_invoice(client, contact, status):
    element = invoice(contact["ContactID"], Status=status)
    assert refused(client, element) == ["Invoice not of valid status for creation"]


def test_negative_total_is_refused_but_negative_lines_are_not(client, contact):
    assert refused(client, invoice(contact["ContactID"], line("-1")))
    saved = client.add("Invoices", invoice(contact["ContactID"], line(), line("-40")))
    assert saved["Total"] == 72
    even = [line("10", TaxType="NONE"), line("-10")]
    element = invoice(contact["ContactID"], *even, LineAmountTypes="Inclusive")
    assert client.add("Invoices", element)["Total"] == 0


def test_zero_total_is_paid_at_once(authorised):
    saved = authorised(line("0"))
    assert saved["Status"] == "PAID" and saved["FullyPaidOnDate"]


def test_sent_to_contact_only_when_approved(client, contact):
    known = contact["ContactID"]
    draft = invoice(known, Status="DRAFT", SentToContact=True)
    assert client.add("Invoices", draft)["SentToContact"] is False
    sent = invoice(known, SentToContact=True)
    assert client.add("Invoices", sent)["SentToContact"] is True
