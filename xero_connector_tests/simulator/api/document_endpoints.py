# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Contacts, /Invoices and /Payments: the lists that come page by page."""

from abc import abstractmethod

from ..books.organisation import Organisation
from . import present, present_invoice, query
from .call import Answer, Call
from .endpoints import Endpoint

SEARCHED = ("Name", "FirstName", "LastName", "ContactNumber", "EmailAddress")


def _written(name: str):
    return lambda contact: contact.fields.get(name)


class PagedEndpoint(Endpoint):
    """A list that filters, orders and pages; `row` shows one of its records."""

    def listing(self, call: Call) -> Answer:
        records = self.chosen(call)
        records = query.modified_since(records, call.since)
        records = query.filtered(records, call.args, self.fields)
        records = query.ordered(records, call.args, self.fields)
        records, page = query.paged(records, call.args)
        elements = [self.row(call, record, page is not None) for record in records]
        return self.answer(call, elements, page)

    def chosen(self, call: Call):
        """The records that the explicit parameters select (IDs, Statuses …)."""
        return self.table(call.org)

    @abstractmethod
    def row(self, call: Call, record, is_paged: bool) -> dict:
        """A record in a list."""


class ContactsEndpoint(PagedEndpoint):
    plural, singular, model = "Contacts", "Contact", "Contact"
    id_name, area = "ContactID", "contacts"
    fields = {
        "contactid": lambda contact: contact.id,
        "contactstatus": lambda contact: contact.status,
        "updateddateutc": lambda contact: contact.updated,
        "iscustomer": lambda contact: contact.is_customer,
        "issupplier": lambda contact: contact.is_supplier,
        **{
            name.lower(): _written(name)
            for name in (*SEARCHED, "AccountNumber", "TaxNumber", "CompanyNumber")
        },
    }

    def table(self, org: Organisation):
        return org.contacts

    def chosen(self, call: Call):
        contacts = self.table(call.org)
        ids = query.listed(call.args, "IDs")
        if ids:
            # Archived contacts come too: they can be read by ID (XERO_API §4).
            return [contact for contact in contacts if contact.id in ids]
        everyone = query.truth(call.args, "includeArchived")
        term = call.args.get("searchterm", "").casefold()
        merged = "page" in call.args  # they are listed page by page only (§4)
        return [
            contact
            for contact in contacts
            if (everyone or contact.status == "ACTIVE")
            and (merged or not contact.merged_to)
            and _found(contact, term)
        ]

    def shown(self, call: Call, record) -> dict:
        return present.contact_with_balances(record, call.org)

    def written(self, call: Call, record) -> dict:
        return present.contact(record)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        return present.contact(record)


class InvoicesEndpoint(PagedEndpoint):
    plural, singular, model = "Invoices", "Invoice", "Invoice"
    id_name, area, error_flag = "InvoiceID", "invoices", "HasErrors"
    fields = {
        "invoiceid": lambda invoice: invoice.id,
        "invoicenumber": lambda invoice: invoice.number,
        "type": lambda invoice: invoice.type,
        "status": lambda invoice: invoice.status,
        "reference": lambda invoice: invoice.reference,
        "date": lambda invoice: invoice.day,
        "duedate": lambda invoice: invoice.due,
        "fullypaidondate": lambda invoice: invoice.fully_paid_on,
        "total": lambda invoice: invoice.total,
        "subtotal": lambda invoice: invoice.sub_total,
        "totaltax": lambda invoice: invoice.total_tax,
        "amountdue": lambda invoice: invoice.amount_due,
        "amountpaid": lambda invoice: invoice.amount_paid,
        "currencycode": lambda invoice: invoice.currency_code,
        "updateddateutc": lambda invoice: invoice.updated,
        "contact.contactid": lambda invoice: invoice.contact.id,
        "contact.name": lambda invoice: invoice.contact.name,
        "contact.contactnumber": lambda invoice: invoice.contact.number,
        "contact.emailaddress": lambda invoice: invoice.contact.email,
    }

    def table(self, org: Organisation):
        return org.invoices

    def chosen(self, call: Call):
        invoices = self.table(call.org)
        ids = query.listed(call.args, "IDs")
        if ids:
            invoices = [invoices.by_id[key] for key in ids if key in invoices.by_id]
        wanted = (
            ("InvoiceNumbers", lambda invoice: invoice.number.casefold()),
            ("ContactIDs", lambda invoice: invoice.contact.id),
            ("Statuses", lambda invoice: invoice.status.casefold()),
        )
        for name, read in wanted:
            values = query.listed(call.args, name)
            if values:
                invoices = [item for item in invoices if read(item) in values]
        if query.truth(call.args, "createdByMyApp"):
            invoices = [item for item in invoices if item.app == call.app]
        term = call.args.get("searchterm", "").casefold()
        return [item for item in invoices if not term or _mentions(item, term)]

    def shown(self, call: Call, record) -> dict:
        return present_invoice.full(record, query.unit_places(call.args))

    def row(self, call: Call, record, is_paged: bool) -> dict:
        if query.truth(call.args, "summaryOnly"):
            return present_invoice.light(record)
        if is_paged:
            return present_invoice.paged(record, query.unit_places(call.args))
        return present_invoice.listed(record)


class PaymentsEndpoint(PagedEndpoint):
    plural, singular, model = "Payments", "Payment", "Payment"
    id_name, area = "PaymentID", "payments"
    fields = {
        "paymentid": lambda payment: payment.id,
        "date": lambda payment: payment.day,
        "amount": lambda payment: payment.amount,
        "reference": lambda payment: payment.reference,
        "isreconciled": lambda payment: payment.is_reconciled,
        "status": lambda payment: payment.status,
        "paymenttype": lambda payment: payment.type,
        "updateddateutc": lambda payment: payment.updated,
        "account.accountid": lambda payment: payment.account.id,
        "account.code": lambda payment: payment.account.code,
        "invoice.invoiceid": lambda payment: payment.invoice.id,
        "invoice.invoicenumber": lambda payment: payment.invoice.number,
        "invoice.contact.contactid": lambda payment: payment.invoice.contact.id,
    }

    def table(self, org: Organisation):
        return org.payments

    def shown(self, call: Call, record) -> dict:
        return present.payment(record, present_invoice.paged(record.invoice))

    def row(self, call: Call, record, is_paged: bool) -> dict:
        return present.payment(record, present_invoice.in_payment_list(record.invoice))


def _found(contact, term: str) -> bool:
    texts = (contact.fields.get(name) or "" for name in SEARCHED)
    return not term or any(term in text.casefold() for text in texts)


def _mentions(invoice, term: str) -> bool:
    texts = (invoice.number, invoice.reference, invoice.contact.name)
    return any(term in text.casefold() for text in texts)
