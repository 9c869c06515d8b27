# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Apps, users, consents and the tokens they lead to."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4


def _guid() -> str:
    return str(uuid4())


@dataclass
class App:
    """A registered app. Without a secret it is a public client: PKCE is required.

    :param scopes: what it may ask for; None means everything.
    :param custom_tenant: makes it a custom connection (client_credentials).
    """

    client_id: str
    client_secret: str = ""
    name: str = "Demo app"
    redirect_uris: list[str] = field(default_factory=list)
    scopes: frozenset[str] | None = None
    custom_tenant: str = ""
    several_organisations: bool = True


@dataclass
class User:
    email: str
    password: str
    organisations: list[str] = field(default_factory=list)
    given_name: str = "Demo"
    family_name: str = "User"
    id: str = field(default_factory=_guid)


@dataclass
class Connection:
    """One app may use one organisation on behalf of one user."""

    app: App
    user: User | None
    tenant_id: str
    auth_event_id: str
    created: datetime
    updated: datetime
    id: str = field(default_factory=_guid)


@dataclass(frozen=True)
class Grant:
    """One consent: every token that follows from it carries the same scopes."""

    app: App
    user: User | None
    scopes: frozenset[str]
    auth_event_id: str
    scope_text: str


@dataclass
class Code:
    value: str
    grant: Grant
    redirect_uri: str
    challenge: str
    expires: datetime


@dataclass(frozen=True)
class AccessToken:
    value: str
    grant: Grant
    expires: datetime

    @property
    def app(self) -> App:
        return self.grant.app

    @property
    def scopes(self) -> frozenset[str]:
        return self.grant.scopes


@dataclass
class RefreshToken:
    """`replaced` is when it was first used; it then lives for the grace period."""

    value: str
    grant: Grant
    issued: datetime
    replaced: datetime | None = None
