# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

import pytest

from odoo.addons.xero_connector.core import wire
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.entity import changed
from odoo.addons.xero_connector.core.errors import LabelledError

from .sdk_models import check

ITEM = CATALOGUE["item"]
FACTS = {
    "code": "CHAIR",
    "name": "Chair" * 20,
    "description": "A chair\nof wood",
    "purchase_description": "",
    "is_sold": True,
    "is_purchased": True,
    "sales": {
        "price": Decimal("50.123456"),
        "account_code": "200",
        "tax_type": "OUTPUT2",
    },
    "purchase": {"price": Decimal(20), "account_code": "", "tax_type": ""},
}


# SPEC B17, P6
def test_an_item_in_xeros_words():
    payload = ITEM.encode(FACTS)
    assert payload == {
        "Code": "CHAIR",
        "Name": ("Chair" * 20)[:49] + "…",
        "Description": "A chair\nof wood",
        "PurchaseDescription": "",
        "IsSold": True,
        "IsPurchased": True,
        "SalesDetails": {
            "UnitPrice": Decimal("50.1235"),
            "AccountCode": "200",
            "TaxType": "OUTPUT2",
        },
        "PurchaseDetails": {"UnitPrice": 20},
    }
    check("Item", payload)


def test_what_is_not_sold_has_no_price():
    payload = ITEM.encode({**FACTS, "is_sold": False})
    assert not {"Description", "SalesDetails"} & payload.keys()
    assert payload["IsSold"] is False
    check("Item", payload)


@pytest.mark.parametrize(
    ("code", "label"), [("x" * 31, "number_too_long"), (" ", "item_invalid")]
)
def test_a_code_is_never_cut_and_never_missing(code, label):
    with pytest.raises(LabelledError) as caught:
        ITEM.encode({**FACTS, "code": code})
    assert caught.value.label == label


def test_an_item_from_xero():
    element = {
        "ItemID": "x-1",
        "Code": "CHAIR",
        "IsTrackedAsInventory": True,
        "QuantityOnHand": Decimal("2.5000"),
        "SalesDetails": {"UnitPrice": Decimal("50.1235")},
        "PurchaseDetails": None,
    }
    facts = ITEM.decode(element)
    assert (facts["xero_id"], facts["is_tracked"]) == ("x-1", True)
    assert (facts["quantity_on_hand"], facts["sales"]["price"]) == (
        Decimal("2.5"),
        Decimal("50.1235"),
    )
    assert ITEM.natural_key(element) == "CHAIR"


def test_what_was_sent_is_what_came_back():
    payload = ITEM.encode(FACTS)
    element = {**wire.loads(wire.dumps(payload)), "ItemID": "x-1"}
    assert changed(ITEM.snapshot(payload), ITEM.snapshot(element)) == set()
    dearer = {**element, "SalesDetails": {**payload["SalesDetails"], "UnitPrice": 51}}
    assert changed(ITEM.snapshot(payload), ITEM.snapshot(dearer)) == {"sales"}
