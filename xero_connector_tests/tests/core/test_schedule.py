# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""When Xero is looked at (SPEC T9)."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.xero_connector.core.limiter import Budget
from odoo.addons.xero_connector.core.schedule import (
    LONGEST,
    SHORTEST,
    first_look,
    interval,
    period,
    reserve,
    spare_call_at,
)

DAY = timedelta(days=1)
POLLED = ["invoice", "contact", "credit_note", "payment"]


def test_the_interval_follows_from_what_xero_allows_in_a_day():
    small = interval(Budget(calls_today=10, day_remaining=990), told=False)
    large = interval(Budget(calls_today=10, day_remaining=4990), told=False)
    assert DAY / small == pytest.approx(200)
    assert large == SHORTEST


def test_before_xero_has_told_the_smallest_plan_is_assumed():
    assert DAY / interval(Budget(), told=False) == pytest.approx(200)


def test_when_little_is_left_of_the_day_looking_leaves_it_to_documents():
    assert interval(Budget(calls_today=900, day_remaining=100), told=False) == LONGEST


def test_when_xero_tells_by_itself_looking_is_rare():
    assert interval(Budget(calls_today=1, day_remaining=4999), told=True) == LONGEST


@pytest.mark.parametrize("polled", [POLLED, POLLED[:1], POLLED[1:], POLLED[:2]])
def test_all_kinds_together_cost_one_call_an_interval(polled):
    step = timedelta(minutes=5)
    calls = sum(DAY / period(one, polled, step) for one in polled)
    assert calls == pytest.approx(DAY / step)


def test_invoices_are_looked_at_most_often():
    periods = {one: period(one, POLLED, SHORTEST) for one in POLLED}
    assert min(periods, key=periods.get) == "invoice"


def test_kinds_take_turns_from_the_beginning():
    step = timedelta(minutes=5)
    moments = [first_look(one, POLLED, step) for one in POLLED]
    assert moments == [step * place for place in (0, 1, 3, 5)]
    heartbeat = period("invoice", POLLED, step)
    assert not any((moment % heartbeat) == timedelta() for moment in moments[1:])


NOW = datetime(2026, 3, 1, 3, tzinfo=timezone.utc)


def test_what_can_wait_leaves_a_part_of_the_day_to_what_cannot():
    rich = Budget(calls_today=100, day_remaining=900)
    poor = Budget(calls_today=801, day_remaining=199)
    assert reserve(rich) == reserve(poor) == 200
    assert spare_call_at(rich, NOW) is None
    assert spare_call_at(poor, NOW) > NOW
    assert poor.wait_until(NOW) is None, "a document goes"


def test_what_can_wait_leaves_a_part_of_the_minute_to_what_cannot():
    end = NOW + timedelta(seconds=30)
    budget = Budget(minute_remaining=15, minute_resets_at=end)
    assert spare_call_at(budget, NOW) == end
    assert budget.wait_until(NOW) is None, "a document goes"


def test_without_knowing_what_is_left_comparing_begins():
    assert spare_call_at(Budget(), NOW) is None
