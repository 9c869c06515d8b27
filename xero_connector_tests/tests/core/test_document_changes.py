# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What both sides agreed on, what a document is recognised by, how it is removed."""

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE, credit_note, invoice
from odoo.addons.xero_connector.core.entity import changed
from odoo.addons.xero_connector.core.errors import LabelledError

from .documents import TYPES, document, stored
from .sdk_models import check

INVOICE = CATALOGUE["invoice"]


# SPEC A28, P20: conflict detection
def test_a_snapshot_ignores_spelling_and_payments():
    facts = document(reference="")
    element = stored(INVOICE.encode(facts))
    base = wire.loads(wire.dumps(INVOICE.snapshot(element)))
    later = {
        **element,
        "Status": "PAID",
        "AmountDue": 0,
        "Payments": [{"PaymentID": "p"}],
        "Date": "2026-01-02T00:00:00",
        "Reference": None,
        "UpdatedDateUTC": "/Date(1767398400000+0000)/",
    }
    later["LineItems"] = [{**element["LineItems"][0], "UnitAmount": 50, "Quantity": 2}]
    assert changed(base, INVOICE.snapshot(later)) == set()
    later["LineItems"][0]["Description"] = "Tables"
    assert changed(base, INVOICE.snapshot(later)) == {"lines"}
    assert changed(base, INVOICE.snapshot({**element, "DueDate": None})) == {"due_date"}


# SPEC A29: cancel and post again ends with a live document
@pytest.mark.parametrize(
    ("module", "model"), [(invoice, "Invoice"), (credit_note, "CreditNote")]
)
def test_removal_renames_first_and_then_voids(module, model):
    name, xero_id = "INV/2026/0001", "0a1b2c3d-4444-5555-6666-777788889999"
    id_key, number_key = f"{model}ID", f"{model}Number"
    step, more = module.removal(xero_id, name, "AUTHORISED")
    assert (step, more) == (
        {id_key: xero_id, number_key: f"{name} VOID 0a1b2c3d"},
        True,
    )
    check(model, step)
    step, more = module.removal(xero_id, step[number_key], "AUTHORISED")
    assert (step, more) == ({id_key: xero_id, "Status": "VOIDED"}, False)
    check(model, step)


@pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED"])
def test_what_is_not_approved_is_deleted(status):
    step, more = invoice.removal("x" * 36, "", status)
    assert (step["Status"], more) == ("DELETED", False)


def test_what_is_paid_or_gone_is_not_removed():
    for status, label in (
        ("PAID", "document_paid"),
        ("VOIDED", "removed_in_xero"),
        ("DELETED", "removed_in_xero"),
    ):
        with pytest.raises(LabelledError) as caught:
            invoice.removal("x", "INV/1", status)
        assert caught.value.label == label


def test_a_renamed_number_still_fits():
    step, _more = invoice.removal("x" * 36, "n" * 255, "DRAFT", suffix="GONE")
    assert len(step["InvoiceNumber"]) == 255
    assert step["InvoiceNumber"].endswith(" GONE")


@pytest.mark.parametrize("kind", TYPES)
def test_a_snapshot_survives_the_wire(kind):
    entity = CATALOGUE[TYPES[kind][0]]
    element = stored(entity.encode(document(type=kind)))
    later = wire.loads(wire.dumps(element))
    assert changed(entity.snapshot(element), entity.snapshot(later)) == set()
    other = {**later, "Contact": {"ContactID": "c-2"}}
    assert changed(entity.snapshot(element), entity.snapshot(other)) == {"contact_id"}


# SPEC X7, P14: suppliers number as they like, two of them the same
URL = "https://odoo.example.com/1"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("ACCREC", "BILL 7"),
        ("ACCPAY", ("BILL 7", "c-1", URL)),
        ("ACCRECCREDIT", "BILL 7"),
        ("ACCPAYCREDIT", ("BILL 7", "c-1")),
    ],
)
def test_what_a_document_is_recognised_by(kind, key):
    entity = CATALOGUE[TYPES[kind][0]]
    payload = entity.encode(document(type=kind, number="BILL 7", url=URL))
    assert entity.natural_key(payload) == key
    assert entity.natural_key(stored(payload)) == key
    assert entity.natural_key({**payload, entity.number_key: None}) is None


def test_a_step_of_removal_is_recognised_by_its_id():
    step, _more = invoice.removal("i-1", "BILL 7", "AUTHORISED")
    answer = wire.Answer(
        200, {}, b'{"Invoices": [{"InvoiceID": "i-1", "Type": "ACCPAY"}]}'
    )
    (outcome,) = wire.results(answer, INVOICE, [step])
    assert outcome.element["InvoiceID"] == "i-1"
