# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.errors import LabelledError

from .documents import document, line
from .sdk_models import check

CREDIT_NOTE = CATALOGUE["credit_note"]


# SPEC B13, E1
def test_a_credit_note_in_xeros_words():
    facts = document(
        line(discount=Decimal(10), net=Decimal("90.00")),
        type="ACCRECCREDIT",
        number="RINV/1",
        currency_rate=Decimal("1.5"),
    )
    payload = CREDIT_NOTE.encode(facts)
    assert payload == {
        "Type": "ACCRECCREDIT",
        "CreditNoteNumber": "RINV/1",
        "Contact": {"ContactID": "c-1"},
        "Date": "2026-01-02",
        "Reference": "PO 5",
        "CurrencyCode": "AUD",
        "CurrencyRate": Decimal("1.500000"),
        "Status": "AUTHORISED",
        "LineAmountTypes": "Exclusive",
        "LineItems": [
            {
                "Description": "Chairs\n2 x 50 - 10%",
                "Quantity": 1,
                "UnitAmount": Decimal("90.00"),
                "TaxType": "OUTPUT2",
                "TaxAmount": Decimal("15.00"),
                "AccountCode": "200",
            }
        ],
    }
    check("CreditNote", payload)
    assert "Reference" not in CREDIT_NOTE.encode(document(type="ACCPAYCREDIT"))


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (document(line(net=Decimal("1.234"))), "too_many_decimals"),
        (document(number="x" * 256), "number_too_long"),
        (document(contact_id=""), "missing_contact"),
        (document(line(tax_type="")), "missing_tax_rate"),
    ],
)
def test_what_cannot_be_encoded_says_why(facts, label):
    with pytest.raises(LabelledError) as caught:
        CREDIT_NOTE.encode({**facts, "type": "ACCRECCREDIT"})
    assert caught.value.label == label


def test_a_credit_note_from_xero():
    facts = CREDIT_NOTE.decode(
        {
            "CreditNoteID": "n-1",
            "CreditNoteNumber": "CN-1",
            "Status": "AUTHORISED",
            "RemainingCredit": 15,
            "Payments": [{"PaymentID": "p-1", "Amount": 40}],
            "Allocations": [
                None,
                {
                    "AllocationID": "a-1",
                    "Amount": Decimal("60.00"),
                    "Date": "/Date(1767312000000+0000)/",
                    "Invoice": {"InvoiceID": "i-1", "InvoiceNumber": "INV-1"},
                },
            ],
        }
    )
    assert (facts["xero_id"], facts["number"]) == ("n-1", "CN-1")
    assert (facts["remaining_credit"], facts["payments"][0]["amount"]) == (15, 40)
    (allocation,) = facts["allocations"]
    assert allocation["xero_id"] == "a-1"
    assert (allocation["source_kind"], allocation["source_id"]) == ("CreditNote", "n-1")
    assert (allocation["document_id"], allocation["amount"]) == ("i-1", 60)
    assert allocation["date"] == date(2026, 1, 2)
