# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date, datetime, timedelta, timezone

from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.limiter import Budget

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def seconds(number):
    return timedelta(seconds=number)


def headers(minute=None, day=None):
    found = {"x-minlimit-remaining": minute, "x-daylimit-remaining": day}
    return {name: str(value) for name, value in found.items() if value is not None}


def called(budget, now, minute=None, day=None):
    return budget.after_call(now).learn(headers(minute, day), now)


def test_nothing_known_nothing_forbidden():
    assert Budget().wait_until(NOW) is None
    assert Budget().wait_until(NOW, reserve=10) is None


# SPEC B18, X8: the window is learned from the headers
def test_a_spent_minute_waits_for_its_end():
    budget = called(Budget(), NOW, minute=1)
    budget = called(budget, NOW + seconds(10), minute=0)
    assert budget.wait_until(NOW + seconds(11)) == NOW + seconds(60)
    assert budget.waits_for(NOW + seconds(11)) == "rate_minute"
    assert budget.wait_until(NOW + seconds(60)) is None


def test_more_calls_left_than_before_begin_a_new_minute():
    budget = called(Budget(), NOW, minute=3)
    budget = called(budget, NOW + seconds(50), minute=59)
    budget = called(budget, NOW + seconds(55), minute=0)
    assert budget.wait_until(NOW + seconds(56)) == NOW + seconds(110)


def test_calls_without_headers_are_counted():
    budget = called(Budget(), NOW, minute=1, day=5).after_call(NOW + seconds(1))
    assert (budget.minute_remaining, budget.day_remaining) == (0, 4)
    assert budget.wait_until(NOW + seconds(2)) == NOW + seconds(60)
    assert budget.learn({"x-minlimit-remaining": "many"}, NOW) == budget


# SPEC E18: a backfill leaves calls for live documents
def test_a_reserve_is_left_to_others():
    budget = called(Budget(), NOW, minute=8, day=900)
    assert budget.wait_until(NOW) is None
    assert budget.wait_until(NOW, reserve=10) == NOW + seconds(60)
    budget = called(Budget(), NOW, minute=50, day=80)
    assert budget.wait_until(NOW) is None
    assert budget.wait_until(NOW, reserve=100) == NOW + timedelta(hours=1)
    assert budget.waits_for(NOW, reserve=100) == "rate_day"


# SPEC B18: only a refusal tells when Xero's day ends, so one call may ask
def test_a_spent_day_is_told_by_a_refusal():
    budget = called(Budget(), NOW, minute=50, day=0)
    assert budget.wait_until(NOW) is None
    budget = budget.refused("day", 66975, NOW, 0.5)
    until = NOW + seconds(66975)
    assert budget.wait_until(NOW + seconds(1)) == until
    assert budget.waits_for(NOW + seconds(1)) == "rate_day"
    assert budget.wait_until(until) is None
    budget = called(budget, until, minute=59, day=999)
    assert budget.day_resets_at is None


def test_a_refused_minute_obeys_retry_after():
    budget = Budget().refused("minute", 31, NOW, 0.0)
    assert budget.wait_until(NOW) == NOW + seconds(31)
    assert budget.wait_until(NOW + seconds(31)) is None


def test_refusals_without_retry_after_wait_by_jitter():
    budget = Budget().refused("concurrent", None, NOW, 0.5)
    assert budget.wait_until(NOW) == NOW + seconds(6)
    assert budget.minute_remaining is None
    assert Budget().refused("appminute", None, NOW, 0.0).paused_until == NOW + seconds(
        10
    )


def test_a_shorter_refusal_never_shortens_a_longer_one():
    budget = Budget().refused("day", 5000, NOW, 0.0).refused("minute", 5, NOW, 0.0)
    assert budget.wait_until(NOW) == NOW + seconds(5000)


# SPEC X8
def test_calls_are_counted_per_day():
    budget = Budget().after_call(NOW).after_call(NOW + seconds(5))
    assert (budget.calls_today, budget.day) == (2, date(2026, 11, 20))
    budget = budget.after_call(NOW + timedelta(days=1))
    assert (budget.calls_today, budget.day) == (1, date(2026, 11, 21))


class Window:
    """Xero's minute: fixed, and beginning when it likes."""

    def __init__(self, limit, offset):
        self.limit = limit
        self.offset = offset
        self.calls = {}

    def call(self, now):
        number = int((now - NOW).total_seconds() + self.offset) // 60
        self.calls[number] = self.calls.get(number, 0) + 1
        return self.limit - self.calls[number]


@given(
    st.lists(st.integers(0, 40), min_size=5, max_size=60),
    st.integers(0, 59),
    st.integers(1, 5),
)
def test_xero_never_has_to_refuse(pauses, offset, limit):
    window, budget, now = Window(limit, offset), Budget(), NOW
    for pause in pauses:
        now += seconds(pause)
        wait = budget.wait_until(now)
        if wait:
            assert wait - now <= seconds(60)
            now = wait
        left = window.call(now)
        assert left >= 0
        budget = called(budget, now, minute=left)
