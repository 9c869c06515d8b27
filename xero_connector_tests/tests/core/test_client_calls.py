# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Writing calls that are no plain list of elements."""

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.operations import OPERATIONS
from odoo.addons.xero_connector.core.outcome import Done

from .sdk_models import check
from .test_client import answer, client_of

ALLOCATION, CURRENCY, ATTACHMENT, HISTORY = (
    CATALOGUE[name]
    for name in ("allocation", "currency", "attachment", "history_record")
)
ROW = {"Amount": 60, "Date": "2026-01-02", "Invoice": {"InvoiceID": "i-1"}}


def test_allocations_are_made_below_their_source():
    client = client_of(answer({"Allocations": [{**ROW, "AllocationID": "a-1"}]}))
    outcomes = client.write(
        ALLOCATION, "create_overpayment", [ROW], "k", overpayment_id="o-1"
    )
    assert outcomes == [Done({**ROW, "AllocationID": "a-1"})]
    (asked,) = client.transport.asked
    assert asked == (
        "create_overpayment_allocations",
        wire.dumps({"Allocations": [ROW]}),
        "k",
        {"overpayment_id": "o-1"},
    )


# SPEC X7: what was stored is what is sent, also where nothing is sent
@pytest.mark.parametrize("stored", [True, False])
def test_an_allocation_is_deleted_without_a_body(stored):
    client = client_of(answer({"AllocationId": "a-1", "IsDeleted": True}))
    ids = OPERATIONS["delete_credit_note_allocations"].ids("n-1/a-1")
    content = "{}" if stored else [{"AllocationID": "a-1"}]
    (outcome,) = client.write(ALLOCATION, "delete_credit_note", content, "k", **ids)
    assert isinstance(outcome, Done)
    ((operation, body, _key, params),) = client.transport.asked
    assert (operation, body) == ("delete_credit_note_allocations", None)
    assert params == {"credit_note_id": "n-1", "allocation_id": "a-1"}


@pytest.mark.parametrize("stored", [True, False])
def test_a_currency_is_added_by_itself(stored):
    client = client_of(answer({"Currencies": [{"Code": "EUR"}]}))
    content = '{"Code": "EUR"}' if stored else [{"Code": "EUR"}]
    assert client.write(CURRENCY, "create", content, "k") == [Done({"Code": "EUR"})]
    ((_operation, body, _key, params),) = client.transport.asked
    assert (body, params) == ('{"Code": "EUR"}', {})


# SPEC X21
def test_a_file_is_answered_by_its_attachment():
    found = {"AttachmentID": "f-1", "FileName": "a.pdf", "ContentLength": 4}
    client = client_of(answer({"Attachments": [found]}))
    ids = {"invoice_id": "i-1", "file_name": "a.pdf", "include_online": True}
    outcomes = client.write(ATTACHMENT, "create_invoice", b"%PDF", "k", **ids)
    assert outcomes == [Done(found)]
    ((_operation, body, _key, params),) = client.transport.asked
    assert (body, params) == (b"%PDF", ids)
    assert ATTACHMENT.decode(found)["size"] == 4
    assert ATTACHMENT.natural_key(found) == "a.pdf"


def test_a_note_in_the_history_has_no_id():
    payload = HISTORY.encode({"text": "Sent from Odoo\n" + "x" * 500})
    check("HistoryRecord", payload)
    assert len(payload["Details"]) == 250  # the shorter of two that are told
    client = client_of(answer({"HistoryRecords": [payload]}))
    outcomes = client.write(HISTORY, "create_invoice", [payload], "k", invoice_id="i-1")
    assert outcomes == [Done(payload)]
