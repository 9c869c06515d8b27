# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Codes, access tokens and refresh tokens, and how long each is good (XERO_API §1)."""

import secrets
from dataclasses import replace
from datetime import timedelta

from . import jwt
from .claims import access_claims, id_claims
from .records import AccessToken, App, Code, Grant, RefreshToken, User

ACCESS_LIFE = timedelta(minutes=30)
CODE_LIFE = timedelta(minutes=5)  # unconfirmed, XERO_API §10
REFRESH_IDLE = timedelta(days=60)
REFRESH_GRACE = timedelta(minutes=30)


class Tokens:
    """Everything secret that was ever issued. The world's lock guards it."""

    def __init__(self, clock):
        self._clock = clock
        self._signing_key = secrets.token_urlsafe(32)
        self.codes: dict[str, Code] = {}
        self.access: dict[str, AccessToken] = {}
        self.refreshing: dict[str, RefreshToken] = {}
        self.secrets: list[dict] = []

    def note(self, kind: str, value: str) -> None:
        """Remember a secret, for tests that search logs and dumps for it."""
        self.secrets.append({"kind": kind, "value": value})

    def issue_code(self, grant: Grant, redirect_uri: str, challenge: str) -> Code:
        value = secrets.token_urlsafe(24)
        expires = self._clock.now() + CODE_LIFE
        self.codes[value] = Code(value, grant, redirect_uri, challenge, expires)
        self.note("code", value)
        return self.codes[value]

    def take_code(self, value: str) -> Code | None:
        """A code works once and for five minutes."""
        code = self.codes.pop(value, None)
        return code if code and code.expires > self._clock.now() else None

    def issue(self, grant: Grant) -> dict:
        """The token endpoint's answer; a refresh token only with offline_access."""
        now = self._clock.now()
        expires = now + ACCESS_LIFE
        value = jwt.encode(access_claims(grant, now, expires), self._signing_key)
        self.access[value] = AccessToken(value, grant, expires)
        answer = {
            "access_token": value,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "token_type": "Bearer",
            "scope": grant.scope_text,
        }
        if "openid" in grant.scopes and grant.user:
            key = grant.app.client_secret or self._signing_key
            answer["id_token"] = jwt.encode(id_claims(grant, now, expires), key)
        if "offline_access" in grant.scopes and grant.user:
            value = secrets.token_urlsafe(32)
            self.refreshing[value] = RefreshToken(value, grant, now)
            answer["refresh_token"] = value
        for kind in ("access_token", "id_token", "refresh_token"):
            if kind in answer:
                self.note(kind, answer[kind])
        return answer

    def refresh(self, app: App, value: str) -> dict | None:
        """New tokens for a refresh token; None when it is no longer good.

        A used token stays good for 30 minutes, in case the answer was lost; an unused
        one for 60 days.
        """
        token = self.refreshing.get(value)
        now = self._clock.now()
        if token is None or token.grant.app is not app:
            return None
        if now - token.issued > REFRESH_IDLE:
            return None
        if token.replaced and now - token.replaced > REFRESH_GRACE:
            return None
        token.replaced = token.replaced or now
        return self.issue(token.grant)

    def forget(self, app: App, user: User | None) -> None:
        """No refresh token of that user and app is good any more."""
        self.refreshing = {
            value: token
            for value, token in self.refreshing.items()
            if token.grant.app is not app or token.grant.user is not user
        }

    def expire(self, value: str) -> None:
        """End an access token now."""
        if value in self.access:
            self.access[value] = replace(self.access[value], expires=self._clock.now())
