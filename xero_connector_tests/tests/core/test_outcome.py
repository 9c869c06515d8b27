# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import dataclasses

import pytest

from odoo.addons.xero_connector.core import outcome
from odoo.addons.xero_connector.core.outcome import backoff


# SPEC A38: backoff with jitter, about 30 seconds first, doubling
def test_backoff_doubles_from_half_a_minute():
    assert [backoff(attempt, 0.5) for attempt in range(1, 6)] == [30, 60, 120, 240, 480]


def test_backoff_spreads_by_jitter_and_never_exceeds_an_hour():
    assert backoff(1, 0.0) == 22
    assert backoff(1, 0.999) == 37
    assert backoff(8, 0.999) == 3600
    assert backoff(5000, 0.0) <= 3600


def test_attempts_are_counted_from_one():
    with pytest.raises(ValueError, match="from 1"):
        backoff(0, 0.5)


def test_every_outcome_is_frozen_and_has_a_code():
    for kind in outcome.Outcome.__args__:
        names = {field.name for field in dataclasses.fields(kind)}
        assert "code" in names
        assert kind.__dataclass_params__.frozen


def test_an_outcome_without_more_is_certain():
    lost = outcome.Retry("timeout")
    assert not lost.uncertain
    assert not lost.replay
    assert lost.after is None
