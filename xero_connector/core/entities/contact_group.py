# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Groups of contacts; only read (XERO_API §4 Contacts).

A list of groups does not show their contacts; one group read by itself does.
"""

from __future__ import annotations

from functools import partial

from ..entity import Element, Entity
from ..mapping import Field, decode

FIELDS = (
    Field("xero_id", "ContactGroupID"),
    Field("name", "Name"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
)


def members(element: Element) -> set[str]:
    """Xero ids of the contacts of a group that was read by itself."""
    rows = element.get("Contacts")
    return {
        row["ContactID"]
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("ContactID"), str)
    }


CONTACT_GROUP = Entity(
    name="contact_group",
    plural="ContactGroups",
    id_key="ContactGroupID",
    number_key="Name",
    actions={"list": "get_contact_groups", "get": "get_contact_group"},
    scopes=("accounting.contacts.read",),
    decode=partial(decode, FIELDS),
)
