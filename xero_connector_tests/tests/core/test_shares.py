# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Analytic distributions as shares of a line by tracking options (SPEC X15)."""

from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core.errors import LabelledError
from odoo.addons.xero_connector.core.shares import shares

REGION, TEAM = "region", "team"


def of(*entries):
    return shares([(Decimal(percent), options) for percent, options in entries])


def told(found):
    return [(float(percent), options) for percent, options in found]


def test_nothing_is_tracked():
    assert of() == []
    assert of((100, {})) == []
    assert of((0, {REGION: "north"})) == []


def test_one_option():
    assert told(of((100, {REGION: "north"}))) == [(100, {REGION: "north"})]


def test_what_is_missing_stays_untracked_and_comes_last():
    found = of((30, {}), ("33.33", {REGION: "north"}), (20, {REGION: "south"}))
    assert told(found) == [
        (33.33, {REGION: "north"}),
        (20, {REGION: "south"}),
        (46.67, {}),
    ]


def test_same_combination_is_one_share():
    found = of((40, {REGION: "north"}), (60, {REGION: "north"}))
    assert told(found) == [(100, {REGION: "north"})]


def test_combinations_are_kept_as_they_are():
    entries = (50, {REGION: "north", TEAM: "red"}), (50, {REGION: "south"})
    assert told(of(*entries)) == [
        (50, {REGION: "north", TEAM: "red"}),
        (50, {REGION: "south"}),
    ]


def test_entries_of_one_whole_do_not_overlap():
    found = of((50, {REGION: "north"}), (50, {TEAM: "red"}))
    assert told(found) == [(50, {REGION: "north"}), (50, {TEAM: "red"})]


def test_independent_plans_are_laid_side_by_side():
    """Each option keeps its percentage; there are as few shares as possible."""
    found = of(
        (60, {REGION: "north"}),
        (40, {REGION: "south"}),
        (30, {TEAM: "red"}),
        (50, {TEAM: "blue"}),
    )
    assert told(found) == [
        (30, {REGION: "north", TEAM: "red"}),
        (30, {REGION: "north", TEAM: "blue"}),
        (20, {REGION: "south", TEAM: "blue"}),
        (20, {REGION: "south"}),
    ]


def test_both_kinds_together():
    found = of(
        (50, {REGION: "south"}), (60, {TEAM: "red"}), (40, {REGION: "n", TEAM: "b"})
    )
    assert told(found) == [
        (40, {REGION: "n", TEAM: "b"}),
        (50, {REGION: "south", TEAM: "red"}),
        (10, {TEAM: "red"}),
    ]


@pytest.mark.parametrize(
    "entries",
    [
        [(60, {REGION: "north"}), (60, {REGION: "south"})],
        [(-50, {REGION: "north"}), (100, {REGION: "south"})],
    ],
)
def test_more_than_the_whole_is_refused(entries):
    with pytest.raises(LabelledError, match="tracking_not_whole"):
        of(*entries)


@pytest.mark.parametrize("third", ["33.33", "33.333333", "33.3334"])
def test_rounded_percentages_are_the_whole(third):
    """No line of a hundredth of a percent is made of what was lost by rounding."""
    found = of(*[(third, {REGION: one}) for one in "abc"])
    assert [options[REGION] for _percent, options in found] == ["a", "b", "c"]
    assert sum(percent for percent, _options in found) == 100


def test_rounded_percentages_of_two_plans():
    thirds = [("33.3334", {REGION: one}) for one in "abc"]
    found = of(*thirds, (100, {TEAM: "red"}))
    assert sum(percent for percent, _options in found) == 100
    assert {options.get(REGION) for _percent, options in found} == {"a", "b", "c"}
