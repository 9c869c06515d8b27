# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero's own screens."""

from ..api import present, present_invoice, present_settlement
from ..api.wire import parse_day


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


def _payment(record) -> dict:
    return present_settlement.payment(record)


ROUTES = {
    ("POST", "pay"): pay,
    ("POST", "void"): void,
    ("POST", "merge"): merge,
}
