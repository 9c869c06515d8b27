# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Items, tracking categories and currencies as Xero shows them.

Property names and their presence follow the response examples of the published
specification (xero_accounting.yaml 16.1.0).
"""

from decimal import Decimal

from ..books.currencies import NAMES
from ..books.items import Item
from ..books.money import rounded
from ..books.tracking import Tracked, TrackingCategory, TrackingOption
from .wire import ms_time


def item(record: Item, places: int = 2) -> dict:
    written = record.fields
    wire = {"ItemID": record.id, "Code": record.code}
    for name in ("Description", "PurchaseDescription"):
        if written.get(name):
            wire[name] = written[name]
    wire["UpdatedDateUTC"] = ms_time(record.updated)
    for name in ("PurchaseDetails", "SalesDetails"):
        wire[name] = _details(written.get(name) or {}, places)
    if record.name:
        wire["Name"] = record.name
    wire["IsTrackedAsInventory"] = record.is_tracked
    if record.is_tracked:
        wire["InventoryAssetAccountCode"] = written["InventoryAssetAccountCode"]
        # The simulator keeps no stock.
        wire["TotalCostPool"] = Decimal("0.00")
        wire["QuantityOnHand"] = Decimal("0.0000")
    return wire | {
        "IsSold": record.is_sold,
        "IsPurchased": record.is_purchased,
        "ValidationErrors": [],
    }


def _details(details: dict, places: int) -> dict:
    shown = {key: value for key, value in details.items() if value not in (None, "")}
    if "UnitPrice" in shown:
        shown["UnitPrice"] = rounded(shown["UnitPrice"], places)
    return shown


def item_on_line(record: Item) -> dict:
    return {"ItemID": record.id, "Name": record.name, "Code": record.code}


def tracking_category(record: TrackingCategory, archived: bool = True) -> dict:
    """:param archived: with the options that are archived; deleted ones are gone."""
    kept = ("ACTIVE", "ARCHIVED") if archived else ("ACTIVE",)
    return {
        "Name": record.name,
        "Status": record.status,
        "TrackingCategoryID": record.id,
        "Options": [
            tracking_option(option)
            for option in record.options
            if option.status in kept
        ],
    }


def tracking_option(record: TrackingOption) -> dict:
    return {
        "TrackingOptionID": record.id,
        "Name": record.name,
        "Status": record.status,
        "HasValidationErrors": False,
        "IsDeleted": record.status == "DELETED",
        "IsArchived": record.status == "ARCHIVED",
        "IsActive": record.status == "ACTIVE",
    }


def tracked(record: Tracked) -> dict:
    """What a line says about one category."""
    return {
        "Name": record.category.name,
        "Option": record.option.name,
        "TrackingCategoryID": record.category.id,
        "TrackingOptionID": record.option.id,
    }


def currency(code: str) -> dict:
    return {"Code": code, "Description": NAMES.get(code, code)}
