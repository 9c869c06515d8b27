# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Creating and changing documents with lines (XERO_API §3 and §4 "Invoices")."""

from abc import ABC
from uuid import uuid4

from .change import Change
from .document import GONE, Document
from .document_contact import contact_messages, contact_of
from .document_rules import change_messages, field_messages, state_messages
from .errors import Invalid, refuse_if
from .lines import LineBuilder, total_of
from .money import ZERO
from .numbers import Numbers
from .posting import document_entries
from .table import Table


class Documents(Table[Document], ABC):
    """All documents of one kind of one organisation.

    Class attributes say what is special about the kind: its names, the types on the
    sales and on the purchases side, which fields a write sets directly, and which
    ones may be sent for a document that has payments or allocations.
    """

    record: type[Document]
    noun = id_name = number_name = number_prefix = ""
    types: tuple[str, str]
    needs_due_date = False
    direct: dict[str, str] = {}
    open_when_settled: frozenset[str] = frozenset()

    def __init__(self, organisation):
        super().__init__()
        self.numbers = Numbers(self.number_prefix)
        self.org = organisation

    def get(self, key: str | None) -> Document | None:
        """By id, else by number; a supplier's only if no sales document has it."""
        return self.by_id.get((key or "").lower()) or self.numbers.any(key)

    def create(self, values: dict, change: Change) -> Document:
        """PUT: always another document; an id sent is ignored (unconfirmed)."""
        kind = values.get("Type") or ""
        blank = self.record(str(uuid4()), kind, "", None, change.app, change.now)
        return self._save(blank, values, change, new=True)

    def upsert(self, values: dict, change: Change) -> Document:
        """POST: by id; a sales document also by its number (XERO_API §3).

        For credit notes the latter is unconfirmed.
        """
        if values.get(self.id_name):
            document = self.by_id.get(values[self.id_name].lower())
            if document is None:
                raise Invalid(f"{self.noun} could not be found")
            return self.update(document, values, change)
        known = self.numbers.sale(values.get(self.number_name))
        if values.get("Type") == self.types[0] and known:
            return self.update(known, values, change)
        return self.create(values, change)

    def update(self, document: Document, values: dict, change: Change) -> Document:
        refuse_if(change_messages(self, document, values))
        status = values.get("Status")
        if status in GONE:
            return self._end(document, status, change)
        if document.is_settled:
            return self._edit_settled(document, values)
        return self._save(document, values, change, new=False)

    def _end(self, document: Document, status: str, change: Change) -> Document:
        """Void or delete: whatever else was sent is ignored (unconfirmed)."""
        self.org.ledger.reverse(document.id)
        document.status = status
        document.updated = change.now
        self.org.feed.note(document)
        return document

    def _edit_settled(self, document: Document, values: dict) -> Document:
        """What may still change of a part-paid document does."""
        return document

    def _save(self, document: Document, values: dict, change: Change, new: bool):
        org = self.org
        status = values.get("Status") or document.status
        messages = [
            *state_messages(self, document, status, new),
            *field_messages(self, document, values, change, new),
            *contact_messages(org, document.contact, values.get("Contact"), change),
        ]
        amount_types = values.get("LineAmountTypes") or document.amount_types
        lines = self._lines(document, values, status, amount_types, change, messages)
        refuse_if(messages)
        contact = contact_of(org, document.contact, values.get("Contact"), change)
        org.ledger.reverse(document.id)
        document.contact = contact
        document.amount_types = amount_types
        self._apply(document, values, change, new)
        document.set_lines(lines)
        document.status = status
        if status == "AUTHORISED":
            self._approve(document, values)
        org.feed.note(document, created=new)
        return document

    def _lines(self, document, values, status, amount_types, change, messages):
        """Lines with a known LineItemID are kept, others made anew, missing ones
        go (XERO_API §4 "Lines on update")."""
        builder = LineBuilder(
            self.org,
            document.type,
            amount_types,
            status == "AUTHORISED",
            change.unit_places,
        )
        sent = values.get("LineItems")
        if sent:
            old = {line.id: line for line in document.lines}
            lines = [
                builder.build(
                    line, old.pop((line.get("LineItemID") or "").lower(), None)
                )
                for line in sent
            ]
        else:  # An empty list leaves the lines alone: spec, updateInvoice
            retax = amount_types != document.amount_types
            lines = [builder.keep(line, retax) for line in document.lines]
        if not lines:
            messages.append("One or more line items must be specified")
        messages.extend(dict.fromkeys(builder.messages))
        if total_of(lines, amount_types) < ZERO:
            # Unconfirmed wording; a negative document is the other kind in Xero.
            messages.append("The document total cannot be negative.")
        return lines

    def _apply(self, document: Document, values: dict, change: Change, new: bool):
        for key, attribute in self.direct.items():
            if key in values and (key != "Reference" or document.is_sale):
                setattr(document, attribute, values[key])
        document.day = values.get("Date") or document.day or change.today
        org = self.org
        currency = document.currency_code or document.contact.fields.get(
            "DefaultCurrency"
        )
        if currency not in org.currencies:
            currency = org.base_currency
        document.currency_code = values.get("CurrencyCode") or currency
        document.currency_rate = org.rate(
            document.currency_code, values.get("CurrencyRate"), document
        )
        document.updated = change.now
        self.by_id[document.id] = document
        self.numbers.assign(document, values.get(self.number_name), new)

    def _approve(self, document: Document, values: dict) -> None:
        """:param values: what was sent; some of it counts for approved ones only."""
        self.org.ledger.post(
            document.id, document.day, document_entries(self.org, document)
        )
        document.settle()
