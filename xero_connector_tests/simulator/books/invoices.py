# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Creating and changing invoices and bills (XERO_API §3 and §4 "Invoices")."""

from uuid import uuid4

from .change import Change
from .contacts import WRITABLE
from .errors import Invalid, refuse_if
from .invoice import GONE, Invoice
from .invoice_rules import (
    change_messages,
    contact_messages,
    field_messages,
    state_messages,
)
from .lines import LineBuilder, total_of
from .money import ZERO
from .numbers import Numbers
from .posting import invoice_entries

# Xero's field name to the attribute that a write may set directly.
DIRECT = {
    "DueDate": "due",
    "Reference": "reference",
    "Url": "url",
    "BrandingThemeID": "branding_theme_id",
    "ExpectedPaymentDate": "expected_payment",
    "PlannedPaymentDate": "planned_payment",
}


class Invoices:
    """All invoices and bills of one organisation."""

    def __init__(self, organisation):
        self.by_id: dict[str, Invoice] = {}
        self.numbers = Numbers()
        self._org = organisation

    def __iter__(self):
        return iter(self.by_id.values())

    def __len__(self):
        return len(self.by_id)

    def get(self, key: str | None) -> Invoice | None:
        """By InvoiceID, else by number; a bill only if no invoice has that number."""
        return self.by_id.get((key or "").lower()) or self.numbers.any(key)

    def create(self, values: dict, change: Change) -> Invoice:
        """PUT: always another document; an InvoiceID sent is ignored (unconfirmed)."""
        kind = values.get("Type") or ""
        blank = Invoice(str(uuid4()), kind, "", None, change.app, change.now)
        return self._save(blank, values, change, new=True)

    def upsert(self, values: dict, change: Change) -> Invoice:
        """POST: by InvoiceID; a sales invoice also by its number (XERO_API §3)."""
        if values.get("InvoiceID"):
            invoice = self.by_id.get(values["InvoiceID"].lower())
            if invoice is None:
                raise Invalid("Invoice could not be found")
            return self.update(invoice, values, change)
        known = self.numbers.sale(values.get("InvoiceNumber"))
        if values.get("Type") == "ACCREC" and known:
            return self.update(known, values, change)
        return self.create(values, change)

    def update(self, invoice: Invoice, values: dict, change: Change) -> Invoice:
        refuse_if(change_messages(self._org, invoice, values))
        status = values.get("Status")
        if status in GONE:
            return self._end(invoice, status, change)
        if invoice.live_payments:
            return self._edit_part_paid(invoice, values, change)
        return self._save(invoice, values, change, new=False)

    def _end(self, invoice: Invoice, status: str, change: Change) -> Invoice:
        """Void or delete: whatever else was sent is ignored (unconfirmed)."""
        self._org.ledger.reverse(invoice.id)
        invoice.status = status
        invoice.updated = change.now
        return invoice

    def _edit_part_paid(self, invoice: Invoice, values: dict, change: Change):
        """DueDate and SentToContact stay editable; moving UpdatedDateUTC is a known
        blind spot of Xero: it does not (XERO_API §5)."""
        invoice.due = values.get("DueDate") or invoice.due
        if "SentToContact" in values:
            invoice.sent_to_contact = values["SentToContact"]
        return invoice

    def _save(self, invoice: Invoice, values: dict, change: Change, new: bool):
        org = self._org
        status = values.get("Status") or invoice.status
        messages = [
            *state_messages(invoice, status, new),
            *field_messages(org, invoice, values, status, change, new),
            *contact_messages(org, invoice, values.get("Contact"), change),
        ]
        amount_types = values.get("LineAmountTypes") or invoice.amount_types
        lines = self._lines(invoice, values, status, amount_types, change, messages)
        refuse_if(messages)
        contact = self._contact(invoice, values.get("Contact"), change)
        self._org.ledger.reverse(invoice.id)
        invoice.contact = contact
        invoice.amount_types = amount_types
        self._apply(invoice, values, change, new)
        invoice.set_lines(lines)
        invoice.status = status
        self._approve(invoice, values)
        return invoice

    def _lines(self, invoice, values, status, amount_types, change, messages):
        """Lines with a known LineItemID are kept, others made anew, missing ones
        go (XERO_API §4 "Lines on update")."""
        builder = LineBuilder(
            self._org,
            invoice.type,
            amount_types,
            status == "AUTHORISED",
            change.unit_places,
        )
        sent = values.get("LineItems")
        if sent:
            old = {line.id: line for line in invoice.lines}
            lines = [
                builder.build(
                    line, old.pop((line.get("LineItemID") or "").lower(), None)
                )
                for line in sent
            ]
        else:  # An empty list leaves the lines alone: spec, updateInvoice
            retax = amount_types != invoice.amount_types
            lines = [builder.keep(line, retax) for line in invoice.lines]
        if not lines:
            messages.append("One or more line items must be specified")
        messages.extend(dict.fromkeys(builder.messages))
        if total_of(lines, amount_types) < ZERO:
            # Unconfirmed wording; a negative document is a credit note in Xero.
            messages.append("The document total cannot be negative.")
        return lines

    def _contact(self, invoice: Invoice, values: dict | None, change: Change):
        """By id or number, then by name; an unknown name makes a new contact.

        Fields sent beside the id update the contact: ContactID + Name renames it.
        """
        if not values:
            return invoice.contact
        contacts = self._org.contacts
        contact = contacts.get(values.get("ContactID") or values.get("ContactNumber"))
        contact = contact or contacts.named(values.get("Name"))
        if contact is None:
            return contacts.create(values, change)
        extra = {key: values[key] for key in WRITABLE if key in values}
        told = {key: contact.fields.get(key) or None for key in extra}
        if any((value or None) != told[key] for key, value in extra.items()):
            contacts.update(contact, extra, change)
        return contact

    def _apply(self, invoice: Invoice, values: dict, change: Change, new: bool):
        for key, attribute in DIRECT.items():
            if key in values and (key != "Reference" or invoice.type == "ACCREC"):
                setattr(invoice, attribute, values[key])
        invoice.day = values.get("Date") or invoice.day or change.today
        org = self._org
        currency = invoice.currency_code or invoice.contact.fields.get(
            "DefaultCurrency"
        )
        if currency not in org.currencies:
            currency = org.base_currency
        invoice.currency_code = values.get("CurrencyCode") or currency
        invoice.currency_rate = org.rate(
            invoice.currency_code, values.get("CurrencyRate"), invoice
        )
        invoice.updated = change.now
        self.by_id[invoice.id] = invoice
        self.numbers.assign(invoice, values.get("InvoiceNumber"), new)

    def _approve(self, invoice: Invoice, values: dict) -> None:
        if invoice.status != "AUTHORISED":
            return
        if "SentToContact" in values:
            invoice.sent_to_contact = values["SentToContact"]
        role = "is_customer" if invoice.type == "ACCREC" else "is_supplier"
        if not getattr(invoice.contact, role):
            setattr(invoice.contact, role, True)
            invoice.contact.rendered = None
        self._org.ledger.post(
            invoice.id, invoice.day, invoice_entries(self._org, invoice)
        )
        invoice.settle()
