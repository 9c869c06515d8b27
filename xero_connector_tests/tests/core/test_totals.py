# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as st

from odoo.addons.xero_connector.core.convert import money
from odoo.addons.xero_connector.core.totals import distribute, line_amounts, round_to

amounts = st.decimals(-10_000, 10_000, places=2)
positive = st.decimals("0.01", 10_000, places=2)


# SPEC P5: the document's tax, rounded once, lands on the lines to the cent
def test_the_rounding_example_of_xero():
    nets = [Decimal("25.06"), Decimal("25.61"), Decimal("25.63")]
    shares = distribute(Decimal("11.45"), nets)
    assert shares == [Decimal("3.76"), Decimal("3.84"), Decimal("3.85")]
    assert sum(shares) == Decimal("11.45")


def test_a_line_without_tax_gets_none():
    assert distribute(Decimal("0.01"), [Decimal(0), Decimal(5), Decimal(0)]) == [
        0,
        Decimal("0.01"),
        0,
    ]


def test_a_credit_is_distributed_the_same_way():
    assert distribute(Decimal("-0.05"), [Decimal(1), Decimal(1), Decimal(1)]) == [
        Decimal("-0.01"),
        Decimal("-0.02"),
        Decimal("-0.02"),
    ]


def test_weights_that_cancel_out_count_by_size():
    assert distribute(Decimal("0.02"), [Decimal(100), Decimal(-100)]) == [
        Decimal("0.01"),
        Decimal("0.01"),
    ]
    assert distribute(Decimal(0), [Decimal(100), Decimal(-100)]) == [0, 0]


def test_currencies_with_other_digits():
    assert distribute(Decimal(100), [Decimal(1), Decimal(1), Decimal(1)], digits=0) == [
        34,
        33,
        33,
    ]
    assert sum(distribute(Decimal("0.100"), [Decimal(1)] * 3, digits=3)) == Decimal(
        "0.100"
    )


def test_what_cannot_be_distributed_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        distribute(Decimal("0.01"), [Decimal(0), Decimal(0)])
    with pytest.raises(ValueError, match="nothing"):
        distribute(Decimal("0.01"), [])
    with pytest.raises(ValueError, match="decimals"):
        distribute(Decimal("0.001"), [Decimal(1)])
    assert distribute(Decimal(0), []) == []


@given(amounts, st.lists(positive, min_size=1, max_size=12))
def test_parts_add_up_and_stay_near_their_share(total, weights):
    parts = distribute(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < Decimal("0.01")
        assert part == money(part)


@given(
    amounts, st.lists(st.one_of(st.just(Decimal(0)), amounts), min_size=1, max_size=12)
)
def test_whatever_the_signs_parts_add_up_and_zero_stays_zero(total, weights):
    assume(any(weights))
    parts = distribute(total, weights)
    assert sum(parts) == total
    assert all(
        not part for part, weight in zip(parts, weights, strict=True) if not weight
    )


# SPEC R2: round per line or globally, each line stays within a cent of its own tax
@given(
    st.lists(amounts.filter(bool), min_size=1, max_size=12),
    st.decimals("0.01", "0.30", places=4),
)
def test_taxes_of_any_sign_rounded_globally(nets, rate):
    taxes = [net * rate for net in nets]
    total = money(sum(taxes))
    parts = round_to(taxes, total)
    assert sum(parts) == total
    for part, tax in zip(parts, taxes, strict=True):
        assert abs(part - tax) <= Decimal("0.01")


# SPEC R2, P5: within each tax rate, and never onto a line without tax
@given(
    st.lists(st.just(Decimal(0)) | amounts, min_size=1, max_size=12),
    st.decimals("0.01", "0.30", places=4),
    st.integers(-2, 2),
)
def test_a_booked_tax_near_the_computed_one(nets, rate, cents):
    taxes = [net * rate for net in nets]
    assume(any(taxes))
    booked = money(sum(taxes)) + Decimal(cents) / 100
    parts = round_to(taxes, booked)
    assert sum(parts) == booked
    for part, tax in zip(parts, taxes, strict=True):
        assert part == 0 or tax
        assert abs(part - tax) < Decimal("0.01") * (2 + abs(cents))


def test_a_total_far_from_the_amounts_is_shared_evenly():
    assert round_to([Decimal(1), Decimal(1)], Decimal("2.05")) == [
        Decimal("1.03"),
        Decimal("1.02"),
    ]


# SPEC P6: more decimals than Xero keeps
@pytest.mark.parametrize(
    ("quantity", "price", "discount", "net", "expected"),
    [
        ("3", "33.33", "0", "99.99", ("3", "33.33", None, True)),
        ("3", "33.3333", "0", "100.00", ("3", "33.3333", None, True)),
        ("2", "10", "12.5", "17.50", ("2", "10", "12.5", True)),
        ("-1", "50", "0", "-50.00", ("-1", "50", None, True)),
        ("1", "-50", "10", "-45.00", ("1", "-50", "10", True)),
        ("2", "10", "100", "0", ("2", "10", "100", True)),
        ("0", "10", "0", "0", ("0", "10", None, True)),
        # 0.3333 × 1000 would be 333.30
        ("1000", "0.333333", "0", "333.33", ("1", "333.33", None, False)),
        # rounded globally in Odoo: the line's net is not its own product
        ("1", "10.00", "0", "10.01", ("1", "10.01", None, False)),
        # a surcharge is no discount that Xero knows
        ("1", "100", "-10", "110.00", ("1", "110.00", None, False)),
        ("1", "100", "110", "-10.00", ("1", "-10.00", None, False)),
    ],
)
def test_what_is_sent_for_a_line(quantity, price, discount, net, expected):
    found = line_amounts(
        Decimal(quantity), Decimal(price), Decimal(discount), Decimal(net)
    )
    sent_quantity, unit, rate, exact = expected
    assert found.quantity == Decimal(sent_quantity)
    assert found.unit_amount == Decimal(unit)
    assert found.discount_rate == (Decimal(rate) if rate else None)
    assert found.exact is exact


def test_bills_carry_no_discount():
    found = line_amounts(
        Decimal(1), Decimal(100), Decimal(10), Decimal(90), discounts=False
    )
    assert (found.unit_amount, found.discount_rate) == (90, None)


@given(
    st.decimals(-1000, 1000, places=6),
    st.decimals(-1000, 1000, places=6),
    st.decimals(0, 100, places=4),
    amounts,
)
def test_xero_computes_exactly_the_net(quantity, price, discount, net):
    found = line_amounts(quantity, price, discount, net)
    factor = 1 - (found.discount_rate or 0) / Decimal(100)
    assert money(found.quantity * found.unit_amount * factor) == net
    assert found.quantity == money(found.quantity, 4)
    assert found.unit_amount == money(found.unit_amount, 4)
