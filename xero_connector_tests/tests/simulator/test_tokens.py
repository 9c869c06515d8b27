# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Life of tokens and connections (XERO_API §1)."""

import pytest

from ...simulator.books.organisation import Settings
from ...simulator.identity.records import App, User

DAY = 24 * 3600
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def refresh(client):
    """Refresh with a token; the answer."""

    def call(token: str, secret: str = "demo-secret"):
        body = (
            f"grant_type=refresh_token&refresh_token={token}"
            f"&client_id=demo-client&client_secret={secret}"
        )
        return client.http("POST", "/connect/token", body.encode(), FORM)

    return call


def bearer(tokens: dict) -> dict:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


def test_access_token_lives_thirty_minutes(sim, client):
    sim.clock.advance(30 * 60 - 5)
    assert client.get("Organisation").status == 200
    sim.clock.advance(6)
    refused = client.get("Organisation")
    assert refused.status == 401
    problem = refused.json()
    assert problem["Detail"].startswith("TokenExpired: token expired at ")
    assert problem["Title"] == "Unauthorized" and problem["Status"] == 401


def test_refresh_rotates(sim, client, refresh):
    first = client.tokens["refresh_token"]
    answer = refresh(first).json()
    assert answer["refresh_token"] != first
    assert answer["scope"] == client.tokens["scope"]
    sim.clock.advance(31 * 60)
    assert client.get("Organisation").status == 401
    fresh = refresh(answer["refresh_token"]).json()
    assert client.get("Organisation", headers=bearer(fresh)).status == 200


def test_app_that_registers_again_keeps_its_tokens(sim, client, refresh):
    sim.world.identity.add_app(
        App("demo-client", "demo-secret", redirect_uris=["http://localhost:9000/back"])
    )
    assert client.get("Organisation").status == 200
    assert refresh(client.tokens["refresh_token"]).status == 200


def test_used_refresh_token_has_thirty_minutes_of_grace(sim, client, refresh):
    first = client.tokens["refresh_token"]
    refresh(first)
    sim.clock.advance(29 * 60)
    assert refresh(first).status == 200
    sim.clock.advance(2 * 60)
    refused = refresh(first)
    assert (refused.status, refused.json()) == (400, {"error": "invalid_grant"})


def test_unused_refresh_token_lives_sixty_days(sim, client, refresh):
    token = client.tokens["refresh_token"]
    sim.clock.advance(59 * DAY)
    token = refresh(token).json()["refresh_token"]
    sim.clock.advance(60 * DAY + 1)
    assert refresh(token).json() == {"error": "invalid_grant"}


def test_refresh_needs_the_right_app(client, refresh):
    token = client.tokens["refresh_token"]
    assert refresh(token, "wrong").json() == {"error": "invalid_client"}
    assert refresh("unknown").json() == {"error": "invalid_grant"}


def test_revocation_removes_all_connections_of_the_user(sim, client, org, refresh):
    second = sim.world.add_organisation(Settings("Second"))
    user = sim.world.identity.users["demo@example.com"]
    user.organisations.append(second.tenant_id)
    sim.world.tokens(tenants=[second.tenant_id])
    body = (
        f"token={client.tokens['refresh_token']}"
        "&client_id=demo-client&client_secret=demo-secret"
    )
    answer = client.http("POST", "/connect/revocation", body.encode(), FORM)
    assert (answer.status, answer.data) == (200, b"")
    assert client.http("GET", "/connections").json() == []
    assert client.get("Organisation").status == 403
    assert refresh(client.tokens["refresh_token"]).json() == {"error": "invalid_grant"}


def test_revocation_needs_the_secret_and_accepts_unknown_tokens(client):
    body = b"token=nothing&client_id=demo-client&client_secret="
    assert client.http("POST", "/connect/revocation", body, FORM).status == 400
    body += b"demo-secret"
    assert client.http("POST", "/connect/revocation", body, FORM).status == 200


def test_connections_through_the_sdk(client, org):
    found = client.identity.get_connections()
    assert [str(each.tenant_id) for each in found] == [org.tenant_id]
    assert found[0].tenant_name == "Demo Company (UK)"


def test_connections_carry_only_the_app_limit(client):
    headers = client.http("GET", "/connections").headers
    assert "X-AppMinLimit-Remaining" in headers
    assert "X-MinLimit-Remaining" not in headers


def test_deleting_a_connection(client, refresh):
    key = client.http("GET", "/connections").json()[0]["id"]
    assert client.http("DELETE", f"/connections/{client.tenant}").status == 404
    assert client.http("DELETE", f"/connections/{key}").status == 204
    assert client.http("DELETE", f"/connections/{key}").status == 404
    assert client.get("Organisation").status == 403
    assert refresh(client.tokens["refresh_token"]).status == 200


def test_connections_need_a_token(client):
    refused = client.http("GET", "/connections", headers={"Authorization": "Bearer x"})
    assert refused.status == 401


def test_other_users_connections_are_not_seen(sim, client, org):
    sim.world.identity.add_user(User("two@example.com", "two", [org.tenant_id]))
    other = sim.world.tokens(email="two@example.com")
    mine = client.http("GET", "/connections").json()
    theirs = client.http("GET", "/connections", headers=bearer(other)).json()
    assert mine[0]["id"] != theirs[0]["id"]
    refused = client.http("DELETE", f"/connections/{theirs[0]['id']}")
    assert refused.status == 404


def test_reconnecting_updates_the_connection(sim, client, org):
    before = client.http("GET", "/connections").json()[0]
    sim.clock.advance(60)
    again = sim.world.tokens()
    after = client.http("GET", "/connections", headers=bearer(again)).json()
    assert [each["id"] for each in after] == [before["id"]]
    assert after[0]["updatedDateUtc"] > before["updatedDateUtc"]
    assert after[0]["createdDateUtc"] == before["createdDateUtc"]


def test_client_credentials_only_for_custom_connections(sim, client, org):
    body = (
        b"grant_type=client_credentials&client_id=%s&client_secret=%s"
        b"&scope=accounting.settings"
    )
    web = body % (b"demo-client", b"demo-secret")
    refused = client.http("POST", "/connect/token", web, FORM)
    assert refused.json() == {"error": "unauthorized_client"}
    sim.world.identity.add_app(App("m2m", "s", custom_tenant=org.tenant_id))
    custom = body % (b"m2m", b"s")
    tokens = client.http("POST", "/connect/token", custom, FORM).json()
    assert "refresh_token" not in tokens
    headers = {**bearer(tokens), "Xero-Tenant-Id": ""}
    assert client.get("Organisation", headers=headers).status == 200
