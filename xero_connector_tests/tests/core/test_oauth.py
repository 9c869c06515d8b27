# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from odoo.addons.xero_connector.core import oauth
from odoo.addons.xero_connector.core.errors import LABELS
from odoo.addons.xero_connector.core.oauth import Endpoints, OAuthError, TokenSet

from .http_server import cut_connection, reply, silence

TOKENS = {
    "id_token": "i.d.t",
    "access_token": "access-1",
    "expires_in": 1800,
    "token_type": "Bearer",
    "refresh_token": "refresh-1",
    "scope": "openid offline_access accounting.contacts",
    "session_state": "xyz",
}
APP = {"client_id": "app-1", "client_secret": "secret-1"}


@pytest.fixture
def endpoints(server):
    return Endpoints(
        authorize_url=f"{server.url}/identity/connect/authorize",
        token_url=f"{server.url}/connect/token",
        revocation_url=f"{server.url}/connect/revocation",
        connections_url=f"{server.url}/connections",
    )


def refused(call, *arguments, **options):
    with pytest.raises(OAuthError) as caught:
        call(*arguments, **options)
    assert caught.value.label in LABELS
    for secret in ("secret-1", "refresh-0", "access-0"):
        assert secret not in repr(caught.value)
    return caught.value


def refresh(endpoints):
    return oauth.refresh(endpoints, **APP, refresh_token="refresh-0")


# SPEC A11: RFC 7636, appendix B
def test_the_challenge_of_the_standard():
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    expected = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert oauth.pkce_challenge(verifier) == expected


# SPEC A11, A12
def test_the_address_of_the_consent():
    url = oauth.authorize_url(
        Endpoints(),
        client_id="app-1",
        redirect_uri="https://odoo.example.com/xero/oauth/callback",
        scopes=oauth.GRANULAR,
        state="s&1",
        challenge="c-1",
    )
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        "https://login.xero.com/identity/connect/authorize"
    )
    assert {key: value for key, (value,) in parse_qs(parts.query).items()} == {
        "response_type": "code",
        "client_id": "app-1",
        "redirect_uri": "https://odoo.example.com/xero/oauth/callback",
        "scope": " ".join(oauth.GRANULAR),
        "state": "s&1",
        "code_challenge": "c-1",
        "code_challenge_method": "S256",
    }
    assert "+" not in parts.query


def test_a_code_becomes_tokens(server, endpoints):
    server.answers(reply(200, TOKENS))
    tokens = oauth.exchange_code(
        endpoints,
        **APP,
        redirect_uri="https://odoo.example.com/back",
        code="code-1",
        verifier="v-1",
    )
    assert tokens == TokenSet(
        "access-1",
        "refresh-1",
        1800,
        ("openid", "offline_access", "accounting.contacts"),
        "i.d.t",
    )
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/connect/token")
    assert request.form == {
        "grant_type": "authorization_code",
        "code": "code-1",
        "redirect_uri": "https://odoo.example.com/back",
        "code_verifier": "v-1",
        **APP,
    }


def test_a_public_client_has_no_secret(server, endpoints):
    server.answers(reply(200, TOKENS))
    oauth.refresh(
        endpoints, client_id="app-1", client_secret=None, refresh_token="refresh-0"
    )
    assert server.requests[0].form == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-0",
        "client_id": "app-1",
    }


# SPEC A13, R5
def test_tokens_do_not_show_themselves():
    tokens = TokenSet("access-1", "refresh-1", 1800, ("openid",), "id-1")
    for secret in ("access-1", "refresh-1", "id-1"):
        assert secret not in repr(tokens)
        assert secret not in f"{tokens}"


# SPEC P3, P4
@pytest.mark.parametrize(
    "label", ["invalid_grant", "invalid_client", "invalid_scope", "unauthorized_client"]
)
def test_a_refusal_is_named(server, endpoints, label):
    server.answers(reply(400, {"error": label}))
    error = refused(refresh, endpoints)
    assert (error.label, error.detail) == (label, label)


@pytest.mark.parametrize(
    ("status", "body", "label"),
    [
        (400, {"error": "unsupported_grant_type"}, "invalid_request"),
        (
            401,
            {"error": "invalid_client", "error_description": "Who?"},
            "invalid_client",
        ),
        (403, b"<html>", "invalid_grant"),
        (400, b"<html>", "garbled"),
        (400, [], "garbled"),
        (302, b"", "garbled"),
        (429, b"", "network"),
        (500, b"<html>", "network"),
        (503, {"error": "invalid_grant"}, "network"),
        (200, b"<html>", "garbled"),
        (200, [], "garbled"),
        (200, {**TOKENS, "refresh_token": None}, "garbled"),
        (200, {**TOKENS, "access_token": ""}, "garbled"),
        (200, {**TOKENS, "expires_in": "soon"}, "garbled"),
    ],
)
def test_odd_answers(server, endpoints, status, body, label):
    server.answers(reply(status, body, {"Location": "/elsewhere"}))
    assert refused(refresh, endpoints).label == label
    assert len(server.requests) == 1


def test_nobody_answers(server, endpoints, monkeypatch):
    server.answers(cut_connection)
    assert refused(refresh, endpoints).label == "network"
    monkeypatch.setattr(oauth, "TIMEOUT", (1, 0.05))
    server.answers(silence)
    assert refused(refresh, endpoints).detail == "ReadTimeout"


def test_a_session_may_be_given(server, endpoints):
    server.answers(reply(200, TOKENS))
    with requests.Session() as session:
        session.headers["X-Test"] = "yes"
        oauth.refresh(endpoints, **APP, refresh_token="refresh-0", session=session)
    assert server.requests[0].headers["x-test"] == "yes"


# SPEC A18
def test_revocation(server, endpoints):
    server.answers(reply(200))
    oauth.revoke(endpoints, **APP, refresh_token="refresh-0")
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/connect/revocation")
    assert request.form == {"token": "refresh-0", **APP}


# SPEC A14, A15, B5
def test_connections(server, endpoints):
    row = {
        "id": "x-1",
        "authEventId": "e-1",
        "tenantId": "t-1",
        "tenantType": "ORGANISATION",
        "tenantName": "Demo Company (AU)",
        "createdDateUtc": "2020-02-06T12:17:43.1234567",
    }
    practice = {"id": "x-2", "tenantId": "t-2", "tenantType": "PRACTICE"}
    server.answers(reply(200, [row, {**practice, "tenantName": None}]))
    found = oauth.connections(endpoints, "access-1")
    assert found == [
        oauth.Tenant("x-1", "t-1", "ORGANISATION", "Demo Company (AU)"),
        oauth.Tenant("x-2", "t-2", "PRACTICE", ""),
    ]
    assert server.requests[0].headers["authorization"] == "Bearer access-1"


# SPEC A7
def test_no_connections_and_no_access(server, endpoints):
    server.answers(reply(200, []))
    assert oauth.connections(endpoints, "access-0") == []
    for body in ({"rows": []}, [None], b"<html>"):
        server.answers(reply(200, body))
        assert refused(oauth.connections, endpoints, "access-0").label == "garbled"
    server.answers(reply(401, {"title": "Unauthorized"}))
    assert refused(oauth.connections, endpoints, "access-0").label == "invalid_grant"


# SPEC A18: the connection's id, not the organisation's
def test_disconnecting(server, endpoints):
    server.answers(reply(204), reply(404), reply(500))
    oauth.disconnect(endpoints, "access-1", "x/1")
    assert server.requests[0].method == "DELETE"
    assert server.requests[0].path == "/connections/x%2F1"
    oauth.disconnect(endpoints, "access-1", "gone already")
    assert refused(oauth.disconnect, endpoints, "access-0", "x").label == "network"


def id_token(claims):
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
    return f"head.{payload.decode()}.signature"


# SPEC B4: who connected
@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (
            id_token({"email": "a@example.com", "name": "Ann Lee"}),
            {"email": "a@example.com", "name": "Ann Lee"},
        ),
        (id_token({"given_name": "Ann", "family_name": "Lee"}), {"name": "Ann Lee"}),
        (id_token({"given_name": None, "family_name": "Lee"}), {"name": "Lee"}),
        (id_token({"email": 5, "given_name": 7}), {}),
        (id_token([]), {}),
        ("", {}),
        (None, {}),
        ("a.b", {}),
        ("a.%%%.c", {}),
        ("a.é.c", {}),
    ],
)
def test_who_connected(token, expected):
    assert oauth.identity(token) == expected


# SPEC X9: scope drift
@pytest.mark.parametrize(
    ("wanted", "granted", "missing"),
    [
        (oauth.GRANULAR, oauth.GRANULAR, ()),
        (("b", "a", "c"), ("a",), ("b", "c")),
        (("accounting.contacts.read",), ("accounting.contacts",), ()),
        (
            ("accounting.contacts",),
            ("accounting.contacts.read",),
            ("accounting.contacts",),
        ),
        (oauth.GRANULAR, oauth.BROAD, ()),
        (
            ("accounting.payments", "accounting.payments.read"),
            ("accounting.transactions.read",),
            ("accounting.payments",),
        ),
        (oauth.BROAD, oauth.GRANULAR, ("accounting.transactions",)),
    ],
)
def test_missing_scopes(wanted, granted, missing):
    assert oauth.missing_scopes(wanted, granted) == missing


def test_both_sets_of_scopes_keep_the_connection_alive():
    for scopes in oauth.SCOPES.values():
        assert "offline_access" in scopes
        assert len(scopes) == len(set(scopes))
