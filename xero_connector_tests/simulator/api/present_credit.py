# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes as Xero shows them, in full and in lists."""

from ..books.credit_notes import CreditNote
from .present import contact
from .present_document import facts, line_items
from .present_settlement import allocation, payments_on


def credit_note(record: CreditNote, places: int = 2) -> dict:
    """With line items and the whole contact."""
    return {
        **_head(record),
        "Contact": contact(record.contact),
        "LineItems": line_items(record, places),
        **(record.overrides or {}),
    }


def paged_credit_note(record: CreditNote, places: int = 2) -> dict:
    """In a list read page by page: line items, but a contact summary."""
    return listed_credit_note(record) | {
        "LineItems": line_items(record, places),
        **(record.overrides or {}),
    }


def listed_credit_note(record: CreditNote) -> dict:
    """In a list without `page`: no line items (XERO_API §5)."""
    return {**_head(record), "LineItems": [], **(record.overrides or {})}


def _head(record: CreditNote) -> dict:
    return {
        "CreditNoteID": record.id,
        "CreditNoteNumber": record.number,
        "ID": record.id,
        "Type": record.type,
        "Reference": record.reference,
        "RemainingCredit": record.remaining_credit,
        "Allocations": [allocation(each) for each in record.live_allocations],
        "Payments": payments_on(record),
        "SentToContact": record.sent_to_contact,
        "HasAttachments": False,
        "HasErrors": False,
        **facts(record),
    }
