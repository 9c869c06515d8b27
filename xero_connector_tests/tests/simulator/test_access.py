# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who is let in: token, tenant and scope (XERO_API §1)."""

import pytest

from ...simulator.books.organisation import Settings
from .client import API


def test_unknown_token(client):
    refused = client.get("Organisation", headers={"Authorization": "Bearer nothing"})
    assert refused.status == 401
    assert refused.json()["Detail"] == "AuthenticationUnsuccessful"
    assert "invalid_token" in refused.headers["WWW-Authenticate"]
    assert refused.headers["Xero-Correlation-Id"]


def test_missing_token(client):
    refused = client.get("Organisation", headers={"Authorization": None, "Accept": ""})
    assert refused.status == 401
    assert refused.json()["Detail"] == "AuthenticationUnsuccessful"


@pytest.mark.parametrize("tenant", [None, "", "nonsense"])
def test_missing_or_unknown_tenant(client, tenant):
    refused = client.get("Organisation", headers={"Xero-Tenant-Id": tenant})
    assert refused.status == 403
    assert refused.json()["Title"] == "Forbidden"
    assert refused.json()["Detail"] == "AuthenticationUnsuccessful"


def test_tenant_that_is_not_connected(sim, client):
    other = sim.world.add_organisation(Settings("Other"))
    headers = {"Xero-Tenant-Id": other.tenant_id}
    assert client.get("Organisation", headers=headers).status == 403


def test_user_who_lost_access(sim, client, org):
    sim.world.identity.remove_user_from("demo@example.com", org.tenant_id)
    assert client.get("Organisation").status == 403
    assert client.http("GET", "/connections").json() == []


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        ("accounting.settings.read", "GET", "Accounts", 200),
        ("accounting.settings.read", "PUT", "Accounts", 401),
        ("accounting.contacts", "GET", "Contacts", 200),
        ("accounting.contacts.read", "GET", "Contacts", 200),
        ("accounting.contacts.read", "PUT", "Contacts", 401),
        ("accounting.contacts", "GET", "Invoices", 401),
        ("accounting.invoices.read", "GET", "Invoices", 200),
        ("accounting.invoices.read", "POST", "Invoices", 401),
        ("accounting.invoices", "GET", "Payments", 401),
        ("accounting.payments", "GET", "Payments", 200),
        ("accounting.transactions", "GET", "Invoices", 200),
        ("accounting.transactions", "GET", "Payments", 200),
        ("accounting.transactions.read", "PUT", "Payments", 401),
        ("accounting.transactions", "GET", "Organisation", 401),
        ("accounting.transactions", "GET", "TaxRates", 401),
    ],
)
def test_scope_opens_endpoint(sim, client, scope, method, path, status):
    token = sim.world.tokens(scope=scope)["access_token"]
    answer = client.http(
        method, f"{API}/{path}", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status == status
    if status == 401:
        assert answer.json()["Detail"] == "AuthorizationUnsuccessful"


@pytest.mark.parametrize("path", ["Nothing", "Invoices/x/y", "", "ManualJournals"])
def test_what_does_not_exist(client, path):
    assert client.get(path).status == 404


def test_method_that_does_not_exist(client):
    assert client.http("DELETE", f"{API}/Invoices").status == 501
