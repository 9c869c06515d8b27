# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE, allocation
from odoo.addons.xero_connector.core.errors import LabelledError
from odoo.addons.xero_connector.core.operations import OPERATIONS
from odoo.addons.xero_connector.core.outcome import Done, Fail

from .sdk_models import check

ALLOCATION = CATALOGUE["allocation"]
FACTS = {
    "source_kind": "CreditNote",
    "source_id": "n-1",
    "document_id": "i-1",
    "amount": Decimal("60.00"),
    "date": date(2026, 1, 2),
}
STORED = {
    "AllocationID": "a-1",
    "Amount": 60,
    "Date": "/Date(1767312000000+0000)/",
    "Invoice": {"InvoiceID": "i-1", "LineItems": []},
}


def answer(body):
    return wire.Answer(200, {}, wire.dumps(body).encode())


# SPEC A30, P22
@pytest.mark.parametrize("kind", allocation.SOURCES)
def test_an_allocation_in_xeros_words(kind):
    payload = ALLOCATION.encode({**FACTS, "source_kind": kind})
    assert payload == {
        "Invoice": {"InvoiceID": "i-1"},
        "Amount": Decimal("60.00"),
        "Date": "2026-01-02",
    }
    check("Allocations", {"Allocations": [payload]})


@pytest.mark.parametrize("kind", allocation.SOURCES)
def test_each_source_has_its_own_calls(kind):
    source = f"{allocation.SOURCES[kind]}_id"
    create = OPERATIONS[ALLOCATION.actions[allocation.create_action(kind)]]
    assert (create.id_arguments, create.is_list) == ((source,), True)
    delete = OPERATIONS[ALLOCATION.actions[allocation.delete_action(kind)]]
    assert delete.ids("n-1/a-1") == {source: "n-1", "allocation_id": "a-1"}


def test_what_cannot_be_encoded_says_why():
    with pytest.raises(LabelledError, match="too_many_decimals"):
        ALLOCATION.encode({**FACTS, "amount": Decimal("1.005")})
    with pytest.raises(ValueError, match="no source"):
        ALLOCATION.encode({**FACTS, "source_kind": "Invoice"})


# SPEC X7: how an allocation whose answer was lost is found again
def test_the_natural_key_survives_the_wire():
    key = ALLOCATION.natural_key(ALLOCATION.encode(FACTS))
    assert key == ("i-1", Decimal("60.00"), "2026-01-02")
    source = {"CreditNoteID": "n-1", "Allocations": [{"IsDeleted": True}, STORED, "?"]}
    (element,) = allocation.allocation_elements(source)
    assert ALLOCATION.natural_key(element) == key
    assert ALLOCATION.natural_key({**STORED, "Invoice": {"InvoiceID": "I-1"}}) == key
    assert ALLOCATION.natural_key({**STORED, "Amount": 61}) != key
    assert ALLOCATION.natural_key({**STORED, "IsDeleted": True}) is None


# The specification's example of this answer has no AllocationID.
def test_an_answer_without_an_id_is_an_answer():
    nameless = {key: STORED[key] for key in ("Amount", "Date", "Invoice")}
    body = answer({"Allocations": [nameless]})
    (outcome,) = wire.results(body, ALLOCATION, [ALLOCATION.encode(FACTS)])
    assert outcome == Done(nameless)
    refused = {**nameless, "ValidationErrors": [{"Message": "Amount too large"}]}
    body = answer({"Allocations": [refused]})
    (outcome,) = wire.results(body, ALLOCATION, [ALLOCATION.encode(FACTS)])
    assert isinstance(outcome, Fail)


def test_a_deletion_answers_with_the_allocation_itself():
    gone = {"AllocationID": "a-1", "IsDeleted": True}
    (outcome,) = wire.results(answer(gone), ALLOCATION, [gone], bare=True)
    assert outcome == Done(gone)
    html = wire.Answer(200, {}, b"<html>")
    (outcome,) = wire.results(html, ALLOCATION, [gone], bare=True)
    assert outcome.uncertain


# SPEC X2
def test_an_allocation_is_proven():
    assert ALLOCATION.proof(FACTS, STORED) == []
    kept = wire.loads(wire.dumps(ALLOCATION.proof_facts(FACTS)))
    (difference,) = ALLOCATION.proof(kept, {**STORED, "Amount": Decimal("59.99")})
    assert str(difference) == "amount: 60 ≠ 59.99"


def test_an_allocation_names_its_source_where_xero_does():
    facts = ALLOCATION.decode({**STORED, "Overpayment": {"OverpaymentID": "o-1"}})
    assert (facts["source_kind"], facts["source_id"]) == ("Overpayment", "o-1")
    source = {"PrepaymentID": "p-1", "Allocations": [STORED]}
    (facts,) = allocation.allocations_of(source)
    assert (facts["source_kind"], facts["source_id"]) == ("Prepayment", "p-1")
    assert allocation.allocations_of({}) == []
