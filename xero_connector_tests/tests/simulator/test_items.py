# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Items, and what lines get from them."""

from decimal import Decimal

import pytest
from xero_python.accounting import Item, Items, Purchase

from .client import API, invoice, line, refused

CHAIR = {
    "Code": "CHAIR",
    "Name": "Office chair",
    "Description": "A chair to sit on",
    "PurchaseDescription": "A chair to sell",
    "SalesDetails": {"UnitPrice": "99.5", "AccountCode": "260", "TaxType": "RROUTPUT"},
    "PurchaseDetails": {"UnitPrice": 40, "AccountCode": "310"},
}
TRACKED = {
    "Code": "DESK",
    "InventoryAssetAccountCode": "630",
    "PurchaseDetails": {"UnitPrice": 10, "COGSAccountCode": "310"},
}


@pytest.fixture
def chair(client):
    return client.add("Items", CHAIR)


def test_through_the_sdk(client):
    sdk, tenant = client.sdk, client.tenant
    sales = Purchase(unit_price=12.3456, account_code="200")
    wanted = Items(items=[Item(code="A", name="Apple", sales_details=sales)])
    made = sdk.create_items(tenant, wanted, unitdp=4).items[0]
    assert made.sales_details.unit_price == Decimal("12.3456")
    read = sdk.get_item(tenant, made.item_id).items[0]
    assert read.sales_details.unit_price == Decimal("12.35")
    assert (read.is_sold, read.is_purchased) == (True, True)
    assert read.is_tracked_as_inventory is False
    change = Items(items=[Item(code="B", name="Berry")])
    assert sdk.update_item(tenant, made.item_id, change).items[0].code == "B"
    sdk.delete_item(tenant, made.item_id)
    assert sdk.get_items(tenant).items == []


def test_read_by_code_and_all_at_once(client, chair):
    assert client.one("Items/CHAIR")["ItemID"] == chair["ItemID"]
    client.add("Items", {"Code": "B"})
    body = client.get("Items", page=1, order="Code DESC").json()
    assert "pagination" not in body
    assert [each["Code"] for each in body["Items"]] == ["CHAIR", "B"]
    found = client.get("Items", where='Code=="B"').json()["Items"]
    assert [each["Code"] for each in found] == ["B"]


def test_unit_prices_have_two_digits_unless_asked_for_four(client):
    element = {"Code": "A", "SalesDetails": {"UnitPrice": "1.2345"}}
    assert client.add("Items", element)["SalesDetails"]["UnitPrice"] == Decimal("1.23")
    element["Code"] = "B"
    client.add("Items", element, unitdp=4)
    price = client.one("Items/B", unitdp=4)["SalesDetails"]["UnitPrice"]
    assert price == Decimal("1.2345")


def test_post_finds_by_id_then_by_code(client, chair, org):
    saved = client.update("Items", {"Code": "chair", "Name": "Seat"})
    assert saved["ItemID"] == chair["ItemID"] and saved["Name"] == "Seat"
    assert saved["Description"] == "A chair to sit on"
    saved = client.update("Items", {"ItemID": chair["ItemID"], "Code": "SEAT"})
    assert saved["Code"] == "SEAT" and len(org.items) == 1
    client.update("Items", {"Code": "NEW"})
    unknown = {"ItemID": "11111111-1111-1111-1111-111111111111", "Code": "X"}
    assert client.post("Items", unknown).status == 400 and len(org.items) == 2


def test_code_is_unique(client, chair):
    message = ["Price List Item with Code 'CHAIR' already exists"]
    assert client.put("Items", {"Code": "CHAIR"}).messages == message
    other = client.add("Items", {"Code": "B"})
    renamed = {"ItemID": other["ItemID"], "Code": "CHAIR"}
    assert client.post("Items", renamed).messages == message


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        ({"Code": ""}, ["Code must be specified"]),
        ({"Code": "x" * 31}, ["The Code field must not be longer than 30 characters."]),
        ({"Name": "x" * 51}, ["The Name field must not be longer than 50 characters."]),
        (
            {"Description": "x" * 4001},
            ["The Description field must not be longer than 4000 characters."],
        ),
        (
            {"SalesDetails": {"AccountCode": "610"}},
            ["Account code '610' is not a valid code for this item."],
        ),
        (
            {"PurchaseDetails": {"AccountCode": "999"}},
            ["Account code '999' is not a valid code for this item."],
        ),
        (
            {"SalesDetails": {"TaxType": "FUN"}},
            ["The TaxType code FUN does not exist."],
        ),
        (
            {"InventoryAssetAccountCode": "630"},
            [
                "InventoryAssetAccountCode and COGSAccountCode must both be specified "
                "for a tracked item."
            ],
        ),
        (
            {**TRACKED, "InventoryAssetAccountCode": "710"},
            ["InventoryAssetAccountCode must be an INVENTORY account."],
        ),
        (
            {**TRACKED, "PurchaseDetails": {"COGSAccountCode": "400"}},
            ["COGSAccountCode must be a DIRECTCOSTS account."],
        ),
        (
            {
                **TRACKED,
                "PurchaseDetails": {"COGSAccountCode": "310", "AccountCode": "310"},
            },
            ["A tracked item has no AccountCode in PurchaseDetails."],
        ),
    ],
)
def test_refused(client, change, messages):
    assert client.put("Items", {"Code": "A", **change}).messages == messages


def test_tracked_item(client):
    saved = client.add("Items", TRACKED)
    assert saved["IsTrackedAsInventory"] is True
    assert saved["InventoryAssetAccountCode"] == "630"
    read = client.sdk.get_item(client.tenant, saved["ItemID"]).items[0]
    assert read.quantity_on_hand == 0 and read.purchase_details.unit_price == 10


def test_no_longer_sold(client, chair):
    saved = client.update("Items", {"Code": "CHAIR", "IsSold": False})
    assert saved["IsSold"] is False and saved["SalesDetails"] == {}
    assert "Description" not in saved
    assert saved["PurchaseDetails"]["AccountCode"] == "310"


def test_deleted_item_stays_on_its_lines(client, chair, authorised, contact):
    saved = authorised({"ItemCode": "CHAIR", "Quantity": 1})
    path = f"{API}/Items/{chair['ItemID']}"
    assert client.http("DELETE", path).status == 204
    assert client.get("Items/CHAIR").status == 404
    kept = {"LineItemID": saved["LineItems"][0]["LineItemID"], "Quantity": 2}
    change = {"InvoiceID": saved["InvoiceID"], "LineItems": [kept]}
    assert client.update("Invoices", change)["LineItems"][0]["ItemCode"] == "CHAIR"
    element = invoice(contact["ContactID"], line(ItemCode="CHAIR"))
    assert refused(client, element) == ["Item code 'CHAIR' is not valid."]


def test_line_takes_from_its_item_what_it_does_not_say(chair, authorised):
    shown = authorised({"ItemCode": "chair", "Quantity": 2})["LineItems"][0]
    assert shown["ItemCode"] == "CHAIR" and shown["Item"] == {
        "ItemID": chair["ItemID"],
        "Code": "CHAIR",
        "Name": "Office chair",
    }
    assert shown["Description"] == "A chair to sit on"
    assert (shown["AccountCode"], shown["TaxType"]) == ("260", "RROUTPUT")
    assert (shown["LineAmount"], shown["TaxAmount"]) == (199, Decimal("9.95"))


def test_what_a_line_says_stands(chair, authorised, org):
    said = line("0", "200", ItemCode="CHAIR", TaxType="NONE", Description="Gift")
    shown = authorised(said, line())["LineItems"][0]
    assert (shown["AccountCode"], shown["TaxType"]) == ("200", "NONE")
    assert (shown["UnitAmount"], shown["Description"]) == (0, "Gift")
    by_id = {
        "ItemCode": "CHAIR",
        "AccountID": org.accounts.get("200").id,
        "Quantity": 3,
        "LineAmount": 30,
    }
    shown = authorised(by_id)["LineItems"][0]
    assert (shown["AccountCode"], shown["UnitAmount"]) == ("200", 10)


def test_bill_takes_what_is_said_of_purchases(client, contact, authorised):
    client.add("Items", CHAIR)
    client.add("Items", TRACKED)
    lines = [{"ItemCode": code, "Quantity": 1} for code in ("CHAIR", "DESK")]
    lines[1]["Description"] = "A desk"
    bill = authorised(*lines, Type="ACCPAY")
    chair, desk = bill["LineItems"]
    assert (chair["Description"], chair["AccountCode"]) == ("A chair to sell", "310")
    assert (desk["UnitAmount"], desk["AccountCode"]) == (10, "630")
