# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contact groups (XERO_API §4 "Contacts").

Only active groups are shown. Unique names, that an archived contact cannot join, and
that joining does not move a contact's UpdatedDateUTC are unconfirmed.
"""

from dataclasses import dataclass, field
from uuid import uuid4

from .change import Change
from .contacts import Contact
from .errors import Invalid, refuse_if, too_long
from .table import Table

MAX_GROUPS = 100
LIMITS = {"Name": 255}  # unconfirmed
STATUSES = ("ACTIVE", "DELETED")


@dataclass(slots=True, eq=False)
class ContactGroup:
    id: str
    name: str
    status: str = "ACTIVE"
    contacts: list[Contact] = field(default_factory=list)

    def remove(self, contact: Contact) -> None:
        self.contacts.remove(contact)
        contact.groups.remove(self)
        contact.rendered = None


class ContactGroups(Table[ContactGroup]):
    """The groups of one organisation; a deleted one is gone."""

    def __init__(self, contacts):
        super().__init__()
        self._contacts = contacts

    def create(self, values: dict, change: Change) -> ContactGroup:
        messages = self._name_messages(values.get("Name"), None)
        if len(self) >= MAX_GROUPS:
            messages.append("You’ve reached the limit of 100 contact groups.")
        refuse_if(messages)
        group = ContactGroup(str(uuid4()), values["Name"])
        self.by_id[group.id] = group
        return group

    def update(self, group: ContactGroup, values: dict, change: Change) -> ContactGroup:
        """A new name, or Status DELETED; contacts have an address of their own."""
        messages = []
        if "Name" in values:
            messages = self._name_messages(values["Name"], group)
        if values.get("Status") not in (None, *STATUSES):
            messages.append("The Status must be ACTIVE or DELETED.")
        refuse_if(messages)
        group.name = values.get("Name") or group.name
        for contact in group.contacts:
            contact.rendered = None
        if values.get("Status") == "DELETED":
            self.delete(group, change)
        return group

    def delete(self, group: ContactGroup, change: Change) -> None:
        self.empty(group)
        group.status = "DELETED"
        del self.by_id[group.id]

    def join(self, group: ContactGroup, values: dict, change: Change) -> Contact:
        """Add the contact that is named by its ContactID; again is no error."""
        contact = self._contacts.by_id.get((values.get("ContactID") or "").lower())
        if contact is None:
            raise Invalid("The contact with the specified details was not found.")
        if contact.status != "ACTIVE":
            raise Invalid("The contact is archived and cannot be used.")
        if group not in contact.groups:
            group.contacts.append(contact)
            contact.groups.append(group)
            contact.rendered = None
        return contact

    def empty(self, group: ContactGroup) -> None:
        for contact in list(group.contacts):
            group.remove(contact)

    def _name_messages(self, name: str | None, own: ContactGroup | None) -> list[str]:
        messages = too_long({"Name": name}, LIMITS)
        wanted = (name or "").casefold().strip()
        if not wanted:
            messages.append("Name must be specified")
        if any(each.name.casefold() == wanted for each in self if each is not own):
            messages.append("Please enter a unique Name.")
        return messages
