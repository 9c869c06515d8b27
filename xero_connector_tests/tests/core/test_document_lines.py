# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.entity import changed

from .documents import document, line, note, stored
from .sdk_models import check

INVOICE = CATALOGUE["invoice"]
TRACKING = [{"category_id": "t-1", "option_id": "o-1"}]


# SPEC P6: what Xero cannot compute stays visible
@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"price_unit": Decimal("33.333333")}, "Chairs\n2 x 33.333333"),
        ({"discount": Decimal("12.345"), "net": Decimal("87.66")}, "2 x 50 - 12.345%"),
        ({"quantity": Decimal("0.33333")}, "Chairs\n0.33333 x 50"),
        ({"price_unit": Decimal(7), "description": ""}, "2 x 7"),
    ],
)
def test_quantity_and_price_stay_visible(values, description):
    (sent,) = INVOICE.encode(document(line(**values)))["LineItems"]
    assert sent["Description"].endswith(description)
    assert (sent["Quantity"], "DiscountRate" in sent) == (1, False)


def test_a_long_description_is_cut_before_the_numbers():
    facts = document(line(description="x" * 5000, price_unit=Decimal(7)))
    (sent,) = INVOICE.encode(facts)["LineItems"]
    assert sent["Description"].endswith("x…\n2 x 7")
    assert len(sent["Description"]) <= 4000


def test_a_line_without_text_has_one_character():
    assert INVOICE.encode(document(line(description=" ")))["LineItems"][0][
        "Description"
    ] == ("-")


# SPEC A28: the lines of an update keep their identity
def test_a_known_line_keeps_its_id():
    facts = document(line(line_item_id="l-9"))
    assert INVOICE.encode(facts)["LineItems"][0]["LineItemID"] == "l-9"


def test_an_account_without_code_goes_by_its_id():
    (sent,) = INVOICE.encode(document(line(account_code="")))["LineItems"]
    assert sent["AccountID"] == "a-200"
    assert "AccountCode" not in sent
    check("Invoice", INVOICE.encode(document(line(account_code=""))))


# SPEC A28: what is not sent of a line that Xero has stays as it is there
def test_a_known_line_loses_what_it_has_no_more():
    values = {"line_item_id": "l-9", "tracking": [], "discount": Decimal(0)}
    (sent,) = INVOICE.encode(document(line(**values)))["LineItems"]
    assert (sent["DiscountRate"], sent["Tracking"]) == (0, [])
    (sent,) = INVOICE.encode(document(line(**values), type="ACCPAY"))["LineItems"]
    assert "DiscountRate" not in sent
    (sent,) = INVOICE.encode(document(line(tracking=[])))["LineItems"]
    assert not {"DiscountRate", "Tracking"} & sent.keys()


# SPEC P25, X15, B17
def test_a_line_carries_its_item_and_its_tracking():
    facts = document(line(item_code="CHAIR", tracking=TRACKING))
    payload = INVOICE.encode(facts)
    (sent,) = payload["LineItems"]
    assert sent["ItemCode"] == "CHAIR"
    assert sent["Tracking"] == [
        {"TrackingCategoryID": "t-1", "TrackingOptionID": "o-1"}
    ]
    check("Invoice", payload)
    (read,) = INVOICE.decode(stored(payload))["lines"]
    assert (read["item_code"], read["tracking"]) == ("CHAIR", TRACKING)


def test_a_change_of_tracking_or_item_in_xero_is_seen():
    element = stored(INVOICE.encode(document(line(tracking=TRACKING))))
    base = wire.loads(wire.dumps(INVOICE.snapshot(element)))
    (row,) = element["LineItems"]
    for change in ({"Tracking": []}, {"ItemCode": "TABLE"}):
        later = {**element, "LineItems": [{**row, **change}]}
        assert changed(base, INVOICE.snapshot(later)) == {"lines"}
    named = [{**row["Tracking"][0], "Name": "Region", "Option": "West"}]
    same = {**element, "LineItems": [{**row, "Tracking": named, "ItemCode": None}]}
    assert changed(base, INVOICE.snapshot(same)) == set()


# A base from before there were items and tracking is no change.
def test_a_snapshot_of_before_is_still_good():
    element = stored(INVOICE.encode(document()))
    base = INVOICE.snapshot(element)
    for one in base["lines"]:
        del one["item_code"], one["tracking"]
    assert changed(base, INVOICE.snapshot(element)) == set()


def test_a_note_is_only_its_text():
    facts = document(line(), note("  Thank\nyou "), note("", line_item_id="l-7"))
    payload = INVOICE.encode(facts)
    assert payload["LineItems"][1:] == [
        {"Description": "Thank\nyou"},
        {"Description": "-", "LineItemID": "l-7"},
    ]
    check("Invoice", payload)
    assert INVOICE.proof(facts, stored(payload)) == []
