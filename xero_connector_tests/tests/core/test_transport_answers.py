# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What comes back from Xero, or does not (XERO_API §7), from a real server."""

import gzip
import json

import pytest

from odoo.addons.xero_connector.core import transport
from odoo.addons.xero_connector.core.transport import Transport, TransportError

from .http_server import cut_connection, reply, silence

NOTHING = {"Invoices": []}


def quick(server, **timeouts):
    return Transport("t", "token", server.url, **{"connect_timeout": 1, **timeouts})


# Trap 2: no sleeping, no repetition
@pytest.mark.parametrize("status", [429, 503, 413])
def test_retry_after_is_left_to_us(server, xero, status):
    server.answers(
        reply(status, b"", {"Retry-After": "60", "X-Rate-Limit-Problem": "day"})
    )
    answer = xero.call("get_invoices")
    assert answer.status == status
    assert answer.headers["x-rate-limit-problem"] == "day"
    assert len(server.requests) == 1


# Trap 11: the SDK's exceptions parse bodies and crash
@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 502])
def test_any_status_is_an_answer(server, xero, status):
    server.answers(reply(status, b"<html>\xff</html>"))
    answer = xero.call("create_contacts", body='{"Contacts": []}')
    assert (answer.status, answer.body) == (status, b"<html>\xff</html>")


# Trap 3: a PUT is not sent again
def test_no_answer_in_time(server):
    server.answers(silence)
    xero = quick(server, read_timeout=0.05)
    with pytest.raises(TransportError) as caught:
        xero.call("create_payments", body='{"Payments": []}', key="k")
    assert caught.value.kind == transport.TIMEOUT
    assert len(server.requests) == 1


def test_the_connection_is_cut(server, xero):
    server.answers(cut_connection)
    with pytest.raises(TransportError) as caught:
        xero.call("create_payments", body='{"Payments": []}', key="k")
    assert caught.value.kind == transport.CONNECTION
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_breaks_off(server, xero, status):
    server.answers(reply(status, b'{"Invoices": [', length=500))
    with pytest.raises(TransportError) as caught:
        xero.call("get_invoices")
    assert caught.value.kind == transport.CONNECTION


@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_is_no_gzip(server, xero, status):
    server.answers(reply(status, b"no gzip", {"Content-Encoding": "gzip"}))
    with pytest.raises(TransportError) as caught:
        xero.call("get_invoices")
    assert caught.value.kind == transport.CONNECTION


def test_nobody_listens():
    xero = Transport("t", "token", "http://127.0.0.1:9", connect_timeout=1)
    with pytest.raises(TransportError) as caught:
        xero.call("get_organisations")
    assert caught.value.kind == transport.CONNECTION
    assert "token" not in str(caught.value)


# A token must not follow a redirect to another host.
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("operation", ["get_invoices", "create_invoices"])
def test_redirects_are_not_followed(server, xero, status, operation):
    server.answers(reply(status, b"", {"Location": f"{server.url}/elsewhere"}))
    body = None if operation == "get_invoices" else '{"Invoices": []}'
    assert xero.call(operation, body=body).status == status
    assert len(server.requests) == 1


# Trap 14
def test_answers_are_compressed(server, xero):
    packed = gzip.compress(json.dumps(NOTHING).encode())
    server.answers(reply(200, packed, {"Content-Encoding": "gzip"}))
    assert json.loads(xero.call("get_invoices").body) == NOTHING
    assert server.requests[0].headers["accept-encoding"] == "gzip"


# Trap 1: Configuration is a singleton; no company may call with another's token
def test_two_transports_keep_their_tokens_apart(server):
    server.answers(reply(200, {"Organisations": []}))
    one, two = (Transport(name, f"token-{name}", server.url) for name in ("a", "b"))
    for xero in (one, two, one):
        xero.call("get_organisations")
    assert [
        (request.headers["xero-tenant-id"], request.headers["authorization"])
        for request in server.requests
    ] == [("a", "Bearer token-a"), ("b", "Bearer token-b"), ("a", "Bearer token-a")]


def test_a_transport_shows_no_token():
    assert "secret" not in repr(Transport("t", "secret", "http://127.0.0.1:9"))
