# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Items: what is sold and bought, with defaults for the lines that name them.

XERO_API §4 and the specification's Item. Which accounts an item may name and the
wordings are unconfirmed, but for "Price List Item with Code … already exists".
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from .change import Change
from .errors import Invalid, refuse_if, too_long
from .money import rounded
from .table import Table

LIMITS = {"Code": 30, "Name": 50, "Description": 4000, "PurchaseDescription": 4000}
WRITABLE = (
    *LIMITS,
    "IsSold",
    "IsPurchased",
    "SalesDetails",
    "PurchaseDetails",
    "InventoryAssetAccountCode",
)


@dataclass(slots=True, eq=False)
class Item:
    """One item; `fields` holds what was written, under Xero's own names."""

    id: str
    fields: dict
    updated: datetime

    @property
    def code(self) -> str:
        return self.fields["Code"]

    @property
    def name(self) -> str:
        return self.fields.get("Name") or ""

    @property
    def is_sold(self) -> bool:
        return self.fields.get("IsSold", True)

    @property
    def is_purchased(self) -> bool:
        return self.fields.get("IsPurchased", True)

    @property
    def is_tracked(self) -> bool:
        return _is_tracked(self.fields)

    def defaults(self, is_sale: bool) -> dict:
        """What a line gets where it says nothing itself."""
        sold = self.fields.get("SalesDetails") or {}
        bought = self.fields.get("PurchaseDetails") or {}
        details = sold if is_sale else bought
        account = details.get("AccountCode")
        if self.is_tracked and not is_sale:
            account = self.fields["InventoryAssetAccountCode"]
        text = "Description" if is_sale else "PurchaseDescription"
        values = {
            "Description": self.fields.get(text),
            "UnitAmount": details.get("UnitPrice"),
            "AccountCode": account,
            "TaxType": details.get("TaxType"),
        }
        return {key: value for key, value in values.items() if value not in (None, "")}


class Items(Table[Item]):
    """All items of one organisation, by id and by code."""

    def __init__(self, organisation):
        super().__init__()
        self._org = organisation

    def get(self, key: str | None) -> Item | None:
        """By ItemID, else by Code."""
        return self.by_id.get((key or "").lower()) or self.coded(key)

    def coded(self, code: str | None) -> Item | None:
        """Codes are compared without regard to case (unconfirmed)."""
        wanted = (code or "").casefold()
        return next((i for i in self if i.code.casefold() == wanted), None)

    def create(self, values: dict, change: Change) -> Item:
        fields = _written({}, values, change)
        refuse_if(self._messages(fields, None))
        item = Item(str(uuid4()), fields, change.now)
        self.by_id[item.id] = item
        return item

    def upsert(self, values: dict, change: Change) -> Item:
        """POST: by ItemID, else by Code; else a new item."""
        if values.get("ItemID"):
            item = self.by_id.get(values["ItemID"].lower())
            if item is None:
                raise Invalid("The item with the specified details was not found.")
            return self.update(item, values, change)
        known = self.coded(values.get("Code"))
        if known is not None:
            return self.update(known, values, change)
        return self.create(values, change)

    def update(self, item: Item, values: dict, change: Change) -> Item:
        """Unsent fields are kept."""
        fields = _written(item.fields, values, change)
        refuse_if(self._messages(fields, item))
        item.fields = fields
        item.updated = change.now
        return item

    def delete(self, item: Item, change: Change) -> None:
        del self.by_id[item.id]

    def _messages(self, fields: dict, item: Item | None) -> list[str]:
        messages = too_long(fields, LIMITS)
        code = fields.get("Code") or ""
        if not code:
            messages.append("Code must be specified")
        elif self.coded(code) not in (None, item):
            messages.append(f"Price List Item with Code '{code}' already exists")
        for name in ("SalesDetails", "PurchaseDetails"):
            messages.extend(self._details_messages(fields.get(name) or {}))
        return messages + self._tracked_messages(fields)

    def _details_messages(self, details: dict) -> list[str]:
        code, tax_type = details.get("AccountCode"), details.get("TaxType")
        messages = []
        account = self._org.accounts.get(code)
        usable = account and account.takes_invoice_lines and account.status == "ACTIVE"
        if code and not usable:
            messages.append(f"Account code '{code}' is not a valid code for this item.")
        rate = self._org.tax_rates.get(tax_type)
        if tax_type and (rate is None or rate.status != "ACTIVE"):
            messages.append(f"The TaxType code {tax_type} does not exist.")
        return messages

    def _tracked_messages(self, fields: dict) -> list[str]:
        """A tracked item needs both accounts, each of its own type."""
        bought = fields.get("PurchaseDetails") or {}
        inventory = fields.get("InventoryAssetAccountCode")
        cost = bought.get("COGSAccountCode")
        if not inventory and not cost:
            return []
        messages = []
        if not inventory or not cost:
            messages.append(
                "InventoryAssetAccountCode and COGSAccountCode must both be specified "
                "for a tracked item."
            )
        if inventory and not self._is_of_type(inventory, "INVENTORY"):
            messages.append("InventoryAssetAccountCode must be an INVENTORY account.")
        if cost and not self._is_of_type(cost, "DIRECTCOSTS"):
            messages.append("COGSAccountCode must be a DIRECTCOSTS account.")
        if bought.get("AccountCode"):
            messages.append("A tracked item has no AccountCode in PurchaseDetails.")
        return messages

    def _is_of_type(self, code: str, kind: str) -> bool:
        account = self._org.accounts.by_code.get(code)
        return bool(account) and (account.type, account.status) == (kind, "ACTIVE")


def _is_tracked(fields: dict) -> bool:
    bought = fields.get("PurchaseDetails") or {}
    both = (fields.get("InventoryAssetAccountCode"), bought.get("COGSAccountCode"))
    return all(both)


def _written(old: dict, values: dict, change: Change) -> dict:
    """Old and sent fields; what is no longer sold or bought loses its details."""
    fields = {**old, **{key: values[key] for key in WRITABLE if key in values}}
    for name in ("SalesDetails", "PurchaseDetails"):
        if name in values:
            details = {**(old.get(name) or {}), **values[name]}
            price = details.get("UnitPrice")
            if isinstance(values[name].get("UnitPrice"), Decimal):
                details["UnitPrice"] = rounded(price, change.unit_places)
            fields[name] = details
    if fields.get("IsSold") is False:
        fields = {**fields, "Description": "", "SalesDetails": {}}
    if fields.get("IsPurchased") is False:
        fields = {**fields, "PurchaseDescription": "", "PurchaseDetails": {}}
    return fields
