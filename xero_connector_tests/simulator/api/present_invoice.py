# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices as Xero shows them, in full, in lists and inside payments."""

from decimal import Decimal

from ..books.invoice import Invoice
from ..books.lines import Line
from ..books.money import ZERO, rounded
from .present import contact, contact_summary, payment_on_invoice
from .present_catalogue import item_on_line, tracked
from .wire import day_string, iso_time, ms_date, ms_time


def full(invoice: Invoice, places: int = 2) -> dict:
    """With line items, payments and the whole contact."""
    wire = _head(invoice)
    wire["Contact"] = contact(invoice.contact)
    wire["Payments"] = [payment_on_invoice(p) for p in invoice.live_payments]
    wire["LineItems"] = [line_item(line, places) for line in invoice.lines]
    return _finished(wire, invoice)


def paged(invoice: Invoice, places: int = 2) -> dict:
    """In a list read page by page: line items, but a contact summary."""
    wire = _head(invoice)
    wire["Payments"] = [payment_on_invoice(p) for p in invoice.live_payments]
    wire["LineItems"] = [line_item(line, places) for line in invoice.lines]
    return _finished(wire, invoice)


def listed(invoice: Invoice) -> dict:
    """In a list without `page`: no line items (XERO_API §5)."""
    wire = _head(invoice)
    wire["Payments"] = [payment_on_invoice(p) for p in invoice.live_payments]
    wire["LineItems"] = []
    return _finished(wire, invoice)


def light(invoice: Invoice) -> dict:
    """With summaryOnly=true: lightweight fields only."""
    wire = _head(invoice)
    for heavy in ("CreditNotes", "Prepayments", "Overpayments"):
        del wire[heavy]
    wire["Contact"] = {
        "ContactID": invoice.contact.id,
        "Name": invoice.contact.name,
    }
    return _finished(wire, invoice)


def in_payment_list(invoice: Invoice) -> dict:
    return {
        "Type": invoice.type,
        "InvoiceID": invoice.id,
        "InvoiceNumber": invoice.number,
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "Contact": contact_summary(invoice.contact),
        "LineItems": [],
        "CurrencyCode": invoice.currency_code,
    }


def line_item(line: Line, places: int) -> dict:
    given = line.given
    wire = {"LineItemID": line.id, "Description": line.description}
    if line.quantity is not None or line.unit_amount is not None:
        unit = line.unit_amount or Decimal(0)
        wire["UnitAmount"] = rounded(unit, places)
        wire["Quantity"] = rounded(line.quantity or Decimal(0), 4)
    if line.tax_type:
        wire["TaxType"] = line.tax_type
    wire["TaxAmount"] = line.tax_amount
    wire["LineAmount"] = line.line_amount
    if line.account is not None:
        wire["AccountCode"] = line.account.code
        wire["AccountID"] = line.account.id
    if line.item is not None:
        wire["ItemCode"] = line.item.code
        wire["Item"] = item_on_line(line.item)
    for name in ("DiscountRate", "DiscountAmount"):
        if given.get(name):
            wire[name] = given[name]
    wire["Tracking"] = [tracked(each) for each in line.tracking]
    wire["ValidationErrors"] = []
    return wire


def _head(invoice: Invoice) -> dict:
    wire = {
        "Type": invoice.type,
        "InvoiceID": invoice.id,
        "InvoiceNumber": invoice.number,
        "Reference": invoice.reference,
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "SentToContact": invoice.sent_to_contact,
        "HasErrors": False,
        "IsDiscounted": bool(invoice.total_discount),
        "HasAttachments": False,
        "Contact": contact_summary(invoice.contact),
        "DateString": day_string(invoice.day),
        "Date": ms_date(invoice.day),
        "Status": invoice.status,
        "LineAmountTypes": invoice.amount_types,
        "UpdatedDateUTC": ms_time(invoice.updated),
        "UpdatedDateUTCString": iso_time(invoice.updated),
        **_amounts(invoice),
    }
    if invoice.due is not None:
        wire["DueDateString"] = day_string(invoice.due)
        wire["DueDate"] = ms_date(invoice.due)
    return wire


def _amounts(invoice: Invoice) -> dict:
    return {
        "SubTotal": invoice.sub_total,
        "TotalTax": invoice.total_tax,
        "Total": invoice.total,
        "AmountDue": invoice.amount_due,
        "AmountPaid": invoice.amount_paid,
        "AmountCredited": ZERO,
        "CurrencyCode": invoice.currency_code,
        "CurrencyRate": invoice.currency_rate,
    }


def _finished(wire: dict, invoice: Invoice) -> dict:
    """What is only shown when it is there."""
    if invoice.url:
        wire["Url"] = invoice.url
    if invoice.branding_theme_id:
        wire["BrandingThemeID"] = invoice.branding_theme_id
    if invoice.total_discount:
        wire["TotalDiscount"] = invoice.total_discount
    for name, day in (
        ("ExpectedPaymentDate", invoice.expected_payment),
        ("PlannedPaymentDate", invoice.planned_payment),
        ("FullyPaidOnDate", invoice.fully_paid_on),
    ):
        if day is not None:
            wire[name] = ms_date(day)
    if invoice.overrides:
        wire.update(invoice.overrides)
    return wire
