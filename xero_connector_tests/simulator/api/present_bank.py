# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Bank transactions, overpayments and prepayments as Xero shows them."""

from ..books.bank_credits import BankCredit
from ..books.bank_transaction import BankTransaction
from .present import contact_summary
from .present_document import account_summary, facts, names_of
from .present_settlement import allocation, payments_on
from .wire import day_string, ms_date, ms_time


def listed_bank_transaction(record: BankTransaction) -> dict:
    """In a list without `page`: no line items (XERO_API §5)."""
    wire = {
        "BankTransactionID": record.id,
        "BankAccount": account_summary(record.account),
        "Type": record.type,
        "Reference": record.reference,
        "IsReconciled": record.is_reconciled,
        "HasAttachments": False,
        "Contact": contact_summary(record.contact),
        "DateString": day_string(record.day),
        "Date": ms_date(record.day),
        "Status": record.status,
        "LineAmountTypes": record.amount_types,
        "LineItems": [],
        "SubTotal": record.sub_total,
        "TotalTax": record.total_tax,
        "Total": record.total,
        "UpdatedDateUTC": ms_time(record.updated),
        "CurrencyCode": record.currency_code,
        "CurrencyRate": record.currency_rate,
    }
    if record.url:
        wire["Url"] = record.url
    if record.credit is not None:
        _plural, singular = names_of(record.credit)
        wire[f"{singular}ID"] = record.credit.id
    return {**wire, **(record.overrides or {})}


def listed_bank_credit(record: BankCredit) -> dict:
    """An overpayment or prepayment in a list without `page`: no line items."""
    _plural, singular = names_of(record)
    wire = {
        f"{singular}ID": record.id,
        "ID": record.id,
        "Type": record.bank_type,
        "Reference": record.reference,
        "RemainingCredit": record.remaining_credit,
        "Allocations": [allocation(each) for each in record.live_allocations],
        "Payments": payments_on(record),
        "HasAttachments": False,
        "LineItems": [],
        **facts(record),
    }
    if record.number:
        wire["InvoiceNumber"] = record.number
    return {**wire, **(record.overrides or {})}
