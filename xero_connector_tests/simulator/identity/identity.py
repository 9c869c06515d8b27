# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who may use what: consents, connections and tokens (XERO_API §1)."""

import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from . import jwt
from .records import AccessToken, App, Code, Connection, Grant, RefreshToken, User

ACCESS_LIFE = timedelta(minutes=30)
CODE_LIFE = timedelta(minutes=5)  # unconfirmed, XERO_API §10
REFRESH_IDLE = timedelta(days=60)
REFRESH_GRACE = timedelta(minutes=30)


class Identity:
    """Apps, users and everything issued to them. The world's lock guards it."""

    def __init__(self, clock):
        self._clock = clock
        self._signing_key = secrets.token_urlsafe(32)
        self.apps: dict[str, App] = {}
        self.users: dict[str, User] = {}
        self.connections: dict[str, Connection] = {}
        self.codes: dict[str, Code] = {}
        self.access_tokens: dict[str, AccessToken] = {}
        self.refresh_tokens: dict[str, RefreshToken] = {}
        self.secrets: list[dict] = []

    def add_app(self, app: App) -> App:
        self.apps[app.client_id] = app
        if app.client_secret:
            self._issued("client_secret", app.client_secret)
        return app

    def add_user(self, user: User) -> User:
        self.users[user.email.casefold()] = user
        self._issued("password", user.password)
        return user

    def connect(self, app: App, user: User | None, tenants: list[str], event: str):
        """Connect organisations in one consent; a second time only updates."""
        now = self._clock.now()
        for tenant in tenants:
            existing = self._connection(app, user, tenant)
            if existing:
                existing.auth_event_id, existing.updated = event, now
            else:
                made = Connection(app, user, tenant.lower(), event, now, now)
                self.connections[made.id] = made

    def consent(self, app: App, user: User, tenants: list[str], scope: str) -> Grant:
        """A person allows `scope` on some of their organisations."""
        event = str(uuid4())
        self.connect(app, user, tenants, event)
        return Grant(app, user, frozenset(scope.split()), event, scope)

    def issue_code(self, grant: Grant, redirect_uri: str, challenge: str) -> Code:
        value = secrets.token_urlsafe(24)
        expires = self._clock.now() + CODE_LIFE
        code = Code(value, grant, redirect_uri, challenge, expires)
        self.codes[value] = code
        self._issued("code", value)
        return code

    def issue_tokens(self, grant: Grant) -> dict:
        """The token endpoint's answer."""
        now = self._clock.now()
        access = AccessToken(
            self._access_value(grant, now), grant, now + ACCESS_LIFE
        )
        self.access_tokens[access.value] = access
        self._issued("access_token", access.value)
        answer = {
            "access_token": access.value,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "token_type": "Bearer",
            "scope": grant.scope_text,
        }
        if "openid" in grant.scopes and grant.user:
            answer["id_token"] = self._id_token(grant, now)
            self._issued("id_token", answer["id_token"])
        if "offline_access" in grant.scopes and grant.user:
            value = secrets.token_urlsafe(32)
            self.refresh_tokens[value] = RefreshToken(value, grant, now)
            answer["refresh_token"] = value
            self._issued("refresh_token", value)
        return answer

    def refresh(self, app: App, value: str) -> dict | None:
        """New tokens for a refresh token; None when it is no longer good.

        A used token stays good for 30 minutes, in case the answer was lost.
        """
        token = self.refresh_tokens.get(value)
        now = self._clock.now()
        if token is None or token.grant.app is not app:
            return None
        if now - token.issued > REFRESH_IDLE:
            return None
        if token.replaced and now - token.replaced > REFRESH_GRACE:
            return None
        token.replaced = token.replaced or now
        return self.issue_tokens(token.grant)

    def revoke(self, app: App, value: str) -> None:
        """End a consent: all of that user's connections to the app go with it."""
        token = self.refresh_tokens.get(value)
        if token is None or token.grant.app is not app:
            return
        user = token.grant.user
        self.refresh_tokens = {
            key: kept
            for key, kept in self.refresh_tokens.items()
            if kept.grant.app is not app or kept.grant.user is not user
        }
        for connection in self.connections_of(app, user):
            del self.connections[connection.id]

    def connections_of(self, app: App, user: User | None) -> list[Connection]:
        return [
            connection
            for connection in self.connections.values()
            if connection.app is app and connection.user is user
        ]

    def is_connected(self, token: AccessToken, tenant: str) -> bool:
        found = self._connection(token.app, token.grant.user, tenant)
        user = token.grant.user
        return found is not None and (user is None or tenant in user.organisations)

    def disconnect(self, tenant: str, client_id: str | None = None) -> int:
        """A person removes the app under "Connected apps"; its tokens live on."""
        gone = [
            connection.id
            for connection in self.connections.values()
            if connection.tenant_id == tenant
            and client_id in (None, connection.app.client_id)
        ]
        for key in gone:
            del self.connections[key]
        return len(gone)

    def remove_user_from(self, email: str, tenant: str) -> None:
        """The user loses access to an organisation; its connections go too."""
        user = self.users[email.casefold()]
        user.organisations = [each for each in user.organisations if each != tenant]
        for connection in list(self.connections.values()):
            if connection.user is user and connection.tenant_id == tenant:
                del self.connections[connection.id]

    def expire_access_token(self, value: str) -> None:
        token = self.access_tokens.get(value)
        if token is not None:
            self.access_tokens[value] = replace(token, expires=self._clock.now())

    def _connection(self, app: App, user: User | None, tenant: str):
        for connection in self.connections.values():
            key = (connection.app, connection.user, connection.tenant_id)
            if key[0] is app and key[1] is user and key[2] == tenant:
                return connection
        return None

    def _access_value(self, grant: Grant, now) -> str:
        claims = {
            "iss": "https://identity.xero.com",
            "client_id": grant.app.client_id,
            "nbf": int(now.timestamp()),
            "exp": int((now + ACCESS_LIFE).timestamp()),
            "jti": secrets.token_hex(16),
            "authentication_event_id": grant.auth_event_id,
            "scope": sorted(grant.scopes),
        }
        if grant.user:
            claims["xero_userid"] = claims["sub"] = grant.user.id
        return jwt.encode(claims, self._signing_key)

    def _id_token(self, grant: Grant, now) -> str:
        user = grant.user
        claims = {
            "iss": "https://identity.xero.com",
            "aud": grant.app.client_id,
            "iat": int(now.timestamp()),
            "exp": int((now + ACCESS_LIFE).timestamp()),
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
        return jwt.encode(claims, grant.app.client_secret or self._signing_key)

    def _issued(self, kind: str, value: str) -> None:
        self.secrets.append({"kind": kind, "value": value})
