# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether both sides have the same, read from their records and not from our report.

Documents and contacts are paired by the links; the sums of accounts, taxes and banks
need none.
"""

from dataclasses import replace
from decimal import Decimal

from ..demo.books import caller, cents, differences, xero_books
from ..demo.odoo_books import odoo_books
from .odoo_side import TYPES
from .stage import GONE
from .xero_side import open_of


def disagreements(stage):
    """A sentence for each thing that is not the same."""
    state = stage.xero.get("state")
    return [
        *_documents(stage, state),
        *_contacts(stage, state),
        *_sums(stage, state),
    ]


# === SUMS === #


def _sums(stage, state):
    ours = odoo_books(caller(stage.env), stage.connection.id)
    theirs = xero_books(state, stage.xero.get("books"))
    taxes = dict(theirs.taxes)
    if not taxes.get("NONE", (0, 0))[1]:
        # money that a person enters is free of tax in Xero; no tax report of Odoo's
        # counts what has no tax
        taxes.pop("NONE", None)
    mine = {key: value for key, value in ours.taxes.items() if key != "NONE"}
    return differences(
        replace(ours, documents={}, taxes=mine),
        replace(theirs, documents={}, taxes=taxes),
    )


# === DOCUMENTS === #


def _documents(stage, state):
    theirs = {
        one.get("CreditNoteID") or one["InvoiceID"]: one
        for table in ("invoices", "credit_notes")
        for one in state[table]
        if one["Status"] not in GONE
    }
    contacts = _partners_by_contact(stage)
    for move in stage.env["account.move"].search(
        [
            ("company_id", "=", stage.company.id),
            ("move_type", "in", list(TYPES)),
            ("state", "=", "posted"),
        ],
        order="id",
    ):
        link = stage.links(
            ("res_model", "=", "account.move"),
            ("res_id", "=", move.id),
            ("part", "=", ""),
        )
        document = theirs.pop(link.xero_id, None)
        if document:
            yield from _unequal(move, document, contacts)
        else:
            yield f"{move.name} is in Odoo only"
    for document in theirs.values():
        number = document.get("CreditNoteNumber") or document["InvoiceNumber"]
        yield f"{document['Type']} {number} is in Xero only"


def _unequal(move, document, contacts):
    ours = {
        "partner": move.commercial_partner_id.id,
        "total": cents(move.amount_total),
        "tax": cents(move.amount_tax),
        "due": cents(move.amount_residual),
        "date": move.invoice_date.isoformat(),
    }
    theirs = {
        "partner": contacts.get(document["Contact"]["ContactID"]),
        "total": cents(document["Total"]),
        "tax": cents(document["TotalTax"]),
        "due": cents(open_of(document)),
        "date": document["DateString"][:10],
    }
    if "InvoiceID" in document:
        ours["due date"] = move.invoice_date_due.isoformat()
        theirs["due date"] = document["DueDateString"][:10]
    if document["Type"].startswith("ACCREC"):
        ours["reference"] = move.ref or ""
        theirs["reference"] = document.get("Reference") or ""
    for name, value in ours.items():
        if value != theirs[name]:
            yield f"{name} of {move.name}: {value} in Odoo, {theirs[name]} in Xero"
    mine = sorted(_lines_of(move))
    other = sorted(Decimal(str(one["LineAmount"])) for one in document["LineItems"])
    if mine != other:
        yield f"lines of {move.name}: {mine} in Odoo, {other} in Xero"


def _lines_of(move):
    for line in move.invoice_line_ids:
        if line.display_type == "product":
            yield cents(abs(line.amount_currency))


# === CONTACTS === #


def _partners_by_contact(stage):
    links = stage.links(("res_model", "=", "res.partner"))
    found = {link.xero_id: link.merged_into_id.id or link.res_id for link in links}
    for contact in stage.xero.get("state")["contacts"]:
        target = contact.get("MergedToContactID")
        if target in found and contact["ContactID"] not in found:
            found[contact["ContactID"]] = found[target]
    return found


def _contacts(stage, state):
    contacts = {one["ContactID"]: one for one in state["contacts"]}
    links = stage.links(("res_model", "=", "res.partner"))
    for link in links:
        partner = stage.env["res.partner"].browse(link.res_id).exists()
        contact = contacts.pop(link.xero_id)
        active = contact["ContactStatus"] == "ACTIVE"
        if not partner:
            if active:
                yield f"{contact['Name']} is active in Xero, and deleted in Odoo"
        elif partner.active != active:
            states = f"{partner.active} in Odoo, {contact['ContactStatus']} in Xero"
            yield f"{partner.name} is active: {states}"
        elif active:
            yield from _values(partner, contact, link.name_suffix)
    for contact in contacts.values():
        if contact["ContactStatus"] == "ACTIVE":
            yield f"{contact['Name']} is in Xero only"


def _values(partner, contact, suffix):
    phones = {one["PhoneType"]: one for one in contact.get("Phones") or ()}
    streets = {one["AddressType"]: one for one in contact.get("Addresses") or ()}
    name = f"{partner.name} ({suffix})" if suffix else partner.name
    pairs = {
        "name": (name, contact["Name"]),
        "email": (partner.email, contact.get("EmailAddress")),
        "phone": (partner.phone, phones.get("DEFAULT", {}).get("PhoneNumber")),
        "street": (partner.street, streets.get("STREET", {}).get("AddressLine1")),
        "city": (partner.city, streets.get("STREET", {}).get("City")),
    }
    for what, (ours, theirs) in pairs.items():
        if (ours or "") != (theirs or ""):
            yield f"{what} of {partner.name}: {ours} in Odoo, {theirs} in Xero"
