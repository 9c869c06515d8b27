# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""In which order and in which batches tasks go (DESIGN §4; SPEC X6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

#: Xero's recommendation for one call, and its limit for a body (XERO_API §2, §3)
MAX_ITEMS = 50
MAX_BYTES = 3_500_000
#: what surrounds the elements of a body: {"ManualJournals": []}
_ENVELOPE = 64

T = TypeVar("T")


class CycleError(ValueError):
    """Types that wait for each other; `cycle` names them, the first one twice."""

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(" → ".join(cycle))
        self.cycle = cycle


class ItemTooLarge(ValueError):
    """One item that alone exceeds Xero's limit for a body."""

    def __init__(self, item: Any, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.item = item
        self.size = size


@dataclass(frozen=True)
class Mark:
    """A task as far as folding is concerned: its id, and what it is about."""

    id: int
    key: Any


def ranks(dependencies: Mapping[str, set[str]]) -> dict[str, int]:
    """Depth of each name in the graph: 0 depends on nothing.

    :param dependencies: name -> names that have to go first
    :raise CycleError: names that depend on themselves, over whatever distance
    """
    depth: dict[str, int] = {}
    for name in sorted(dependencies):
        _rank(name, dependencies, depth, [])
    return depth


def _rank(
    name: str,
    dependencies: Mapping[str, set[str]],
    depth: dict[str, int],
    path: list[str],
) -> int:
    if name in path:
        raise CycleError([*path[path.index(name) :], name])
    if name not in depth:
        before = (
            _rank(other, dependencies, depth, [*path, name])
            for other in sorted(dependencies.get(name, ()))
        )
        depth[name] = max((rank + 1 for rank in before), default=0)
    return depth[name]


def fold(marks: Iterable[Mark]) -> tuple[list[int], dict[int, int]]:
    """Keep the first mark of each key; the others are superseded by it.

    A mark says that a record changed, not what to do: one visit of the record's present
    state does for all, at the place in the queue that it took first.

    :return: (ids kept, {superseded id: kept id})
    """
    first: dict[Any, int] = {}
    superseded: dict[int, int] = {}
    for mark in marks:
        kept = first.setdefault(mark.key, mark.id)
        if kept != mark.id:
            superseded[mark.id] = kept
    return list(first.values()), superseded


def batches(
    items: Iterable[tuple[T, str]],
    max_items: int = MAX_ITEMS,
    max_bytes: int = MAX_BYTES,
) -> list[list[T]]:
    """The items in order, in as few batches as their number and size allow.

    :param items: (item, its element as JSON text)
    :raise ItemTooLarge: an item that fits into no batch
    """
    found: list[list[T]] = []
    size = 0
    for item, text in items:
        length = len(text.encode()) + len(", ")
        if length + _ENVELOPE > max_bytes:
            raise ItemTooLarge(item, length)
        if not found or len(found[-1]) == max_items or size + length > max_bytes:
            found.append([])
            size = _ENVELOPE
        found[-1].append(item)
        size += length
    return found
