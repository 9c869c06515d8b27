# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person changes in Xero, told through the control API."""

from .api import present, present_invoice
from .api.schema import read
from .books.change import Change
from .books.organisation import Organisation

MODELS = {"contact": "Contact", "invoice": "Invoice", "payment": "Payment"}


def edit(world, org: Organisation, body: dict) -> dict:
    """Create or change a contact or an invoice.

    Body: `entity`; `id` (id, number or name; none creates); `fields` in the API's
    names, under the API's rules; `wire`, values that replace what reads show, to
    produce nulls and values that no client knows.
    """
    kind = body["entity"]
    table = getattr(org, f"{kind}s")
    record = table.get(body["id"]) if body.get("id") else None
    if record is None and kind == "contact":
        record = org.contacts.named(body.get("id"))
    if record is None and body.get("id"):
        raise KeyError(body["id"])
    if body.get("fields"):
        values = read(MODELS[kind], body["fields"], [])
        change = Change(world.clock.now(), unit_places=4)
        if record is None:
            record = table.create(values, change)
        else:
            record = table.update(record, values, change)
    if "wire" in body:
        record.overrides = body["wire"] or None
        record.updated = world.clock.now()
        if kind == "contact":
            record.rendered = None
    return _shown(kind, record)


def _shown(kind: str, record) -> dict:
    if kind == "contact":
        return present.contact(record)
    if kind == "invoice":
        return present_invoice.full(record, 4)
    return present.payment(record, present_invoice.in_payment_list(record.invoice))
