# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Settlements in several currencies, against each other, and beside the documents."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.settlement import (
    Counterpart,
    OtherLine,
    Pair,
    bank_lines,
    bank_money,
    parts,
    rate,
)


def money(value):
    return Decimal(str(value))


def pair(document, amount, paid=None):
    return Pair(document, money(amount), None if paid is None else money(paid))


def line(account, amount, base=None, **values):
    base = None if base is None else money(base)
    return OtherLine(account, money(amount), base=base, **values)


def paid(liquidity, pairs, others=(), kind="payment", base=None, digits=2):
    base = None if base is None else money(base)
    return Counterpart(
        kind, money(liquidity), tuple(others), tuple(pairs), base=base, digits=digits
    )


def found(counterpart, document):
    return [
        (part.kind, part.account, part.amount, part.base)
        for part in parts(counterpart, document)
    ]


BANK = ("bank", None)


# SPEC X10: the rate of the liquidity line
def test_a_payment_in_the_documents_currency():
    payment = paid(120, [pair(1, 120)], base=100)
    assert found(payment, 1) == [(*BANK, 120, 100)]
    assert rate(money(120), money(100)) == money("1.2")


def test_a_foreign_payment_for_two_documents_shares_its_base():
    payment = paid(100, [pair(1, "33.33"), pair(2, "66.67")], base="83.33")
    (first,), (second,) = parts(payment, 1), parts(payment, 2)
    assert (first.amount, first.base) == (money("33.33"), money("27.77"))
    assert first.base + second.base == money("83.33")


def test_a_foreign_write_off_has_its_own_base():
    payment = paid(90, [pair(1, 100)], [line(7, 10, "8.34")], base=75)
    assert found(payment, 1) == [(*BANK, 90, 75), ("writeoff", 7, 10, money("8.34"))]


# the payment is in pounds, the document in euros
def test_a_payment_in_another_currency_than_the_documents():
    payment = paid(85, [pair(1, 100, 85)])
    assert found(payment, 1) == [(*BANK, 100, 85)]


def test_another_currency_with_a_write_off_settles_all_of_the_document():
    payment = paid(80, [pair(1, 100, 85)], [line(7, 5)])
    assert found(payment, 1) == [
        (*BANK, money("94.12"), 80),
        ("writeoff", 7, money("5.88"), 5),
    ]


def test_yen_have_no_decimals():
    payment = paid(50, [pair(1, 10001, 53)], [line(7, 3)], digits=0)
    assert [part.amount for part in parts(payment, 1)] == [9435, 566]


def test_no_rate_is_guessed():
    assert rate(money(10), money(0)) is None
    assert rate(money(0), money(10)) is None
    assert rate(money(100), money(85)) == money("1.176471")


# a statement line of 80 matched with an invoice of 100 and a credit note of 20
def test_a_credit_note_netted_within_a_payment():
    statement = paid(80, [pair(1, 100), pair(2, -20)], kind="statement")
    assert found(statement, 1) == [(*BANK, 100, 100)]
    assert found(statement, 2) == [(*BANK, 20, 20)]


def test_a_foreign_credit_note_netted_has_the_payments_rate():
    statement = paid(80, [pair(1, 100), pair(2, -20)], base=64, kind="statement")
    assert found(statement, 1) == [(*BANK, 100, 80)]
    assert found(statement, 2) == [(*BANK, 20, 16)]


def test_an_entry_that_nets_an_invoice_with_a_bill():
    entry = paid(0, [pair(1, 60), pair(2, -60)], kind="entry")
    assert found(entry, 1) == [("netting", None, 60, 60)]
    assert found(entry, 2) == [("netting", None, 60, 60)]


def test_an_entry_that_nets_and_writes_off():
    entry = paid(0, [pair(1, 60), pair(2, -50)], [line(7, 10)], kind="entry")
    assert found(entry, 1) == [("writeoff", 7, 10, 10), ("netting", None, 50, 50)]
    assert found(entry, 2) == [("netting", None, 50, 50)]


# SPEC X10: somebody pays 101 for 100
def test_too_much_is_a_bank_transaction_of_its_own():
    payment = paid(101, [pair(1, 100)], [line(7, -1)])
    assert found(payment, 1) == [(*BANK, 100, 100)]
    assert bank_lines(payment) == (line(7, -1, -1),)
    assert bank_money(payment).paid == 100


def test_a_bank_fee_with_tax_is_a_bank_transaction_of_its_own():
    fee = [line(9, 5, has_tax=True), line(10, 1, has_tax=True)]
    statement = paid(94, [pair(1, 100)], fee, kind="statement")
    assert found(statement, 1) == [(*BANK, 100, 100)]
    assert bank_lines(statement) == tuple(fee)


def test_a_bank_fee_without_tax_is_a_payment():
    statement = paid(97, [pair(1, 100)], [line(9, 3)], kind="statement")
    assert bank_lines(statement) == ()
    assert bank_money(statement).paid == 97


def test_money_without_a_document():
    assert bank_money(paid(150, [pair(1, 100)])).paid == 150
    assert bank_money(paid(150, [])).paid == 150
    assert bank_money(paid(0, [pair(1, 5)], [line(7, 5)], kind="entry")).paid == 0


amounts = st.decimals("0.01", 500, places=2)
rates = st.decimals("0.2", 5, places=4)


@given(st.lists(amounts, min_size=1, max_size=5), amounts, rates)
def test_bases_add_up_to_the_liquidity_line(debts, writeoff, exchange):
    total = sum(debts)
    writeoff = min(writeoff, total)
    liquidity = total - writeoff
    base, writeoff_base = (
        (amount / exchange).quantize(money("0.01")) for amount in (liquidity, writeoff)
    )
    payment = paid(
        liquidity,
        [pair(place, debt) for place, debt in enumerate(debts)],
        [OtherLine(7, writeoff, base=writeoff_base)],
        base=base,
        kind="payment" if liquidity else "entry",
    )
    pieces = [piece for place in range(len(debts)) for piece in parts(payment, place)]
    banks = [piece for piece in pieces if piece.kind == "bank"]
    assert sum(piece.amount for piece in pieces) == total
    assert sum(piece.base for piece in banks) == base
    assert sum(piece.base for piece in pieces) == base + writeoff_base


@pytest.mark.parametrize("exchange", ["0.00512", "0.85", "1.2", "190.45"])
@given(st.lists(amounts, min_size=1, max_size=5))
def test_documents_in_another_currency_are_settled_to_the_cent(exchange, owed):
    pairs = [
        pair(place, amount, (amount * money(exchange)).quantize(money("0.01")))
        for place, amount in enumerate(owed)
        if (amount * money(exchange)).quantize(money("0.01"))
    ]
    half = sum((one.paid for one in pairs), money(0)) / 2
    liquidity = half.quantize(money("0.01"))
    rest = sum((one.paid for one in pairs), money(0)) - liquidity
    if not liquidity:
        return
    payment = paid(liquidity, pairs, [OtherLine(7, rest)])
    for one in pairs:
        pieces = parts(payment, one.document)
        assert sum(piece.amount for piece in pieces) == one.amount
        assert all(piece.amount >= 0 for piece in pieces)
