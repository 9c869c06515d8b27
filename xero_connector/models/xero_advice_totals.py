# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts that Xero cannot have as Odoo has: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

TOTALS = {
    "unsupported_lines": (
        _lt("The document contains amounts that are on none of its lines."),
        _lt("Look at its journal items; enter this document in Xero by hand."),
    ),
    "unsupported_tax": (
        _lt("A tax of the document cannot be told to Xero as one of its tax rates."),
        _lt(
            "Look at the tax and its journal item: the amount was changed by hand where"
            " no line bears the tax, or a fixed amount is taxed again. Use another tax,"
            " or enter the document in Xero by hand. A few cents can go on Xero's"
            " rounding account: see Differences of a Few Cents on the connection."
        ),
    ),
    "tax_is_cost": (
        _lt("A part of the tax is a cost, which Xero's tax rates do not know."),
        _lt(
            "Use a tax that is claimed as a whole and a line for the cost, or enter the"
            " document in Xero by hand."
        ),
    ),
    "too_many_decimals": (
        _lt("The amount has more decimals than Xero keeps."),
        _lt("Enter this payment in Xero by hand."),
    ),
    "totals_differ": (
        _lt("Xero's figures differ from Odoo's although the document was accepted."),
        _lt(
            "Compare the two documents and correct the one in Xero. A few cents of tax"
            " can go on Xero's rounding account: see Differences of a Few Cents on the"
            " connection."
        ),
    ),
    "rounding_impossible": (
        _lt("A few cents cannot go on Xero's rounding account."),
        _lt(
            "See that Xero has its rounding account and click Load Accounts, and that"
            " the default tax rates of the connection are without tax. Or correct the"
            " tax of the document, and let differences of a few cents need attention."
        ),
    ),
}
