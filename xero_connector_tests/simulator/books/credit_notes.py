# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes of customers and suppliers (XERO_API §4 "Payments, credits, bank").

They follow the rules of invoices. Allocations sent along with one are ignored: they
have an endpoint of their own (Xero's support, quoted in waynerobinson/xeroizer#196).
"""

from dataclasses import dataclass
from decimal import Decimal

from .document import Document
from .documents import Documents


@dataclass(slots=True, eq=False)
class CreditNote(Document):
    @property
    def remaining_credit(self) -> Decimal:
        return self.remaining


class CreditNotes(Documents):
    """All credit notes of one organisation. No due date is needed."""

    record = CreditNote
    noun, id_name = "Credit Note", "CreditNoteID"
    number_name, number_prefix = "CreditNoteNumber", "CN"
    types = ("ACCRECCREDIT", "ACCPAYCREDIT")
    # DueDate is in the specification's model; what Xero does with it is unconfirmed.
    direct = {
        "DueDate": "due",
        "Reference": "reference",
        "BrandingThemeID": "branding_theme_id",
    }
    # What identifies the document or is read-only; nothing of it changes.
    open_when_settled = frozenset(
        (
            "CreditNoteID",
            "CreditNoteNumber",
            "Type",
            "SentToContact",
            "HasAttachments",
            "HasErrors",
        )
    )
