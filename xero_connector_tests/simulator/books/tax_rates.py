# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tax rates: TaxType is an open string, user-defined ones are TAX001, TAX002…

XERO_API §4 "Settings". Rates apply to account classes by their CanApplyTo flags.
"""

from dataclasses import dataclass
from decimal import Decimal

from .change import Change
from .errors import Invalid, refuse_if
from .money import HUNDRED, rounded

CLASSES = ("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE")
_ALL_BUT_REVENUE = frozenset(CLASSES) - {"REVENUE"}
_ALL_BUT_EXPENSE = frozenset(CLASSES) - {"EXPENSE"}


@dataclass(frozen=True, slots=True)
class Component:
    name: str
    rate: Decimal
    is_compound: bool = False
    is_non_recoverable: bool = False


@dataclass(slots=True)
class TaxRate:
    name: str
    tax_type: str
    components: tuple[Component, ...]
    applies_to: frozenset[str]
    report_tax_type: str = ""
    status: str = "ACTIVE"

    @property
    def display_rate(self) -> Decimal:
        """What is charged: parts that take back (reverse charge) do not count."""
        return rounded(_combined(c for c in self.components if c.rate > 0), 4)

    @property
    def effective_rate(self) -> Decimal:
        return rounded(_combined(self.components), 4)


def _combined(components) -> Decimal:
    """Plain parts add up; compound parts apply on top of the net plus tax."""
    plain, compound = Decimal(0), Decimal(0)
    for component in components:
        if component.is_compound:
            compound += component.rate
        else:
            plain += component.rate
    return plain + compound + plain * compound / HUNDRED


STATUSES = ("ACTIVE", "ARCHIVED", "DELETED", "PENDING")


class TaxRates:
    """All tax rates of one organisation, by TaxType.

    :param reported: rates say how they are reported, as in AU, NZ and the UK.
    """

    def __init__(self, reported: bool = False):
        self._reported = reported
        self.by_type: dict[str, TaxRate] = {}

    def __iter__(self):
        return iter(self.by_type.values())

    def __len__(self):
        return len(self.by_type)

    def get(self, tax_type: str | None) -> TaxRate | None:
        return self.by_type.get(tax_type or "")

    def add(self, rate: TaxRate) -> TaxRate:
        self.by_type[rate.tax_type] = rate
        return rate

    def create(self, values: dict, change: Change) -> TaxRate:
        """A user's own rate; which accounts it fits follows from ReportTaxType."""
        components = tuple(map(_component, values.get("TaxComponents") or ()))
        messages = self._name_messages(values.get("Name"), None)
        if not components:
            messages.append("At least one tax component must be specified")
        if self._reported and change.app and not values.get("ReportTaxType"):
            messages.append("ReportTaxType must be specified")  # unconfirmed wording
        refuse_if(messages)
        report = values.get("ReportTaxType") or ""
        return self.add(
            TaxRate(
                values["Name"],
                self._next_user_type(),
                components,
                _classes_for(report),
                report,
            )
        )

    def update(self, rate: TaxRate, values: dict, change: Change) -> TaxRate:
        if rate.status == "DELETED":
            raise Invalid("Tax rate not of valid status for modification")
        messages = []
        if "Name" in values:
            messages = self._name_messages(values["Name"], rate)
        if values.get("Status") not in (None, *STATUSES):
            messages.append(f"The Status must be one of {', '.join(STATUSES)}.")
        refuse_if(messages)
        rate.name = values.get("Name") or rate.name
        if values.get("TaxComponents"):
            rate.components = tuple(map(_component, values["TaxComponents"]))
        rate.status = values.get("Status") or rate.status
        return rate

    def upsert(self, values: dict, change: Change) -> TaxRate:
        """POST finds a rate by TaxType, else by Name (as in the spec's example)."""
        rate = self.get(values.get("TaxType")) or next(
            (rate for rate in self if rate.name == values.get("Name")), None
        )
        if rate is None:
            return self.create(values, change)
        return self.update(rate, values, change)

    def _name_messages(self, name: str | None, own: TaxRate | None) -> list[str]:
        messages = [] if name else ["Name must be specified"]
        if any(rate.name == name for rate in self if rate is not own):
            messages.append("Please enter a unique Name.")
        return messages

    def _next_user_type(self) -> str:
        number = 1
        while f"TAX{number:03}" in self.by_type:
            number += 1
        return f"TAX{number:03}"


def _component(values: dict) -> Component:
    return Component(
        values.get("Name") or "",
        rounded(values.get("Rate") or Decimal(0), 4),
        bool(values.get("IsCompound")),
        bool(values.get("IsNonRecoverable")),
    )


def _classes_for(report_tax_type: str) -> frozenset[str]:
    """Which accounts a user-defined rate fits, as in the spec's TaxRates examples."""
    if "OUTPUT" in report_tax_type:
        return _ALL_BUT_EXPENSE
    if "INPUT" in report_tax_type:
        return _ALL_BUT_REVENUE
    return frozenset(CLASSES)
