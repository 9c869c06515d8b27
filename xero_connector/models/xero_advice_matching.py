# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that both sides have already: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

MATCHING = {
    "match_undecided": (
        _lt("Xero may have this document already, and nobody has decided about it."),
        _lt(
            "Click “Match What Both Sides Have” on the connection and say whether it is"
            " the same, then Apply; this goes on by itself."
        ),
    ),
    "match_changed": (
        _lt("What this document was matched with in Xero is not the same any more."),
        _lt(
            "Compare number, contact, currency and total of the two. When they are"
            " equal, read both sides again (“Match What Both Sides Have” on the"
            " connection) and apply the match."
        ),
    ),
    "payments_differ": (
        _lt("The payments that Odoo and Xero have of this document are not the same."),
        _lt(
            "Enter them on one side as they are on the other, with the same amounts,"
            " and retry: the document is then linked, and no payment is entered twice."
        ),
    ),
}
