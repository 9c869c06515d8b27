# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/TrackingCategories and what lines say about them."""

import pytest
from xero_python.accounting import TrackingCategory, TrackingOption

from .client import API, invoice, line, refused


@pytest.fixture
def region(client):
    """An active category with the options North and South."""
    made = client.add("TrackingCategories", {"Name": "Region"})
    for name in ("North", "South"):
        option(client, made, {"Name": name})
    return client.one(f"TrackingCategories/{made['TrackingCategoryID']}")


def option(client, category, element, key="", method="PUT"):
    path = f"{API}/TrackingCategories/{category['TrackingCategoryID']}/Options/{key}"
    return client.http(method, path, element)


def tracked(authorised, *tracking):
    return authorised(line(Tracking=list(tracking)))["LineItems"][0]["Tracking"]


def listed(client, **query):
    return client.get("TrackingCategories", **query).json()["TrackingCategories"]


def test_through_the_sdk(client):
    sdk, tenant = client.sdk, client.tenant
    made = sdk.create_tracking_category(tenant, TrackingCategory(name="Region"))
    key = made.tracking_categories[0].tracking_category_id
    added = sdk.create_tracking_options(tenant, key, TrackingOption(name="North"))
    assert added.options[0].status == "ACTIVE"
    option_id = added.options[0].tracking_option_id
    sdk.update_tracking_options(tenant, key, option_id, TrackingOption(name="East"))
    sdk.update_tracking_category(tenant, key, TrackingCategory(name="Area"))
    read = sdk.get_tracking_category(tenant, key).tracking_categories[0]
    assert (read.name, read.options[0].name) == ("Area", "East")
    sdk.delete_tracking_options(tenant, key, option_id)
    sdk.delete_tracking_category(tenant, key)
    assert sdk.get_tracking_categories(tenant).tracking_categories == []
    gone = sdk.get_tracking_category(tenant, key).tracking_categories[0]
    assert (gone.status, gone.options) == ("DELETED", [])


def test_archived_ones_on_request(client, region):
    key = region["TrackingCategoryID"]
    north = region["Options"][0]["TrackingOptionID"]
    option(client, region, {"Status": "ARCHIVED"}, north, "POST")
    assert [each["Name"] for each in listed(client)[0]["Options"]] == ["South"]
    client.update(f"TrackingCategories/{key}", {"Status": "ARCHIVED"})
    assert listed(client) == []
    shown = listed(client, includeArchived="True")[0]
    assert shown["Status"] == "ARCHIVED"
    assert [each["IsArchived"] for each in shown["Options"]] == [True, False]
    assert listed(client, includeArchived="true", where='Status=="ACTIVE"') == []


def test_two_active_and_four_in_all(client, region):
    def archive(saved):
        key = saved["TrackingCategoryID"]
        client.update(f"TrackingCategories/{key}", {"Status": "ARCHIVED"})

    second = client.add("TrackingCategories", {"Name": "B"})
    third = client.put("TrackingCategories", {"Name": "C"})
    assert third.messages == ["Only two tracking categories can be active."]
    archive(region)
    archive(second)
    third = client.add("TrackingCategories", {"Name": "C"})
    client.add("TrackingCategories", {"Name": "D"})
    path = f"TrackingCategories/{region['TrackingCategoryID']}"
    again = client.post(path, {"Status": "ACTIVE"})
    assert again.messages == ["Only two tracking categories can be active."]
    archive(third)
    assert client.put("TrackingCategories", {"Name": "E"}).messages == [
        "An organisation can have four tracking categories."
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Name must be specified"),
        ("REGION", "Please enter a unique Name."),
        ("x" * 101, "The Name field must not be longer than 100 characters."),
    ],
)
def test_bad_names(client, region, name, message):
    assert message in client.put("TrackingCategories", {"Name": name}).messages
    name = "NORTH" if name == "REGION" else name
    assert message in option(client, region, {"Name": name}).messages
    south = region["Options"][1]["TrackingOptionID"]
    answer = option(client, region, {"Name": name}, south, "POST")
    assert message in answer.messages


def test_unknown_addresses(client, region):
    unknown = "11111111-1111-1111-1111-111111111111"
    assert client.get(f"TrackingCategories/{unknown}").status == 404
    assert option(client, region, {"Name": "A"}, unknown, "POST").status == 404
    assert option(client, region, None, method="GET").status == 501
    assert client.post("TrackingCategories", {"Name": "A"}).status == 501
    path = f"TrackingCategories/{region['TrackingCategoryID']}"
    assert client.post(path, {"Status": "DELETED"}).status == 400


@pytest.mark.parametrize("by", ["id", "name"])
def test_line_is_tracked(client, authorised, region, by):
    north = region["Options"][0]
    full = {
        "Name": "Region",
        "Option": "North",
        "TrackingCategoryID": region["TrackingCategoryID"],
        "TrackingOptionID": north["TrackingOptionID"],
    }
    ids = {key: value for key, value in full.items() if key.endswith("ID")}
    names = {"Name": "region", "Option": "NORTH"}
    assert tracked(authorised, ids if by == "id" else names) == [full]


def test_line_shows_a_renamed_option(client, authorised, region):
    saved = authorised(line(Tracking=[{"Name": "Region", "Option": "North"}]))
    north = region["Options"][0]["TrackingOptionID"]
    option(client, region, {"Name": "Up"}, north, "POST")
    shown = client.one(f"Invoices/{saved['InvoiceID']}")["LineItems"][0]
    assert shown["Tracking"][0]["Option"] == "Up"


def test_update_keeps_the_tracking_of_a_line(client, authorised, region):
    saved = authorised(line(Tracking=[{"Name": "Region", "Option": "North"}]))
    key = saved["LineItems"][0]["LineItemID"]
    change = {"InvoiceID": saved["InvoiceID"], "LineItems": [{"LineItemID": key}]}
    kept = client.update("Invoices", change)["LineItems"][0]
    assert kept["Tracking"] == saved["LineItems"][0]["Tracking"]
    change["LineItems"][0]["Tracking"] = [{"Name": "Region", "Option": "South"}]
    moved = client.update("Invoices", change)["LineItems"][0]
    assert [each["Option"] for each in moved["Tracking"]] == ["South"]
    change["LineItems"][0]["Tracking"] = []
    assert client.update("Invoices", change)["LineItems"][0]["Tracking"] == []


NO_OPTION = "The tracking option '{}' does not exist in the category 'Region'."


@pytest.mark.parametrize(
    ("tracking", "message"),
    [
        ({"Name": "B", "Option": "North"}, "The tracking category 'B' does not exist."),
        ({"Name": "Region", "Option": "West"}, NO_OPTION.format("West")),
        ({"Name": "Region", "TrackingOptionID": "1"}, NO_OPTION.format("1")),
        ({"Name": "Region"}, NO_OPTION.format(None)),
    ],
)
def test_unknown_tracking_is_refused(client, contact, region, tracking, message):
    element = invoice(contact["ContactID"], line(Tracking=[tracking]))
    assert refused(client, element) == [message]


def test_archived_tracking_is_refused(client, contact, region):
    element = invoice(
        contact["ContactID"], line(Tracking=[{"Name": "Region", "Option": "North"}])
    )
    north = region["Options"][0]["TrackingOptionID"]
    option(client, region, {"Status": "ARCHIVED"}, north, "POST")
    assert refused(client, element) == [NO_OPTION.format("North")]
    path = f"TrackingCategories/{region['TrackingCategoryID']}"
    client.update(path, {"Status": "ARCHIVED"})
    message = "The tracking category 'Region' does not exist."
    assert refused(client, element) == [message]


def test_two_categories_of_a_line_at_most_and_each_once(client, contact, region):
    tracking = [{"Name": "Region", "Option": name} for name in ("North", "South")]
    element = invoice(contact["ContactID"], line(Tracking=tracking))
    once = "A line can have each tracking category only once."
    assert refused(client, element) == [once]
    element = invoice(contact["ContactID"], line(Tracking=[*tracking, tracking[0]]))
    assert "A line can have at most 2 tracking categories." in refused(client, element)


def test_what_is_used_cannot_be_deleted(client, authorised, region):
    tracked(authorised, {"Name": "Region", "Option": "North"})
    north, south = (each["TrackingOptionID"] for each in region["Options"])
    used = option(client, region, None, north, "DELETE")
    assert used.messages == ["The tracking option is used and cannot be deleted."]
    gone = option(client, region, None, south, "DELETE").json()["Options"][0]
    assert gone["Status"] == "DELETED" and gone["IsDeleted"] is True
    path = f"{API}/TrackingCategories/{region['TrackingCategoryID']}"
    used = client.http("DELETE", path)
    assert used.messages == ["The tracking category is used and cannot be deleted."]
