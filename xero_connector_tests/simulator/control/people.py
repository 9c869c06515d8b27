# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero's own screens."""

from ..api import present


def merge(world, body: dict) -> dict:
    """{tenant, source, target}: contacts by id, number or name."""
    organisation = world.organisation(body.get("tenant") or "")
    source = organisation.merge_contacts(body["source"], body["target"])
    return present.contact(source)


ROUTES = {
    ("POST", "merge"): merge,
}
