# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that come in from Xero: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

INTAKE = {
    "missing_line_account": (
        _lt("No Odoo account is known for a line of Xero's."),
        _lt(
            "Under Account Mappings of the connection, map one Odoo account to it;"
            " click Load Accounts first if the account is new in Xero. The document"
            " goes on by itself."
        ),
    ),
    "missing_line_tax": (
        _lt("No Odoo tax is known for a tax rate of Xero's."),
        _lt(
            "Under Tax Mappings of the connection, map the tax that it is, of sales or"
            " of purchases; the document goes on by itself. What is free of tax follows"
            " the default tax rates of the connection."
        ),
    ),
    "missing_line_tracking": (
        _lt("No analytic account is known for a tracking option of Xero's."),
        _lt(
            "Add it to the tracking options of the Xero connection, or let the"
            " connection leave out what is not mapped; the document goes on by itself."
        ),
    ),
    "contact_undecided": (
        _lt("It is not decided who in Odoo the contact of this document is."),
        _lt(
            "Decide about the contact under Contacts from Xero; one that was ignored"
            " there can be reopened. The document goes on by itself."
        ),
    ),
    "number_in_odoo": (
        _lt("Odoo has this number already, on a document that Xero does not have."),
        _lt(
            "Compare the two. If they are the same, cancel or delete the one in Odoo"
            " and click Retry, or void the one in Xero and send Odoo's. If they are"
            " not, change the number of one of them and click Retry."
        ),
    ),
    "document_unreadable": (
        _lt(
            "A document in Xero lacks a value, or has one that is not understood."
            " Nothing was created."
        ),
        _lt("Look at the document in Xero, complete it there, and click Retry."),
    ),
    "intake_differs": (
        _lt(
            "Odoo would compute other figures than Xero has for this document, so"
            " nothing was created."
        ),
        _lt(
            "Compare the figures. The mappings of accounts and taxes may be wrong;"
            " correct them, or the document in Xero, and click Retry. Or enter the"
            " document in Odoo by hand."
        ),
    ),
    "document_is_ours": (
        _lt("Odoo has sent this document to Xero, but does not know it any more."),
        _lt(
            "Open it in Xero and compare it with the document in Odoo that its link “Go"
            " to Odoo” leads to. If it is not wanted any more, void it in Xero."
        ),
    ),
}
