# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices to customers and bills of suppliers (XERO_API §4 Invoices; SPEC A1, A5, A28,
A29, B13, X2).
"""

from __future__ import annotations

from ..convert import decimal_of, parse_date
from ..entity import WEB_URL, Element, Entity, Facts, login_link, web_address
from ..mapping import Field
from ..proof import document_facts, document_proof, line_ids
from .document import (
    AUTHORISED,
    DELETED,
    NUMBER_LENGTH,
    PAID,
    VOIDED,
    DocumentKind,
    absolute_url,
)

__all__ = ["ACCPAY", "ACCREC", "AUTHORISED", "DELETED", "INVOICE", "NUMBER_LENGTH"]
__all__ += ["PAID", "VOIDED", "bill_link", "decode_invoice", "encode_invoice"]
__all__ += ["line_items", "natural_key", "removal", "snapshot"]

#: customers' invoices, and suppliers' bills
ACCREC, ACCPAY = "ACCREC", "ACCPAY"

KIND = DocumentKind(
    id_key="InvoiceID",
    number_key="InvoiceNumber",
    sales_type=ACCREC,
    discounts=frozenset((ACCREC,)),
    fields=(
        Field("due_date", "DueDate", into=parse_date),
        Field("url", "Url", out=absolute_url),
    ),
    shared=("due_date",),
    read_fields=(
        Field("amount_due", "AmountDue", into=decimal_of),
        Field("amount_paid", "AmountPaid", into=decimal_of),
        Field("amount_credited", "AmountCredited", into=decimal_of),
    ),
)
decode_invoice = KIND.decode
snapshot = KIND.snapshot
natural_key = KIND.natural_key
removal = KIND.removal


def encode_invoice(facts: Facts) -> Element:
    """The complete document, without its InvoiceID; due on its day unless told.

    :raise LabelledError: as `DocumentKind.encode`
    """
    return KIND.encode({**facts, "due_date": facts.get("due_date") or facts["date"]})


def line_items(facts: Facts, element: Element) -> dict[str, str]:
    """Key of each line of ours -> LineItemID (see `proof.line_ids`)."""
    return line_ids(facts, element)


def _deep_link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
    return web_address(web_url, "app", short_code, "invoicing", "view", element_id)


#: where people see a bill: Xero shows it on a page of its own
bill_link = login_link("/AccountsPayable/Edit.aspx?InvoiceID=")


INVOICE = Entity(
    name="invoice",
    plural="Invoices",
    id_key="InvoiceID",
    number_key="InvoiceNumber",
    actions={
        "create": "create_invoices",
        "update": "update_or_create_invoices",
        "list": "get_invoices",
        "get": "get_invoice",
    },
    scopes=("accounting.invoices",),
    natural_key=natural_key,
    encode=encode_invoice,
    decode=decode_invoice,
    snapshot=snapshot,
    deep_link=_deep_link,
    proof=document_proof,
    proof_facts=document_facts,
)
