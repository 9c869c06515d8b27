# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Contacts, /Invoices and /Payments: the lists that come page by page."""

from abc import abstractmethod

from ..books.organisation import Organisation
from . import present, present_document, present_invoice, present_settlement, query
from .call import Answer, Call
from .endpoints import Endpoint

# What `where` and `order` know of every kind of document.
DOCUMENT_FIELDS = {
    "type": lambda document: document.type,
    "status": lambda document: document.status,
    "reference": lambda document: document.reference,
    "date": lambda document: document.day,
    "fullypaidondate": lambda document: document.fully_paid_on,
    "total": lambda document: document.total,
    "subtotal": lambda document: document.sub_total,
    "totaltax": lambda document: document.total_tax,
    "currencycode": lambda document: document.currency_code,
    "updateddateutc": lambda document: document.updated,
    "contact.contactid": lambda document: document.contact.id,
    "contact.name": lambda document: document.contact.name,
    "contact.contactnumber": lambda document: document.contact.number,
    "contact.emailaddress": lambda document: document.contact.email,
}
SEARCHED = ("Name", "FirstName", "LastName", "ContactNumber", "EmailAddress")


def _written(name: str):
    return lambda contact: contact.fields.get(name)


class PagedEndpoint(Endpoint):
    """A list that comes page by page when it is asked to."""

    def listing(self, call: Call) -> Answer:
        records, page = query.paged(self.matching(call), call.args)
        elements = [self.row(call, record, page is not None) for record in records]
        return self.answer(call, elements, page)


class DocumentsEndpoint(PagedEndpoint):
    """Documents show more page by page than in a plain list, and most by themselves."""

    @abstractmethod
    def listed(self, record) -> dict:
        """A document in a list without `page`: no line items (XERO_API §5)."""

    def shown(self, call: Call, record) -> dict:
        places = query.unit_places(call.args)
        return present_document.full(self.listed(record), record, places)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        listed = self.listed(record)
        if not is_paged:
            return listed
        places = query.unit_places(call.args)
        return present_document.paged(listed, record, places)


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


class InvoicesEndpoint(DocumentsEndpoint):
    plural, singular, model = "Invoices", "Invoice", "Invoice"
    id_name, area, error_flag = "InvoiceID", "invoices", "HasErrors"
    fields = {
        **DOCUMENT_FIELDS,
        "invoiceid": lambda invoice: invoice.id,
        "invoicenumber": lambda invoice: invoice.number,
        "duedate": lambda invoice: invoice.due,
        "amountdue": lambda invoice: invoice.amount_due,
        "amountpaid": lambda invoice: invoice.amount_paid,
        "amountcredited": lambda invoice: invoice.amount_credited,
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

    def listed(self, record) -> dict:
        return present_invoice.listed(record)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        if query.truth(call.args, "summaryOnly"):
            return present_invoice.light(record)
        return super().row(call, record, is_paged)


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
        "invoice.invoiceid": lambda payment: payment.document.id,
        "invoice.invoicenumber": lambda payment: payment.document.number,
        "invoice.contact.contactid": lambda payment: payment.document.contact.id,
    }

    def table(self, org: Organisation):
        return org.payments

    def shown(self, call: Call, record) -> dict:
        return present_settlement.payment(record)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        return present_settlement.payment_in_list(record)


def _found(contact, term: str) -> bool:
    texts = (contact.fields.get(name) or "" for name in SEARCHED)
    return not term or any(term in text.casefold() for text in texts)


def _mentions(invoice, term: str) -> bool:
    texts = (invoice.number, invoice.reference, invoice.contact.name)
    return any(term in text.casefold() for text in texts)
