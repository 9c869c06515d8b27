# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What documents of every kind show alike, and how one looks inside its payment.

Property names and their presence follow the response examples of the published
specification (xero_accounting.yaml 16.1.0).
"""

from decimal import Decimal

from ..books.accounts import Account
from ..books.document import Document
from ..books.lines import Line
from ..books.money import rounded
from .present import contact, contact_summary
from .present_catalogue import item_on_line, tracked
from .wire import day_string, iso_time, ms_date, ms_time


def account_summary(account: Account) -> dict:
    """A bank account inside what moves money; it may have no code."""
    wire = {"AccountID": account.id, "Name": account.name}
    if account.code:
        wire["Code"] = account.code
    return wire


def names_of(document: Document) -> tuple[str, str]:
    """Under which names its kind is on the wire: plural and singular."""
    for singular in ("Overpayment", "Prepayment"):
        if document.type.endswith(singular.upper()):
            return f"{singular}s", singular
    singular = "CreditNote" if document.is_credit else "Invoice"
    return f"{singular}s", singular


def facts(document: Document) -> dict:
    """Without the document's id, lines and what settles it."""
    wire = {
        "Contact": contact_summary(document.contact),
        "DateString": day_string(document.day),
        "Date": ms_date(document.day),
        "Status": document.status,
        "LineAmountTypes": document.amount_types,
        "UpdatedDateUTC": ms_time(document.updated),
        "UpdatedDateUTCString": iso_time(document.updated),
        "SubTotal": document.sub_total,
        "TotalTax": document.total_tax,
        "Total": document.total,
        "CurrencyCode": document.currency_code,
        "CurrencyRate": document.currency_rate,
    }
    if document.due is not None:
        wire["DueDateString"] = day_string(document.due)
        wire["DueDate"] = ms_date(document.due)
    if document.fully_paid_on is not None:
        wire["FullyPaidOnDate"] = ms_date(document.fully_paid_on)
    if document.branding_theme_id:
        wire["BrandingThemeID"] = document.branding_theme_id
    return wire


def full(listed: dict, document, places: int) -> dict:
    """One document read by itself: with line items and the whole contact.

    :param listed: the document as it is in a list without `page`.
    :param places: decimals of the unit amounts, 2 or 4.
    """
    return {
        **listed,
        "Contact": contact(document.contact),
        "LineItems": line_items(document, places),
        **(document.overrides or {}),
    }


def paged(listed: dict, document, places: int) -> dict:
    """In a list read page by page: line items, but a contact summary."""
    return {
        **listed,
        "LineItems": line_items(document, places),
        **(document.overrides or {}),
    }


def as_invoice(document: Document) -> dict:
    """A document of any kind in the shape of an invoice, as payments show it."""
    return {
        **light_as_invoice(document),
        "Reference": document.reference,
        "AmountDue": document.remaining,
        "AmountPaid": document.amount_paid,
        "AmountCredited": document.amount_allocated,
        "SentToContact": document.sent_to_contact,
        **facts(document),
        "LineItems": line_items(document, 2),
    }


def light_as_invoice(document: Document) -> dict:
    return {
        "Type": document.type,
        "InvoiceID": document.id,
        "InvoiceNumber": document.number,
        **nothing_on_invoice(),
        "Contact": contact_summary(document.contact),
        "CurrencyCode": document.currency_code,
    }


def nothing_on_invoice() -> dict:
    """What an invoice that is only named shows as empty, whatever is on it."""
    return {
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "LineItems": [],
    }


def line_items(document: Document, places: int) -> list[dict]:
    """:param places: decimals of the unit amounts, 2 or 4."""
    return [_line_item(line, places) for line in document.lines]


def _line_item(line: Line, places: int) -> dict:
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
