# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE, bank_transaction
from odoo.addons.xero_connector.core.entity import changed
from odoo.addons.xero_connector.core.errors import LabelledError

from .documents import line, priced_lines, stored
from .sdk_models import check

BANK = CATALOGUE["bank_transaction"]
TYPES = (
    *bank_transaction.PLAIN,
    *bank_transaction.OVERPAYMENTS,
    *bank_transaction.PREPAYMENTS,
)


def money(*lines, **values):
    return {
        "type": "SPEND",
        "contact_id": "c-1",
        "bank_account_id": "a-90",
        "date": date(2026, 1, 2),
        "reference": "PBNK1/1",
        "currency": "AUD",
        "currency_rate": None,
        "url": "https://odoo.example.com/1",
        "line_amount_types": "Exclusive",
        "status": "AUTHORISED",
        "lines": list(lines) or [line()],
        **values,
    }


def credit(**values):
    """The line of an overpayment: no account, no tax."""
    nothing = {"tax": Decimal(0), "tax_type": "", "account_id": "", "account_code": ""}
    return line(description="Payment", **nothing, **values)


def answered(facts, **more):
    """What Xero makes of it; it chooses the account of an overpayment."""
    element = stored(BANK.encode(facts), CurrencyCode=facts["currency"], **more)
    if facts["type"] in bank_transaction.OVERPAYMENTS:
        for one in element["LineItems"]:
            one.update(AccountCode="610", TaxType="NONE")
    return wire.loads(wire.dumps(element))


# SPEC A30
def test_money_spent_in_xeros_words():
    payload = BANK.encode(money(currency_rate=Decimal("0.7512345")))
    assert payload == {
        "Type": "SPEND",
        "Contact": {"ContactID": "c-1"},
        "BankAccount": {"AccountID": "a-90"},
        "Date": "2026-01-02",
        "Reference": "PBNK1/1",
        "CurrencyRate": Decimal("0.751235"),
        "Url": "https://odoo.example.com/1",
        "LineAmountTypes": "Exclusive",
        "Status": "AUTHORISED",
        "LineItems": [
            {
                "Description": "Chairs",
                "Quantity": 2,
                "UnitAmount": 50,
                "TaxType": "OUTPUT2",
                "TaxAmount": 15,
                "AccountCode": "200",
            }
        ],
    }
    check("BankTransaction", payload)


# SPEC X10: Xero's own example of an overpayment
@pytest.mark.parametrize("kind", bank_transaction.OVERPAYMENTS)
def test_an_overpayment_has_neither_account_nor_tax(kind):
    payload = BANK.encode(money(credit(), type=kind))
    assert payload["LineItems"] == [
        {"Description": "Payment", "LineAmount": Decimal("100.00")}
    ]
    assert (payload["LineAmountTypes"], payload["CurrencyCode"]) == ("NoTax", "AUD")
    assert "Reference" not in payload
    check("BankTransaction", payload)


@pytest.mark.parametrize("kind", bank_transaction.PREPAYMENTS)
def test_a_prepayment_is_taxed(kind):
    payload = BANK.encode(money(type=kind))
    assert payload["LineItems"][0]["TaxAmount"] == 15
    assert not {"Reference", "CurrencyCode"} & payload.keys()
    check("BankTransaction", payload)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"contact_id": ""}, "missing_contact"),
        ({"bank_account_id": ""}, "missing_payment_account"),
        ({"currency": ""}, "missing_currency"),
        ({"lines": []}, "no_lines"),
        ({"lines": [line(net=Decimal("1.005"))]}, "too_many_decimals"),
        ({"lines": [line(tax_type="")]}, "missing_tax_rate"),
    ],
)
def test_what_cannot_be_encoded_says_why(values, label):
    with pytest.raises(LabelledError) as caught:
        BANK.encode(money(**values))
    assert caught.value.label == label


# SPEC X2, X7
@given(
    st.lists(priced_lines, min_size=1, max_size=4),
    st.sampled_from((*bank_transaction.PLAIN, *bank_transaction.PREPAYMENTS)),
)
def test_every_transaction_is_proven_and_recognised(lines, kind):
    facts = money(*lines, type=kind)
    payload, element = BANK.encode(facts), answered(facts)
    check("BankTransaction", payload)
    assert BANK.proof(facts, element) == []
    assert BANK.natural_key(payload) == BANK.natural_key(element)


@pytest.mark.parametrize("kind", bank_transaction.OVERPAYMENTS)
def test_an_overpayment_is_proven_whatever_its_account(kind):
    facts = money(credit(), type=kind)
    element = answered(facts)
    kept = wire.loads(wire.dumps(BANK.proof_facts(facts)))
    assert BANK.proof(kept, element) == []
    assert BANK.natural_key(BANK.encode(facts)) == BANK.natural_key(element)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"Total": Decimal("115.01")}, "Total"),
        ({"BankAccount": {"AccountID": "a-91"}}, "BankAccount"),
        ({"Type": "RECEIVE"}, "Type"),
        ({"Date": "/Date(1767398400000+0000)/"}, "Date"),
    ],
)
def test_a_difference_is_found(more, what):
    (difference,) = BANK.proof(money(), answered(money(), **more))
    assert difference.what == what


def test_a_removed_transaction_is_none_any_more():
    facts = money()
    assert BANK.natural_key(BANK.encode(facts)) == (
        *("SPEND", "c-1", "2026-01-02", Decimal("115.00"), "PBNK1/1"),
    )
    assert BANK.natural_key(answered(facts, Status="DELETED")) is None
    assert BANK.natural_key(answered(facts, Status="VOIDED")) is None


def test_two_that_are_alike_are_told_apart_by_their_link():
    payload = BANK.encode(money())
    for url, same in ((payload["Url"], True), (None, True), ("https://x.y/2", False)):
        assert bank_transaction.is_same(payload, {"Url": url}) is same


def test_a_removal_is_what_the_sdk_knows():
    step = bank_transaction.removal("b-1", "AUTHORISED")
    assert step == {"BankTransactionID": "b-1", "Status": "DELETED"}
    check("BankTransaction", step, partial=True)
    with pytest.raises(LabelledError, match="removed_in_xero"):
        bank_transaction.removal("b-1", "DELETED")


# SPEC A31
def test_a_transaction_from_xero():
    facts = BANK.decode(
        {
            "BankTransactionID": "b-1",
            "Type": "RECEIVE-OVERPAYMENT",
            "OverpaymentID": "o-1",
            "IsReconciled": True,
            "Status": None,
            "Total": 100,
            "BankAccount": {"AccountID": "a-90"},
        }
    )
    assert (facts["overpayment_id"], facts["prepayment_id"]) == ("o-1", "")
    assert (facts["is_reconciled"], facts["status"]) == (True, "AUTHORISED")
    assert (facts["total"], facts["bank_account_id"]) == (100, "a-90")


def test_a_change_in_xero_is_seen():
    element = answered(money())
    base = wire.loads(wire.dumps(BANK.snapshot(element)))
    assert changed(base, BANK.snapshot({**element, "IsReconciled": True})) == set()
    assert changed(base, BANK.snapshot({**element, "Total": 1})) == {"total"}


@pytest.mark.parametrize("name", ["overpayment", "prepayment"])
def test_a_credit_from_xero(name):
    entity = CATALOGUE[name]
    facts = entity.decode(
        {
            entity.id_key: "o-1",
            "Status": "AUTHORISED",
            "RemainingCredit": Decimal("40.00"),
            "Allocations": [{"Amount": 60, "Invoice": {"InvoiceID": "i-1"}}],
            "Payments": [{"PaymentID": "p-1", "Amount": 5}],
        }
    )
    assert (facts["xero_id"], facts["status"]) == ("o-1", "AUTHORISED")
    assert facts["remaining_credit"] == 40
    (allocation,) = facts["allocations"]
    assert (allocation["source_kind"], allocation["source_id"]) == (
        name.capitalize(),
        "o-1",
    )
    assert facts["payments"][0]["amount"] == 5
    with pytest.raises(TypeError, match="only read"):
        entity.encode({})
