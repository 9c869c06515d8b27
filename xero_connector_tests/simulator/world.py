# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Everything the simulator knows, guarded by one lock.

The control API and the tests work with this object; the HTTP side takes `lock`
around every access. So does a test that reads while requests are running.
"""

import threading

from .api.idempotency import IdempotencyStore
from .api.limits import Limits, RateLimiter
from .books.charts import CHARTS
from .books.feed import Feed
from .books.organisation import Organisation, Settings
from .clock import Clock
from .faults import Faults
from .identity.identity import Identity
from .identity.records import App, User
from .request_log import RequestLog
from .webhooks import Webhooks

DEMO_REDIRECT = "http://localhost:8069/xero/oauth/callback"


class World:
    def __init__(self):
        self.lock = threading.RLock()
        self.clock = Clock()
        self.log = RequestLog()
        self.faults = Faults()
        self.webhooks = Webhooks(self)
        self.reset()

    def reset(self) -> None:
        """Forget everything; one app, one user and one UK organisation remain."""
        with self.lock:
            self.clock.set(None)
            self.log.clear()
            self.faults.clear()
            self.webhooks.clear()
            self.limiter = RateLimiter(Limits())
            self.idempotency = IdempotencyStore()
            self.identity = Identity(self.clock)
            self.organisations: dict[str, Organisation] = {}
            demo = self.add_organisation(Settings("Demo Company (UK)", is_demo=True))
            self.identity.add_app(
                App("demo-client", "demo-secret", redirect_uris=[DEMO_REDIRECT])
            )
            self.identity.add_user(User("demo@example.com", "demo", [demo.tenant_id]))

    def add_organisation(self, settings: Settings) -> Organisation:
        """:raise ValueError: no chart for that country."""
        if settings.country not in CHARTS:
            raise ValueError(f"country must be one of {', '.join(CHARTS)}")
        with self.lock:
            chart = CHARTS[settings.country]
            organisation = Organisation(settings, chart, self.clock.now)
            self.organisations[organisation.tenant_id] = organisation
            self.listen_to(organisation)
            return organisation

    def listen_to(self, organisation: Organisation) -> None:
        """Have apps told of what happens in its books."""
        tenant_id, hear = organisation.tenant_id, self.webhooks.hear
        organisation.feed = Feed(lambda *change: hear(tenant_id, *change))

    def organisation(self, key: str = "") -> Organisation:
        """By tenant id, short code or name; without a key the only or first one.

        :raise KeyError: there is none.
        """
        for organisation in self.organisations.values():
            if key.lower() in (
                "",
                organisation.tenant_id,
                organisation.short_code.lower(),
                organisation.name.lower(),
            ):
                return organisation
        raise KeyError(key)

    def tokens(
        self,
        client_id: str = "demo-client",
        email: str = "demo@example.com",
        tenants: list[str] | None = None,
        scope: str = "",
    ) -> dict:
        """Consent without a browser: connect organisations and issue tokens.

        :param tenants: tenant ids; None connects all that the user has.
        """
        with self.lock:
            app = self.identity.apps[client_id]
            user = self.identity.users[email.casefold()]
            chosen = user.organisations if tenants is None else tenants
            scope = scope or DEFAULT_SCOPE
            grant = self.identity.consent(app, user, list(chosen), scope)
            return self.identity.tokens.issue(grant)


# What XERO_API §1 recommends for the connector.
DEFAULT_SCOPE = (
    "openid profile email offline_access accounting.settings accounting.contacts "
    "accounting.invoices accounting.payments accounting.banktransactions "
    "accounting.attachments"
)
