# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Money that comes in from Xero: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

MONEY_IN = {
    "missing_odoo_account": (
        _lt(
            "A payment was made in Xero on an account that is no bank, and it is not"
            " clear which Odoo account that is."
        ),
        _lt(
            "Under Account Mappings of the connection, map one Odoo account to it, or a"
            " journal under Payment Accounts; the payment goes on by itself."
        ),
    ),
    "payment_above_due": (
        _lt("More was paid in Xero than is open in Odoo."),
        _lt(
            "The same payment may be in Odoo already, or one of the two documents was"
            " changed. Compare them, undo in Odoo what does not belong there, and click"
            " Retry; or delete the payment in Xero."
        ),
    ),
    "credit_above_due": (
        _lt("More credit was used in Xero than is open in Odoo."),
        _lt(
            "Compare the credit and the document in Odoo and in Xero, undo in Odoo what"
            " does not belong there, and click Retry; or free the credit in Xero."
        ),
    ),
    "currency_inactive": (
        _lt("What is in Xero is in a currency that is not in use in Odoo."),
        _lt("Activate the currency in Odoo; what waits goes on by itself."),
    ),
    "missing_bank_account": (
        _lt("Xero does not tell on which bank account this money is."),
        _lt("Click Retry; if it stays, enter the payment in Odoo by hand."),
    ),
    "paid_twice": (
        _lt("The same payment was entered in Odoo and in Xero at the same time."),
        _lt(
            "Delete one of the two in Xero; Odoo follows. If both are real, delete the"
            " one that was entered in Xero and enter it there again."
        ),
    ),
    "odoo_period_locked": (
        _lt("What was entered in Xero is dated in a period that is locked in Odoo."),
        _lt(
            "Unlock the period in Odoo, or change the connection's setting for locked"
            " periods; it goes on by itself. What was deleted in Xero can also be"
            " reversed by hand in Odoo."
        ),
    ),
    "odoo_period_held": (
        _lt("What was entered in Xero is dated in a period that is locked in Odoo."),
        _lt(
            "It waits until the period is unlocked in Odoo, or until the connection's"
            " setting for locked periods is changed."
        ),
    ),
    "matched_with_bank": (
        _lt(
            "A payment was deleted in Xero, but a bank statement line is matched with"
            " it in Odoo."
        ),
        _lt(
            "Undo the matching of the bank statement line in Odoo and click Retry; or"
            " enter the payment in Xero again, if the money has really moved."
        ),
    ),
    "removed_in_part": (
        _lt("A part of this payment was deleted in Xero, and another is still there."),
        _lt(
            "Delete the other part in Xero as well, and Odoo undoes the payment; or"
            " undo the payment in Odoo, correct it, and post it again."
        ),
    ),
}
