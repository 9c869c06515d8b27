# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Apps, users, and which organisations they have connected (XERO_API §1)."""

from uuid import uuid4

from .records import AccessToken, App, Connection, Grant, User
from .tokens import Tokens


class Identity:
    """Who may use what. The world's lock guards it."""

    def __init__(self, clock):
        self.clock = clock
        self.tokens = Tokens(clock)
        self.apps: dict[str, App] = {}
        self.users: dict[str, User] = {}
        self.connections: dict[str, Connection] = {}

    def add_app(self, app: App) -> App:
        """Register an app; a known one keeps its connections and tokens."""
        known = self.apps.setdefault(app.client_id, app)
        vars(known).update(vars(app))
        if app.client_secret:
            self.tokens.note("client_secret", app.client_secret)
        return known

    def add_user(self, user: User) -> User:
        self.users[user.email.casefold()] = user
        self.tokens.note("password", user.password)
        return user

    def consent(self, app: App, user: User, tenants: list[str], scope: str) -> Grant:
        """A person allows `scope` on some of their organisations."""
        event = str(uuid4())
        self.connect(app, user, tenants, event)
        return Grant(app, user, frozenset(scope.split()), event, scope)

    def connect(self, app: App, user: User | None, tenants: list[str], event: str):
        """Connect organisations in one consent; a second time only updates."""
        now = self.clock.now()
        for tenant in tenants:
            existing = self._connection(app, user, tenant)
            if existing:
                existing.auth_event_id, existing.updated = event, now
            else:
                made = Connection(app, user, tenant.lower(), event, now, now)
                self.connections[made.id] = made

    def connections_of(self, app: App, user: User | None) -> list[Connection]:
        return [
            connection
            for connection in self.connections.values()
            if connection.app is app and connection.user is user
        ]

    def is_connected(self, token: AccessToken, tenant: str) -> bool:
        return self._connection(token.app, token.grant.user, tenant) is not None

    def revoke(self, app: App, value: str) -> None:
        """End a consent: all of that user's connections to the app go with it."""
        token = self.tokens.refreshing.get(value)
        if token is None or token.grant.app is not app:
            return
        user = token.grant.user
        self.tokens.forget(app, user)
        self._remove(self.connections_of(app, user))

    def disconnect(self, tenant: str, client_id: str | None = None) -> int:
        """A person removes the app under "Connected apps"; its tokens live on."""
        return self._remove(
            [
                connection
                for connection in self.connections.values()
                if connection.tenant_id == tenant
                and client_id in (None, connection.app.client_id)
            ]
        )

    def remove_user_from(self, email: str, tenant: str) -> None:
        """The user loses access to an organisation; its connections go too."""
        user = self.users[email.casefold()]
        user.organisations = [each for each in user.organisations if each != tenant]
        self._remove(
            [
                connection
                for connection in self.connections.values()
                if connection.user is user and connection.tenant_id == tenant
            ]
        )

    def _connection(self, app: App, user: User | None, tenant: str):
        for connection in self.connections_of(app, user):
            if connection.tenant_id == tenant:
                return connection
        return None

    def _remove(self, connections: list[Connection]) -> int:
        for connection in connections:
            del self.connections[connection.id]
        return len(connections)
