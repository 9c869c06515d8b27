# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Nothing is believed unproven, of whatever kind of document (SPEC X2)."""

from decimal import Decimal

import pytest
from hypothesis import given

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE, invoice

from .documents import TYPES, document, documents, line, note, stored
from .sdk_models import check

INVOICE = CATALOGUE["invoice"]


# SPEC R2, X2: whatever the document, Xero's figures are Odoo's
@given(documents)
def test_every_document_is_proven(facts):
    name, model = TYPES[facts["type"]]
    entity = CATALOGUE[name]
    payload = entity.encode(facts)
    check(model, payload)
    element = wire.loads(wire.dumps(stored(payload)))
    assert entity.proof(facts, element) == []
    kept = entity.proof_facts(facts)
    assert entity.proof(wire.loads(wire.dumps(kept)), element) == []
    for one in payload["LineItems"]:
        assert one["Description"]
        assert len(one["Description"]) <= 4000
        assert "LineAmount" not in one
        assert facts["type"] == "ACCREC" or "DiscountRate" not in one


# SPEC X2, P5: to the cent, per rate, per account, and more
@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"Total": Decimal("115.01")}, "Total"),
        ({"SubTotal": Decimal("99.99")}, "SubTotal"),
        ({"TotalTax": None}, "TotalTax"),
        ({"Date": "/Date(1767398400000+0000)/"}, "Date"),
        ({"Contact": {"ContactID": "c-2"}}, "ContactID"),
        ({"CurrencyCode": None}, "CurrencyCode"),
    ],
)
def test_a_difference_is_found(more, what):
    facts = document()
    (difference,) = INVOICE.proof(facts, stored(INVOICE.encode(facts), **more))
    assert difference.what == what


# SPEC X2: the amounts in the base currency follow from the rate
def test_another_exchange_rate_is_found():
    facts = document(currency="EUR", currency_rate=Decimal("1.2345678"))
    payload = INVOICE.encode(facts)
    assert INVOICE.proof(facts, stored(payload, CurrencyRate=1.234568)) == []
    (difference,) = INVOICE.proof(facts, stored(payload, CurrencyRate=1.23))
    assert difference.what == "CurrencyRate"


def test_equal_totals_on_the_wrong_account_or_rate_are_different():
    facts = document(line(), line(key=8, account_code="260", tax_type="NONE"))
    element = stored(INVOICE.encode(facts))
    first, second = element["LineItems"]
    first["AccountCode"], second["AccountCode"] = "260", "200"
    assert INVOICE.proof(facts, element) == []  # both are 100.00
    second["AccountCode"] = "260"
    found = {str(one) for one in INVOICE.proof(facts, element)}
    assert found == {"net 200: 100.00 ≠ 0.00", "net 260: 100.00 ≠ 200.00"}
    second["AccountCode"], second["TaxType"] = "200", "OUTPUT2"
    found = {one.what for one in INVOICE.proof(facts, element)}
    assert found == {"tax NONE", "tax OUTPUT2"}


def test_inclusive_lines_are_compared_without_tax():
    facts = document()
    element = stored(INVOICE.encode(facts))
    element["LineAmountTypes"] = "Inclusive"
    element["LineItems"][0]["LineAmount"] = Decimal("115.00")
    assert INVOICE.proof(facts, element) == []


def test_line_ids_follow_the_lines_wherever_they_are():
    facts = document(
        line(key=1),
        line(key=2, net=Decimal("50.00"), quantity=Decimal(1)),
        line(key=3, account_code="260"),
        line(key=4),
    )
    element = stored(INVOICE.encode(facts))
    in_order = {"1": "l-0", "2": "l-1", "3": "l-2", "4": "l-3"}
    assert invoice.line_items(facts, element) == in_order
    element["LineItems"].reverse()
    found = invoice.line_items(INVOICE.proof_facts(facts), element)
    assert found == {"1": "l-3", "2": "l-1", "3": "l-2", "4": "l-0"}
    del element["LineItems"][1:]
    assert invoice.line_items(facts, element) == {"1": "l-3"}
    assert invoice.line_items(facts, {}) == {}


def test_line_ids_of_notes_follow_their_text():
    facts = document(note("one", key=1), line(key=2), note("two", key=3))
    element = stored(INVOICE.encode(facts))
    element["LineItems"].reverse()
    element["LineItems"][0]["TaxType"] = "NONE"  # Xero may fill in what has no meaning
    found = invoice.line_items(INVOICE.proof_facts(facts), element)
    assert found == {"1": "l-0", "2": "l-1", "3": "l-2"}
    element["LineItems"][0]["Description"] = "three"
    assert invoice.line_items(facts, element) == {"1": "l-0", "2": "l-1"}


@pytest.mark.parametrize("kind", TYPES)
def test_a_cent_too_much_is_found_on_every_kind(kind):
    entity = CATALOGUE[TYPES[kind][0]]
    facts = document(type=kind)
    element = stored(entity.encode(facts), Total=Decimal("115.01"))
    (difference,) = entity.proof(facts, element)
    assert str(difference) == "Total: 115.00 ≠ 115.01"
