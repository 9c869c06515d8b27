# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every call that the addon makes, and what each takes; no code of its own.

Not every operation of xero-python takes every argument: a test compares this table with
the SDK's signatures.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

_LIST = frozenset(("where", "order"))
_PAGES = frozenset(("page", "page_size"))
_SINCE = frozenset(("if_modified_since",))
_REFERENCES = frozenset(("references",))
_CONTACT_FILTERS = frozenset(
    ("i_ds", "include_archived", "summary_only", "search_term")
)
_INVOICE_FILTERS = _CONTACT_FILTERS | {
    "invoice_numbers",
    "contact_i_ds",
    "statuses",
    "created_by_my_app",
}
_PAGED = (_SINCE, _LIST, _PAGES)


@dataclass(frozen=True)
class Operation:
    """One method of the SDK: what it takes and what we make of it.

    :param plural: key of the list in its body and its answer
    :param arguments: optional parameters that callers may give, in the SDK's spelling
    :param id_arguments: parameters that name the one object the call is about, from the
        outside inwards: the credit note, then its allocation
    :param body_argument: parameter for the body; none for a DELETE
    :param bare: the body is the element itself, not a list of elements
    :param bare_answer: the SDK's model of an answer that is one element without a list
    :param raw: the body is a file's bytes
    :param summarize: takes summarizeErrors; always sent as false (XERO_API §3)
    :param unitdp: takes unitdp; always sent as 4 (SPEC P6)
    :param idempotent: takes an Idempotency-Key
    :param paged: answers in pages
    """

    name: str
    plural: str
    writes: bool = False
    arguments: frozenset[str] = frozenset()
    id_arguments: tuple[str, ...] = ()
    body_argument: str | None = None
    bare: bool = False
    bare_answer: str = ""
    raw: bool = False
    summarize: bool = False
    unitdp: bool = False
    idempotent: bool = False
    paged: bool = False

    @property
    def is_list(self) -> bool:
        """Whether its body is a list of elements under their plural."""
        return bool(self.body_argument) and not self.bare and not self.raw

    def ids(self, path: str) -> dict[str, str]:
        """The id parameters, from one text: "credit note's id/allocation's id".

        The last part may hold slashes of its own: the names of files do.

        :raise ValueError: not as many parts as the operation wants
        """
        if not self.id_arguments:
            return {}
        parts = path.split("/", len(self.id_arguments) - 1)
        return dict(zip(self.id_arguments, parts, strict=True))


def _read(name: str, plural: str, *arguments: frozenset[str], **more: Any) -> Operation:
    allowed = frozenset().union(*arguments)
    return Operation(name, plural, arguments=allowed, paged="page" in allowed, **more)


def _one(name: str, plural: str, *ids: str, **more: Any) -> Operation:
    return Operation(name, plural, id_arguments=ids, **more)


def _write(name: str, plural: str, body: str, *ids: str, **more: Any) -> Operation:
    return Operation(
        name,
        plural,
        writes=True,
        body_argument=body,
        idempotent=True,
        id_arguments=ids,
        **more,
    )


def _allocate(name: str, source: str) -> Operation:
    return _write(name, "Allocations", "allocations", source, summarize=True)


def _deallocate(name: str, source: str) -> Operation:
    return Operation(
        name,
        "Allocations",
        writes=True,
        id_arguments=(source, "allocation_id"),
        bare_answer="Allocation",
    )


def _attach(name: str, document: str, *online: str) -> Operation:
    return _write(
        name,
        "Attachments",
        "body",
        document,
        "file_name",
        arguments=frozenset(online),
        raw=True,
    )


def _note(name: str, document: str) -> Operation:
    return _write(name, "HistoryRecords", "history_records", document)


_contacts = functools.partial(
    _write, plural="Contacts", body="contacts", summarize=True
)
_documents = functools.partial(_write, summarize=True, unitdp=True)
_invoices = functools.partial(_documents, plural="Invoices", body="invoices")
_credit_notes = functools.partial(_documents, plural="CreditNotes", body="credit_notes")
_bank_transactions = functools.partial(
    _documents, plural="BankTransactions", body="bank_transactions"
)
_items = functools.partial(_documents, plural="Items", body="items")

_SETTINGS = (
    _read("get_organisations", "Organisations"),
    _read("get_accounts", "Accounts", _SINCE, _LIST),
    _read("get_tax_rates", "TaxRates", _LIST),
    _read(
        "get_tracking_categories",
        "TrackingCategories",
        _LIST,
        frozenset(("include_archived",)),
    ),
    _read("get_currencies", "Currencies", _LIST),
    _write("create_currency", "Currencies", "currency", bare=True),
    _read("get_branding_themes", "BrandingThemes"),
    _read("get_items", "Items", _SINCE, _LIST, unitdp=True),
    _one("get_item", "Items", "item_id", unitdp=True),
    _items("create_items"),
    _items("update_or_create_items"),
)
_CONTACTS = (
    _read("get_contacts", "Contacts", *_PAGED, _CONTACT_FILTERS),
    _one("get_contact", "Contacts", "contact_id"),
    _contacts("create_contacts"),
    _contacts("update_or_create_contacts"),
    _read("get_contact_groups", "ContactGroups", _LIST),
    _one("get_contact_group", "ContactGroups", "contact_group_id"),
)
_DOCUMENTS = (
    _read("get_invoices", "Invoices", *_PAGED, _INVOICE_FILTERS, unitdp=True),
    _one("get_invoice", "Invoices", "invoice_id", unitdp=True),
    _invoices("create_invoices"),
    _invoices("update_or_create_invoices"),
    _read("get_credit_notes", "CreditNotes", *_PAGED, unitdp=True),
    _one("get_credit_note", "CreditNotes", "credit_note_id", unitdp=True),
    _credit_notes("create_credit_notes"),
    _credit_notes("update_or_create_credit_notes"),
)
_MONEY = (
    _read("get_payments", "Payments", *_PAGED),
    _one("get_payment", "Payments", "payment_id"),
    _write("create_payments", "Payments", "payments", summarize=True),
    _write("delete_payment", "Payments", "payment_delete", "payment_id", bare=True),
    _read("get_batch_payments", "BatchPayments", _SINCE, _LIST),
    _read(
        "get_bank_transactions", "BankTransactions", *_PAGED, _REFERENCES, unitdp=True
    ),
    _one(
        "get_bank_transaction", "BankTransactions", "bank_transaction_id", unitdp=True
    ),
    _bank_transactions("create_bank_transactions"),
    _bank_transactions("update_or_create_bank_transactions"),
    _read("get_overpayments", "Overpayments", *_PAGED, _REFERENCES, unitdp=True),
    _one("get_overpayment", "Overpayments", "overpayment_id"),
    _read(
        "get_prepayments",
        "Prepayments",
        *_PAGED,
        _REFERENCES,
        frozenset(("invoice_numbers",)),
        unitdp=True,
    ),
    _one("get_prepayment", "Prepayments", "prepayment_id"),
    _allocate("create_credit_note_allocation", "credit_note_id"),
    _allocate("create_overpayment_allocations", "overpayment_id"),
    _allocate("create_prepayment_allocations", "prepayment_id"),
    _deallocate("delete_credit_note_allocations", "credit_note_id"),
    _deallocate("delete_overpayment_allocations", "overpayment_id"),
    _deallocate("delete_prepayment_allocations", "prepayment_id"),
)
_PAPERS = (
    _one("get_invoice_attachments", "Attachments", "invoice_id"),
    _one("get_credit_note_attachments", "Attachments", "credit_note_id"),
    _one("get_bank_transaction_attachments", "Attachments", "bank_transaction_id"),
    _attach("create_invoice_attachment_by_file_name", "invoice_id", "include_online"),
    _attach(
        "create_credit_note_attachment_by_file_name",
        "credit_note_id",
        "include_online",
    ),
    _attach("create_bank_transaction_attachment_by_file_name", "bank_transaction_id"),
    _one("get_invoice_history", "HistoryRecords", "invoice_id"),
    _one("get_credit_note_history", "HistoryRecords", "credit_note_id"),
    _note("create_invoice_history", "invoice_id"),
    _note("create_credit_note_history", "credit_note_id"),
    _note("create_bank_transaction_history_record", "bank_transaction_id"),
    _note("create_payment_history", "payment_id"),
    _note("create_overpayment_history", "overpayment_id"),
    _note("create_prepayment_history", "prepayment_id"),
)

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (*_SETTINGS, *_CONTACTS, *_DOCUMENTS, *_MONEY, *_PAPERS)
}
