# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is sent to Xero (XERO_API §7), against the SDK and a real server."""

import inspect
import json
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from xero_python.accounting import AccountingApi

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.transport import OPERATIONS

from .http_server import reply

NOTHING = {"Invoices": []}


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
