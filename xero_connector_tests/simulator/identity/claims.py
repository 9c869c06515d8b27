# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the tokens say. The claims' names are unconfirmed (XERO_API §1)."""

import secrets
from datetime import datetime

from .records import Grant

ISSUER = "https://identity.xero.com"


def access_claims(grant: Grant, now: datetime, expires: datetime) -> dict:
    """`authentication_event_id` finds the connections made in this consent."""
    claims = {
        "iss": ISSUER,
        "aud": f"{ISSUER}/resources",
        "client_id": grant.app.client_id,
        "nbf": int(now.timestamp()),
        "exp": int(expires.timestamp()),
        "jti": secrets.token_hex(16),
        "authentication_event_id": grant.auth_event_id,
        "scope": sorted(grant.scopes),
    }
    if grant.user:
        claims["xero_userid"] = claims["sub"] = grant.user.id
    return claims


def id_claims(grant: Grant, now: datetime, expires: datetime) -> dict:
    user = grant.user
    claims = {
        "iss": ISSUER,
        "aud": grant.app.client_id,
        "iat": int(now.timestamp()),
        "exp": int(expires.timestamp()),
        "sub": user.id,
        "xero_userid": user.id,
        "global_session_id": secrets.token_hex(16),
    }
    if "email" in grant.scopes:
        claims["email"] = claims["preferred_username"] = user.email
    if "profile" in grant.scopes:
        claims["given_name"] = user.given_name
        claims["family_name"] = user.family_name
        claims["name"] = f"{user.given_name} {user.family_name}"
    return claims
