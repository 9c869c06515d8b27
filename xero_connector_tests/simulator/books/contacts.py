# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts: names unique among the active ones, numbers among all.

XERO_API §4 "Contacts". Names and numbers are compared without regard to case
(unconfirmed, the stricter reading).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from .change import Change
from .errors import Invalid, refuse_if, too_long

LIMITS = {
    "Name": 255,
    "FirstName": 255,
    "LastName": 255,
    "EmailAddress": 255,
    "ContactNumber": 50,
    "AccountNumber": 50,
    "TaxNumber": 50,
    "CompanyNumber": 50,
}
# What a write can change; Balances, IsCustomer, Website … are read-only.
WRITABLE = (
    *LIMITS,
    "BankAccountDetails",
    "TaxNumberType",
    "AccountsReceivableTaxType",
    "AccountsPayableTaxType",
    "ContactPersons",
    "DefaultCurrency",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "PaymentTerms",
    "XeroNetworkKey",
    "BatchPayments",
    "Addresses",
    "Phones",
)
MAX_PERSONS = 5
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(?:\.[^@\s,;.]+)+")
_MERGED_BY = {"Addresses": "AddressType", "Phones": "PhoneType"}


@dataclass(slots=True)
class Contact:
    """One contact; `fields` holds what was written, under Xero's own names."""

    id: str
    fields: dict
    updated: datetime
    status: str = "ACTIVE"
    merged_to: str = ""
    is_customer: bool = False
    is_supplier: bool = False
    overrides: dict | None = None
    rendered: dict | None = None

    @property
    def name(self) -> str:
        return self.fields["Name"]

    @property
    def number(self) -> str:
        return self.fields.get("ContactNumber") or ""

    @property
    def email(self) -> str:
        return self.fields.get("EmailAddress") or ""


class Contacts:
    """All contacts of one organisation, by id, number and active name."""

    def __init__(self):
        self.by_id: dict[str, Contact] = {}
        self.by_number: dict[str, Contact] = {}
        self.active_by_name: dict[str, Contact] = {}

    def __iter__(self):
        return iter(self.by_id.values())

    def __len__(self):
        return len(self.by_id)

    def get(self, key: str | None) -> Contact | None:
        """By ContactID, else by ContactNumber."""
        key = (key or "").casefold()
        return self.by_id.get(key) or self.by_number.get(key)

    def named(self, name: str | None) -> Contact | None:
        """The active contact of that name."""
        return self.active_by_name.get((name or "").casefold())

    def create(self, values: dict, change: Change) -> Contact:
        self._check(values, None, change)
        fields = {key: values[key] for key in WRITABLE if key in values}
        status = values.get("ContactStatus") or "ACTIVE"
        contact = Contact(str(uuid4()), fields, change.now, status)
        self.by_id[contact.id] = contact
        self._index(contact)
        return contact

    def update(self, contact: Contact, values: dict, change: Change) -> Contact:
        """Unsent fields are kept; lists are replaced, but addresses and phones
        only for the types sent (there is exactly one of each type)."""
        self._check(values, contact, change)
        self._unindex(contact)
        for key in WRITABLE:
            if key in values:
                contact.fields[key] = _merged(contact.fields.get(key), key, values[key])
        contact.status = values.get("ContactStatus") or contact.status
        contact.updated = change.now
        contact.rendered = None
        self._index(contact)
        return contact

    def upsert(self, values: dict, change: Change) -> Contact:
        """POST: by ContactID, ContactNumber or Name; else a new contact.

        Xero's own description of the call, for its first version, names these three;
        later reports say that a name alone still overwrites. What happens to a found
        name with another number is unconfirmed: refused, as the name is taken.
        """
        if values.get("ContactID"):
            contact = self.by_id.get(values["ContactID"].lower())
            if contact is None:
                raise Invalid("The contact with the specified details was not found.")
            return self.update(contact, values, change)
        number = (values.get("ContactNumber") or "").casefold()
        if number in self.by_number:
            return self.update(self.by_number[number], values, change)
        named = self.named(values.get("Name"))
        if named is not None and not (number and named.number):
            return self.update(named, values, change)
        return self.create(values, change)

    def archive(self, contact: Contact, change: Change, merged_to: str = "") -> None:
        self._unindex(contact)
        contact.status = "ARCHIVED"
        contact.merged_to = merged_to
        contact.updated = change.now
        contact.rendered = None
        self._index(contact)

    def _index(self, contact: Contact) -> None:
        if contact.number:
            self.by_number[contact.number.casefold()] = contact
        if contact.status == "ACTIVE":
            self.active_by_name[contact.name.casefold()] = contact

    def _unindex(self, contact: Contact) -> None:
        self.by_number.pop(contact.number.casefold(), None)
        if contact.status == "ACTIVE":
            self.active_by_name.pop(contact.name.casefold(), None)

    def _check(self, values: dict, contact: Contact | None, change: Change) -> None:
        refuse_if(self.messages(values, contact, change))

    def messages(
        self, values: dict, contact: Contact | None, change: Change
    ) -> list[str]:
        """What is wrong with creating (`contact` None) or changing a contact."""
        messages = [*too_long(values, LIMITS), *_field_messages(values, contact)]
        status = contact.status if contact else "ACTIVE"
        status = values.get("ContactStatus") or status
        name = values.get("Name") or (contact.name if contact else "")
        if contact and change.app and contact.status != "ACTIVE" == status:
            # Unconfirmed, XERO_API §10; the stricter reading. A person can.
            messages.append("An archived contact cannot be restored.")
        if status == "ACTIVE" and self.named(name) not in (None, contact):
            messages.append(
                f"The contact name {name} is already assigned to another contact. "
                "The contact name must be unique across all active contacts."
            )
        number = values.get("ContactNumber") or ""
        if number and self.by_number.get(number.casefold()) not in (None, contact):
            messages.append(
                f"The contact number {number} is already assigned to another contact. "
                "The contact number must be unique across all contacts."
            )
        return messages


def _field_messages(values: dict, contact: Contact | None) -> list[str]:
    messages = []
    named = "Name" in values or contact is None
    if named and not (values.get("Name") or "").strip():
        messages.append("Contact Name cannot be empty.")
    persons = values.get("ContactPersons") or []
    emails = [values.get("EmailAddress"), *(p.get("EmailAddress") for p in persons)]
    if any(email and not _EMAIL.fullmatch(email) for email in emails):
        messages.append("Email address must be valid.")
    if len(persons) > MAX_PERSONS:
        messages.append("A contact can have at most 5 additional people.")
    return messages


def _merged(old, key: str, new):
    kind = _MERGED_BY.get(key)
    if kind is None:
        return new
    by_type = {item.get(kind): item for item in old or []}
    by_type.update((item.get(kind), item) for item in new)
    return list(by_type.values())
