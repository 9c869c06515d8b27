# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The currencies an organisation works in; the base currency is always there."""

from collections.abc import Iterable

from xero_python.accounting import CurrencyCode

from .change import Change
from .errors import Invalid

# Xero's own list (CurrencyCode of the specification), without its placeholder.
KNOWN = frozenset(each.value for each in CurrencyCode) - {"", "EMPTY_CURRENCY"}
NAMES = {
    "AUD": "Australian Dollar",
    "CAD": "Canadian Dollar",
    "CHF": "Swiss Franc",
    "EUR": "Euro",
    "GBP": "British Pound",
    "JPY": "Japanese Yen",
    "NZD": "New Zealand Dollar",
    "SGD": "Singapore Dollar",
    "USD": "United States Dollar",
    "ZAR": "South African Rand",
}


class Currencies(set):
    """Currency codes; as an endpoint's records they are their own identifiers."""

    def __init__(self, base: str, others: Iterable[str] = ()):
        super().__init__((base, *others))
        self.base = base

    def __iter__(self):
        return iter(sorted(super().__iter__()))

    def __reduce__(self):
        return type(self), (self.base, tuple(self))

    def replace(self, codes: Iterable[str]) -> None:
        self.clear()
        self.update((self.base, *codes))

    def create(self, values: dict, change: Change) -> str:
        """:raise Invalid: not a currency, or one that is there (both unconfirmed)."""
        code = values.get("Code") or ""
        if code not in KNOWN:
            raise Invalid(f"'{code}' is not a valid currency code.")
        if code in self:
            raise Invalid(f"The currency {code} has been added already.")
        self.add(code)
        return code
