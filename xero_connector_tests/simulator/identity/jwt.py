# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""JSON Web Tokens, signed with HMAC-SHA256.

Real Xero signs with RS256; clients should treat access tokens as opaque, and the
id_token's signature is not needed over a direct TLS connection (OpenID Connect Core
3.1.3.7), so the simulator takes the algorithm that the standard library has.
"""

import base64
import hashlib
import hmac
import json


def encode(claims: dict, key: str) -> str:
    header = _part({"alg": "HS256", "typ": "JWT"})
    signed = f"{header}.{_part(claims)}"
    digest = hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64url(digest)}"


def decode(token: str) -> dict:
    """The claims, without checking the signature."""
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(value: dict) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())
