# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Groups of contacts; only read (XERO_API §4 Contacts)."""

from __future__ import annotations

from functools import partial

from ..entity import Entity
from ..mapping import Field, decode

FIELDS = (
    Field("xero_id", "ContactGroupID"),
    Field("name", "Name"),
    Field("status", "Status", into=lambda value: value or "ACTIVE"),
)

CONTACT_GROUP = Entity(
    name="contact_group",
    plural="ContactGroups",
    id_key="ContactGroupID",
    number_key="Name",
    actions={"list": "get_contact_groups"},
    scopes=("accounting.contacts.read",),
    decode=partial(decode, FIELDS),
)
