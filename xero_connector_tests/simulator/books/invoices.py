# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices and bills, as they differ from other documents (XERO_API §4 "Invoices")."""

from .documents import Documents
from .invoice import Invoice


class Invoices(Documents):
    """All invoices and bills of one organisation."""

    record = Invoice
    noun, id_name = "Invoice", "InvoiceID"
    number_name, number_prefix = "InvoiceNumber", "INV"
    types = ("ACCREC", "ACCPAY")
    needs_due_date = True
    direct = {
        "DueDate": "due",
        "Reference": "reference",
        "Url": "url",
        "BrandingThemeID": "branding_theme_id",
        "ExpectedPaymentDate": "expected_payment",
        "PlannedPaymentDate": "planned_payment",
    }
    # The first two change, the rest identifies the document or is read-only. The
    # exact list is unconfirmed (XERO_API §10).
    open_when_settled = frozenset(
        (
            "DueDate",
            "SentToContact",
            "InvoiceID",
            "InvoiceNumber",
            "Type",
            "HasAttachments",
            "HasErrors",
            "IsDiscounted",
        )
    )

    def _edit_settled(self, document: Invoice, values: dict) -> Invoice:
        """DueDate and SentToContact stay editable; moving UpdatedDateUTC is a known
        blind spot of Xero: it does not (XERO_API §5)."""
        document.due = values.get("DueDate") or document.due
        if "SentToContact" in values:
            document.sent_to_contact = values["SentToContact"]
        return document

    def _approve(self, document: Invoice, values: dict) -> None:
        if "SentToContact" in values:
            document.sent_to_contact = values["SentToContact"]
        role = "is_customer" if document.is_sale else "is_supplier"
        if not getattr(document.contact, role):
            setattr(document.contact, role, True)
            document.contact.rendered = None
        super()._approve(document, values)
