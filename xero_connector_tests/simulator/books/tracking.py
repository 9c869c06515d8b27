# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking categories, each with its options (for example Region: North, South).

At most two categories are active and four kept, the archived ones included; only
what no document uses can be deleted (developer.xero.com, "Tracking Categories").
Names are compared without regard to case; the wordings are unconfirmed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from .change import Change
from .errors import Invalid, refuse_if, too_long
from .table import Table

MAX_ACTIVE = 2
MAX_KEPT = 4
LIMITS = {"Name": 100}
STATUSES = ("ACTIVE", "ARCHIVED")


@dataclass(slots=True, eq=False)
class TrackingOption:
    id: str
    name: str
    status: str = "ACTIVE"


@dataclass(slots=True, eq=False)
class TrackingCategory:
    id: str
    name: str
    status: str = "ACTIVE"
    options: list[TrackingOption] = field(default_factory=list)

    def option(self, key: str | None) -> TrackingOption | None:
        """By TrackingOptionID, deleted ones included."""
        wanted = (key or "").lower()
        return next((each for each in self.options if each.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Tracked:
    """What one line says about one category."""

    category: TrackingCategory
    option: TrackingOption


class TrackingCategories(Table[TrackingCategory]):
    """All categories of one organisation, deleted ones included.

    :param lines: function that yields every line of every document.
    """

    def __init__(self, lines: Callable[[], Iterator]):
        super().__init__()
        self._lines = lines

    def named(self, name: str | None) -> TrackingCategory | None:
        """The active or archived category of that name."""
        return _named(self, name)

    def create(self, values: dict, change: Change) -> TrackingCategory:
        """Options sent along are ignored: they have an endpoint of their own."""
        messages = _name_messages(values, self)
        if self._count("ACTIVE") >= MAX_ACTIVE:
            messages.append("Only two tracking categories can be active.")
        if self._count(*STATUSES) >= MAX_KEPT:
            messages.append("An organisation can have four tracking categories.")
        refuse_if(messages)
        category = TrackingCategory(str(uuid4()), values["Name"])
        self.by_id[category.id] = category
        return category

    def update(self, category, values: dict, change: Change) -> TrackingCategory:
        messages = _change_messages(category, values, self)
        activated = values.get("Status") == "ACTIVE" != category.status
        if activated and self._count("ACTIVE") >= MAX_ACTIVE:
            messages.append("Only two tracking categories can be active.")
        refuse_if(messages)
        _change(category, values)
        return category

    def delete(self, category: TrackingCategory, change: Change) -> None:
        if any(tracked.category is category for tracked in self._in_use()):
            raise Invalid("The tracking category is used and cannot be deleted.")
        category.status = "DELETED"

    def create_option(self, category, values: dict, change: Change) -> TrackingOption:
        refuse_if(_name_messages(values, category.options))
        option = TrackingOption(str(uuid4()), values["Name"])
        category.options.append(option)
        return option

    def update_option(
        self, category, option, values: dict, change: Change
    ) -> TrackingOption:
        refuse_if(_change_messages(option, values, category.options))
        _change(option, values)
        return option

    def delete_option(self, option: TrackingOption, change: Change) -> None:
        if any(tracked.option is option for tracked in self._in_use()):
            raise Invalid("The tracking option is used and cannot be deleted.")
        option.status = "DELETED"

    def resolve(self, sent: list[dict], messages: list[str]) -> list[Tracked]:
        """What a line's Tracking names; `messages` gets what is wrong with it."""
        found = []
        for each in sent:
            try:
                found.append(self._tracked(each))
            except Invalid as error:
                messages.extend(error.messages)
        if len({tracked.category.id for tracked in found}) < len(found):
            messages.append("A line can have each tracking category only once.")
        return found

    def _tracked(self, sent: dict) -> Tracked:
        key, name = sent.get("TrackingCategoryID"), sent.get("Name")
        category = self.get(key) if key else self.named(name)
        if category is None or category.status != "ACTIVE":
            raise Invalid(f"The tracking category '{name or key}' does not exist.")
        key, name = sent.get("TrackingOptionID"), sent.get("Option")
        option = category.option(key) if key else _named(category.options, name)
        if option is None or option.status != "ACTIVE":
            raise Invalid(
                f"The tracking option '{name or key}' does not exist in the category "
                f"'{category.name}'."
            )
        return Tracked(category, option)

    def _in_use(self) -> Iterator[Tracked]:
        for line in self._lines():
            yield from line.tracking

    def _count(self, *statuses: str) -> int:
        return sum(category.status in statuses for category in self)


def _named(records: Iterable, name: str | None):
    wanted = (name or "").casefold()
    kept = (record for record in records if record.status in STATUSES)
    return next((each for each in kept if each.name.casefold() == wanted), None)


def _name_messages(values: dict, others: Iterable, own=None) -> list[str]:
    messages = too_long(values, LIMITS)
    name = values.get("Name") or ""
    if not name.strip():
        messages.append("Name must be specified")
    if name and _named(others, name) not in (None, own):
        messages.append("Please enter a unique Name.")
    return messages


def _change_messages(record, values: dict, others: Iterable) -> list[str]:
    """Deleting has a method of its own (DELETE)."""
    if record.status not in STATUSES:
        return [f"{record.name} has been deleted and cannot be changed."]
    messages = _name_messages(values, others, record) if "Name" in values else []
    if values.get("Status") not in (None, "", *STATUSES):
        messages.append("The Status must be ACTIVE or ARCHIVED.")
    return messages


def _change(record, values: dict) -> None:
    record.name = values.get("Name") or record.name
    record.status = values.get("Status") or record.status
