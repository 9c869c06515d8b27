# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate, format_date

_lt = LazyTranslate(__name__)

#: what of core.drift -> what people call it; %s: the account, tax rate or line
NAMES = {
    "contact_id": _lt("Contact"),
    "number": _lt("Number"),
    "date": _lt("Date"),
    "due_date": _lt("Due date"),
    "reference": _lt("Reference"),
    "currency": _lt("Currency"),
    "untaxed": _lt("Untaxed"),
    "tax": _lt("Tax"),
    "total": _lt("Total"),
    "net": _lt("Account %s"),
    "line_tax": _lt("Tax %s"),
    "line": _lt("Line %s"),
    "state": _lt("Status"),
    "unreadable": _lt("Xero's answer cannot be understood"),
    "due": _lt("Due"),
    "paid": _lt("Paid"),
}
DATES = ("date", "due_date")
#: states of both sides -> what people call them; others are told as they are
STATES = {
    "posted": _lt("Posted"),
    "draft": _lt("Draft"),
    "cancel": _lt("Cancelled"),
    "": _lt("Not there"),
    "DRAFT": _lt("Draft"),
    "SUBMITTED": _lt("Awaiting approval"),
    "AUTHORISED": _lt("Approved"),
    "PAID": _lt("Paid"),
    "VOIDED": _lt("Voided"),
    "DELETED": _lt("Deleted"),
}


class XeroDiscrepancyWords(models.AbstractModel):
    """The values that differ, in the reader's language."""

    _name = "xero.discrepancy.words"
    _description = "Xero Difference in Words"

    @api.model
    def _side(self, row, value):
        """One side's value of one row, as “Due date: 31 March”."""
        what, of = row[:2]
        name = NAMES.get(what)
        name = (self.env._(name) if name else what).replace("%s", of)
        return f"{name}: {self._value(what, value) or '—'}"

    @api.model
    def _value(self, what, value):
        if what == "state":
            return self.env._(STATES[value]) if value in STATES else value
        if what in DATES and value:
            return format_date(self.env, fields.Date.to_date(value))
        return value
