# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which scope opens which endpoint (XERO_API §1 "Scopes")."""

IDENTITY = ("openid", "profile", "email", "offline_access")
_READ_WRITE = (
    "accounting.transactions",
    "accounting.invoices",
    "accounting.payments",
    "accounting.banktransactions",
    "accounting.manualjournals",
    "accounting.classicexpenses",
    "accounting.settings",
    "accounting.contacts",
    "accounting.attachments",
)
_REPORTS = (
    "aged",
    "balancesheet",
    "banksummary",
    "budgetsummary",
    "executivesummary",
    "profitandloss",
    "trialbalance",
    "taxreports",
    "tenninetynine",
)
KNOWN = frozenset(
    (
        *IDENTITY,
        *_READ_WRITE,
        *(f"{scope}.read" for scope in _READ_WRITE),
        *(f"accounting.reports.{report}.read" for report in _REPORTS),
        "accounting.reports.read",
        "accounting.journals.read",
        "accounting.budgets.read",
        "files",
        "files.read",
        "assets",
        "assets.read",
        "projects",
        "projects.read",
    )
)
OPENING = {
    "settings": ("accounting.settings",),
    "items": ("accounting.settings", "accounting.invoices"),
    "attachments": ("accounting.attachments",),
    "contacts": ("accounting.contacts",),
    "invoices": ("accounting.invoices", "accounting.transactions"),
    "payments": ("accounting.payments", "accounting.transactions"),
    "banktransactions": ("accounting.banktransactions", "accounting.transactions"),
}


def allows(granted: frozenset[str], area: str, method: str) -> bool:
    """A write needs the scope itself; `.read` is enough for GET."""
    for scope in OPENING[area]:
        if scope in granted or (method == "GET" and f"{scope}.read" in granted):
            return True
    return False
