# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The access token of a request."""

from werkzeug.wrappers import Request

from ..api.problems import unauthorized
from .records import AccessToken


def access_token(world, request: Request) -> AccessToken:
    """:raise Refused: 401 for a missing, unknown or expired token (XERO_API §1)."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    token = world.identity.tokens.access.get(value.strip())
    if kind.lower() != "bearer" or token is None:
        raise unauthorized("AuthenticationUnsuccessful")
    if token.expires <= world.clock.now():
        expired = f"{token.expires:%m/%d/%Y %H:%M:%S}"
        raise unauthorized(f"TokenExpired: token expired at {expired}")
    return token
