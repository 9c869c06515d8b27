# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An address that Xero delivers to: it verifies, notes and answers."""

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "the key of the portal"


class Listener:
    """As Xero wants it, unless `status`, `text` or `headers` say otherwise.

    :ivar deliveries: contents that were signed, in the order of their arrival
    :ivar forged: how many were not
    """

    def __init__(self):
        self.deliveries: list[dict] = []
        self.forged = 0
        self.status = 200
        self.text = b""
        self.headers: dict[str, str] = {}
        self.sent_headers: list[dict] = []
        self.arrived = threading.Event()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                listener.take(self)

            def log_message(self, *_arguments):
                """Nothing on the console."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://localhost:{self._server.server_port}/hook"

    def __enter__(self):
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        ).start()
        return self

    def __exit__(self, *_exc_info):
        self._server.shutdown()
        self._server.server_close()

    def take(self, handler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        digest = hmac.new(KEY.encode(), body, hashlib.sha256).digest()
        signed = base64.b64encode(digest).decode() == handler.headers.get(
            "x-xero-signature"
        )
        if signed:
            self.deliveries.append(json.loads(body))
            self.sent_headers.append(dict(handler.headers))
            self.arrived.set()
        else:
            self.forged += 1
        handler.send_response(self.status if signed else 401)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(self.text)))
        handler.end_headers()
        handler.wfile.write(self.text)

    def clear(self) -> None:
        self.deliveries.clear()
        self.forged = 0
        self.arrived.clear()

    @property
    def events(self) -> list[dict]:
        return [event for each in self.deliveries for event in each["events"]]

    def told(self) -> list[tuple[str, str, str]]:
        """(category, type, id) of each event."""
        return [
            (each["eventCategory"], each["eventType"], each["resourceId"])
            for each in self.events
        ]
