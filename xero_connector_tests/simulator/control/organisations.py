# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Organisations: make and change them, read their state and their books."""

from ..api import present
from ..api.extras import history_record
from ..api.resource import with_attachments
from ..api.wire import parse_day
from ..books.organisation import Organisation, Settings
from .editing import KINDS

_DATES = ("period_lock_date", "end_of_year_lock_date")


def organisations(world, _query: dict) -> list:
    return [_row(organisation) for organisation in world.organisations.values()]


def save_organisation(world, body: dict) -> dict:
    """Create one, or change the one named in the path; lock dates as ISO or null."""
    for name in _DATES:
        if body.get(name):
            body[name] = parse_day(body[name])
    key = body.pop("key", None)
    if key is None:
        return _row(world.add_organisation(Settings(**body)))
    organisation = world.organisation(key)
    organisation.change_settings(**body)
    return _row(organisation)


def add_account(world, body: dict) -> dict:
    """{tenant, code, name, kind, tax_type, currency_code, enable_payments …}"""
    organisation = world.organisation(body.pop("tenant", "") or "")
    return present.account(organisation.add_account(**body))


def state(world, query: dict) -> dict:
    """One organisation (`?tenant=`) or all of them, and who is connected."""
    if query.get("tenant"):
        return _everything(world.organisation(query["tenant"]))
    return {
        "organisations": {
            key: _everything(each) for key, each in world.organisations.items()
        },
        "connections": [
            {
                "id": connection.id,
                "client_id": connection.app.client_id,
                "email": connection.user.email if connection.user else "",
                "tenant": connection.tenant_id,
            }
            for connection in world.identity.connections.values()
        ],
    }


def books(world, query: dict) -> dict:
    """The reports, with amounts as text so that no JSON reader rounds them."""
    organisation = world.organisation(query.get("tenant") or "")
    taxes = organisation.tax_summary()
    return {
        "trial_balance": _texts(organisation.trial_balance()),
        "tax_summary": {key: _texts(row) for key, row in taxes.items()},
        "bank_balances": _texts(organisation.bank_balances()),
    }


def _everything(organisation: Organisation) -> dict:
    """In the shapes of the API; unit amounts with 4 decimals."""
    return {
        "organisation": present.organisation(organisation),
        **{
            kind.table: with_attachments(
                organisation,
                [kind.show(record) for record in getattr(organisation, kind.table)],
                kind.id_name,
            )
            for kind in KINDS.values()
        },
        "attachments": _attachments(organisation),
        "history": _history(organisation),
    }


def _attachments(organisation: Organisation) -> list:
    return [
        {
            "owner": owner,
            "name": file.name,
            "size": len(file.content),
            "mime_type": file.kind,
            "include_online": file.include_online,
        }
        for owner in organisation.attachments.owners()
        for file in organisation.attachments.of(owner)
    ]


def _history(organisation: Organisation) -> list:
    """What apps did and noted, the newest of each record first."""
    history = organisation.history
    return [
        {"owner": owner, **history_record(record)}
        for owner in history.owners()
        for record in history.entries(owner)
    ]


def _row(organisation: Organisation) -> dict:
    return {
        "tenant_id": organisation.tenant_id,
        "name": organisation.name,
        "short_code": organisation.short_code,
        "country": organisation.country_code,
        "base_currency": organisation.base_currency,
        "currencies": sorted(organisation.currencies),
        "day_limit": organisation.day_limit,
        "period_lock_date": organisation.period_lock_date,
        "end_of_year_lock_date": organisation.end_of_year_lock_date,
        "is_demo": organisation.is_demo,
    }


def _texts(amounts: dict) -> dict:
    return {key: f"{amount:f}" for key, amount in amounts.items()}


ROUTES = {
    ("GET", "organisations"): organisations,
    ("POST", "organisations"): save_organisation,
    ("POST", "accounts"): add_account,
    ("GET", "state"): state,
    ("GET", "books"): books,
}
