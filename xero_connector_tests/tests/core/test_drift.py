# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where a document has come apart: Odoo's, Xero's, and what both agreed on (X3)."""

from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import drift
from odoo.addons.xero_connector.core.entities.credit_note import CREDIT_NOTE
from odoo.addons.xero_connector.core.entities.invoice import INVOICE

ELEMENT = {
    "InvoiceID": "i1",
    "InvoiceNumber": "INV/1",
    "Type": "ACCREC",
    "Status": "AUTHORISED",
    "Contact": {"ContactID": "c1", "Name": "Ada"},
    "DateString": "2026-03-01T00:00:00",
    "Date": "2026-03-01",
    "DueDate": "2026-03-31",
    "Reference": "PO 1",
    "CurrencyCode": "GBP",
    "LineAmountTypes": "Exclusive",
    "SubTotal": 100,
    "TotalTax": 20,
    "Total": 120,
    "AmountDue": 120,
    "LineItems": [
        {
            "LineItemID": "l1",
            "Description": "Work",
            "Quantity": 1,
            "UnitAmount": 100,
            "LineAmount": 100,
            "TaxAmount": 20,
            "TaxType": "OUTPUT2",
            "AccountCode": "200",
        }
    ],
}
PRICED = ", 1 x 100, 200, OUTPUT2"
BASE = INVOICE.snapshot(ELEMENT)


def ours(**values):
    return {
        "state": "posted",
        "number": "INV/1",
        "contact_id": "c1",
        "contact_name": "Ada",
        "date": date(2026, 3, 1),
        "due_date": date(2026, 3, 31),
        "reference": "PO 1",
        "currency": "GBP",
        "tax": Decimal(20),
        "total": Decimal(120),
        "due": Decimal(120),
        **values,
    }


def found(element=None, edited=False, base=BASE, mine=None, **values):
    element = None if element is None else INVOICE.decode({**ELEMENT, **element})
    findings = drift.compare(mine or ours(**values), element, base, edited)
    return {group: [row.as_list() for row in rows] for group, rows in findings.items()}


def line(**values):
    return {"LineItems": [{**ELEMENT["LineItems"][0], **values}]}


def test_equal_documents_agree():
    assert found({}) == {}
    assert found({}, edited=True) == {}


@pytest.mark.parametrize(
    ("element", "group", "row"),
    [
        (
            {"DueDate": "2026-04-30"},
            "dates",
            ["due_date", "", "2026-03-31", "2026-04-30"],
        ),
        ({"Date": "2026-03-02"}, "dates", ["date", "", "2026-03-01", "2026-03-02"]),
        ({"Reference": None}, "dates", ["reference", "", "PO 1", ""]),
        ({"InvoiceNumber": "X"}, "dates", ["number", "", "INV/1", "X"]),
        (
            {"Contact": {"ContactID": "c2", "Name": "Bob"}},
            "contact",
            ["contact_id", "", "Ada", "Bob"],
        ),
        ({"Contact": None}, "contact", ["contact_id", "", "Ada", ""]),
        ({"Total": "121.50"}, "amounts", ["total", "", "120.00", "121.50"]),
        ({"CurrencyCode": "EUR"}, "amounts", ["currency", "", "GBP", "EUR"]),
        (line(AccountCode="260"), "amounts", ["net", "200", "100.00", "0.00"]),
        (line(TaxType="NONE"), "amounts", ["line_tax", "NONE", "0.00", "20.00"]),
        (
            line(Description="Advice"),
            "amounts",
            [
                "line",
                "1",
                "Work, 1 x 100, 200, OUTPUT2",
                "Advice, 1 x 100, 200, OUTPUT2",
            ],
        ),
    ],
)
def test_what_was_changed_in_xero_is_told_with_both_values(element, group, row):
    findings = found(element)
    assert set(findings) == {group}
    assert row in findings[group]


def test_what_nobody_has_changed_is_agreed_though_not_equal():
    """A date moved out of a locked period; but figures have to be equal."""
    moved = {**BASE, "date": "2026-04-01", "total": "125"}
    element = {"Date": "2026-04-01", "Total": 125}
    assert set(found(element, base=moved)) == {"amounts"}
    assert set(found(element, base=moved, edited=True)) == {"amounts", "dates"}


def test_what_was_changed_alike_on_both_sides_agrees():
    assert found({"DueDate": "2026-04-30"}, due_date=date(2026, 4, 30)) == {}


def test_lines_are_compared_with_what_was_agreed_where_odoo_cannot_tell():
    element = line(AccountCode="260")
    assert found(element) == found(element, lines=BASE["lines"])


def test_new_ids_of_equal_lines_are_no_difference():
    assert found(line(LineItemID="l9")) == {}
    assert drift.known_lines({"7": "l1"}, INVOICE.snapshot(ELEMENT)) == {"7": "l1"}
    assert (
        drift.known_lines(
            {"7": "l1"}, INVOICE.snapshot({**ELEMENT, **line(LineItemID="l9")})
        )
        == {}
    )


@pytest.mark.parametrize(
    ("state", "status", "group"),
    [
        ("posted", "VOIDED", "missing"),
        ("posted", "DELETED", "missing"),
        ("posted", None, "missing"),
        ("cancel", "AUTHORISED", "missing"),
        ("", "PAID", "missing"),
        ("posted", "DRAFT", "status"),
        ("posted", "SOMETHING_NEW", "status"),
        ("draft", "AUTHORISED", "status"),
        ("draft", "DRAFT", None),
        ("draft", "VOIDED", None),
        ("cancel", "VOIDED", None),
        ("", None, None),
        ("cancel", None, None),
    ],
)
def test_who_has_it_still(state, status, group):  # SPEC P21
    element = {"Status": status} if status else None
    findings = found(element, state=state)
    assert set(findings) == ({group} if group else set())
    if group:
        assert findings[group] == [["state", "", state, status or ""]]


def test_drafts_are_as_they_should_be_where_documents_are_sent_as_drafts():
    assert found({"Status": "SUBMITTED"}, sent_as_draft=True) == {}


def test_due_and_paid():
    findings = found({"AmountDue": 70})
    assert findings == {
        "payments": [["due", "", "120.00", "70.00"], ["paid", "", "0.00", "50.00"]]
    }
    mine = ours()
    del mine["due"]
    assert found({"AmountDue": 70}, mine=mine) == {}, "payments are not synchronised"


def test_credit_that_is_left():
    element = {
        **ELEMENT,
        "Type": "ACCRECCREDIT",
        "CreditNoteNumber": "INV/1",
        "RemainingCredit": 20,
    }
    note = CREDIT_NOTE.decode(element)
    base = CREDIT_NOTE.snapshot(element)
    findings = drift.compare(ours(), note, base, edited=False)
    assert set(findings) == {"payments"}


@pytest.mark.parametrize("name", sorted(ELEMENT))
def test_nulls_anywhere_are_compared_not_feared(name):
    findings = found({name: None})
    assert all(
        isinstance(cell, str)
        for rows in findings.values()
        for row in rows
        for cell in row
    )


def test_without_a_base_the_two_sides_are_compared():
    assert found({}, base={}, lines=BASE["lines"]) == {}
    assert "dates" in found({"Reference": "Mine"}, base={})


def test_what_is_agreed_on_after_a_decision():
    theirs = INVOICE.snapshot({**ELEMENT, "Reference": "Mine", "Total": 130})
    assert drift.touched(BASE, theirs) == {"dates", "amounts"}
    settled = drift.agreed(BASE, theirs, {"dates"})
    assert drift.touched(settled, theirs) == {"amounts"}
    assert settled["reference"] == "Mine"
    assert settled["total"] == BASE["total"]
