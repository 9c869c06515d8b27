# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Credit notes to customers and of suppliers (XERO_API §4; SPEC B13, A29, X2).

Their facts are those of an invoice. A credit note has no Url; its DueDate is not sent:
credit is never due. Its lines carry no discounts.
"""

from __future__ import annotations

from ..convert import decimal_of
from ..entity import Element, Entity, Facts, login_link
from ..mapping import Field
from ..proof import document_facts, document_proof
from .allocation import allocations_of
from .document import DocumentKind

#: to customers, and of suppliers
ACCRECCREDIT, ACCPAYCREDIT = "ACCRECCREDIT", "ACCPAYCREDIT"

KIND = DocumentKind(
    id_key="CreditNoteID",
    number_key="CreditNoteNumber",
    sales_type=ACCRECCREDIT,
    read_fields=(
        Field("remaining_credit", "RemainingCredit", into=decimal_of),
        Field("applied_amount", "AppliedAmount", into=decimal_of),
    ),
)
encode_credit_note = KIND.encode
snapshot = KIND.snapshot
natural_key = KIND.natural_key
removal = KIND.removal


def decode_credit_note(element: Element) -> Facts:
    """A credit note in Odoo's words, with what it has been allocated to."""
    return {**KIND.decode(element), "allocations": allocations_of(element)}


CREDIT_NOTE = Entity(
    name="credit_note",
    plural="CreditNotes",
    id_key="CreditNoteID",
    number_key="CreditNoteNumber",
    actions={
        "create": "create_credit_notes",
        "update": "update_or_create_credit_notes",
        "list": "get_credit_notes",
        "get": "get_credit_note",
    },
    scopes=("accounting.invoices",),
    natural_key=natural_key,
    encode=encode_credit_note,
    decode=decode_credit_note,
    snapshot=snapshot,
    deep_link=login_link("/AccountsPayable/ViewCreditNote.aspx?creditNoteID="),
    proof=document_proof,
    proof_facts=document_facts,
)
