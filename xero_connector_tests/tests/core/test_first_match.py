# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""SPEC X12, P2: what both sides have, and how sure it is that it is the same."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import matching
from odoo.addons.xero_connector.core.first_match import (
    ACCOUNT_SCORES,
    BANK_SCORES,
    SURE,
    TAX_SCORES,
    Named,
    Paper,
    contacts,
    documents,
    names,
    number_key,
)
from odoo.addons.xero_connector.core.matching import Profile

ADA = Profile("1", tax_number="GB123456789", email="ada@example.com", name="Ada Ltd")
BOB = Profile("2", email="bob@example.com", name="Bob")

INVOICE = Paper(
    "7",
    "ACCREC",
    "INV/2026/00007",
    "ada",
    "GBP",
    Decimal("120.00"),
    Decimal("120.00"),
    date(2026, 3, 1),
)


def only(pairs):
    (pair,) = pairs
    return pair


# === CONTACTS === #


@pytest.mark.parametrize(
    ("theirs", "reasons", "score"),
    [
        (replace(ADA, xero_id="x"), ("tax_number", "email", "name"), 100),
        (Profile("x", tax_number="123456789"), ("tax_number",), 95),
        (Profile("x", email="ADA@example.com"), ("email",), 90),
        (Profile("x", name="Ada Ltd"), ("name",), SURE),
        (Profile("x", name="ADA Limited"), ("spelling",), SURE),
    ],
)
def test_a_contact_that_is_the_only_one_is_sure(theirs, reasons, score):
    pair = only(contacts([ADA, BOB], [theirs, Profile("y", name="Somebody Else")]))
    assert (pair.ours, pair.theirs, pair.reasons) == ("1", "x", reasons)
    assert pair.score == score
    assert pair.is_sure


def test_a_shared_telephone_is_not_sure():
    ours = replace(BOB, phone="+44 20 7946 0958")
    pair = only(contacts([ours], [Profile("x", name="Y", phone="020 7946 0958")]))
    assert pair.unique
    assert not pair.is_sure


def test_two_contacts_of_one_email_are_never_sure():
    twins = [Profile("x", email="bob@example.com"), Profile("y", email=BOB.email)]
    for pairs in (contacts([BOB], twins), contacts(twins, [BOB])):
        assert len(pairs) == len(twins)
        assert not any(pair.is_sure for pair in pairs)


def test_the_better_of_two_is_a_persons_to_choose_all_the_same():
    """As in daily work: the first rule that finds several asks (SPEC P1)."""
    twins = [replace(BOB, xero_id="x"), Profile("y", email=BOB.email, name="Else")]
    pairs = contacts([BOB, ADA], [*twins, replace(ADA, xero_id="z", email=BOB.email)])
    scores = {(one.theirs, one.score, one.is_sure) for one in pairs if one.ours == "2"}
    assert scores == {("x", 93, False), ("y", 90, False)}
    assert [one.is_sure for one in pairs if one.ours == "1"] == [True]


def test_another_tax_number_is_somebody_else():
    assert not contacts([ADA], [Profile("x", tax_number="GB999999999", name="Ada Ltd")])


def test_archived_and_nameless_contacts_are_nobody():
    archived = replace(ADA, xero_id="x", status="ARCHIVED")
    assert not contacts([ADA, Profile("3")], [archived, Profile("y")])


# === DOCUMENTS === #


def test_everything_the_same_is_sure():
    theirs = replace(INVOICE, key="x", number="inv-2026-00007")
    pair = only(documents([INVOICE], [theirs]))
    assert pair.reasons == ("document_number", "total", "contact", "due", "date")
    assert (pair.score, pair.is_sure) == (100, True)


def test_another_day_is_still_sure():
    theirs = replace(INVOICE, key="x", day=date(2026, 3, 2))
    assert only(documents([INVOICE], [theirs])).is_sure


@pytest.mark.parametrize(
    "change",
    [
        {"number": "INV-1"},
        {"total": Decimal("120.01")},
        {"due": Decimal("60.00")},
        {"contact": "somebody else"},
        {"currency": "EUR"},
    ],
)
def test_one_thing_that_differs_is_not_sure(change):
    pair = only(documents([INVOICE], [replace(INVOICE, key="x", **change)]))
    assert not pair.is_sure


def test_an_invoice_is_no_bill():
    assert not documents([INVOICE], [replace(INVOICE, key="x", kind="ACCPAY")])


def test_the_number_decides_between_equal_amounts():
    """Twelve invoices of a standing order, entered on both sides."""
    ours = [replace(INVOICE, key=str(n), number=f"INV/{n}") for n in range(12)]
    theirs = [replace(INVOICE, key=f"x{n}", number=f"inv-{n}") for n in range(12)]
    pairs = documents(ours, theirs)
    assert {(one.ours, one.theirs) for one in pairs} == {
        (str(n), f"x{n}") for n in range(12)
    }
    assert all(one.is_sure for one in pairs)


def test_a_number_that_is_used_twice_is_a_persons_to_decide():
    twins = [replace(INVOICE, key=key) for key in ("x", "y")]
    pairs = documents([INVOICE], twins)
    assert [one.is_sure for one in pairs] == [False, False]


@pytest.mark.parametrize("days", [1, 31])
def test_a_heap_of_equal_invoices_is_not_a_heap_of_questions(days):
    """A thousand of one amount for one contact, numbered differently on each side."""
    ours = [
        replace(INVOICE, key=str(n), number=f"A{n}", day=date(2026, 3, n % days + 1))
        for n in range(1000)
    ]
    theirs = [replace(one, key=f"x{one.key}", number=f"B{one.key}") for one in ours]
    assert documents(ours, theirs) == []
    assert len(documents(ours[:8], theirs[:8])) in (8, 64)


def test_a_heap_of_contacts_of_one_email_is_no_question_either():
    """Everybody has the e-mail of the office."""
    ours = [Profile(str(n), email="a@example.com", name=f"A {n}") for n in range(20)]
    theirs = [replace(one, xero_id=f"x{n}") for n, one in enumerate(ours)]
    assert contacts(ours, theirs) == []


def test_a_heap_of_contacts_is_not_compared_one_by_one(monkeypatch):
    """Each is looked at once, and not once for each of the other side."""
    seen = Counter()
    for name in ("keys_agree", "name_key"):
        monkeypatch.setattr(matching, name, counted(seen, getattr(matching, name)))
    some = 300
    ours = [Profile(str(n), email="a@example.com", name=f"A {n}") for n in range(some)]
    theirs = [replace(one, xero_id=f"x{n}") for n, one in enumerate(ours)]
    assert contacts(ours, theirs) == []
    assert seen["name_key"] == some * 2
    assert seen["keys_agree"] <= some * 2 * len(matching.WEIGHTS)


def counted(seen, function):
    def call(*arguments):
        seen[function.__name__] += 1
        return function(*arguments)

    return call


def test_a_tax_number_tells_them_apart_in_a_heap():
    heap = [
        replace(ADA, xero_id=f"x{n}", tax_number=f"GB{123456780 + n}")
        for n in range(20)
    ]
    pair = only(contacts([ADA], heap))
    assert (pair.theirs, pair.is_sure) == ("x9", True)


def test_numbers_without_letters_and_digits_are_none():
    assert number_key("/-") == number_key(None) == ""
    nameless = replace(INVOICE, number="/", contact="")
    assert not documents([nameless], [replace(nameless, key="x")])


@given(st.permutations(range(6)))
def test_the_order_of_either_side_means_nothing(order):
    ours = [replace(INVOICE, key=str(n), number=f"INV/{n // 2}") for n in range(6)]
    theirs = [replace(one, key=f"x{one.key}") for one in ours]
    found = {replace_key(one) for one in documents(ours, theirs)}
    shuffled = documents([ours[n] for n in order], [theirs[n] for n in order])
    assert {replace_key(one) for one in shuffled} == found


def replace_key(pair):
    return pair.ours, pair.theirs, pair.score, pair.unique


# === LISTS === #


def test_an_account_is_sure_by_its_name_and_not_by_its_code():
    ours = Named("1", "Sales", "400000", "REVENUE")
    sure = only(names([ours], [Named("x", "sales", "200", "REVENUE")], ACCOUNT_SCORES))
    assert sure.is_sure
    code = Named("x", "Other Revenue", "400000", "REVENUE")
    assert not only(names([ours], [code], ACCOUNT_SCORES)).is_sure
    other_class = Named("x", "Sales", "400000", "EXPENSE")
    assert not names([ours], [other_class], ACCOUNT_SCORES)


def test_taxes_of_one_rate_are_a_persons_to_decide_unless_named_alike():
    group = "sale 20.0000 20.0000"
    ours = [Named("1", "20% S", group=group), Named("2", "Standard", group=group)]
    theirs = [Named("x", "Standard", group=group), Named("y", "Capital", group=group)]
    pairs = names(ours, theirs, TAX_SCORES)
    assert {(one.ours, one.theirs, one.is_sure) for one in pairs} == {
        ("1", "x", False),
        ("1", "y", False),
        ("2", "x", True),
    }


def test_a_bank_account_by_its_number():
    ours = Named("1", "Bank", bank_number="GB29 NWBK 6016 1331 9268 19")
    theirs = Named("x", "Business", bank_number="gb29nwbk60161331926819")
    assert only(names([ours], [theirs], BANK_SCORES)).is_sure
    assert not names([Named("1", "Bank")], [Named("x", "Cash")], BANK_SCORES)
