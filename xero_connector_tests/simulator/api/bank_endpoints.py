# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/BankTransactions, /Overpayments, /Prepayments and /BatchPayments."""

from ..books.organisation import Organisation
from . import present_bank, present_settlement, query
from .call import Call
from .credit_endpoints import AllocationsChild
from .document_endpoints import DOCUMENT_FIELDS, DocumentsEndpoint
from .endpoints import Endpoint

BANK_FIELDS = {
    name: DOCUMENT_FIELDS[name]
    for name in DOCUMENT_FIELDS
    if name not in ("fullypaidondate",)
}
CREDIT_FIELDS = {
    **DOCUMENT_FIELDS,
    "type": lambda credit: credit.bank_type,
    "remainingcredit": lambda credit: credit.remaining_credit,
}


class BankTransactionsEndpoint(DocumentsEndpoint):
    plural, singular, model = "BankTransactions", "BankTransaction", "BankTransaction"
    id_name, area, error_flag = "BankTransactionID", "banktransactions", ""
    fields = {
        **BANK_FIELDS,
        "banktransactionid": lambda each: each.id,
        "isreconciled": lambda each: each.is_reconciled,
        "bankaccount.accountid": lambda each: each.account.id,
        "bankaccount.code": lambda each: each.account.code,
    }

    def table(self, org: Organisation):
        return org.bank_transactions

    def listed(self, record) -> dict:
        return present_bank.listed_bank_transaction(record)


class _BankCreditsEndpoint(DocumentsEndpoint):
    """Read here; made by bank transactions, used up by allocations and payments.

    `chosen_by`: the parameter that selects some, and the field that it selects by.
    """

    area = "payments"
    methods = frozenset(("GET all", "GET one"))
    children = {"allocations": AllocationsChild()}
    chosen_by = ("", "")

    def chosen(self, call: Call):
        parameter, field = self.chosen_by
        wanted = query.listed(call.args, parameter)
        read = self.fields[field]
        return [
            record
            for record in self.table(call.org)
            if not wanted or read(record).casefold() in wanted
        ]

    def listed(self, record) -> dict:
        return present_bank.listed_bank_credit(record)


class OverpaymentsEndpoint(_BankCreditsEndpoint):
    plural, singular, model = "Overpayments", "Overpayment", "Overpayment"
    id_name, chosen_by = "OverpaymentID", ("References", "reference")
    fields = {
        **CREDIT_FIELDS,
        "overpaymentid": lambda credit: credit.id,
    }

    def table(self, org: Organisation):
        return org.overpayments


class PrepaymentsEndpoint(_BankCreditsEndpoint):
    plural, singular, model = "Prepayments", "Prepayment", "Prepayment"
    id_name, chosen_by = "PrepaymentID", ("InvoiceNumbers", "invoicenumber")
    fields = {
        **CREDIT_FIELDS,
        "prepaymentid": lambda credit: credit.id,
        "invoicenumber": lambda credit: credit.number,
    }

    def table(self, org: Organisation):
        return org.prepayments


class BatchPaymentsEndpoint(Endpoint):
    """PUT makes batches, POST deletes them; the list has no pages (spec)."""

    plural, singular, model = "BatchPayments", "BatchPayment", "BatchPayment"
    id_name, area, error_flag = "BatchPaymentID", "payments", ""
    fields = {
        "batchpaymentid": lambda batch: batch.id,
        "date": lambda batch: batch.day,
        "type": lambda batch: batch.type,
        "status": lambda batch: batch.status,
        "reference": lambda batch: batch.fields.get("Reference"),
        "totalamount": lambda batch: batch.total,
        "isreconciled": lambda batch: batch.is_reconciled,
        "updateddateutc": lambda batch: batch.updated,
    }

    def table(self, org: Organisation):
        return org.batch_payments

    def shown(self, call: Call, record) -> dict:
        return present_settlement.batch_payment(record)
