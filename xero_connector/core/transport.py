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
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from .body import Answer, loads
from .operations import OPERATIONS, Operation

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse
    from xero_python.api_client import ApiClient

__all__ = ["CONNECTION", "OPERATIONS", "TIMEOUT", "Operation", "Transport"]
__all__ += ["TransportError"]

TIMEOUT = "timeout"
CONNECTION = "connection"


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
        body: str | bytes | None = None,
        key: str | None = None,
        **params: Any,
    ) -> Answer:
        """One request, one answer, whatever its status.

        :param operation: a name of `OPERATIONS`
        :param body: exact JSON text; the same text is always sent as the same bytes.
            Of an attachment the file's bytes
        :param key: Idempotency-Key, of at most 128 characters; writes only
        :param params: the operation's ids and optional arguments
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


def sdk_model(name: str) -> Any:
    """One of xero-python's models: `attribute_map` and `openapi_types` tell its keys.

    :raise AttributeError: there is none of this name
    """
    return getattr(_sdk().models, name)


def _arguments(
    operation: Operation,
    body: str | bytes | None,
    key: str | None,
    params: dict[str, Any],
) -> dict[str, Any]:
    wanted = set(operation.id_arguments)
    strange = params.keys() - operation.arguments - wanted
    missing = wanted - params.keys()
    if strange or missing or not _fits(operation, body):
        raise TypeError(f"{operation.name}: wrong arguments {sorted(params)}")
    arguments = dict(params)
    if operation.body_argument:
        arguments[operation.body_argument] = (
            body if operation.raw else loads(body or "")
        )
    if operation.summarize:
        arguments["summarize_errors"] = False
    if operation.unitdp:
        arguments["unitdp"] = 4
    if operation.idempotent and key:
        arguments["idempotency_key"] = key
    return arguments


def _fits(operation: Operation, body: str | bytes | None) -> bool:
    """Whether the body is of the kind that the operation takes."""
    if operation.body_argument is None:
        return body is None
    return isinstance(body, bytes if operation.raw else str)


@functools.cache
def _sdk() -> SimpleNamespace:
    """What is used of xero-python and urllib3, imported at the first call."""
    from urllib3.exceptions import (
        HTTPError,
        NewConnectionError,
        TimeoutError as PoolTimeoutError,
    )
    from xero_python.accounting import AccountingApi, models
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
        models=models,
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
