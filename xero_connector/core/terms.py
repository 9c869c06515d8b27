# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payment terms that both sides can express (XERO_API §4 Contacts)."""

from __future__ import annotations

from typing import Any

DAYS_AFTER_DATE = "DAYSAFTERBILLDATE"
DAYS_AFTER_MONTH = "DAYSAFTERBILLMONTH"
OF_CURRENT_MONTH = "OFCURRENTMONTH"
OF_FOLLOWING_MONTH = "OFFOLLOWINGMONTH"

#: Xero's documents say "day of month (0-31)", for days after a date as well
LAST_DAY = 31


def encode_term(delay: str, days: int, day_of_month: int) -> dict[str, Any]:
    """A due date of Odoo's as Xero's; empty if Xero cannot say it.

    :param delay: Odoo's kind of delay
    :param days: of the delay
    :param day_of_month: for "end of month on the"; 0 is the last day of the month
    """
    known = {
        "days_after": (DAYS_AFTER_DATE, days),
        "days_after_end_of_month": (DAYS_AFTER_MONTH, days),
    }
    if delay == "days_end_of_month_on_the" and days == 0:
        kind = OF_FOLLOWING_MONTH if day_of_month else OF_CURRENT_MONTH
        known[delay] = (kind, day_of_month or LAST_DAY)
    kind, day = known.get(delay, ("", -1))
    return {"day": day, "type": kind} if 0 <= day <= LAST_DAY else {}


def to_xero(term: Any) -> dict[str, Any]:
    """A term in Xero's words; empty for an empty one."""
    return {"Day": term["day"], "Type": term["type"]} if term else {}


def from_xero(value: Any) -> dict[str, Any]:
    """A term in our words; empty where Xero has none."""
    if not isinstance(value, dict) or not value.get("Type"):
        return {}
    return {"day": value.get("Day") or 0, "type": value["Type"]}
