# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.convert import money
from odoo.addons.xero_connector.core.entities import CATALOGUE, invoice
from odoo.addons.xero_connector.core.entity import changed
from odoo.addons.xero_connector.core.errors import LabelledError

from .sdk_models import check

INVOICE = CATALOGUE["invoice"]


def line(**values):
    return {
        "key": 7,
        "line_item_id": None,
        "description": "Chairs",
        "quantity": Decimal(2),
        "price_unit": Decimal("50"),
        "discount": Decimal(0),
        "net": Decimal("100.00"),
        "tax": Decimal("15.00"),
        "tax_type": "OUTPUT2",
        "account_id": "a-200",
        "account_code": "200",
        **values,
    }


def document(*lines, **values):
    lines = list(lines) or [line()]
    untaxed = sum(one["net"] for one in lines)
    tax = sum(one["tax"] for one in lines)
    return {
        "number": "INV/2026/0001",
        "type": "ACCREC",
        "contact_id": "c-1",
        "date": date(2026, 1, 2),
        "due_date": date(2026, 2, 1),
        "reference": "PO 5",
        "currency": "AUD",
        "currency_rate": None,
        "status": "AUTHORISED",
        "url": "https://odoo.example.com/mail/view?model=account.move&res_id=1",
        "line_amount_types": "Exclusive",
        "lines": lines,
        "untaxed": untaxed,
        "tax": tax,
        "total": untaxed + tax,
        **values,
    }


def stored(payload, **more):
    """The document as Xero would give it back: computed by Xero's own rules."""
    lines = []
    for number, one in enumerate(payload["LineItems"]):
        factor = 1 - one.get("DiscountRate", Decimal(0)) / 100
        amount = money(one["Quantity"] * one["UnitAmount"] * factor)
        ids = {"LineItemID": one.get("LineItemID") or f"l-{number}", "Tracking": []}
        lines.append({**one, **ids, "LineAmount": amount})
    subtotal = sum(one["LineAmount"] for one in lines)
    tax = sum(one["TaxAmount"] for one in lines)
    return {
        **payload,
        "InvoiceID": "i-1",
        "Date": "/Date(1767312000000+0000)/",
        "LineItems": lines,
        "SubTotal": subtotal,
        "TotalTax": tax,
        "Total": subtotal + tax,
        **more,
    }


# SPEC A1, A5, A26
def test_an_invoice_in_xeros_words():
    payload = INVOICE.encode(document())
    assert payload == {
        "Type": "ACCREC",
        "InvoiceNumber": "INV/2026/0001",
        "Contact": {"ContactID": "c-1"},
        "Date": "2026-01-02",
        "DueDate": "2026-02-01",
        "Reference": "PO 5",
        "CurrencyCode": "AUD",
        "Status": "AUTHORISED",
        "Url": "https://odoo.example.com/mail/view?model=account.move&res_id=1",
        "LineAmountTypes": "Exclusive",
        "LineItems": [
            {
                "Description": "Chairs",
                "Quantity": Decimal("2.0000"),
                "UnitAmount": Decimal("50.0000"),
                "TaxType": "OUTPUT2",
                "TaxAmount": Decimal("15.00"),
                "AccountCode": "200",
            }
        ],
    }
    check("Invoice", payload)
    wire.dumps(payload)


texts = st.text(max_size=300)
lines_ = st.builds(
    line,
    key=st.integers(1, 10**6),
    line_item_id=st.none() | st.uuids().map(str),
    description=st.none() | texts,
    quantity=st.decimals(-1000, 1000, places=6),
    price_unit=st.decimals(-1000, 1000, places=6),
    discount=st.decimals(0, 100, places=3),
    net=st.decimals(-10_000, 10_000, places=2),
    tax=st.decimals(-1000, 1000, places=2),
    tax_type=st.sampled_from(["OUTPUT2", "NONE", "TAX001"]),
    account_code=st.sampled_from(["", "200", "260"]),
)
documents = st.builds(
    lambda lines, **values: document(*lines, **values),
    st.lists(lines_, min_size=1, max_size=6),
    reference=texts,
    url=st.none() | texts,
    currency=st.sampled_from(["AUD", "EUR", "JPY"]),
    currency_rate=st.none() | st.decimals("0.000001", 1000, places=9),
    type=st.sampled_from(["ACCREC", "ACCPAY"]),
)


# SPEC R2, X2: whatever the document, Xero's figures are Odoo's
@given(documents)
def test_every_document_is_proven(facts):
    payload = INVOICE.encode(facts)
    check("Invoice", payload)
    element = wire.loads(wire.dumps(stored(payload)))
    assert INVOICE.proof(facts, element) == []
    kept = INVOICE.proof_facts(facts)
    assert INVOICE.proof(wire.loads(wire.dumps(kept)), element) == []
    for one in payload["LineItems"]:
        assert one["Description"]
        assert len(one["Description"]) <= 4000
        assert "LineAmount" not in one
        assert facts["type"] == "ACCREC" or "DiscountRate" not in one


# SPEC P6: what Xero cannot compute stays visible
@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"price_unit": Decimal("33.333333")}, "Chairs\n2 x 33.333333"),
        ({"discount": Decimal("12.345"), "net": Decimal("87.66")}, "2 x 50 - 12.345%"),
        ({"quantity": Decimal("0.33333")}, "Chairs\n0.33333 x 50"),
        ({"price_unit": Decimal(7), "description": ""}, "2 x 7"),
    ],
)
def test_quantity_and_price_stay_visible(values, description):
    (sent,) = INVOICE.encode(document(line(**values)))["LineItems"]
    assert sent["Description"].endswith(description)
    assert (sent["Quantity"], "DiscountRate" in sent) == (1, False)


def test_a_long_description_is_cut_before_the_numbers():
    facts = document(line(description="x" * 5000, price_unit=Decimal(7)))
    (sent,) = INVOICE.encode(facts)["LineItems"]
    assert sent["Description"].endswith("x…\n2 x 7")
    assert len(sent["Description"]) <= 4000


def test_a_line_without_text_has_one_character():
    assert INVOICE.encode(document(line(description=" ")))["LineItems"][0][
        "Description"
    ] == ("-")


# SPEC A28: the lines of an update keep their identity
def test_a_known_line_keeps_its_id():
    facts = document(line(line_item_id="l-9"))
    assert INVOICE.encode(facts)["LineItems"][0]["LineItemID"] == "l-9"


def test_an_account_without_code_goes_by_its_id():
    (sent,) = INVOICE.encode(document(line(account_code="")))["LineItems"]
    assert sent["AccountID"] == "a-200"
    assert "AccountCode" not in sent
    check("Invoice", INVOICE.encode(document(line(account_code=""))))


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (document(line(account_code="", account_id="")), "missing_account"),
        (document(line(tax_type="")), "missing_tax_rate"),
        (document(line(net=Decimal("1.234"))), "too_many_decimals"),
        (document(line(tax=Decimal("1.234"))), "too_many_decimals"),
        (document(number="x" * 256), "number_too_long"),
        ({**document(), "lines": []}, "no_lines"),
        (document(contact_id=""), "missing_contact"),
        (document(currency=False), "missing_currency"),
    ],
)
def test_what_cannot_be_encoded_says_why(facts, label):
    with pytest.raises(LabelledError) as caught:
        INVOICE.encode(facts)
    assert caught.value.label == label


# SPEC P25: a rate is sent or left to Xero, never 1
def test_optional_values_are_left_out():
    facts = document(currency_rate=Decimal("0.66666666"), due_date=None, url="/web")
    payload = INVOICE.encode({**facts, "number": ""})
    assert payload["CurrencyRate"] == Decimal("0.666667")
    assert payload["DueDate"] == "2026-01-02"
    assert "Url" not in payload
    assert "InvoiceNumber" not in payload


# SPEC X2, P5: to the cent, per rate, per account, and more
@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"Total": Decimal("115.01")}, "Total"),
        ({"SubTotal": Decimal("99.99")}, "SubTotal"),
        ({"TotalTax": None}, "TotalTax"),
        ({"Date": "/Date(1767398400000+0000)/"}, "Date"),
        ({"Contact": {"ContactID": "c-2"}}, "ContactID"),
        ({"CurrencyCode": None}, "CurrencyCode"),
    ],
)
def test_a_difference_is_found(more, what):
    facts = document()
    (difference,) = INVOICE.proof(facts, stored(INVOICE.encode(facts), **more))
    assert difference.what == what


def test_equal_totals_on_the_wrong_account_or_rate_are_different():
    facts = document(line(), line(key=8, account_code="260", tax_type="NONE"))
    element = stored(INVOICE.encode(facts))
    first, second = element["LineItems"]
    first["AccountCode"], second["AccountCode"] = "260", "200"
    assert INVOICE.proof(facts, element) == []  # both are 100.00
    second["AccountCode"] = "260"
    found = {str(one) for one in INVOICE.proof(facts, element)}
    assert found == {"net 200: 100.00 ≠ 0.00", "net 260: 100.00 ≠ 200.00"}
    second["AccountCode"], second["TaxType"] = "200", "OUTPUT2"
    found = {one.what for one in INVOICE.proof(facts, element)}
    assert found == {"tax NONE", "tax OUTPUT2"}


def test_inclusive_lines_are_compared_without_tax():
    facts = document()
    element = stored(INVOICE.encode(facts))
    element["LineAmountTypes"] = "Inclusive"
    element["LineItems"][0]["LineAmount"] = Decimal("115.00")
    assert INVOICE.proof(facts, element) == []


def test_line_ids_follow_the_lines_wherever_they_are():
    facts = document(
        line(key=1),
        line(key=2, net=Decimal("50.00"), quantity=Decimal(1)),
        line(key=3, account_code="260"),
        line(key=4),
    )
    element = stored(INVOICE.encode(facts))
    in_order = {"1": "l-0", "2": "l-1", "3": "l-2", "4": "l-3"}
    assert invoice.line_items(facts, element) == in_order
    element["LineItems"].reverse()
    found = invoice.line_items(INVOICE.proof_facts(facts), element)
    assert found == {"1": "l-3", "2": "l-1", "3": "l-2", "4": "l-0"}
    del element["LineItems"][1:]
    assert invoice.line_items(facts, element) == {"1": "l-3"}
    assert invoice.line_items(facts, {}) == {}


# SPEC A28, P20: conflict detection
def test_a_snapshot_ignores_spelling_and_payments():
    facts = document(reference="")
    element = stored(INVOICE.encode(facts))
    base = wire.loads(wire.dumps(INVOICE.snapshot(element)))
    later = {
        **element,
        "Status": "PAID",
        "AmountDue": 0,
        "Payments": [{"PaymentID": "p"}],
        "Date": "2026-01-02T00:00:00",
        "Reference": None,
        "UpdatedDateUTC": "/Date(1767398400000+0000)/",
    }
    later["LineItems"] = [{**element["LineItems"][0], "UnitAmount": 50, "Quantity": 2}]
    assert changed(base, INVOICE.snapshot(later)) == set()
    later["LineItems"][0]["Description"] = "Tables"
    assert changed(base, INVOICE.snapshot(later)) == {"lines"}
    assert changed(base, INVOICE.snapshot({**element, "DueDate": None})) == {"due_date"}


# SPEC A29: cancel and post again ends with a live document
def test_removal_renames_first_and_then_voids():
    name, xero_id = "INV/2026/0001", "0a1b2c3d-4444-5555-6666-777788889999"
    step, more = invoice.removal(xero_id, name, "AUTHORISED")
    assert (step, more) == (
        {"InvoiceID": xero_id, "InvoiceNumber": f"{name} VOID 0a1b2c3d"},
        True,
    )
    step, more = invoice.removal(xero_id, step["InvoiceNumber"], "AUTHORISED")
    assert (step, more) == ({"InvoiceID": xero_id, "Status": "VOIDED"}, False)
    check("Invoice", step)


@pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED"])
def test_what_is_not_approved_is_deleted(status):
    step, more = invoice.removal("x" * 36, "", status)
    assert (step["Status"], more) == ("DELETED", False)


def test_what_is_paid_or_gone_is_not_removed():
    for status, label in (
        ("PAID", "document_paid"),
        ("VOIDED", "removed_in_xero"),
        ("DELETED", "removed_in_xero"),
    ):
        with pytest.raises(LabelledError) as caught:
            invoice.removal("x", "INV/1", status)
        assert caught.value.label == label


def test_a_renamed_number_still_fits():
    step, _more = invoice.removal("x" * 36, "n" * 255, "DRAFT", suffix="GONE")
    assert len(step["InvoiceNumber"]) == 255
    assert step["InvoiceNumber"].endswith(" GONE")


# SPEC A31, B13
def test_an_invoice_from_xero():
    element = {
        "InvoiceID": "i-1",
        "Type": "SOMETHINGNEW",
        "Status": "PAID",
        "Contact": {"ContactID": "c-1", "Name": "Bayside Club"},
        "CurrencyCode": "ZMK",
        "AmountPaid": 115.0,
        "AmountDue": None,
        "Payments": [
            None,
            {"PaymentID": "p-1", "Date": "/Date(1767312000000+0000)/", "Amount": 115},
        ],
        "LineItems": [None, {"Quantity": None, "LineAmount": 100}],
    }
    facts = INVOICE.decode(element)
    assert (facts["xero_id"], facts["contact_name"]) == ("i-1", "Bayside Club")
    assert (facts["amount_paid"], facts["amount_due"]) == (115, 0)
    assert facts["payments"] == [
        {
            "xero_id": "p-1",
            "date": date(2026, 1, 2),
            "amount": 115,
            "currency_rate": 0,
            "reference": "",
        }
    ]
    assert facts["lines"][0]["net"] == 100
