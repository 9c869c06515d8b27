# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The world as JSON, for the control API."""

from .api import present, present_invoice
from .books.organisation import Organisation


def state(world, query: dict) -> dict:
    """One organisation (`?tenant=`) or all of them, and who is connected."""
    if query.get("tenant"):
        return organisation_state(world.organisation(query["tenant"]))
    return {
        "organisations": {
            key: organisation_state(org) for key, org in world.organisations.items()
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


def organisation_state(org: Organisation) -> dict:
    """Everything in the shapes of the API; unit amounts with 4 decimals."""
    return {
        "organisation": present.organisation(org),
        "accounts": [present.account(record) for record in org.accounts],
        "tax_rates": [present.tax_rate(record) for record in org.tax_rates],
        "contacts": [present.contact(record) for record in org.contacts],
        "invoices": [present_invoice.full(record, 4) for record in org.invoices],
        "payments": [
            present.payment(record, present_invoice.in_payment_list(record.invoice))
            for record in org.payments
        ],
    }


def organisation_row(org: Organisation) -> dict:
    return {
        "tenant_id": org.tenant_id,
        "name": org.name,
        "short_code": org.short_code,
        "country": org.country_code,
        "base_currency": org.base_currency,
        "currencies": sorted(org.currencies),
        "day_limit": org.day_limit,
        "period_lock_date": org.period_lock_date,
        "end_of_year_lock_date": org.end_of_year_lock_date,
        "is_demo": org.is_demo,
    }


def books(org: Organisation) -> dict:
    """The reports, with amounts as text so that no JSON reader rounds them."""
    return {
        "trial_balance": _texts(org.trial_balance()),
        "tax_summary": {key: _texts(row) for key, row in org.tax_summary().items()},
        "bank_balances": _texts(org.bank_balances()),
    }


def _texts(amounts: dict) -> dict:
    return {key: f"{amount:f}" for key, amount in amounts.items()}
