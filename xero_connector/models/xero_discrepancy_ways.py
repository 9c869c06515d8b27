# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What can be done about each kind of difference, and what people are told of it."""

from odoo.tools import LazyTranslate

from ..core import drift

_lt = LazyTranslate(__name__)

ODOO, XERO, UNLINK = "odoo", "xero", "unlink"
#: after these both sides ought to be equal
DECIDED = (ODOO, XERO)

#: (kind, who wins) -> method of xero.discrepancy
WAYS = {
    (drift.CONTACT, ODOO): "_overwrite",
    (drift.CONTACT, XERO): "_take_contact",
    (drift.DATES, ODOO): "_overwrite",
    (drift.DATES, XERO): "_take_dates",
    (drift.AMOUNTS, ODOO): "_overwrite",
    (drift.PAYMENTS, ODOO): "_send_payments",
    (drift.PAYMENTS, XERO): "_fetch_payments",
    ("draft_in_odoo", XERO): "_post_again",
    ("gone_in_xero", ODOO): "_make_again",
    ("gone_in_xero", XERO): "_cancel",
    ("gone_in_xero", UNLINK): "_keep_apart",
    ("cancelled_in_odoo", ODOO): "_remove_in_xero",
    ("cancelled_in_odoo", XERO): "_restore",
    ("cancelled_in_odoo", UNLINK): "_keep_apart",
    ("only_in_xero", XERO): "_bring_in",
    ("deleted_in_odoo", ODOO): "_remove_in_xero",
    ("deleted_in_odoo", UNLINK): "_keep_apart",
}

#: kind -> what the decisions do
ADVICE = {
    drift.CONTACT: _lt(
        "Odoo wins: the document in Xero gets Odoo's contact. Xero wins: the document"
        " in Odoo gets the contact that is linked with the one in Xero; the document"
        " must not be paid."
    ),
    drift.DATES: _lt(
        "Odoo wins: Xero gets Odoo's values; of a paid document Xero changes the due"
        " date only. Xero wins: Odoo gets the due date, the reference and the date; an"
        " invoice keeps its number in Odoo."
    ),
    drift.AMOUNTS: _lt(
        "Odoo wins: Xero gets Odoo's lines; of a paid document Xero does not change"
        " them. Xero's amounts are not taken by themselves, because they would change"
        " your taxes: reset the document to draft in Odoo and enter them, or use a"
        " credit note. The row closes when both sides are equal."
    ),
    drift.STATUS: _lt(
        "Approve the document in Xero, or send documents as drafts in the settings of"
        " the connection. The row closes when both sides are equal."
    ),
    drift.PAYMENTS: _lt(
        "Odoo wins: payments and credit that are in Odoo are sent again. Xero wins:"
        " payments that are in Xero are fetched again. A payment that nobody wants any"
        " more has to be removed where it was entered."
    ),
    "draft_in_odoo": _lt(
        "The document was reset to draft in Odoo and is still in Xero's books. Xero"
        " wins: it is posted again in Odoo. Or cancel it in Odoo: then it is voided in"
        " Xero."
    ),
    "draft_from_xero": _lt(
        "It was brought in from Xero as a draft. Check it and post it in Odoo: the row"
        " closes when both sides are equal."
    ),
    "gone_in_xero": _lt(
        "It was voided or deleted in Xero. Create again: Xero gets it anew; a voided"
        " invoice keeps its number there, so the new one gets “ (2)” behind its number."
        " Cancel in Odoo: payments in Odoo have to be undone before. Unlink: it stays"
        " in Odoo, and Xero never hears of it again."
    ),
    "cancelled_in_odoo": _lt(
        "It was cancelled in Odoo. Odoo wins: it is voided in Xero. Xero wins: it is"
        " posted again in Odoo. Unlink: both sides stay as they are."
    ),
    "deleted_in_odoo": _lt(
        "It was deleted in Odoo. Odoo wins: it is voided in Xero. Unlink: it stays in"
        " Xero, and Odoo never asks for it again."
    ),
    "only_in_xero": _lt(
        "It was entered in Xero and is not in Odoo. Xero wins: it is brought into Odoo,"
        " as the settings say, or else as a draft. Or void it in Xero, or ignore it."
    ),
}
