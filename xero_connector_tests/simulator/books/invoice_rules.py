# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero refuses on an invoice, in its own words where they are known.

Sources: XERO_API §3 "Error messages" and §4 "Invoices"; each wording that no source
gives is marked unconfirmed. The functions only read; they return messages.
"""

from urllib.parse import urlsplit

from .change import Change
from .errors import too_long
from .invoice import GONE, Invoice

NOT_MODIFIABLE = "Invoice not of valid status for modification"
HAS_PAYMENT = (
    "This document cannot be edited as it has a payment or credit note allocated to it."
)
TYPES = ("ACCREC", "ACCPAY")
NEW = ("DRAFT", "SUBMITTED", "AUTHORISED")
NEXT = {
    "DRAFT": (*NEW, "DELETED"),
    "SUBMITTED": (*NEW, "DELETED"),
    "AUTHORISED": ("AUTHORISED", "VOIDED"),
}
LIMITS = {"InvoiceNumber": 255, "Reference": 255}
# What may be sent for a part-paid document: these two change, the rest identifies it
# or is read-only. The exact list is unconfirmed (XERO_API §10).
OPEN_WHEN_PART_PAID = {
    "DueDate",
    "SentToContact",
    "InvoiceID",
    "InvoiceNumber",
    "Type",
    "HasAttachments",
    "HasErrors",
    "IsDiscounted",
}


def change_messages(org, invoice: Invoice, values: dict) -> list[str]:
    """Why this document, as it stands, may not be changed like that."""
    status = values.get("Status") or invoice.status
    paid = invoice.live_payments
    if invoice.status in GONE or (invoice.status == "PAID" and not paid):
        return [NOT_MODIFIABLE]
    if paid:
        frozen = set(values) - OPEN_WHEN_PART_PAID - {"Status"}
        if invoice.status == "PAID" or frozen or status != invoice.status:
            return [NOT_MODIFIABLE, HAS_PAYMENT]
    elif status not in NEXT[invoice.status]:
        return [NOT_MODIFIABLE]
    if invoice.status == "AUTHORISED" and org.lock_message(invoice.day):
        return [
            "The document cannot be edited as it is currently dated before the "
            "period lock date"
        ]
    return []


def state_messages(invoice: Invoice, status: str, new: bool) -> list[str]:
    if invoice.type not in TYPES:
        return ["The Invoice Type must be ACCREC or ACCPAY."]  # unconfirmed wording
    if new and status not in NEW:
        return ["Invoice not of valid status for creation"]  # unconfirmed wording
    return []


def field_messages(
    org, invoice: Invoice, values: dict, status: str, change: Change, new: bool
) -> list[str]:
    messages = too_long(values, LIMITS)
    if status == "AUTHORISED" and not (values.get("DueDate") or invoice.due):
        messages.append("The document DueDate field must be specified.")
    locked = org.lock_message(values.get("Date") or invoice.day or change.today)
    if locked:
        messages.append(locked)
    if values.get("Url") and not _is_absolute(values["Url"]):
        messages.append("Url must be a valid absolute Url.")  # unconfirmed wording
    return (
        messages
        + org.branding_themes.messages(values)
        + _currency_messages(org, values)
        + _number_messages(org, invoice, values, new)
    )


def contact_messages(
    org, invoice: Invoice, values: dict | None, change: Change
) -> list[str]:
    if not values:
        if invoice.contact is None:
            return ["A Contact must be specified for this type of transaction"]
        return _archived(invoice.contact)
    contact = org.contacts.get(values.get("ContactID") or values.get("ContactNumber"))
    if values.get("ContactID") and contact is None:
        return ["The contact with the specified contact details could not be found."]
    contact = contact or org.contacts.named(values.get("Name"))
    if contact is not None and contact.status != "ACTIVE":
        return _archived(contact)
    return org.contacts.messages(values, contact, change)


def _archived(contact) -> list[str]:
    if contact.status == "ACTIVE":
        return []
    return ["The contact is archived and cannot be used."]  # unconfirmed wording


def _currency_messages(org, values: dict) -> list[str]:
    code = values.get("CurrencyCode")
    if code and code not in org.currencies:
        return [f"Organisation is not subscribed to currency {code}"]
    rate = values.get("CurrencyRate")
    if rate is not None and rate <= 0:
        return ["The CurrencyRate must be greater than zero."]  # unconfirmed wording
    return []


def _number_messages(org, invoice: Invoice, values: dict, new: bool) -> list[str]:
    number = values.get("InvoiceNumber")
    if invoice.type != "ACCREC" or not number:
        return []
    owner = org.invoices.numbers.sale(number)
    taken = owner is not None and (new or owner is not invoice)
    return ["Invoice # must be unique."] if taken else []


def _is_absolute(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
