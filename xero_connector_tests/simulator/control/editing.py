# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One record of any kind, as a person creates or changes it in Xero's screens."""

from collections.abc import Callable
from dataclasses import dataclass

from ..api import (
    present,
    present_bank,
    present_catalogue,
    present_credit,
    present_document,
    present_invoice,
    present_settlement,
)
from ..api.group_endpoints import branding_theme, full_group
from ..api.schema import read
from ..books.change import Change


@dataclass(frozen=True, slots=True)
class Kind:
    """:param table: the organisation's attribute that holds the records.
    :param model: the SDK model that its fields are read with.
    :param show: function of a record that makes what the API shows.
    """

    table: str
    model: str
    show: Callable

    @property
    def id_name(self) -> str:
        return f"{self.model}ID"


def _document(listed: Callable) -> Callable:
    return lambda record: present_document.full(listed(record), record, 4)


def _item(record) -> dict:
    return present_catalogue.item(record, 4)


def _payment(record) -> dict:
    return present_settlement.payment_in_list(record)


_BANK_CREDIT = _document(present_bank.listed_bank_credit)
KINDS = {
    "account": Kind("accounts", "Account", present.account),
    "branding_theme": Kind("branding_themes", "BrandingTheme", branding_theme),
    "bank_transaction": Kind(
        "bank_transactions",
        "BankTransaction",
        _document(present_bank.listed_bank_transaction),
    ),
    "batch_payment": Kind(
        "batch_payments", "BatchPayment", present_settlement.batch_payment
    ),
    "contact": Kind("contacts", "Contact", present.contact),
    "contact_group": Kind("contact_groups", "ContactGroup", full_group),
    "credit_note": Kind(
        "credit_notes", "CreditNote", _document(present_credit.listed_credit_note)
    ),
    "currency": Kind("currencies", "Currency", present_catalogue.currency),
    "invoice": Kind("invoices", "Invoice", _document(present_invoice.listed)),
    "item": Kind("items", "Item", _item),
    "overpayment": Kind("overpayments", "Overpayment", _BANK_CREDIT),
    "payment": Kind("payments", "Payment", _payment),
    "prepayment": Kind("prepayments", "Prepayment", _BANK_CREDIT),
    "tax_rate": Kind("tax_rates", "TaxRate", present.tax_rate),
    "tracking_category": Kind(
        "tracking_categories", "TrackingCategory", present_catalogue.tracking_category
    ),
}


def edit(world, body: dict) -> dict:
    """{tenant, entity, id, fields, wire}: create or change one record.

    `entity` is a key of KINDS; `id` an id, code, number or name, without it a record
    is created; `fields` in the API's names, under the API's rules; `wire` are values
    that replace what reads show, for nulls and values that no client knows (contact,
    invoice and payment only). A tracking category takes its Options along, by name,
    and a contact group the Contacts that join it, by ContactID.
    """
    organisation = world.organisation(body.get("tenant") or "")
    kind = KINDS[body["entity"]]
    table = getattr(organisation, kind.table)
    change = Change(world.clock.now(), unit_places=4)
    record = found(table, body["id"]) if body.get("id") else None
    if body.get("fields"):
        values = read(kind.model, body["fields"], [])
        if record is None:
            record = table.create(values, change)
        elif set(values) - {"Options", "Contacts"}:
            table.update(record, values, change)
        _save_members(table, record, values, change)
    if "wire" in body:
        record.overrides = body["wire"] or None
        record.updated = change.now
        if body["entity"] == "contact":
            record.rendered = None
        organisation.feed.note(record)
    return kind.show(record)


def delete(world, body: dict) -> dict:
    """{tenant, entity, id}: delete a record that has a way to be deleted."""
    organisation = world.organisation(body.get("tenant") or "")
    kind = KINDS[body["entity"]]
    table = getattr(organisation, kind.table)
    record = found(table, body["id"])
    table.delete(record, Change(world.clock.now(), unit_places=4))
    return kind.show(record)


def found(table, key: str):
    """By id, code or number, else by name; an active record before another.

    :raise KeyError: there is none.
    """
    record = table.get(key)
    if record is not None:
        return record
    name = key.casefold()
    named = [each for each in table if getattr(each, "name", "").casefold() == name]
    if not named:
        raise KeyError(key)
    return min(named, key=lambda each: each.status != "ACTIVE")


def _save_members(table, record, values: dict, change: Change) -> None:
    for option in values.get("Options") or ():
        _save_option(table, record, option, change)
    for contact in values.get("Contacts") or ():
        table.join(record, contact, change)


def _save_option(table, category, values: dict, change: Change) -> None:
    wanted = values.get("TrackingOptionID") or (values.get("Name") or "").casefold()
    for option in category.options:
        if wanted in (option.id, option.name.casefold()):
            table.update_option(category, option, values, change)
            return
    option = table.create_option(category, values, change)
    table.update_option(category, option, values, change)


ROUTES = {("POST", "edit"): edit, ("POST", "delete"): delete}
