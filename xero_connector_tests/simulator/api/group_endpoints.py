# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/ContactGroups with their Contacts, and /BrandingThemes: never paged."""

from ..books.organisation import Organisation
from . import present
from .batch import elements_of, write
from .call import Answer, Call
from .endpoints import Endpoint
from .problems import Refused, not_found
from .resource import Child
from .wire import ms_time


class GroupContactsChild(Child):
    """/ContactGroups/{id}/Contacts and …/Contacts/{id}"""

    plural, singular, model = "Contacts", "Contact", "Contact"
    id_name, area = "ContactID", "contacts"

    def shown(self, call: Call, record) -> dict:
        """Without the name, as in the specification's example."""
        wire = present.contact_summary(record)
        del wire["Name"]
        return {**wire, "ValidationErrors": []}

    def handle(self, call: Call, parent, record, keys: list[str]) -> Answer:
        groups = parent.table(call.org)
        if (call.method, len(keys)) == ("PUT", 0):
            return write(
                call,
                self,
                lambda values, change: groups.join(record, values, change),
                elements_of(call, self),
            )
        if call.method != "DELETE" or len(keys) > 1:
            raise Refused(501, "The method is not implemented for this endpoint")
        if not keys:
            groups.empty(record)
            return Answer(204, "")
        contact = next((each for each in record.contacts if each.id == keys[0]), None)
        if contact is None:
            raise not_found()
        record.remove(contact)
        return Answer(204, "")


class ContactGroupsEndpoint(Endpoint):
    plural, singular, model = "ContactGroups", "ContactGroup", "ContactGroup"
    id_name, area, is_dated = "ContactGroupID", "contacts", False
    methods = frozenset(("GET all", "GET one", "PUT all", "POST one"))
    children = {"contacts": GroupContactsChild()}
    fields = {
        "contactgroupid": lambda group: group.id,
        "name": lambda group: group.name,
        "status": lambda group: group.status,
    }

    def table(self, org: Organisation):
        return org.contact_groups

    def shown(self, call: Call, record) -> dict:
        return full_group(record)

    def written(self, call: Call, record) -> dict:
        return present.contact_group(record)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        """A list does not show the contacts of its groups."""
        return present.contact_group(record)


class BrandingThemesEndpoint(Endpoint):
    plural, singular, model = "BrandingThemes", "BrandingTheme", "BrandingTheme"
    id_name, area = "BrandingThemeID", "settings"
    methods = frozenset(("GET all", "GET one"))

    def table(self, org: Organisation):
        return org.branding_themes

    def shown(self, call: Call, record) -> dict:
        return branding_theme(record)

    def listing(self, call: Call) -> Answer:
        themes = self.table(call.org)
        return self.answer(call, [branding_theme(each) for each in themes])


def full_group(record) -> dict:
    contacts = [present.contact_summary(contact) for contact in record.contacts]
    return present.contact_group(record, contacts)


def branding_theme(record) -> dict:
    return {
        "BrandingThemeID": record.id,
        "Name": record.name,
        "SortOrder": record.sort_order,
        "CreatedDateUTC": ms_time(record.created),
    }
