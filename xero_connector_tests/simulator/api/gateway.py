# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The way of a request under /api.xro/2.0: who, which tenant, how often, what.

Order of the checks: token (401), tenant (403), scope (401), rate (429), size (413),
idempotency, and only then the endpoint.
"""

import gzip
import hashlib
from contextlib import contextmanager
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from ..identity.bearer import access_token
from .bank_endpoints import (
    BankTransactionsEndpoint,
    BatchPaymentsEndpoint,
    OverpaymentsEndpoint,
    PrepaymentsEndpoint,
)
from .call import Answer, Call
from .catalogue_endpoints import (
    CurrenciesEndpoint,
    ItemsEndpoint,
    TrackingCategoriesEndpoint,
)
from .credit_endpoints import CreditNotesEndpoint
from .document_endpoints import ContactsEndpoint, InvoicesEndpoint, PaymentsEndpoint
from .group_endpoints import BrandingThemesEndpoint, ContactGroupsEndpoint
from .idempotency import METHODS
from .problems import Refused, forbidden, not_found, unauthorized
from .resource import Resource
from .scopes import allows
from .settings_endpoints import AccountsEndpoint, OrganisationEndpoint, TaxRatesEndpoint
from .wire import dumps
from .xml import to_xml

DEPTH = 2  # /Invoices/{id} and then what the record has
GZIP_FROM = 256
HTTP_ERROR = 400
PROBLEMS = (401, 403)
ENDPOINTS = {
    "organisation": OrganisationEndpoint(),
    "organisations": OrganisationEndpoint(),
    "accounts": AccountsEndpoint(),
    "taxrates": TaxRatesEndpoint(),
    "items": ItemsEndpoint(),
    "trackingcategories": TrackingCategoriesEndpoint(),
    "currencies": CurrenciesEndpoint(),
    "contacts": ContactsEndpoint(),
    "contactgroups": ContactGroupsEndpoint(),
    "brandingthemes": BrandingThemesEndpoint(),
    "invoices": InvoicesEndpoint(),
    "creditnotes": CreditNotesEndpoint(),
    "payments": PaymentsEndpoint(),
    "banktransactions": BankTransactionsEndpoint(),
    "batchpayments": BatchPaymentsEndpoint(),
    "overpayments": OverpaymentsEndpoint(),
    "prepayments": PrepaymentsEndpoint(),
}


class Gateway:
    """Lets API requests in and dresses the answers."""

    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str], entry, pause) -> Response:
        """:param path: what follows /api.xro/2.0/, split.
        :param pause: called while the request counts as running (latency faults).
        """
        headers = {"Xero-Correlation-Id": str(uuid4())}
        try:
            with self._admitted(request, path, headers) as (token, org):
                pause()
                with self._world.lock:
                    answer = self._answer(request, path, entry, token, org)
        except Refused as refused:
            answer = Answer(refused.status, refused.body, refused.headers)
        return respond(request, answer, headers)

    @contextmanager
    def _admitted(self, request: Request, path: list[str], headers: dict):
        """Check and count the request; count it out again at the end."""
        world = self._world
        now = world.clock.timestamp()
        with world.lock:
            token = access_token(world, request)
            org = self._tenant(request, token)
            area = _area(path)
            if area and not allows(token.scopes, area, request.method):
                raise unauthorized("AuthorizationUnsuccessful")
            args = (token.app.client_id, org.tenant_id)
            limiter = world.limiter
            headers.update(limiter.enter(*args, org.day_limit, now))
        try:
            yield token, org
        finally:
            with world.lock:
                limiter.leave(*args)

    def _tenant(self, request: Request, token):
        tenant = request.headers.get("Xero-Tenant-Id", "").strip().lower()
        if not tenant and token.app.custom_tenant:
            tenant = token.app.custom_tenant
        if not self._world.identity.is_connected(token, tenant):
            raise forbidden()
        return self._world.organisations[tenant]

    def _answer(self, request: Request, path, entry, token, org) -> Answer:
        targets = _targets(path)
        if not targets:
            raise not_found()
        body = request.get_data()
        if len(body) > targets[-1].max_body(org):
            # The status is documented for clients (XERO_API §7 trap 2), not the text.
            raise Refused(413, "The request body is larger than 3.5 MB")
        call = Call(
            org,
            token.app.client_id,
            token.app.name,
            request.method,
            {key.lower(): value for key, value in request.args.items()},
            request.headers.get("If-Modified-Since"),
            body,
            self._world.clock.now(),
            entry.unknown_keys,
            request.headers.get("Content-Type", ""),
        )
        return self._once(request, call, lambda: targets[0].handle(call, path[1:]))

    def _once(self, request: Request, call: Call, work) -> Answer:
        """Run `work`, or repeat the stored answer of the same Idempotency-Key."""
        key = request.headers.get("Idempotency-Key")
        if not key or call.method not in METHODS:
            return work()
        store, now = self._world.idempotency, self._world.clock.timestamp()
        scope = (call.app, call.org.tenant_id, key)
        digest = hashlib.sha256(call.body).digest()
        fingerprint = (call.method, request.full_path, digest)
        answer = store.find(scope, fingerprint, now)
        if answer is None:
            try:
                answer = work()
            except Refused as refused:
                answer = Answer(refused.status, refused.body, refused.headers)
            store.keep(scope, fingerprint, answer, now)
        return answer


def _targets(path: list[str]) -> tuple[Resource, ...]:
    """The endpoint and, when the path goes on, what its records have; () is none."""
    endpoint = ENDPOINTS.get(path[0].lower()) if path else None
    if endpoint is None or len(path) <= DEPTH:
        return (endpoint,) if endpoint else ()
    child = endpoint.child(path[DEPTH])
    return (endpoint, child) if child else ()


def _area(path: list[str]) -> str:
    """Which scopes open this path; empty when it leads nowhere."""
    return next((each.area for each in _targets(path)[::-1] if each.area), "")


def respond(request: Request, answer: Answer, headers: dict) -> Response:
    """Encode; JSON when asked for, else XML; gzip when accepted and worth it.

    The problem documents of 401 and 403 are JSON in any case.
    """
    body, kind = answer.body, "text/html; charset=utf-8"
    wants_json = "json" in request.headers.get("Accept", "").lower()
    if isinstance(body, dict) and (wants_json or answer.status in PROBLEMS):
        body, kind = dumps(body), "application/json; charset=utf-8"
    elif isinstance(body, dict):
        tag = "Response" if answer.status < HTTP_ERROR else "ApiException"
        body, kind = to_xml(body, tag), "text/xml; charset=utf-8"
    elif isinstance(body, bytes):
        kind = answer.headers["Content-Type"]
    else:
        body = body.encode()
    response = Response(body, answer.status, {**headers, **answer.headers})
    response.headers["Content-Type"] = kind
    accepted = request.headers.get("Accept-Encoding", "")
    if "gzip" in accepted and len(body) >= GZIP_FROM:
        response.set_data(gzip.compress(body, 1))
        response.headers["Content-Encoding"] = "gzip"
    return response
