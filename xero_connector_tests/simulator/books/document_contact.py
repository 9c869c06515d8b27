# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which contact a document or bank transaction names (XERO_API §4 "Contacts")."""

from .change import Change
from .contacts import WRITABLE, Contact


def contact_messages(org, current, values: dict | None, change: Change) -> list[str]:
    """:param current: the contact that the document has already, if any."""
    if not values:
        if current is None:
            return ["A Contact must be specified for this type of transaction"]
        return _archived(current)
    contact = org.contacts.get(values.get("ContactID") or values.get("ContactNumber"))
    if values.get("ContactID") and contact is None:
        return ["The contact with the specified contact details could not be found."]
    contact = contact or org.contacts.named(values.get("Name"))
    if contact is not None and contact.status != "ACTIVE":
        return _archived(contact)
    return org.contacts.messages(values, contact, change)


def _archived(contact) -> list[str]:
    if contact.status == "ACTIVE":
        return []
    return ["The contact is archived and cannot be used."]  # unconfirmed wording


def contact_of(org, current, values: dict | None, change: Change) -> Contact:
    """By id or number, then by name; an unknown name makes a new contact.

    Fields sent beside the id update the contact: ContactID + Name renames it.
    """
    if not values:
        return current
    contacts = org.contacts
    contact = contacts.get(values.get("ContactID") or values.get("ContactNumber"))
    contact = contact or contacts.named(values.get("Name"))
    if contact is None:
        return contacts.create(values, change)
    extra = {key: values[key] for key in WRITABLE if key in values}
    told = {key: contact.fields.get(key) or None for key in extra}
    if any((value or None) != told[key] for key, value in extra.items()):
        contacts.update(contact, extra, change)
    return contact
