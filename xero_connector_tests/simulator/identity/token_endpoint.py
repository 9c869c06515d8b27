# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/connect/token and /connect/revocation (XERO_API §1)."""

import base64
import binascii
import hashlib
import hmac
import json
from urllib.parse import unquote_plus
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from .jwt import base64url
from .records import App, Code, Grant


class OAuthError(Exception):
    """400 `{"error": …}` of the token endpoint."""


class TokenEndpoint:
    def __init__(self, world):
        self._world = world
        self._grants = {
            "authorization_code": self._code,
            "refresh_token": self._refresh,
            "client_credentials": self._client_credentials,
        }

    def token(self, request: Request) -> Response:
        with self._world.lock:
            try:
                app = self._client(request)
                grant = self._grants.get(request.form.get("grant_type", ""))
                if grant is None:
                    raise OAuthError("unsupported_grant_type")
                return _json(200, grant(app, request.form))
            except OAuthError as error:
                return _json(400, {"error": str(error)})

    def revocation(self, request: Request) -> Response:
        """200 without a body, also for a token it does not know (RFC 7009)."""
        with self._world.lock:
            try:
                app = self._client(request)
            except OAuthError as error:
                return _json(400, {"error": str(error)})
            self._world.identity.revoke(app, request.form.get("token", ""))
        return Response("", 200)

    def _client(self, request: Request) -> App:
        """Client id and secret by HTTP Basic or in the form."""
        client_id, secret = _basic(request.headers.get("Authorization", ""))
        if not client_id:
            client_id = request.form.get("client_id", "")
            secret = request.form.get("client_secret", "")
        app = self._world.identity.apps.get(client_id)
        if app is None:
            raise OAuthError("invalid_client")
        if not hmac.compare_digest(app.client_secret.encode(), secret.encode()):
            raise OAuthError("invalid_client")
        return app

    def _code(self, app: App, form) -> dict:
        """A code works once, for the app and the redirect URI it was made for."""
        tokens = self._world.identity.tokens
        code = tokens.take_code(form.get("code", ""))
        if code is None or code.grant.app is not app:
            raise OAuthError("invalid_grant")
        if code.redirect_uri != form.get("redirect_uri"):
            raise OAuthError("invalid_grant")
        _check_pkce(code, form.get("code_verifier", ""))
        return tokens.issue(code.grant)

    def _refresh(self, app: App, form) -> dict:
        """`scope` is not needed and cannot widen what was granted."""
        tokens = self._world.identity.tokens
        answer = tokens.refresh(app, form.get("refresh_token", ""))
        if answer is None:
            raise OAuthError("invalid_grant")
        return answer

    def _client_credentials(self, app: App, form) -> dict:
        """Custom connections only: one organisation, no refresh token."""
        if not app.custom_tenant:
            raise OAuthError("unauthorized_client")
        identity = self._world.identity
        event, scope = str(uuid4()), form.get("scope", "")
        identity.connect(app, None, [app.custom_tenant], event)
        grant = Grant(app, None, frozenset(scope.split()), event, scope)
        return identity.tokens.issue(grant)


def _check_pkce(code: Code, verifier: str) -> None:
    if not code.challenge:
        return
    digest = hashlib.sha256(verifier.encode()).digest()
    if not hmac.compare_digest(base64url(digest), code.challenge):
        raise OAuthError("invalid_grant")


def _basic(header: str) -> tuple[str, str]:
    kind, _, value = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        pair = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise OAuthError("invalid_client") from None
    client_id, _, secret = pair.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _json(status: int, document: dict) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(
        json.dumps(document), status, headers, content_type="application/json"
    )
