# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether every record has exactly one counterpart on the other side."""

from collections import Counter

from .books import REMOVED
from .odoo_books import USES

#: entity, list in the simulator's state, key of its id
ENTITIES = (
    ("contact", "contacts", "ContactID"),
    ("invoice", "invoices", "InvoiceID"),
    ("credit_note", "credit_notes", "CreditNoteID"),
    ("payment", "payments", "PaymentID"),
)


def link_problems(call, connection_id: int, state: dict) -> list[str]:
    """A sentence for each record that is not linked exactly once, or is there twice.

    :param state: GET /_sim/state of the organisation
    """
    links = call(
        "xero.link",
        "search_read",
        [("connection_id", "=", connection_id), ("status", "not in", REMOVED)],
        ["entity", "res_model", "res_id", "part", "xero_id", "needs_attention"],
    )
    return [
        *_one_to_one(links, state),
        *_unlinked_invoices(call, connection_id, links),
        *_twice(state),
        *(
            f"The {one['entity']} {one['res_model']} {one['res_id']} needs attention."
            for one in links
            if one["needs_attention"]
        ),
    ]


def _one_to_one(links, state):
    """Each object in Xero has one link, and each link its object."""
    for entity, plural, id_key in ENTITIES:
        linked = Counter(one["xero_id"] for one in links if one["entity"] == entity)
        present = {
            one[id_key]
            for one in state.get(plural, ())
            if one.get("Status") not in REMOVED
        }
        for xero_id in sorted(present - linked.keys()):
            yield f"The {entity} {xero_id} in Xero belongs to nothing in Odoo."
        for xero_id in sorted(linked.keys() - present):
            yield f"Odoo is linked to the {entity} {xero_id}, which Xero does not have."
    records = Counter((one["res_model"], one["res_id"], one["part"]) for one in links)
    for record, count in records.items():
        if count > 1:
            yield f"{record} is linked {count} times."


def _unlinked_invoices(call, connection_id, links):
    """Posted documents that Xero does not have."""
    company = call(
        "xero.connection",
        "search_read",
        [("id", "=", connection_id)],
        ["company_id"],
    )[0]["company_id"][0]
    documents = ("invoice", "credit_note")
    linked = [one["res_id"] for one in links if one["entity"] in documents]
    missing = call(
        "account.move",
        "search_read",
        [
            ("company_id", "=", company),
            ("move_type", "in", list(USES)),
            ("state", "=", "posted"),
            ("id", "not in", linked),
        ],
        ["name"],
    )
    for move in missing:
        yield f"Document {move['name']} is not linked to Xero."


def _paid_document(payment):
    """What a payment was made on: bills may share a number, and credit notes have
    none of an invoice."""
    paid = payment.get("Invoice") or payment.get("CreditNote") or {}
    contact = (paid.get("Contact") or {}).get("ContactID")
    return paid.get("InvoiceNumber") or paid.get("CreditNoteNumber"), contact


def _twice(state):
    """Names and numbers that Xero has more than once, payments entered twice."""
    live = [one for one in state["invoices"] if one["Status"] not in REMOVED]
    paid = [one for one in state["payments"] if one["Status"] not in REMOVED]
    keys = {
        "contact": Counter(one["Name"] for one in state["contacts"]),
        "invoice": Counter(
            (one["InvoiceNumber"], one.get("Contact", {}).get("ContactID"))
            for one in live
        ),
        "payment": Counter(
            (
                _paid_document(one),
                one["Account"]["AccountID"],
                one["Amount"],
            )
            for one in paid
        ),
    }
    for entity, counts in keys.items():
        for key, count in counts.items():
            if count > 1:
                yield f"Xero has the {entity} {key} {count} times."
