# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.errors import LabelledError

from .sdk_models import check

PAYMENT = CATALOGUE["payment"]
FACTS = {
    "document_id": "i-1",
    "document_kind": "Invoice",
    "account_id": "a-90",
    "date": date(2026, 1, 2),
    "amount": Decimal("90.00"),
    "reference": "PBNK1/2026/00001",
}


def stored(payload, **more):
    return {
        **wire.loads(wire.dumps(payload)),
        "PaymentID": "p-1",
        "Date": "/Date(1767312000000+0000)/",
        "Status": "AUTHORISED",
        **more,
    }


# SPEC A30, B16
@pytest.mark.parametrize("kind", ["Invoice", "CreditNote", "Prepayment", "Overpayment"])
def test_a_payment_in_xeros_words(kind):
    payload = PAYMENT.encode({**FACTS, "document_kind": kind})
    assert payload == {
        kind: {f"{kind}ID": "i-1"},
        "Account": {"AccountID": "a-90"},
        "Date": "2026-01-02",
        "Amount": Decimal("90.00"),
        "Reference": "PBNK1/2026/00001",
    }
    check("Payment", payload)


def test_a_rate_is_sent_only_when_there_is_one():
    payload = PAYMENT.encode({**FACTS, "currency_rate": Decimal("0.7512345")})
    assert payload["CurrencyRate"] == Decimal("0.751235")
    check("Payment", payload)
    assert "CurrencyRate" not in PAYMENT.encode({**FACTS, "currency_rate": None})


def test_a_deletion_is_what_the_sdk_wants():
    check("PaymentDelete", {"Status": "DELETED"})


def test_what_cannot_be_encoded_says_why():
    with pytest.raises(LabelledError, match="missing_payment_account"):
        PAYMENT.encode({**FACTS, "account_id": ""})
    with pytest.raises(LabelledError, match="too_many_decimals"):
        PAYMENT.encode({**FACTS, "amount": Decimal("1.005")})
    with pytest.raises(ValueError, match="no document"):
        PAYMENT.encode({**FACTS, "document_kind": "Quote"})


# SPEC X7: how a payment whose answer was lost is found again
def test_the_natural_key_survives_the_wire():
    payload = PAYMENT.encode(FACTS)
    key = PAYMENT.natural_key(payload)
    assert key == ("i-1", Decimal("90.00"), "2026-01-02", "PBNK1/2026/00001")
    assert PAYMENT.natural_key(stored(payload)) == key
    assert PAYMENT.natural_key(stored(payload, Amount=90)) == key
    assert PAYMENT.natural_key(stored(payload, Amount=91)) != key
    assert PAYMENT.natural_key(stored(payload, Reference=None)) != key


def test_a_deleted_payment_is_none_any_more():
    assert PAYMENT.natural_key(stored(PAYMENT.encode(FACTS), Status="DELETED")) is None


# SPEC X2
def test_a_payment_is_proven():
    payload = PAYMENT.encode(FACTS)
    assert PAYMENT.proof(FACTS, stored(payload, Reference="cut")) == []
    kept = wire.loads(wire.dumps(PAYMENT.proof_facts(FACTS)))
    assert PAYMENT.proof(kept, stored(payload)) == []
    (difference,) = PAYMENT.proof(kept, stored(payload, Amount=Decimal("89.99")))
    assert str(difference) == "amount: 90 ≠ 89.99"


# SPEC A31, P17
def test_a_payment_from_xero():
    facts = PAYMENT.decode(
        {
            "PaymentID": "p-1",
            "PaymentType": "ARNEWPAYMENT",
            "Status": None,
            "Invoice": {"InvoiceID": "i-1", "InvoiceNumber": "INV/1"},
            "CreditNote": None,
            "Account": {"AccountID": "a-90", "Code": None},
            "Date": "/Date(1767312000000+0000)/",
            "Amount": 90,
            "IsReconciled": True,
            "BatchPaymentID": "b-1",
        }
    )
    assert (facts["document_kind"], facts["document_id"]) == ("Invoice", "i-1")
    assert (facts["document_number"], facts["account_id"]) == ("INV/1", "a-90")
    assert (facts["is_reconciled"], facts["batch_payment_id"]) == (True, "b-1")
    assert (facts["status"], facts["currency_rate"]) == ("AUTHORISED", 0)
    assert facts["date"] == date(2026, 1, 2)


# Xero names an overpayment "Invoice", with the overpayment's own id.
@pytest.mark.parametrize(
    ("payment_type", "kind"),
    [
        ("ACCRECPAYMENT", "Invoice"),
        ("ACCPAYPAYMENT", "Invoice"),
        ("ARCREDITPAYMENT", "CreditNote"),
        ("APOVERPAYMENTPAYMENT", "Overpayment"),
        ("ARPREPAYMENTPAYMENT", "Prepayment"),
        (None, "Invoice"),
    ],
)
def test_the_type_of_a_payment_says_what_was_paid(payment_type, kind):
    element = {"PaymentType": payment_type, "Invoice": {"InvoiceID": "x-1"}}
    facts = PAYMENT.decode(element)
    assert (facts["document_kind"], facts["document_id"]) == (kind, "x-1")


def test_a_payment_of_a_batch_names_it_either_way():
    for element in (
        {"BatchPaymentID": "b-1"},
        {"BatchPayment": {"BatchPaymentID": "b-1"}},
    ):
        assert PAYMENT.decode(element)["batch_payment_id"] == "b-1"
