# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The shape of events and deliveries (XERO_API §6), and their signature."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

from ..books.bank_credits import BankCredit
from ..books.contacts import Contact
from ..books.credit_notes import CreditNote
from ..books.invoice import Invoice
from ..books.payments import Payment

SIGNATURE = "x-xero-signature"
API = "https://api.xero.com/api.xro/2.0"
# What a subscription can choose. OVERPAYMENT is unconfirmed.
RESOURCES = {
    "CONTACT": "Contacts",
    "INVOICE": "Invoices",
    "CREDITNOTE": "CreditNotes",
    "PAYMENT": "Payments",
    "PREPAYMENT": "Prepayments",
    "OVERPAYMENT": "Overpayments",
}
_CATEGORIES = {
    Contact: "CONTACT",
    Invoice: "INVOICE",
    CreditNote: "CREDITNOTE",
    Payment: "PAYMENT",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One event that waits to be sent."""

    tenant_id: str
    category: str
    resource_id: str
    content: dict


def category_of(record) -> str:
    """ "" for what has no webhooks."""
    if isinstance(record, BankCredit):
        return "OVERPAYMENT" if "OVERPAYMENT" in record.type else "PREPAYMENT"
    return _CATEGORIES.get(type(record), "")


def notice(tenant_id: str, record, created: bool, now) -> Notice:
    category = category_of(record)
    content = {
        "resourceUrl": f"{API}/{RESOURCES[category]}/{record.id}",
        "resourceId": record.id,
        "tenantId": tenant_id,
        "tenantType": "ORGANISATION",
        "eventCategory": category,
        "eventType": "CREATE" if created else "UPDATE",
        "eventDateUtc": f"{now:%Y-%m-%dT%H:%M:%S.%f}"[:-3],  # without a Z
        **_data(category, record),
    }
    return Notice(tenant_id, category, record.id, content)


def _data(category: str, record) -> dict:
    """Newer categories tell a little; PAYMENT's and OVERPAYMENT's are unconfirmed."""
    if category == "CREDITNOTE":
        return {"data": {"Type": record.type, "Status": record.status}}
    if category == "PREPAYMENT":
        updated = f"{record.updated:%Y-%m-%dT%H:%M:%S}"
        return {
            "data": {
                "Type": record.bank_type,
                "Status": record.status,
                "UpdatedDateUTCString": updated,
            }
        }
    return {}


def body(notices: list[Notice], first: int) -> bytes:
    """The bytes of one delivery; without notices an intent to receive."""
    content = {
        "events": [each.content for each in notices],
        "firstEventSequence": first if notices else 0,
        "lastEventSequence": first + len(notices) - 1 if notices else 0,
        "entropy": secrets.token_hex(10).upper(),
    }
    return json.dumps(content, separators=(",", ":")).encode()


def signature(content: bytes, key: str) -> str:
    digest = hmac.new(key.encode(), content, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
