# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero with documents. Each action tells what, or nothing."""

from decimal import Decimal

from .policies import XERO
from .stage import GONE


class XeroSide:
    """:param stage: where it happens"""

    def __init__(self, stage):
        self.stage, self.xero, self.dice = stage, stage.xero, stage.dice
        self._number = 0

    def actions(self):
        """{function: how often, compared with others}."""
        return {
            self.edit_lines: 3,
            self.edit_dates: 3,
            self.change_contact: 0.7,
            self.void: 1.5,
        }

    # === WHICH ONE === #

    def pick(self, rows):
        return self.stage.one_of(XERO, rows, self.owner)

    def owner(self, row):
        """Whose it is: Odoo's partner, or the contact if Odoo has none."""
        contact_id = row.get("ContactID") if "Name" in row else None
        contact_id = contact_id or row["Contact"]["ContactID"]
        link = self.stage.links(
            ("xero_id", "=", contact_id), ("res_model", "=", "res.partner")
        )
        return link.merged_into_id.id or link.res_id or contact_id

    def documents(self):
        """Approved invoices, bills and credit notes."""
        return [
            one
            for table in ("invoices", "credit_notes")
            for one in self.xero.rows(table)
            if one["Status"] in ("AUTHORISED", "PAID")
        ]

    def open_documents(self):
        return [one for one in self.documents() if open_of(one)]

    def unsettled(self):
        return [one for one in self.documents() if open_of(one) == one["Total"]]

    def next_number(self):
        self._number += 1
        return self._number

    def part(self, most):
        """Some of an amount, often all of it."""
        cents = max(int(Decimal(str(most)) * 100), 1)
        return str(
            Decimal(self.dice.choice((cents, self.dice.randint(1, cents)))) / 100
        )

    # === DOCUMENTS === #

    def edit(self, document, **values):
        kind, key = kind_of(document)
        self.xero.do("edit", entity=kind, id=document[key], fields=values)

    def edit_lines(self):
        document = self.pick(self.unsettled())
        if not document:
            return None
        names = ("LineItemID", "Description", "Quantity", "UnitAmount", "TaxType")
        names += ("AccountCode", "TaxAmount")
        lines = [
            {name: line[name] for name in names if name in line}
            for line in document["LineItems"]
        ]
        lines[0] |= {"UnitAmount": self.dice.choice((12, 77.7, 140)), "Quantity": 1}
        lines[0].pop("TaxAmount", None)
        self.edit(document, LineItems=lines)
        self.stage.rest(self.owner(document))  # Odoo's lines win
        return f"{told(document)} has a line of {lines[0]['UnitAmount']}"

    def edit_dates(self):
        document = self.pick([one for one in self.unsettled() if "InvoiceID" in one])
        if not document:
            return None
        if document["Type"] == "ACCREC" and self.stage.chance(0.5):
            values = {"Reference": f"Xero {self.next_number()}"}
        else:
            values = {"DueDate": f"2027-0{self.dice.randint(1, 9)}-15"}
        self.edit(document, **values)
        return f"{told(document)} has {values}"

    def change_contact(self):
        document = self.pick(self.unsettled())
        contacts = [one for one in self.xero.rows("contacts") if is_active(one)]
        contact = document and self.pick(contacts)
        if not contact:
            return None
        self.edit(document, Contact={"ContactID": contact["ContactID"]})
        self.stage.rest(self.owner(document))
        self.stage.rest(self.owner(contact))
        return f"{told(document)} is {contact['Name']}'s"

    def void(self):
        document = self.pick(self.unsettled())
        if not document:
            return None
        kind, key = kind_of(document)
        self.xero.do("void", **{kind: document[key]})
        self.stage.given_up.add(document[key])
        return f"{told(document)} is voided"


def open_of(document):
    return document["RemainingCredit" if "CreditNoteID" in document else "AmountDue"]


def kind_of(document):
    """(the control's word, key of the id)."""
    if "CreditNoteID" in document:
        return "credit_note", "CreditNoteID"
    return "invoice", "InvoiceID"


def told(document):
    number = document.get("CreditNoteNumber") or document.get("InvoiceNumber")
    return f"{document['Type']} {number}"


def is_active(contact):
    return contact["ContactStatus"] == "ACTIVE" and contact.get("Status") not in GONE
