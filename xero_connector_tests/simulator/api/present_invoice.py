# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices as Xero shows them."""

from ..books.invoice import Invoice
from .present_document import facts
from .present_settlement import credits_on, payments_on
from .wire import ms_date


def listed(invoice: Invoice) -> dict:
    """In a list without `page`: no line items (XERO_API §5)."""
    return {
        **_head(invoice),
        "Payments": payments_on(invoice),
        "LineItems": [],
        **(invoice.overrides or {}),
    }


def light(invoice: Invoice) -> dict:
    """With summaryOnly=true: lightweight fields only."""
    wire = _head(invoice)
    for heavy in ("CreditNotes", "Prepayments", "Overpayments"):
        del wire[heavy]
    wire["Contact"] = {
        "ContactID": invoice.contact.id,
        "Name": invoice.contact.name,
    }
    return {**wire, **(invoice.overrides or {})}


def _head(invoice: Invoice) -> dict:
    wire = {
        "Type": invoice.type,
        "InvoiceID": invoice.id,
        "InvoiceNumber": invoice.number,
        "Reference": invoice.reference,
        **credits_on(invoice),
        "SentToContact": invoice.sent_to_contact,
        "HasErrors": False,
        "IsDiscounted": bool(invoice.total_discount),
        "HasAttachments": False,
        **facts(invoice),
        "AmountDue": invoice.amount_due,
        "AmountPaid": invoice.amount_paid,
        "AmountCredited": invoice.amount_credited,
    }
    if invoice.url:
        wire["Url"] = invoice.url
    if invoice.total_discount:
        wire["TotalDiscount"] = invoice.total_discount
    for name, day in (
        ("ExpectedPaymentDate", invoice.expected_payment),
        ("PlannedPaymentDate", invoice.planned_payment),
    ):
        if day is not None:
            wire[name] = ms_date(day)
    return wire
