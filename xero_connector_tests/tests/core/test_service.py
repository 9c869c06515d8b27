# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What other code asks: checked by Xero's names, recognised again, answered plainly."""

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.limiter import Budget
from odoo.addons.xero_connector.core.service import (
    NOT_NEW,
    UNKNOWN_KEY,
    WRONG_VALUE,
    RequestError,
    digest,
    is_id,
    is_made_of,
    moment_of,
    new_element,
    plain,
)

INVOICE = {
    "Type": "ACCREC",
    "Contact": {"Name": "Ada"},
    "LineItems": [{"Description": "Work", "Quantity": 1, "UnitAmount": 9.5}],
}
NOON = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)


def asked(**values):
    return new_element(CATALOGUE["invoice"], "Invoice", {**INVOICE, **values})


# === ASKED === #


def test_values_become_what_the_wire_takes():
    payload = asked(Date=date(2026, 3, 4), DueDate="2026-04-04", Reference=None)
    assert payload["Date"] == "2026-03-04"
    assert payload["DueDate"] == "2026-04-04"
    assert "Reference" not in payload
    assert payload["LineItems"][0]["UnitAmount"] == Decimal("9.5")


@pytest.mark.parametrize(
    ("values", "kind", "where", "detail"),
    [
        ({"Refrence": "x"}, UNKNOWN_KEY, "Refrence", "Reference"),
        ({"LineItems": [{"Qty": 1}]}, UNKNOWN_KEY, "LineItems[0].Qty", ""),
        ({"Contact": {"ContactIDs": ""}}, UNKNOWN_KEY, "Contact.ContactIDs", ""),
        ({"InvoiceID": "1"}, NOT_NEW, "InvoiceID", ""),
        ({"Contact": "Ada"}, WRONG_VALUE, "Contact", "'Ada'"),
        ({"LineItems": {}}, WRONG_VALUE, "LineItems", "{}"),
        ({"Date": "4 March"}, WRONG_VALUE, "Date", "4 March"),
        ({"Date": 5}, WRONG_VALUE, "Date", "5"),
        ({"CurrencyRate": "x"}, WRONG_VALUE, "CurrencyRate", "x"),
        ({"CurrencyRate": True}, WRONG_VALUE, "CurrencyRate", "True"),
        ({"CurrencyRate": float("nan")}, WRONG_VALUE, "CurrencyRate", "nan"),
        ({"CurrencyRate": "0.1234567890123456789"}, WRONG_VALUE, "CurrencyRate", ""),
        ({"Reference": 5}, WRONG_VALUE, "Reference", "5"),
        ({"SentToContact": 1}, WRONG_VALUE, "SentToContact", "1"),
        ({"LineAmountTypes": "Net"}, WRONG_VALUE, "LineAmountTypes", "Net"),
        ({"Status": "OPEN"}, WRONG_VALUE, "Invoice", "OPEN"),
        ({5: "x"}, UNKNOWN_KEY, "5", ""),
    ],
)
def test_what_is_wrong_is_told_by_its_name(values, kind, where, detail):
    with pytest.raises(RequestError) as caught:
        new_element(CATALOGUE["invoice"], "Invoice", {**INVOICE, **values})
    assert (caught.value.kind, caught.value.where) == (kind, where)
    assert detail in caught.value.detail


def test_the_same_request_has_one_digest():
    same = [
        asked(CurrencyRate="1.50", Date="2026-03-04"),
        asked(Date=date(2026, 3, 4), CurrencyRate=1.5),
    ]
    assert len({digest("create_invoices", one) for one in same}) == 1
    assert digest("create_invoices", asked()) != digest("create_payments", asked())
    assert digest("create_invoices", asked(Reference="x")) != digest(
        "create_invoices", asked()
    )


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-03-04 12:00:00", NOON),
        ("2026-03-04T13:00:00+01:00", NOON),
        (datetime(2026, 3, 4, 12), NOON),
        (NOON, NOON),
        (date(2026, 3, 4), datetime(2026, 3, 4, tzinfo=timezone.utc)),
    ],
)
def test_moments(value, moment):
    assert moment_of(value) == moment


@pytest.mark.parametrize("value", ["yesterday", 5, []])
def test_no_moments(value):
    with pytest.raises(RequestError):
        moment_of(value)


def test_ids_are_not_numbers():
    assert is_id(" 45e4708e-d862-4111-AB3A-dd8cd03913e1")
    for other in ("INV-1", "", None, 45, "45e4708e"):
        assert not is_id(other)


# === FOUND AGAIN === #


def element(**values):
    return {
        "InvoiceID": "1",
        "Type": "ACCREC",
        "InvoiceNumber": "INV-1",
        "Date": "/Date(1772582400000+0000)/",
        "Contact": {"ContactID": "2", "Name": "ADA"},
        "LineItems": [{"Description": " Work", "UnitAmount": Decimal("9.5000")}],
        **values,
    }


def test_what_came_of_a_request():
    """Xero trims, rounds and completes; it does not mix up people, days or lines."""
    payload = asked(Date="2026-03-04")
    assert is_made_of(payload, element())
    assert is_made_of(payload, element(Date="2026-03-04T00:00:00"))
    for other in (
        {"Type": "ACCPAY"},
        {"Date": "2026-03-05T00:00:00"},
        {"Contact": {"Name": "Grace"}},
        {"LineItems": []},
        {"LineItems": [{"Description": "Play"}]},
    ):
        assert not is_made_of(payload, element(**other)), other
    payment = {"Invoice": {"InvoiceID": "1"}, "Amount": Decimal("5")}
    assert is_made_of(payment, {"Invoice": {"InvoiceID": "1"}, "Amount": 5})
    assert not is_made_of(payment, {"Invoice": {"InvoiceID": "2"}, "Amount": 5})
    assert not is_made_of(payment, {"Invoice": {"InvoiceID": "1"}, "Amount": 6})


# === ANSWERED === #


def test_answers_are_plain():
    told = plain(
        {
            "Total": Decimal("9.50"),
            "Date": "/Date(1772582400000+0000)/",
            "UpdatedDateUTC": "/Date(1772625600000+0000)/",
            "Reference": None,
            "Many": 2**40,
            "Lines": [{"Quantity": 1, "Item": None}],
            "Name": "/Date(x)/",
        }
    )
    assert told == {
        "Total": 9.5,
        "Date": "2026-03-04",
        "UpdatedDateUTC": "2026-03-04 12:00:00",
        "Many": float(2**40),
        "Lines": [{"Quantity": 1}],
        "Name": "/Date(x)/",
    }
    assert isinstance(told["Many"], float)


# === BUDGET === #


def test_budget_of_calls_beside_a_run():
    """The answer's windows, everybody's pause, all calls."""
    later = NOON.replace(hour=13)
    ours = Budget(
        minute_remaining=40, day_remaining=900, calls_today=3, day=NOON.date()
    )
    stored = Budget(
        minute_remaining=55, paused_until=later, calls_today=7, day=NOON.date()
    )
    joined = ours.beside(stored, 2)
    assert (joined.minute_remaining, joined.day_remaining) == (40, 900)
    assert (joined.paused_until, joined.calls_today) == (later, 9)
    yesterday = Budget(calls_today=7, day=date(2026, 3, 3))
    assert ours.beside(yesterday, 2).calls_today == 2
