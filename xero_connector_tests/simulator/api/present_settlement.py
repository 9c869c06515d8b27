# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payments and allocations as Xero shows them, by themselves and inside documents."""

from ..books.allocations import Allocation
from ..books.batch_payments import BatchPayment
from ..books.document import Document
from ..books.payments import Payment
from . import present_document
from .wire import day_string, iso_time, ms_date, ms_time


def payment(record: Payment) -> dict:
    """One payment read by itself, with the document as it is."""
    return _payment(record, present_document.as_invoice(record.document))


def payment_in_list(record: Payment) -> dict:
    return _payment(record, present_document.light_as_invoice(record.document))


def _payment(record: Payment, document: dict) -> dict:
    """:param document: under `Invoice` whatever its kind is (spec, GET /Payments; for
    overpayments calcinai/xero-php#889)."""
    batched = {}
    if record.batch is not None:
        batched["BatchPaymentID"] = record.batch.id
        batched["BatchPayment"] = _batch_facts(record.batch)
    return {
        "PaymentID": record.id,
        **batched,
        "Date": ms_date(record.day),
        "BankAmount": record.bank_amount,
        "Amount": record.amount,
        "Reference": record.reference,
        "CurrencyRate": record.currency_rate,
        "PaymentType": record.type,
        "Status": record.status,
        "UpdatedDateUTC": ms_time(record.updated),
        "UpdatedDateUTCString": iso_time(record.updated),
        "HasAccount": True,
        "IsReconciled": record.is_reconciled,
        "Account": present_document.account_summary(record.account),
        "Invoice": document,
        "HasValidationErrors": False,
        **(record.overrides or {}),
    }


def batch_payment(record: BatchPayment) -> dict:
    """One batch with its payments; a deleted one shows none (spec)."""
    payments = record.payments if record.status == "AUTHORISED" else ()
    return {
        **_batch_facts(record),
        **record.fields,
        "DateString": day_string(record.day),
        "Payments": [_payment_of_batch(each) for each in payments],
        **(record.overrides or {}),
    }


def _batch_facts(record: BatchPayment) -> dict:
    account = {"AccountID": record.account.id}
    if record.account.currency_code:
        account["CurrencyCode"] = record.account.currency_code
    return {
        "BatchPaymentID": record.id,
        "Account": account,
        "Date": ms_date(record.day),
        "Type": record.type,
        "Status": record.status,
        "TotalAmount": record.total,
        "UpdatedDateUTC": ms_time(record.updated),
        "IsReconciled": record.is_reconciled,
    }


def _payment_of_batch(record: Payment) -> dict:
    wire = {
        "Invoice": {
            "InvoiceID": record.document.id,
            "CurrencyCode": record.document.currency_code,
            **present_document.nothing_on_invoice(),
        },
        "PaymentID": record.id,
        "Amount": record.amount,
        "BankAmount": record.bank_amount,
    }
    if record.reference:
        wire["Reference"] = record.reference
    return wire


def payments_on(document: Document) -> list[dict]:
    """The payments of a document, inside of it."""
    return [_payment_on_document(each) for each in document.live_payments]


def _payment_on_document(record: Payment) -> dict:
    wire = {
        "PaymentID": record.id,
        "Date": ms_date(record.day),
        "Amount": record.amount,
        "CurrencyRate": record.currency_rate,
        "HasAccount": False,
        "HasValidationErrors": False,
    }
    if record.reference:
        wire["Reference"] = record.reference
    if record.batch is not None:
        wire["BatchPaymentID"] = record.batch.id
    return wire


def allocation(record: Allocation) -> dict:
    """One allocation inside its credit, or in the answer to a write."""
    return {
        "AllocationID": record.id,
        "Amount": record.amount,
        "Date": ms_date(record.day),
        "Invoice": {
            "InvoiceID": record.invoice.id,
            "InvoiceNumber": record.invoice.number,
            **present_document.nothing_on_invoice(),
            "ValidationErrors": [],
        },
        "IsDeleted": record.is_deleted,
    }


def credits_on(invoice: Document) -> dict[str, list]:
    """What covers an invoice besides payments, under the invoice's own properties.

    A credit that is allocated twice comes twice (unconfirmed).
    """
    shown = {"CreditNotes": [], "Prepayments": [], "Overpayments": []}
    for record in invoice.live_allocations:
        credit = record.credit
        plural, singular = present_document.names_of(credit)
        wire = {
            f"{singular}ID": credit.id,
            "ID": credit.id,
            "AppliedAmount": record.amount,
            "DateString": day_string(record.day),
            "Date": ms_date(record.day),
            "Total": credit.total,
            "CurrencyRate": credit.currency_rate,
            "HasErrors": False,
            "LineItems": [],
        }
        if plural == "CreditNotes":
            wire["CreditNoteNumber"] = credit.number
        shown[plural].append(wire)
    return shown
