# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes as Xero shows them."""

from ..books.credit_notes import CreditNote
from .present_document import facts
from .present_settlement import allocation, payments_on


def listed_credit_note(record: CreditNote) -> dict:
    """In a list without `page`: no line items (XERO_API §5)."""
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
        "LineItems": [],
        **(record.overrides or {}),
    }
