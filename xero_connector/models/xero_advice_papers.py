# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What may be said of files and notes: label -> (what is wrong, what to do)."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

PAPERS = {
    "pdf_tool_missing": (
        _lt("Odoo cannot print PDFs on this server: wkhtmltopdf is not installed."),
        _lt(
            "Have it installed on the server and retry, or choose on the connection"
            " that PDFs are not sent. The document itself is in Xero."
        ),
    ),
    "pdf_failed": (
        _lt("Odoo could not print the PDF."),
        _lt(
            "Print the document in Odoo to see why; then retry. The document itself is"
            " in Xero."
        ),
    ),
    "attachment_too_large": (
        _lt("The file is larger than the connection allows."),
        _lt(
            "Make it smaller, or raise “Largest File” on the connection; Xero takes"
            " about 3.5 MB. The document itself is in Xero."
        ),
    ),
    "too_many_attachments": (
        _lt("The document has ten files in Xero already, which is the most."),
        _lt("Remove one in Xero; then retry. The document itself is in Xero."),
    ),
    "attachments_not_allowed": (
        _lt("The consent does not let Odoo attach files in Xero."),
        _lt(
            "Sign in to Xero again on the connection and allow attachments; then retry."
            " The document itself is in Xero."
        ),
    ),
    "attachment_gone": (
        _lt("The file was removed or replaced in Odoo while it was on its way."),
        _lt("Retry: the present file is sent."),
    ),
    "attachment_differs": (
        _lt("The file that Xero has is not as long as the one that was sent."),
        _lt("Open it in Xero; remove it there and retry if it is damaged."),
    ),
}
