# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core.planner import (
    CycleError,
    ItemTooLarge,
    Mark,
    batches,
    fold,
    ranks,
)


# SPEC C9, X6
def test_ranks_are_depths():
    graph = {
        "invoice": {"contact", "item"},
        "payment": {"invoice"},
        "contact": set(),
        "item": set(),
    }
    assert ranks(graph) == {"contact": 0, "item": 0, "invoice": 1, "payment": 2}


def test_a_name_that_is_only_depended_on_has_a_rank():
    assert ranks({"payment": {"invoice"}}) == {"invoice": 0, "payment": 1}


@pytest.mark.parametrize(
    ("graph", "cycle"),
    [
        ({"a": {"a"}}, ["a", "a"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"]),
    ],
)
def test_a_cycle_is_named(graph, cycle):
    with pytest.raises(CycleError, match=" → ".join(cycle)) as caught:
        ranks(graph)
    assert caught.value.cycle == cycle


@given(
    st.dictionaries(
        st.integers(0, 8), st.sets(st.integers(0, 8), max_size=4), max_size=9
    )
)
def test_whatever_is_first_has_the_lower_rank(graph):
    names = {
        str(node): {str(other) for other in others if other < node}
        for node, others in graph.items()
    }
    found = ranks(names)
    for name, others in names.items():
        assert all(found[other] < found[name] for other in others)


def test_repeated_marks_fold_into_the_first():
    marks = [Mark(1, "a"), Mark(2, "b"), Mark(3, "a"), Mark(4, "a"), Mark(5, "c")]
    assert fold(marks) == ([1, 2, 5], {3: 1, 4: 1})
    assert fold([]) == ([], {})


@given(st.lists(st.text("abc", max_size=1)))
def test_every_mark_is_kept_or_superseded_by_one_of_its_key(keys):
    marks = [Mark(number, key) for number, key in enumerate(keys)]
    kept, superseded = fold(marks)
    assert sorted([*kept, *superseded]) == list(range(len(keys)))
    assert all(keys[old] == keys[new] and new < old for old, new in superseded.items())
    assert len(kept) == len(set(keys))


# SPEC P7: 50 a call
def test_batches_are_full_and_in_order():
    found = batches([(number, "x") for number in range(120)])
    assert [len(batch) for batch in found] == [50, 50, 20]
    assert [item for batch in found for item in batch] == list(range(120))
    assert batches([]) == []


def test_batches_fit_into_a_body():
    items = [(number, "x" * 100) for number in range(5)]
    assert [len(batch) for batch in batches(items, max_bytes=300)] == [2, 2, 1]


def test_an_item_that_fits_nowhere_is_named():
    with pytest.raises(ItemTooLarge) as caught:
        batches([("small", "x"), ("large", "é" * 200)], max_bytes=300)
    assert caught.value.item == "large"
    assert caught.value.size == 402


@given(st.lists(st.integers(0, 120), max_size=40), st.integers(1, 7))
def test_no_batch_is_too_long_or_too_large(sizes, limit):
    items = [(number, "x" * size) for number, size in enumerate(sizes)]
    found = batches(items, max_items=limit, max_bytes=250)
    assert [item for batch in found for item in batch] == list(range(len(sizes)))
    for batch in found:
        body = '{"ManualJournals": [' + ", ".join("x" * sizes[i] for i in batch) + "]}"
        assert 1 <= len(batch) <= limit
        assert len(body) <= 250
