# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""OAuth 2.0 with Xero: consent, tokens, connections (XERO_API §1; SPEC A11–A18).

The SDK cannot do this part: it has no code exchange, refreshes without a lock and only
with a secret, and sends its scopes letter by letter (XERO_API §7 trap 12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import requests

from .consent import (
    BROAD,
    GRANULAR,
    SCOPES,
    Endpoints,
    authorize_url,
    identity,
    missing_scopes,
    pkce_challenge,
)

__all__ = ["BROAD", "GRANULAR", "SCOPES", "Endpoints", "authorize_url", "identity"]
__all__ += ["missing_scopes", "pkce_challenge"]

#: seconds to connect, and between two pieces of the answer
TIMEOUT = 30

INVALID_GRANT = "invalid_grant"
INVALID_REQUEST = "invalid_request"
NETWORK = "network"
GARBLED = "garbled"
#: what Xero says in {"error": …}; anything else is INVALID_REQUEST
REFUSALS = frozenset(
    (INVALID_GRANT, "invalid_client", "invalid_scope", "unauthorized_client")
)


class OAuthError(Exception):
    """Xero's identity service refused, or was not reached.

    :param label: of `errors.LABELS`: one of `REFUSALS`, INVALID_REQUEST (a person has
        to act), NETWORK or GARBLED (try again later)
    :param detail: Xero's own words; never a token or secret
    """

    def __init__(self, label: str, detail: str = "") -> None:
        super().__init__(label, detail)
        self.label = label
        self.detail = detail


@dataclass(frozen=True)
class TokenSet:
    """What a consent or a refresh gives; its text never shows a token.

    :param expires_in: seconds that the access token lives, 1800 at Xero
    :param refresh_token: replaced at every refresh; lost means a new consent
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int
    scopes: tuple[str, ...]
    id_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Tenant:
    """One organisation or practice that a consent covers.

    :param connection_id: what `disconnect` takes; not the tenant's id
    :param tenant_type: ORGANISATION or PRACTICE; practices keep no ledger
    """

    connection_id: str
    tenant_id: str
    tenant_type: str
    name: str


def exchange_code(
    endpoints: Endpoints,
    *,
    client_id: str,
    client_secret: str | None,
    redirect_uri: str,
    code: str,
    verifier: str,
    session: requests.Session | None = None,
) -> TokenSet:
    """The tokens for the code of a consent; a code works once.

    :raise OAuthError: invalid_grant for a used, expired or foreign code
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        **_client(client_id, client_secret),
    }
    return _token_set(_send("POST", endpoints.token_url, session, data=form))


def refresh(
    endpoints: Endpoints,
    *,
    client_id: str,
    client_secret: str | None,
    refresh_token: str,
    session: requests.Session | None = None,
) -> TokenSet:
    """New tokens for all organisations of the consent; the old ones are used up.

    When the answer is lost, the old refresh token works for another 30 minutes.

    :raise OAuthError: invalid_grant: only a new consent helps
    """
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        **_client(client_id, client_secret),
    }
    return _token_set(_send("POST", endpoints.token_url, session, data=form))


def revoke(
    endpoints: Endpoints,
    *,
    client_id: str,
    client_secret: str | None,
    refresh_token: str,
    session: requests.Session | None = None,
) -> None:
    """End the consent: removes *all* connections of that user to the app.

    :raise OAuthError: nothing was revoked, or it is not known
    """
    form = {"token": refresh_token, **_client(client_id, client_secret)}
    _send("POST", endpoints.revocation_url, session, data=form)


def connections(
    endpoints: Endpoints, access_token: str, session: requests.Session | None = None
) -> list[Tenant]:
    """Every organisation and practice that the consent covers.

    :raise OAuthError: invalid_grant when the access token is not accepted
    """
    response = _send(
        "GET", endpoints.connections_url, session, headers=_bearer(access_token)
    )
    rows = _json(response)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OAuthError(GARBLED, "no list of connections")
    return [_tenant(row) for row in rows]


def disconnect(
    endpoints: Endpoints,
    access_token: str,
    connection_id: str,
    session: requests.Session | None = None,
) -> None:
    """Remove one connection at Xero; one that is gone already is fine (SPEC A18).

    :raise OAuthError: it may still be there
    """
    url = f"{endpoints.connections_url}/{quote(connection_id, safe='')}"
    _send("DELETE", url, session, fine=(404,), headers=_bearer(access_token))


# === THE WIRE === #


def _client(client_id: str, client_secret: str | None) -> dict[str, str]:
    """The app's credentials in the form; a public client has no secret (PKCE only)."""
    secret = {"client_secret": client_secret} if client_secret else {}
    return {"client_id": client_id, **secret}


def _bearer(access_token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {access_token}"}


def _send(
    method: str,
    url: str,
    session: requests.Session | None,
    fine: tuple[int, ...] = (),
    headers: Mapping[str, str] | None = None,
    data: Mapping[str, str] | None = None,
) -> requests.Response:
    """One request without redirects: a token must not follow one to another host."""
    sender: Any = session or requests
    try:
        response: requests.Response = sender.request(
            method,
            url,
            headers={"Accept": "application/json", **(headers or {})},
            data=data,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        # Its text may hold the address and, with it, what was sent.
        raise OAuthError(NETWORK, type(error).__name__) from None
    if response.status_code not in fine and response.status_code not in range(200, 300):
        raise _refusal(response)
    return response


def _refusal(response: requests.Response) -> OAuthError:
    status = response.status_code
    if status == 429 or status >= 500:  # noqa: PLR2004 - HTTP statuses
        return OAuthError(NETWORK, f"HTTP {status}")
    try:
        body = response.json()
    except ValueError:
        body = None
    said = body if isinstance(body, dict) else {}
    if status in (401, 403) and "error" not in said:
        return OAuthError(INVALID_GRANT, f"HTTP {status}")
    if "error" not in said:
        return OAuthError(GARBLED, f"HTTP {status}")
    error = str(said["error"])
    detail = str(said.get("error_description") or error)
    return OAuthError(error if error in REFUSALS else INVALID_REQUEST, detail)


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise OAuthError(GARBLED, "no JSON") from None


def _token_set(response: requests.Response) -> TokenSet:
    body = _json(response)
    try:
        return TokenSet(
            access_token=_text(body["access_token"]),
            refresh_token=_text(body["refresh_token"]),
            expires_in=int(body["expires_in"]),
            scopes=tuple(str(body.get("scope") or "").split()),
            id_token=body.get("id_token"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OAuthError(GARBLED, f"no token set: {type(error).__name__}") from None


def _text(value: Any) -> str:
    if not value or not isinstance(value, str):
        raise ValueError("no text")
    return value


def _tenant(row: Mapping[str, Any]) -> Tenant:
    return Tenant(
        connection_id=str(row.get("id") or ""),
        tenant_id=str(row.get("tenantId") or ""),
        tenant_type=str(row.get("tenantType") or ""),
        name=str(row.get("tenantName") or ""),
    )
