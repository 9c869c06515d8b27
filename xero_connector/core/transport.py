# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The door to Xero's Accounting API, and the only user of xero-python.

It sends one request and returns whatever comes back; it never waits, repeats, refreshes
a token or follows a redirect. What the SDK does by itself and why that is switched off
here is told in XERO_API §7. The SDK is imported inside functions: it costs 0.1 s and 19
MB, which web workers never need.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import functools
import http.client
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from .body import Answer, loads

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse
    from xero_python.api_client import ApiClient

TIMEOUT = "timeout"
CONNECTION = "connection"

_LIST = frozenset(("where", "order"))
_PAGES = frozenset(("page", "page_size"))
_SINCE = frozenset(("if_modified_since",))
_CONTACT_FILTERS = frozenset(
    ("i_ds", "include_archived", "summary_only", "search_term")
)
_INVOICE_FILTERS = _CONTACT_FILTERS | {
    "invoice_numbers",
    "contact_i_ds",
    "statuses",
    "created_by_my_app",
}


@dataclass(frozen=True)
class Operation:
    """One method of the SDK: what it takes and what we make of it.

    :param plural: key of the list in its body and its answer
    :param arguments: optional parameters that callers may give, in the SDK's spelling
    :param id_argument: parameter for the id of the one object that the call is about
    :param body_argument: parameter for the body
    :param summarize: takes summarizeErrors; always sent as false (XERO_API §3)
    :param unitdp: takes unitdp; always sent as 4 (SPEC P6)
    :param idempotent: takes an Idempotency-Key
    :param paged: answers in pages
    """

    name: str
    plural: str
    writes: bool = False
    arguments: frozenset[str] = frozenset()
    id_argument: str | None = None
    body_argument: str | None = None
    summarize: bool = False
    unitdp: bool = False
    idempotent: bool = False
    paged: bool = False


def _read(name: str, plural: str, *arguments: frozenset[str], **more: Any) -> Operation:
    allowed = frozenset().union(*arguments)
    return Operation(name, plural, arguments=allowed, paged="page" in allowed, **more)


def _write(name: str, plural: str, body: str, **more: Any) -> Operation:
    return Operation(
        name, plural, writes=True, body_argument=body, idempotent=True, **more
    )


_contacts = functools.partial(
    _write, plural="Contacts", body="contacts", summarize=True
)
_invoices = functools.partial(
    _write, plural="Invoices", body="invoices", summarize=True, unitdp=True
)

#: every call that the addon makes; a test compares each with the SDK's signature
OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        _read("get_organisations", "Organisations"),
        _read("get_accounts", "Accounts", _SINCE, _LIST),
        _read("get_tax_rates", "TaxRates", _LIST),
        _read("get_contacts", "Contacts", _SINCE, _LIST, _PAGES, _CONTACT_FILTERS),
        _read("get_contact", "Contacts", id_argument="contact_id"),
        _contacts("create_contacts"),
        _contacts("update_or_create_contacts"),
        _read(
            "get_invoices",
            "Invoices",
            _SINCE,
            _LIST,
            _PAGES,
            _INVOICE_FILTERS,
            unitdp=True,
        ),
        _read("get_invoice", "Invoices", id_argument="invoice_id", unitdp=True),
        _invoices("create_invoices"),
        _invoices("update_or_create_invoices"),
        _read("get_payments", "Payments", _SINCE, _LIST, _PAGES),
        _read("get_payment", "Payments", id_argument="payment_id"),
        _write("create_payments", "Payments", "payments", summarize=True),
        _write(
            "delete_payment", "Payments", "payment_delete", id_argument="payment_id"
        ),
    )
}


class TransportError(Exception):
    """No answer was obtained; a write may have happened nevertheless.

    :param kind: TIMEOUT or CONNECTION
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Transport:
    """Calls one organisation with one access token; not shared between threads.

    :param tenant_id: id of the organisation
    :param api_url: e.g. https://api.xero.com/api.xro/2.0
    :param connect_timeout: seconds
    :param read_timeout: seconds between two pieces of the answer
    """

    def __init__(
        self,
        tenant_id: str,
        access_token: str,
        api_url: str,
        connect_timeout: float = 10,
        read_timeout: float = 60,
    ) -> None:
        self._tenant_id = tenant_id
        # Trap 4: anything else than a pair would be silently ignored.
        self._timeout = (connect_timeout, read_timeout)
        self._client = _api_client(access_token)
        self._api = _sdk().AccountingApi(self._client, base_url=api_url.rstrip("/"))

    def __repr__(self) -> str:
        return f"<Transport {self._tenant_id}>"

    def call(
        self,
        operation: str,
        body: str | None = None,
        key: str | None = None,
        **params: Any,
    ) -> Answer:
        """One request, one answer, whatever its status.

        :param operation: a name of `OPERATIONS`
        :param body: exact JSON text; the same text is always sent as the same bytes
        :param key: Idempotency-Key, of at most 128 characters; writes only
        :param params: the operation's id and optional arguments
        :raise TransportError: there is no answer
        :raise TypeError: an argument that the operation does not take, or lacks
        """
        method = getattr(self._api, operation)
        arguments = _arguments(OPERATIONS[operation], body, key, params)
        try:
            return self._send(functools.partial(method, self._tenant_id, **arguments))
        except _sdk().no_answer as error:
            raise TransportError(_kind(error), type(error).__name__) from error

    def _send(self, method: functools.partial[BaseHTTPResponse]) -> Answer:
        try:
            response = method(_preload_content=False, _request_timeout=self._timeout)
        except _sdk().HTTPStatusException as error:
            # Its own properties parse the body, and crash on a 400 that is no JSON.
            response = error.http_resp.urllib3_response
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, response.data)

    def close(self) -> None:
        """Close the connections to Xero."""
        self._client.rest_client.pool_manager.clear()


def _arguments(
    operation: Operation, body: str | None, key: str | None, params: dict[str, Any]
) -> dict[str, Any]:
    wanted = {operation.id_argument} - {None}
    strange = params.keys() - operation.arguments - wanted
    missing = wanted - params.keys()
    if strange or missing or (body is None) != (operation.body_argument is None):
        raise TypeError(f"{operation.name}: wrong arguments {sorted(params)}")
    arguments = dict(params)
    if operation.body_argument:
        arguments[operation.body_argument] = loads(body or "")
    if operation.summarize:
        arguments["summarize_errors"] = False
    if operation.unitdp:
        arguments["unitdp"] = 4
    if operation.idempotent and key:
        arguments["idempotency_key"] = key
    return arguments


@functools.cache
def _sdk() -> SimpleNamespace:
    """What is used of xero-python and urllib3, imported at the first call."""
    from urllib3.exceptions import (
        HTTPError,
        NewConnectionError,
        TimeoutError as PoolTimeoutError,
    )
    from xero_python.accounting import AccountingApi
    from xero_python.api_client import ApiClient
    from xero_python.api_client.configuration import Configuration
    from xero_python.api_client.oauth2 import OAuth2Token
    from xero_python.exceptions import ApiSSLException, HTTPStatusException

    return SimpleNamespace(
        AccountingApi=AccountingApi,
        ApiClient=ApiClient,
        Configuration=Configuration,
        HTTPStatusException=HTTPStatusException,
        NewConnectionError=NewConnectionError,
        OAuth2Token=OAuth2Token,
        # what is raised instead of an answer
        no_answer=(HTTPError, http.client.HTTPException, ApiSSLException, OSError),
        timeouts=(PoolTimeoutError, TimeoutError),
    )


def _kind(error: Exception) -> str:
    """TIMEOUT or CONNECTION; urllib3 counts a refused connection as a timeout."""
    refused = isinstance(error, _sdk().NewConnectionError)
    timeout = isinstance(error, _sdk().timeouts) and not refused
    return TIMEOUT if timeout else CONNECTION


def _api_client(access_token: str) -> ApiClient:
    sdk = _sdk()
    # Trap 1: Configuration is a hidden singleton that ignores its arguments; the token
    # has to be assigned, or one company calls with another's.
    configuration = sdk.Configuration()
    configuration.oauth2_token = sdk.OAuth2Token()
    # Trap 12: a token without expiry is never refreshed behind our back.
    token: dict[str, Any] = {
        "access_token": access_token,
        "scope": [],
        "expires_in": None,
        "token_type": "Bearer",
    }
    client = sdk.ApiClient(configuration, oauth2_token_getter=token.copy)
    client.set_default_header("Accept-Encoding", "gzip")  # trap 14
    # Traps 2 and 3: no sleeping on Retry-After, no second PUT, no redirect.
    pool = client.rest_client.pool_manager
    pool.request = functools.partial(pool.request, retries=False, redirect=False)
    return client
