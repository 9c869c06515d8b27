# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The WSGI application: routes, the request log and faults around them."""

import json
import socket
from collections.abc import Iterable
from threading import Event
from urllib.parse import unquote

from werkzeug.wrappers import Request, Response

from .api.gateway import Gateway, respond
from .control import ControlApi
from .faults import Fault
from .identity.authorize import AuthorizePages
from .identity.connections import ConnectionsEndpoint
from .identity.token_endpoint import TokenEndpoint
from .web.site import Site

API = ["api.xro", "2.0"]


class Cut(Exception):
    """The connection ends without (the rest of) an answer."""

    def __init__(self, response: Response | None = None):
        super().__init__()
        self.response = response


class Application:
    """:param stopping: ends the waiting of latency and timeout faults early."""

    def __init__(self, world, stopping: Event):
        self._world = world
        self._stopping = stopping
        self._gateway = Gateway(world)
        self._control = ControlApi(world)
        self._site = Site(world)
        self._connections = ConnectionsEndpoint(world)
        pages, tokens = AuthorizePages(world), TokenEndpoint(world)
        self._routes = {
            ("GET", "identity", "connect", "authorize"): pages.authorize,
            ("POST", "identity", "login"): pages.login,
            ("POST", "identity", "consent"): pages.consent,
            ("POST", "connect", "token"): tokens.token,
            ("POST", "identity", "connect", "token"): tokens.token,
            ("POST", "connect", "revocation"): tokens.revocation,
        }

    def __call__(self, environ: dict, start_response) -> Iterable[bytes]:
        request = Request(environ)
        request.get_data(cache=True)  # to its end: the connection is used again
        path = [unquote(part) for part in request.path.split("/") if part]
        head = path[0].lower() if path else ""
        if head == "_sim":
            return self._control.handle(request, path[1:])(environ, start_response)
        if head not in ("api.xro", "connect", "connections", "identity"):
            return self._site.handle(request, path)(environ, start_response)
        try:
            return self._logged(request, path)(environ, start_response)
        except Cut as cut:
            return _cut(cut.response, environ, start_response)

    def _logged(self, request: Request, path: list[str]) -> Response:
        entry = self._world.log.start(request)
        status = 0
        try:
            with self._world.lock:
                fault = self._world.faults.take(
                    request.method, request.path, entry.tenant
                )
            if fault is None:
                response = self._route(request, path, entry, lambda: None)
            else:
                entry.fault = fault.kind
                response = self._faulty(fault, request, path, entry)
            status = response.status_code
            return response
        finally:
            self._world.log.finish(entry, status)

    def _route(self, request: Request, path: list[str], entry, pause) -> Response:
        lowered = [part.lower() for part in path]
        if lowered[:2] == API:
            return self._gateway.handle(request, path[2:], entry, pause)
        pause()
        if lowered[0] == "connections":
            return self._connections.handle(request, path[1:])
        handler = self._routes.get((request.method, *lowered))
        return handler(request) if handler else Response("", 404)

    def _faulty(self, fault: Fault, request: Request, path, entry) -> Response:
        delay = fault.action.get("delay")
        response = None
        if fault.kind == "latency":
            return self._route(request, path, entry, lambda: self._wait(delay or 1))
        if fault.kind == "expire_token":
            self._expire(request)
            return self._route(request, path, entry, lambda: None)
        if fault.kind == "null_list":
            request.environ.pop("HTTP_ACCEPT_ENCODING", None)
        if fault.commits:
            response = self._route(request, path, entry, lambda: None)
        if fault.kind == "null_list":
            return _without_list(response)
        if fault.kind == "timeout":
            self._wait(delay or 30)
        if fault.kind in ("timeout", "drop_before", "drop_after_commit"):
            raise Cut
        if fault.kind == "truncated":
            raise Cut(response or Response("{", 200))
        return respond(request, fault.replacement(), {})

    def _wait(self, seconds: float) -> None:
        self._stopping.wait(seconds)

    def _expire(self, request: Request) -> None:
        token = request.headers.get("Authorization", "").partition(" ")[2].strip()
        with self._world.lock:
            self._world.identity.tokens.expire(token)


def _without_list(response: Response) -> Response:
    """null where the list of elements was (XERO_API §7, trap 5)."""
    document = json.loads(response.get_data())
    for key, value in document.items():
        if isinstance(value, list):
            document[key] = None
    response.set_data(json.dumps(document))
    return response


def _cut(response: Response | None, environ: dict, start_response) -> Iterable[bytes]:
    """End the connection at once, or after half of the answer."""
    connection = environ["werkzeug.socket"]
    if response is None:
        connection.shutdown(socket.SHUT_RDWR)
        start_response("200 OK", [("Content-Length", "0")])
        return []
    body = response.get_data()
    headers = response.headers.to_wsgi_list()
    start_response(response.status, headers)
    return _half(body, connection)


def _half(body: bytes, connection) -> Iterable[bytes]:
    yield body[: len(body) // 2]
    connection.shutdown(socket.SHUT_RDWR)
