# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The traps of XERO_API §7, each against a real server."""

import gzip
import inspect
import json
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from xero_python.accounting import AccountingApi

from odoo.addons.xero_connector.core import transport, wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.transport import (
    OPERATIONS,
    Transport,
    TransportError,
)

from .http_server import cut_connection, reply, silence

NOTHING = {"Invoices": []}


@pytest.fixture
def xero(server):
    with_timeouts = Transport("tenant-1", "token-1", f"{server.url}/api.xro/2.0/")
    yield with_timeouts
    with_timeouts.close()


def quick(server, **timeouts):
    return Transport("t", "token", server.url, **{"connect_timeout": 1, **timeouts})


# === THE TABLE AGAINST THE SDK === #


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_each_operation_fits_the_sdk(operation):
    accepted = set(inspect.signature(getattr(AccountingApi, operation.name)).parameters)
    flags = {
        "summarize_errors": operation.summarize,
        "unitdp": operation.unitdp,
        "idempotency_key": operation.idempotent,
        "page": operation.paged,
    }
    for name, expected in flags.items():
        assert (name in accepted) is expected
    given_ = {*operation.arguments, *operation.id_arguments, operation.body_argument}
    known = accepted - {"self", "xero_tenant_id", *flags} | {"page"}
    known = {name for name in known if not name.startswith("_")}
    unused = {"allow_backorders"}
    assert given_ - {None} == {n for n in known - unused if n in accepted}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_each_operation_says_whether_it_writes(operation):
    source = inspect.getsource(getattr(AccountingApi, operation.name))
    assert operation.writes is ('"GET"' not in source)
    assert operation.writes or operation.body_argument is None
    assert (operation.body_argument is None) is ("body_params = None" in source)
    answer = operation.bare_answer or operation.plural
    assert f'response_type="{answer}"' in source
    assert operation.raw is ('["application/octet-stream"]' in source)


def test_each_action_of_an_entity_is_an_operation():
    for entity in CATALOGUE.values():
        for name in entity.actions.values():
            assert OPERATIONS[name].plural == entity.plural


# === REQUESTS === #


def test_a_read_asks_for_what_it_needs(server, xero):
    server.answers(reply(200, NOTHING, {"Xero-Correlation-Id": "c-1"}))
    since = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    answer = xero.call("get_invoices", i_ds=["a", "b"], page=2, if_modified_since=since)
    (request,) = server.requests
    assert (request.method, request.path) == ("GET", "/api.xro/2.0/Invoices")
    assert request.query == {"IDs": "a,b", "page": "2", "unitdp": "4"}
    assert request.headers["authorization"] == "Bearer token-1"
    assert request.headers["xero-tenant-id"] == "tenant-1"
    assert request.headers["accept"] == "application/json"
    assert request.headers["if-modified-since"] == "2026-01-02T03:04:05+00:00"
    assert (answer.status, json.loads(answer.body)) == (200, NOTHING)
    assert answer.headers["xero-correlation-id"] == "c-1"


# SPEC P8, X7, P6
def test_a_write_carries_its_key_and_asks_for_each_element(server, xero):
    server.answers(reply(200, NOTHING))
    xero.call("create_invoices", body='{"Invoices": [{"Total": 1.10}]}', key="k-1")
    (request,) = server.requests
    assert (request.method, request.path) == ("PUT", "/api.xro/2.0/Invoices")
    assert request.query == {"summarizeErrors": "False", "unitdp": "4"}
    assert request.headers["idempotency-key"] == "k-1"
    assert request.json() == {"Invoices": [{"Total": 1.1}]}


def test_a_payment_is_deleted_by_its_id(server, xero):
    server.answers(reply(200, {"Payments": []}))
    body = wire.dumps({"Status": "DELETED"})
    xero.call("delete_payment", body=body, key="k", payment_id="p/1")
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/api.xro/2.0/Payments/p%2F1")
    assert request.json() == {"Status": "DELETED"}


def test_an_allocation_is_deleted_by_two_ids_and_no_body(server, xero):
    server.answers(reply(200, {"IsDeleted": True}))
    ids = OPERATIONS["delete_credit_note_allocations"].ids("c-1/a-1")
    xero.call("delete_credit_note_allocations", **ids)
    (request,) = server.requests
    assert request.method == "DELETE"
    assert request.path == "/api.xro/2.0/CreditNotes/c-1/Allocations/a-1"
    assert not request.body


# SPEC X21: the bytes of a file, unchanged, whatever its name
def test_a_file_is_sent_as_it_is(server, xero):
    server.answers(reply(200, {"Attachments": []}))
    content = b"%PDF-1.7\x00\xff"
    operation = OPERATIONS["create_invoice_attachment_by_file_name"]
    ids = operation.ids("i-1/INV/2026/1 é.pdf")
    xero.call(operation.name, body=content, key="k", include_online=True, **ids)
    (request,) = server.requests
    assert request.method == "PUT"
    assert request.path == (
        "/api.xro/2.0/Invoices/i-1/Attachments/INV%2F2026%2F1%20%C3%A9.pdf"
    )
    assert request.query == {"IncludeOnline": "True"}
    assert request.headers["content-type"] == "application/octet-stream"
    assert request.headers["idempotency-key"] == "k"
    assert request.body == content


def test_a_currency_is_a_body_of_its_own(server, xero):
    server.answers(reply(200, {"Currencies": []}))
    xero.call("create_currency", body='{"Code": "EUR"}', key="k")
    assert server.requests[0].json() == {"Code": "EUR"}


def test_ids_have_to_be_complete():
    with pytest.raises(ValueError, match="zip"):
        OPERATIONS["delete_credit_note_allocations"].ids("only-one")
    assert OPERATIONS["create_invoices"].ids("") == {}


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("create_invoice_attachment_by_file_name", {"invoice_id": "i", "body": "x"}),
        ("delete_credit_note_allocations", {"credit_note_id": "c"}),
        ("create_credit_notes", {"body": b"{}"}),
        ("get_tax_rates", {"page": 1}),
        ("get_payment", {}),
        ("create_payments", {}),
        ("create_payments", {"body": "{}", "unitdp": 4}),
        ("get_accounts", {"body": "{}"}),
    ],
)
def test_arguments_that_the_operation_does_not_take(server, xero, operation, arguments):
    with pytest.raises(TypeError):
        xero.call(operation, **arguments)
    assert not server.requests


# SPEC X7: one key covers the exact bytes of a batch
@given(
    st.dictionaries(
        st.text(max_size=5),
        st.one_of(
            st.text(max_size=5),
            st.booleans(),
            st.decimals(-(10**9), 10**9, places=4),
            st.lists(st.integers(), max_size=2),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bytes_are_a_function_of_the_text(server, xero, element):
    text = wire.dumps({"Contacts": [element]})
    server.answers(reply(200, NOTHING))
    for _time in (1, 2):
        xero.call("create_contacts", body=text, key="k")
    first, second = server.requests[-2:]
    assert first.body == second.body
    assert json.loads(first.body, parse_float=Decimal) == wire.loads(text)


# Trap 6: amounts that a float would spoil
@pytest.mark.parametrize(
    "amount", ["0.01", "1234567.89", "999999999999.99", "0.000001"]
)
def test_amounts_arrive_exactly(server, xero, amount):
    server.answers(reply(200, NOTHING))
    xero.call(
        "create_payments", body=wire.dumps({"Payments": [{"Amount": Decimal(amount)}]})
    )
    sent = json.loads(server.requests[0].body, parse_float=Decimal)
    assert sent["Payments"][0]["Amount"] == Decimal(amount)


# === ANSWERS === #


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
