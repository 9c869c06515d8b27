# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the user is asked to allow, and has allowed (XERO_API §1; SPEC A11, A12).

Neither Xero's specification nor its SDK lists the granular scopes, so this table does.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

_IDENTITY = ("openid", "profile", "email", "offline_access")
#: apps made since 2 March 2026 can only ask for these
GRANULAR = (
    *_IDENTITY,
    "accounting.settings",
    "accounting.contacts",
    "accounting.invoices",
    "accounting.payments",
    "accounting.banktransactions",
    "accounting.attachments",
)
#: older apps, until September 2027
BROAD = (
    *_IDENTITY,
    "accounting.settings",
    "accounting.contacts",
    "accounting.transactions",
    "accounting.attachments",
)
SCOPES = {"granular": GRANULAR, "broad": BROAD}
#: granular scopes that the broad accounting.transactions includes
_TRANSACTIONS = "accounting.transactions"
_IN_TRANSACTIONS = frozenset(
    f"accounting.{name}"
    for name in ("invoices", "payments", "banktransactions", "manualjournals")
)
_READ = ".read"


@dataclass(frozen=True)
class Endpoints:
    """Xero's addresses; a simulator has others."""

    authorize_url: str = "https://login.xero.com/identity/connect/authorize"
    token_url: str = "https://identity.xero.com/connect/token"  # noqa: S105 - an address
    revocation_url: str = "https://identity.xero.com/connect/revocation"
    connections_url: str = "https://api.xero.com/connections"
    api_url: str = "https://api.xero.com/api.xro/2.0"


def pkce_challenge(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier: base64url of its SHA-256, unpadded."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def authorize_url(
    endpoints: Endpoints,
    *,
    client_id: str,
    redirect_uri: str,
    scopes: Iterable[str],
    state: str,
    challenge: str,
) -> str:
    """The address to send the user to for consent (SPEC A11)."""
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{endpoints.authorize_url}?{urlencode(query, quote_via=quote)}"


def missing_scopes(wanted: Iterable[str], granted: Iterable[str]) -> tuple[str, ...]:
    """Scopes that were asked for and not given, in the order wanted.

    A scope includes its `.read`; the broad accounting.transactions includes its
    granular successors.
    """
    has = set(granted)
    if _TRANSACTIONS in has:
        has |= _IN_TRANSACTIONS
    if _TRANSACTIONS + _READ in has:
        has |= {scope + _READ for scope in _IN_TRANSACTIONS}
    has |= {scope + _READ for scope in has if not scope.endswith(_READ)}
    return tuple(scope for scope in wanted if scope not in has)


def identity(id_token: str | None) -> dict[str, str]:
    """E-mail and name of the person who consented; {} on anything odd (SPEC B4).

    The signature is not checked: the token came from Xero over TLS, and nothing is
    decided by what it says.
    """
    try:
        payload = (id_token or "").split(".")[1]
        claims = json.loads(
            base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        )
        given = (claims.get("given_name"), claims.get("family_name"))
        name = claims.get("name") or " ".join(filter(None, given))
        found = {"email": claims.get("email"), "name": name}
    except (IndexError, ValueError, AttributeError, TypeError):
        return {}
    return {
        key: value for key, value in found.items() if value and isinstance(value, str)
    }
