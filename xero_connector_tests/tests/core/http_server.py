# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A throw-away HTTP server that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Script = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Request:
    """What the server received."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self._query).items()}

    @property
    def _query(self) -> str:
        return urlsplit(self.target).query

    @property
    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}

    def json(self) -> object:
        return json.loads(self.body)


class Server:
    """Answers each request with the next script; the last one stays."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.scripts: list[Script] = []
        self.url = ""

    def answers(self, *scripts: Script) -> Server:
        self.scripts = list(scripts)
        return self

    def next_script(self) -> Script:
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]


def reply(
    status: int = 200,
    body: bytes | str | dict | list = b"",
    headers: dict[str, str] | None = None,
    length: int | None = None,
) -> Script:
    """An answer; `length` lies about the length of its body."""

    def script(handler: BaseHTTPRequestHandler) -> None:
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        content = content.encode() if isinstance(content, str) else content
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header(
            "Content-Length", str(len(content) if length is None else length)
        )
        handler.end_headers()
        handler.wfile.write(content)
        if length is not None:
            handler.close_connection = True

    return script


def cut_connection(handler: BaseHTTPRequestHandler) -> None:
    """No answer at all: the connection is closed after the request was read."""
    handler.close_connection = True


def silence(handler: BaseHTTPRequestHandler) -> None:
    """No answer until the client gives up."""
    handler.rfile.read(1)
    handler.close_connection = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # 40 ms an answer otherwise
    server_state: Server

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        state = self.server_state
        state.requests.append(Request(self.command, self.path, headers, body))
        state.next_script()(self)

    do_GET = do_POST = do_PUT = do_DELETE = _handle

    def log_message(self, *arguments: object) -> None:
        """Tests are quiet."""


@contextmanager
def running_server() -> Iterator[Server]:
    """A server on a free port of the loopback interface."""
    state = Server()
    handler = type("Handler", (_Handler,), {"server_state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
