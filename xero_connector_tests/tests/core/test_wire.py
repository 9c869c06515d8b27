# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.outcome import Done, Fail, Retry
from odoo.addons.xero_connector.core.wire import Answer, Garbled

INVOICE, CONTACT = CATALOGUE["invoice"], CATALOGUE["contact"]
NO_ID = "00000000-0000-0000-0000-000000000000"

payloads = st.recursive(
    st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.decimals(-(10**9), 10**9, places=4)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def answer(body, status=200):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {}, content)


# SPEC X7: the stored text is what is sent
@given(payloads)
def test_texts_are_exact_and_come_back(payload):
    text = wire.dumps(payload)
    assert wire.loads(text) == payload
    assert text.isascii()
    assert wire.dumps(wire.loads(text)) == text


@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=5), st.randoms())
def test_the_same_payload_gives_the_same_text(payload, random):
    pairs = list(payload.items())
    random.shuffle(pairs)
    assert wire.dumps(dict(pairs)) == wire.dumps(payload)


def test_numbers_have_no_exponent_and_no_error():
    numbers = [
        Decimal("1E+3"),
        Decimal("0.00001"),
        Decimal("999999999999.99"),
        Decimal("10.00"),
        7,
    ]
    assert wire.dumps(numbers) == "[1000, 0.00001, 999999999999.99, 10.00, 7]"
    assert wire.loads("[0.1, 1]") == [Decimal("0.1"), 1]


@pytest.mark.parametrize("value", [0.1, None, {1, 2}, {"a": [None]}])
def test_what_cannot_be_sent_is_refused(value):
    with pytest.raises(TypeError, match="not for the wire"):
        wire.dumps(value)


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("0.12345678901234567890"), Decimal("1e999")]
)
def test_numbers_that_would_change_on_their_way_are_refused(value):
    with pytest.raises(ValueError, match="exactly"):
        wire.dumps([value])


def test_no_number_is_not_a_number():
    with pytest.raises(ValueError, match="NaN"):
        wire.loads('{"Total": NaN}')


# XERO_API §7 trap 5: HTML, empty, cut off, null lists
@pytest.mark.parametrize(
    "body",
    [
        b"<html>Bad Gateway</html>",
        b"",
        b'{"Invoices": [{"InvoiceID": "1"',
        b"\xff\xfe",
        [],
        {"Invoices": None},
        {"Contacts": []},
        {"Invoices": {"InvoiceID": "1"}},
        {"Invoices": [None]},
    ],
)
def test_answers_that_are_not_xeros(body):
    with pytest.raises(Garbled):
        wire.elements(answer(body), "Invoices")
    outcomes = wire.results(answer(body), INVOICE, [{}, {}])
    assert [one.code for one in outcomes] == ["garbled_answer"] * 2
    assert all(one.uncertain and one.replay for one in outcomes)


def test_a_page_tells_how_many_there_are():
    body = {"Invoices": [], "pagination": {"page": 1, "pageCount": 3}}
    assert wire.listing(answer(body), "Invoices") == ([], 3)
    assert wire.listing(answer({"Invoices": []}), "Invoices") == ([], None)


def saved(number, xero_id="i-1", **more):
    return {"InvoiceNumber": number, "InvoiceID": xero_id, **more}


# SPEC P8: which item of a batch failed
def test_each_element_has_its_own_outcome():
    sent = [{"InvoiceNumber": name} for name in ("A", "B", "C")]
    errors = [{"Message": "Invoice # must be unique."}]
    body = {
        "Invoices": [
            saved("A", "i-a", StatusAttributeString="OK", HasErrors=False),
            saved("B", NO_ID, StatusAttributeString="ERROR", ValidationErrors=errors),
            saved(
                "C",
                "i-c",
                StatusAttributeString="WARNING",
                Warnings=[{"Message": "Old account"}],
            ),
        ]
    }
    first, second, third = wire.results(answer(body), INVOICE, sent)
    assert isinstance(first, Done)
    assert first.element["InvoiceID"] == "i-a"
    assert second == Fail("invoice_number_taken", "Invoice # must be unique.")
    assert third.warnings == ("Old account",)


def test_elements_in_another_order_are_found():
    sent = [{"InvoiceNumber": name} for name in ("A", "B", "C")]
    body = {"Invoices": [saved("C", "3"), saved(" a ", "1"), saved("B", "2")]}
    found = wire.results(answer(body), INVOICE, sent)
    assert [one.element["InvoiceID"] for one in found] == ["1", "2", "3"]


def test_an_element_without_answer_may_have_been_saved():
    sent = [{"InvoiceNumber": "A"}, {"InvoiceNumber": "B"}]
    body = {"Invoices": [saved("B", "2"), saved("X", "9")]}
    first, second = wire.results(answer(body), INVOICE, sent)
    assert first == Retry("garbled_answer", first.detail, uncertain=True, replay=True)
    assert second.element["InvoiceID"] == "2"


def test_updates_are_recognised_by_their_id():
    sent = [{"ContactID": "AB", "Name": "x"}, {"ContactID": "CD", "Name": "y"}]
    body = {"Contacts": [{"ContactID": "cd"}, {"ContactID": "ab"}]}
    found = wire.results(answer(body), CONTACT, sent)
    assert [one.element["ContactID"] for one in found] == ["ab", "cd"]


def test_elements_without_identity_go_by_their_place():
    body = {"Contacts": [{"ContactID": "1"}, {"ContactID": "2"}]}
    found = wire.results(answer(body), CONTACT, [{"Name": "x"}, {"Name": "y"}])
    assert [one.element["ContactID"] for one in found] == ["1", "2"]
    lost = wire.results(answer(body), CONTACT, [{"Name": "x"}])
    assert lost[0].code == "garbled_answer"


def test_a_refused_element_may_come_back_without_identity():
    sent = [{"ContactID": "ab", "Name": "x"}, {"ContactNumber": "2"}]
    errors = {"HasValidationErrors": True, "ValidationErrors": [{"Message": "No."}]}
    body = {"Contacts": [{"ContactID": NO_ID, **errors}, {"Name": "y", **errors}]}
    found = wire.results(answer(body), CONTACT, sent)
    assert found == [Fail("validation", "No.")] * 2
    body["Contacts"].pop()
    assert wire.results(answer(body), CONTACT, sent)[0].uncertain


def test_twins_in_one_batch_get_an_answer_each():
    sent = [
        {
            "Invoice": {"InvoiceID": "i"},
            "Amount": Decimal("5.00"),
            "Date": "2026-01-02",
            "Reference": "r",
        }
    ] * 2
    echo = {
        "Invoice": {"InvoiceID": "I"},
        "Amount": 5,
        "Date": "/Date(1767312000000+0000)/",
        "Reference": "r",
    }
    body = {"Payments": [{**echo, "PaymentID": "1"}, {**echo, "PaymentID": "2"}]}
    found = wire.results(answer(body), CATALOGUE["payment"], sent)
    assert [one.element["PaymentID"] for one in found] == ["1", "2"]


@pytest.mark.parametrize(
    "flags",
    [
        {"StatusAttributeString": "ERROR"},
        {"HasErrors": True},
        {"HasValidationErrors": True},
        {"ValidationErrors": [{"Message": "No."}]},
        {"Contact": {"ValidationErrors": [{"Message": "No."}]}},
    ],
)
def test_every_way_to_say_no(flags):
    body = {"Invoices": [saved("A", "1", **flags)]}
    (outcome,) = wire.results(answer(body), INVOICE, [{"InvoiceNumber": "A"}])
    assert outcome.code == "validation"


def test_no_error_and_no_id_is_no_answer():
    body = {"Invoices": [saved("A", NO_ID, StatusAttributeString="OK")]}
    (outcome,) = wire.results(answer(body), INVOICE, [{"InvoiceNumber": "A"}])
    assert outcome.uncertain


# SPEC X17: the journal names nobody
def test_summaries_hold_no_personal_data():
    payload = {
        "Contacts": [
            {
                "ContactNumber": "ODOO-1",
                "Name": "Jane Doe",
                "EmailAddress": "jane@example.com",
                "TaxNumber": "123",
                "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "555"}],
                "Addresses": [{"AddressLine1": "1 Main St", "City": "Perth"}],
            }
        ],
        "Invoices": [
            {
                "InvoiceNumber": "INV/1",
                "Contact": {"ContactID": "c-1", "Name": "Jane Doe"},
                "LineItems": [
                    {"Description": "For Jane", "Quantity": Decimal("1.0000")}
                ],
                "Reference": "Jane",
            }
        ],
    }
    text = wire.redact(wire.dumps(payload))
    assert text == wire.redact(payload)
    for secret in ("Jane", "jane", "123", "555", "Main", "Perth"):
        assert secret not in text
    for kept in ("ODOO-1", "INV/1", "c-1", "1.0000"):
        assert kept in text
