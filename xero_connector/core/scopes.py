# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the user is asked to allow (XERO_API §1 Scopes; SPEC A12, B4).

Neither Xero's specification nor its SDK lists the granular scopes, so this table does.
"""

from __future__ import annotations

from collections.abc import Iterable

_IDENTITY = ("openid", "profile", "email", "offline_access")
#: apps made since 2 March 2026 can only ask for these
GRANULAR = (
    *_IDENTITY,
    "accounting.settings",
    "accounting.contacts",
    "accounting.invoices",
    "accounting.payments",
    "accounting.banktransactions",
    "accounting.attachments",
)
#: older apps, until September 2027
BROAD = (
    *_IDENTITY,
    "accounting.settings",
    "accounting.contacts",
    "accounting.transactions",
    "accounting.attachments",
)
SCOPES = {"granular": GRANULAR, "broad": BROAD}
#: granular scopes that the broad accounting.transactions includes
_TRANSACTIONS = "accounting.transactions"
_IN_TRANSACTIONS = frozenset(
    f"accounting.{name}"
    for name in ("invoices", "payments", "banktransactions", "manualjournals")
)
_READ = ".read"


def missing_scopes(wanted: Iterable[str], granted: Iterable[str]) -> tuple[str, ...]:
    """Scopes that were asked for and not given, in the order wanted.

    A scope includes its `.read`; the broad accounting.transactions includes its granular
    successors.
    """
    has = set(granted)
    if _TRANSACTIONS in has:
        has |= _IN_TRANSACTIONS
    if _TRANSACTIONS + _READ in has:
        has |= {scope + _READ for scope in _IN_TRANSACTIONS}
    has |= {scope + _READ for scope in has if not scope.endswith(_READ)}
    return tuple(scope for scope in wanted if scope not in has)
