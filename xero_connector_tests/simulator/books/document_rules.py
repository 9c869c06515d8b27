# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero refuses on an invoice or credit note, in its own words where known.

Sources: XERO_API §3 "Error messages" and §4 "Invoices"; each wording that no source
gives is marked unconfirmed. The functions only read; they return messages. `table`
is where the document belongs: it says what is special about its kind.
"""

from urllib.parse import urlsplit

from .change import Change
from .document import GONE, Document
from .errors import too_long

HAS_PAYMENT = (
    "This document cannot be edited as it has a payment or credit note allocated to it."
)
NEW = ("DRAFT", "SUBMITTED", "AUTHORISED")
NEXT = {
    "DRAFT": (*NEW, "DELETED"),
    "SUBMITTED": (*NEW, "DELETED"),
    "AUTHORISED": ("AUTHORISED", "VOIDED"),
}
MAX_TEXT = 255


def change_messages(table, document: Document, values: dict) -> list[str]:
    """Why this document, as it stands, may not be changed like that."""
    refusal = f"{table.noun} not of valid status for modification"
    status = values.get("Status") or document.status
    settled = document.is_settled
    if document.status in GONE or (document.status == "PAID" and not settled):
        return [refusal]
    if settled:
        frozen = set(values) - table.open_when_settled - {"Status"}
        if document.status == "PAID" or frozen or status != document.status:
            return [refusal, HAS_PAYMENT]
    elif status not in NEXT[document.status]:
        return [refusal]
    if document.status == "AUTHORISED" and table.org.lock_message(document.day):
        return [
            "The document cannot be edited as it is currently dated before the "
            "period lock date"
        ]
    return []


def state_messages(table, document: Document, status: str, new: bool) -> list[str]:
    if document.type not in table.types:
        kinds = " or ".join(table.types)  # unconfirmed wording
        return [f"The {table.noun} Type must be {kinds}."]
    if new and status not in NEW:
        return [f"{table.noun} not of valid status for creation"]  # unconfirmed wording
    return []


def field_messages(
    table, document: Document, values: dict, change: Change, new: bool
) -> list[str]:
    org = table.org
    messages = too_long(values, {table.number_name: MAX_TEXT, "Reference": MAX_TEXT})
    status = values.get("Status") or document.status
    dueless = table.needs_due_date and not (values.get("DueDate") or document.due)
    if status == "AUTHORISED" and dueless:
        messages.append("The document DueDate field must be specified.")
    locked = org.lock_message(values.get("Date") or document.day or change.today)
    if locked:
        messages.append(locked)
    if values.get("Url") and not is_absolute(values["Url"]):
        messages.append("Url must be a valid absolute Url.")  # unconfirmed wording
    return (
        messages
        + org.branding_themes.messages(values)
        + _currency_messages(org, values)
        + _number_messages(table, document, values, new)
    )


def _currency_messages(org, values: dict) -> list[str]:
    code = values.get("CurrencyCode")
    if code and code not in org.currencies:
        return [f"Organisation is not subscribed to currency {code}"]
    rate = values.get("CurrencyRate")
    if rate is not None and rate <= 0:
        return ["The CurrencyRate must be greater than zero."]  # unconfirmed wording
    return []


def _number_messages(table, document: Document, values: dict, new: bool) -> list[str]:
    number = values.get(table.number_name)
    if not document.is_sale or not number:
        return []
    owner = table.numbers.sale(number)
    taken = owner is not None and (new or owner is not document)
    return [f"{table.noun} # must be unique."] if taken else []


def is_absolute(url: str) -> bool:
    """A full http or https address."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)
