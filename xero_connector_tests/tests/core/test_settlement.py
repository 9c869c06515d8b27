# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.errors import LABELS
from odoo.addons.xero_connector.core.settlement import (
    Counterpart,
    OtherLine,
    Pair,
    Part,
    SettlementError,
    parts,
)


def money(value):
    return Decimal(str(value))


def paid(liquidity, pairs, others=(), kind="payment"):
    return Counterpart(
        kind,
        money(liquidity),
        tuple(others),
        tuple(Pair(document, money(amount)) for document, amount in pairs),
    )


def found(counterpart, document):
    return [
        (part.kind, part.account, part.amount) for part in parts(counterpart, document)
    ]


BANK = ("bank", None)


# SPEC A30: the bank amount is the liquidity line, not the partial
def test_ninety_paid_and_ten_written_off():
    payment = paid(90, [(1, 100)], [OtherLine(7, money(10))])
    assert found(payment, 1) == [(*BANK, 90), ("writeoff", 7, 10)]


def test_an_early_payment_discount():
    payment = paid(98, [(1, 100)], [OtherLine(8, money(2), is_discount=True)])
    assert found(payment, 1) == [(*BANK, 98), ("discount", 8, 2)]


def test_a_discount_with_tax_is_credit():
    lines = [OtherLine(8, money(2), True, True), OtherLine(9, money("0.4"), True, True)]
    payment = paid("117.6", [(1, 70), (2, 50)], lines)
    assert found(payment, 1) == [(*BANK, 70)]
    assert found(payment, 2) == [
        (*BANK, money("47.6")),
        ("credit", None, money("2.4")),
    ]


def test_a_discount_too_small_to_have_an_amount():
    lines = [OtherLine(8, money(0), True, True), OtherLine(9, money(0), True, True)]
    assert found(paid("0.12", [(1, "0.12")], lines), 1) == [(*BANK, money("0.12"))]


def test_a_bank_fee():
    payment = paid(97, [(1, 100)], [OtherLine(9, money(3))], kind="statement")
    assert found(payment, 1) == [(*BANK, 97), ("writeoff", 9, 3)]


def test_one_payment_for_two_documents():
    payment = paid(100, [(1, 40), (2, 60)])
    assert found(payment, 1) == [(*BANK, 40)]
    assert found(payment, 2) == [(*BANK, 60)]


def test_two_instalments_are_one_pair():
    payment = paid(100, [(1, 30), (1, 70)])
    assert found(payment, 1) == [(*BANK, 100)]


def test_what_is_not_reconciled_stays_out():
    assert found(paid(150, [(1, 100)]), 1) == [(*BANK, 100)]


def test_a_write_off_over_two_documents():
    payment = paid(90, [(1, 40), (2, 60)], [OtherLine(7, money(10))])
    assert found(payment, 1) == [(*BANK, 40)]
    assert found(payment, 2) == [(*BANK, 50), ("writeoff", 7, 10)]


def test_lines_on_one_account_are_one_payment():
    others = [
        OtherLine(7, money(12)),
        OtherLine(7, money(-2)),
        OtherLine(7, money(5), is_discount=True),
        OtherLine(8, money(5)),
    ]
    assert found(paid(80, [(1, 100)], others), 1) == [
        (*BANK, 80),
        ("writeoff", 7, 10),
        ("discount", 7, 5),
        ("writeoff", 8, 5),
    ]


def test_an_entry_without_a_bank():
    entry = paid(0, [(1, 25)], [OtherLine(7, money(25))], kind="entry")
    assert found(entry, 1) == [("writeoff", 7, 25)]


@pytest.mark.parametrize("kind", ["refund", "exchange", "cash_basis"])
def test_what_xero_does_in_other_ways(kind):
    assert parts(paid(0, [(1, 25)], kind=kind), 1) == ()


@pytest.mark.parametrize(
    ("counterpart", "label"),
    [
        (
            paid(110, [(1, 100)], [OtherLine(7, money(-10), True, is_discount=True)]),
            "discount_with_tax",
        ),
        (
            paid(0, [(1, 100)], [OtherLine(7, money(10), True)], kind="entry"),
            "discount_with_tax",
        ),
        (
            paid(0, [(1, 100)], [OtherLine(7, money(110)), OtherLine(8, money(-10))]),
            "negative_writeoff",
        ),
        (paid(-100, [(1, 100)]), "negative_writeoff"),
        (paid(90, [(1, 100)]), "settlement_unexplained"),
        (paid(100, [(1, 100), (1, -100)]), "settlement_unexplained"),
    ],
)
def test_what_cannot_be_expressed_says_why(counterpart, label):
    assert label in LABELS
    with pytest.raises(SettlementError) as caught:
        parts(counterpart, 1)
    assert caught.value.label == label


def test_a_document_that_is_not_settled():
    with pytest.raises(KeyError):
        parts(paid(100, [(1, 100)]), 2)


amounts = st.decimals("0.01", 500, places=2)
others_ = st.lists(
    st.builds(OtherLine, st.integers(1, 3), amounts, st.just(False), st.booleans()),
    max_size=3,
)


@given(
    st.lists(st.tuples(st.integers(1, 4), amounts), min_size=1, max_size=6),
    others_,
    amounts,
)
def test_parts_equal_what_was_settled_and_never_more_than_came_in(pairs, others, rest):
    settled = sum(amount for _document, amount in pairs)
    liquidity = max(settled - sum(line.amount for line in others), Decimal(0)) + rest
    counterpart = paid(liquidity, pairs, others)
    sent = {}
    for document in dict(pairs):
        pieces = parts(counterpart, document)
        wanted = sum(amount for other, amount in pairs if other == document)
        assert sum(piece.amount for piece in pieces) == wanted
        assert all(piece.amount > 0 for piece in pieces)
        for piece in pieces:
            key = (piece.kind, piece.account)
            sent[key] = sent.get(key, Decimal(0)) + piece.amount
    assert sent.pop(("bank", None), 0) <= liquidity
    for (kind, account), amount in sent.items():
        given_ = sum(
            line.amount
            for line in others
            if (line.account, line.is_discount) == (account, kind == "discount")
        )
        assert amount <= given_


# SPEC X10: reconciling another document later changes nothing that was sent
@given(st.lists(amounts, min_size=2, max_size=5), others_)
def test_later_documents_leave_earlier_parts_alone(debts, others):
    liquidity = sum(debts)
    pairs = list(enumerate(debts))
    before = parts(paid(liquidity, pairs[:1], others), 0)
    after = parts(paid(liquidity, pairs, others), 0)
    assert before == after
    assert isinstance(before[0], Part)
