# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero's own screens."""

from ..api import present, present_invoice
from ..api.schema import read
from ..api.wire import parse_day
from ..books.change import Change

MODELS = {"contact": "Contact", "invoice": "Invoice", "payment": "Payment"}


def pay(world, body: dict) -> dict:
    """{tenant, invoice, amount, account, date, reference, is_reconciled}

    `invoice` is an id or a number; `amount` is what is due unless given.
    """
    organisation = world.organisation(body.get("tenant") or "")
    invoice = organisation.invoices.get(body["invoice"])
    if invoice is None:
        raise KeyError(body["invoice"])
    payment = organisation.pay(
        invoice.id,
        body.get("amount") or invoice.amount_due,
        body["account"],
        parse_day(body["date"]) if body.get("date") else None,
        Reference=body.get("reference") or "",
        IsReconciled=bool(body.get("is_reconciled")),
    )
    return _payment(payment)


def void(world, body: dict) -> dict:
    """{tenant, invoice} voids or deletes it; {tenant, payment} removes a payment."""
    organisation = world.organisation(body.get("tenant") or "")
    if body.get("payment"):
        return _payment(organisation.delete_payment(body["payment"]))
    return present_invoice.full(organisation.void(body["invoice"]), 4)


def merge(world, body: dict) -> dict:
    """{tenant, source, target}: contacts by id, number or name."""
    organisation = world.organisation(body.get("tenant") or "")
    source = organisation.merge_contacts(body["source"], body["target"])
    return present.contact(source)


def edit(world, body: dict) -> dict:
    """{tenant, entity, id, fields, wire}: create or change a contact or invoice.

    `entity` is contact, invoice or payment; `id` an id, number or name, without it a
    record is created; `fields` in the API's names, under the API's rules; `wire` are
    values that replace what reads show, for nulls and values that no client knows.
    """
    organisation = world.organisation(body.get("tenant") or "")
    kind = body["entity"]
    table = getattr(organisation, f"{kind}s")
    change = Change(world.clock.now(), unit_places=4)
    record = _found(organisation, kind, table, body.get("id"))
    if body.get("fields"):
        values = read(MODELS[kind], body["fields"], [])
        if record is None:
            record = table.create(values, change)
        else:
            table.update(record, values, change)
    if "wire" in body:
        record.overrides = body["wire"] or None
        record.updated = change.now
        if kind == "contact":
            record.rendered = None
    return _SHOW[kind](record)


def _found(organisation, kind: str, table, key: str | None):
    record = table.get(key)
    if record is None and kind == "contact":
        record = table.named(key)
    if record is None and key:
        raise KeyError(key)
    return record


def _payment(record) -> dict:
    return present.payment(record, present_invoice.paged(record.invoice))


_SHOW = {
    "contact": present.contact,
    "invoice": lambda record: present_invoice.full(record, 4),
    "payment": _payment,
}

ROUTES = {
    ("POST", "pay"): pay,
    ("POST", "void"): void,
    ("POST", "merge"): merge,
    ("POST", "edit"): edit,
}
