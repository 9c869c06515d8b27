# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does with money in Xero's own screens."""

from datetime import date
from decimal import Decimal

from ..api import present_settlement
from ..api.wire import parse_day
from .editing import KINDS, found

# What can be paid or refunded, and how a payment names it.
TARGETS = {
    "invoice": "Invoice",
    "credit_note": "CreditNote",
    "overpayment": "Overpayment",
    "prepayment": "Prepayment",
}
CREDITS = ("credit_note", "overpayment", "prepayment")
BANKED = ("payment", "batch_payment", "bank_transaction")


def pay(world, body: dict) -> dict:
    """{tenant, invoice, amount, account, date, reference, is_reconciled}

    `invoice` is an id or a number; `credit_note`, `overpayment` or `prepayment`
    instead is refunded. `amount` is what is open unless given; `currency_rate` is the
    day's, in foreign units per base unit.
    """
    organisation = world.organisation(body.get("tenant") or "")
    kind, document = _named(organisation, body, TARGETS)
    fields = {
        "Reference": body.get("reference") or "",
        "IsReconciled": bool(body.get("is_reconciled")),
    }
    if body.get("currency_rate"):
        fields["CurrencyRate"] = Decimal(str(body["currency_rate"]))
    payment = organisation.person.settle(
        TARGETS[kind],
        document.id,
        body.get("amount") or document.remaining,
        body["account"],
        _day(body),
        **fields,
    )
    return present_settlement.payment(payment)


def void(world, body: dict) -> dict:
    """{tenant, invoice} or {tenant, credit_note} voids or deletes it; {tenant,
    payment}, {…, batch_payment}, {…, bank_transaction} or {…, allocation} removes one.
    """
    organisation = world.organisation(body.get("tenant") or "")
    person = organisation.person
    if body.get("allocation"):
        removed = person.remove_allocation(body["allocation"])
        return present_settlement.allocation(removed)
    removers = {
        "payment": person.delete_payment,
        "batch_payment": person.delete_batch,
        "bank_transaction": person.delete_bank_transaction,
        "credit_note": lambda key: person.void(key, "credit_notes"),
        "invoice": person.void,
    }
    kind = next(name for name in removers if body.get(name) or name == "invoice")
    removed = removers[kind](body[kind])
    if kind == "payment":
        return present_settlement.payment(removed)
    return KINDS[kind].show(removed)


def allocate(world, body: dict) -> dict:
    """{tenant, credit_note | overpayment | prepayment, invoice, amount, date}

    `amount` is as much as both leave open unless given.
    """
    organisation = world.organisation(body.get("tenant") or "")
    _kind, credit = _named(organisation, body, CREDITS)
    invoice = found(organisation.invoices, body["invoice"])
    amount = body.get("amount") or min(credit.remaining, invoice.remaining)
    allocation = organisation.person.allocate(credit, invoice.id, amount, _day(body))
    return present_settlement.allocation(allocation)


def batch(world, body: dict) -> dict:
    """{tenant, payments: [{invoice, amount}], account, date, reference}

    Each `amount` is what is due unless given.
    """
    organisation = world.organisation(body.get("tenant") or "")
    amounts = {}
    for row in body["payments"]:
        invoice = found(organisation.invoices, row["invoice"])
        amounts[invoice.id] = row.get("amount") or invoice.remaining
    made = organisation.person.batch(
        amounts, body["account"], _day(body), Reference=body.get("reference") or ""
    )
    return present_settlement.batch_payment(made)


def reconcile(world, body: dict) -> dict:
    """{tenant, payment | batch_payment | bank_transaction, reconciled}

    Matches it with the bank statement, or undoes that with `reconciled` false.
    """
    organisation = world.organisation(body.get("tenant") or "")
    kind, record = _named(organisation, body, BANKED)
    organisation.person.reconcile(record, bool(body.get("reconciled", True)))
    return KINDS[kind].show(record)


def _named(organisation, body: dict, kinds) -> tuple:
    """Which one of `kinds` the body names, and the record.

    :raise KeyError: none, or there is no such record.
    """
    for kind in kinds:
        if body.get(kind):
            return kind, found(getattr(organisation, KINDS[kind].table), body[kind])
    raise KeyError(" or ".join(kinds))


def _day(body: dict) -> date | None:
    return parse_day(body["date"]) if body.get("date") else None


ROUTES = {
    ("POST", "pay"): pay,
    ("POST", "refund"): pay,
    ("POST", "void"): void,
    ("POST", "allocate"): allocate,
    ("POST", "batch"): batch,
    ("POST", "reconcile"): reconcile,
}
