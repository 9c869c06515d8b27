# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts: names unique among the active ones, numbers among all.

XERO_API §4 "Contacts". Names and numbers are compared without regard to case
(unconfirmed, the stricter reading).
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from .change import Change
from .contact_rules import LIMITS, field_messages
from .errors import Invalid, refuse_if
from .table import Table

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
_MERGED_BY = {"Addresses": "AddressType", "Phones": "PhoneType"}


@dataclass(slots=True, eq=False)
class Contact:
    """One contact; `fields` holds what was written, under Xero's own names."""

    id: str
    fields: dict
    updated: datetime
    status: str = "ACTIVE"
    merged_to: str = ""
    is_customer: bool = False
    is_supplier: bool = False
    groups: list = field(default_factory=list)
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


class Contacts(Table[Contact]):
    """All contacts of one organisation, by id, number and active name.

    :param organisation: says whether apps may restore archived contacts.
    """

    def __init__(self, organisation):
        self._org = organisation
        super().__init__()
        self.by_number: dict[str, Contact] = {}
        self.active_by_name: dict[str, Contact] = {}

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
        self._org.feed.note(contact, created=True)
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
        self._org.feed.note(contact)
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
        self._org.feed.note(contact)

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
        messages = field_messages(values, contact is None)
        status = contact.status if contact else "ACTIVE"
        status = values.get("ContactStatus") or status
        name = values.get("Name") or (contact.name if contact else "")
        if contact and contact.status != "ACTIVE":
            messages.extend(self._archived_messages(contact, values, change))
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

    def _archived_messages(self, contact, values: dict, change: Change) -> list[str]:
        """An app can at most restore it; a person can do more (wordings unconfirmed).

        That what is merged or under a privacy request stays so is unconfirmed.
        """
        if values.get("ContactStatus") == "ACTIVE":
            final = contact.merged_to or contact.status == "GDPRREQUEST"
            if final or (change.app and not self._org.unarchive_allowed):
                return ["An archived contact cannot be restored."]
            return []
        sent = {key: values[key] for key in WRITABLE if key in values}
        if change.app and any(contact.fields.get(key) != sent[key] for key in sent):
            return ["An archived contact cannot be changed."]
        return []


def _merged(old, key: str, new):
    kind = _MERGED_BY.get(key)
    if kind is None:
        return new
    by_type = {item.get(kind): item for item in old or []}
    by_type.update((item.get(kind), item) for item in new)
    return list(by_type.values())
