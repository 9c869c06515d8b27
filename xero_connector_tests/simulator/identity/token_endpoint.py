# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/connect/token, /connect/revocation and /connections (XERO_API §1)."""

import base64
import binascii
import hashlib
import hmac
import json
from urllib.parse import unquote_plus
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from ..api.problems import Refused, unauthorized
from .jwt import base64url
from .records import App, Code, Connection, Grant


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
        """A code works once, for five minutes, for the app and URI it was made for."""
        identity = self._world.identity
        code = identity.codes.pop(form.get("code", ""), None)
        if code is None or code.expires <= self._world.clock.now():
            raise OAuthError("invalid_grant")
        if code.grant.app is not app or code.redirect_uri != form.get("redirect_uri"):
            raise OAuthError("invalid_grant")
        _check_pkce(code, form.get("code_verifier", ""))
        return identity.issue_tokens(code.grant)

    def _refresh(self, app: App, form) -> dict:
        """`scope` is not needed and cannot widen what was granted."""
        answer = self._world.identity.refresh(app, form.get("refresh_token", ""))
        if answer is None:
            raise OAuthError("invalid_grant")
        return answer

    def _client_credentials(self, app: App, form) -> dict:
        """Custom connections only: one organisation, no refresh token."""
        if not app.custom_tenant:
            raise OAuthError("unauthorized_client")
        identity = self._world.identity
        event = str(uuid4())
        identity.connect(app, None, [app.custom_tenant], event)
        scope = form.get("scope", "")
        return identity.issue_tokens(
            Grant(app, None, frozenset(scope.split()), event, scope)
        )


class ConnectionsEndpoint:
    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str]) -> Response:
        """GET /connections and DELETE /connections/{id}."""
        headers = {}
        try:
            with self._world.lock:
                token = self._token(request)
                headers = self._world.limiter.enter_app(
                    token.app.client_id, self._world.clock.timestamp()
                )
                if request.method == "GET" and not path:
                    event = request.args.get("authEventId", "").lower()
                    return _json(200, self._list(token, event), headers)
                if request.method == "DELETE" and len(path) == 1:
                    return self._delete(token, path[0].lower(), headers)
            return Response("", 404, headers)
        except Refused as refused:
            body = json.dumps(refused.body) if refused.body else ""
            return Response(
                body, refused.status, refused.headers, content_type="application/json"
            )

    def _token(self, request: Request):
        kind, _, value = request.headers.get("Authorization", "").partition(" ")
        token = self._world.identity.access_tokens.get(value.strip())
        if kind.lower() != "bearer" or token is None:
            raise unauthorized("AuthenticationUnsuccessful")
        if token.expires <= self._world.clock.now():
            raise unauthorized(
                f"TokenExpired: token expired at {token.expires:%m/%d/%Y %H:%M:%S}"
            )
        return token

    def _list(self, token, event: str) -> list[dict]:
        mine = self._world.identity.connections_of(token.app, token.grant.user)
        names = self._world.organisations
        return [
            _shown(connection, names[connection.tenant_id].name)
            for connection in mine
            if not event or connection.auth_event_id == event
        ]

    def _delete(self, token, key: str, headers: dict) -> Response:
        connections = self._world.identity.connections
        mine = self._world.identity.connections_of(token.app, token.grant.user)
        if key not in {connection.id for connection in mine}:
            return Response("", 404, headers)
        del connections[key]
        return Response("", 204, headers)


def _shown(connection: Connection, name: str) -> dict:
    return {
        "id": connection.id,
        "authEventId": connection.auth_event_id,
        "tenantId": connection.tenant_id,
        "tenantType": "ORGANISATION",
        "tenantName": name,
        "createdDateUtc": f"{connection.created:%Y-%m-%dT%H:%M:%S.%f}0",
        "updatedDateUtc": f"{connection.updated:%Y-%m-%dT%H:%M:%S.%f}0",
    }


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


def _json(status: int, document, headers: dict | None = None) -> Response:
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return Response(
        json.dumps(document), status, headers, content_type="application/json"
    )
