# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/Items, /TrackingCategories with their Options, and /Currencies: never paged."""

from ..books.errors import Invalid
from ..books.organisation import Organisation
from . import present_catalogue as present, query
from .batch import elements_of, write
from .call import Answer, Call
from .endpoints import Endpoint
from .problems import Refused, bad_body, not_found, refusal
from .resource import Child


class ItemsEndpoint(Endpoint):
    plural, singular, model = "Items", "Item", "Item"
    id_name, area, error_flag = "ItemID", "items", ""
    methods = Endpoint.methods | {"DELETE one"}
    fields = {
        "itemid": lambda item: item.id,
        "code": lambda item: item.code,
        "name": lambda item: item.name,
        "description": lambda item: item.fields.get("Description"),
        "issold": lambda item: item.is_sold,
        "ispurchased": lambda item: item.is_purchased,
        "istrackedasinventory": lambda item: item.is_tracked,
        "updateddateutc": lambda item: item.updated,
    }

    def table(self, org: Organisation):
        return org.items

    def shown(self, call: Call, record) -> dict:
        return present.item(record, query.unit_places(call.args))

    def deleted(self, call: Call, record) -> Answer:
        return Answer(204, "")


class CurrenciesEndpoint(Endpoint):
    plural, singular, model = "Currencies", "Currency", "Currency"
    area, error_flag, is_dated = "settings", "", False
    methods = frozenset(("GET all", "PUT all"))
    fields = {"code": str}

    def table(self, org: Organisation):
        return org.currencies

    def shown(self, call: Call, record) -> dict:
        return present.currency(record)


class OptionsChild(Child):
    """/TrackingCategories/{id}/Options"""

    plural, singular, model = "Options", "TrackingOption", "TrackingOption"
    id_name, area, error_flag = "TrackingOptionID", "settings", ""

    def shown(self, call: Call, record) -> dict:
        return present.tracking_option(record)

    def handle(self, call: Call, parent, record, keys: list[str]) -> Answer:
        table = parent.table(call.org)
        if (call.method, len(keys)) == ("PUT", 0):
            return write(
                call,
                self,
                lambda values, change: table.create_option(record, values, change),
                elements_of(call, self),
            )
        if call.method not in ("POST", "DELETE") or len(keys) != 1:
            raise Refused(501, "The method is not implemented for this endpoint")
        option = record.option(keys[0])
        if option is None:
            raise not_found()
        if call.method == "DELETE":
            return self._deleted(call, table, option)
        return self._updated(call, table, record, option)

    def _deleted(self, call: Call, table, option) -> Answer:
        try:
            table.delete_option(option, call.change())
        except Invalid as error:
            raise refusal(self.shown(call, option), error) from None
        return self.answer(call, [self.shown(call, option)])

    def _updated(self, call: Call, table, category, option) -> Answer:
        elements = elements_of(call, self)
        if len(elements) != 1:
            raise bad_body("Exactly one element was expected")
        return write(
            call,
            self,
            lambda values, change: table.update_option(
                category, option, values, change
            ),
            elements,
        )


class TrackingCategoriesEndpoint(Endpoint):
    plural, singular, model = (
        "TrackingCategories",
        "TrackingCategory",
        "TrackingCategory",
    )
    id_name, area, error_flag = "TrackingCategoryID", "settings", ""
    is_dated = False
    methods = frozenset(("GET all", "GET one", "PUT all", "POST one", "DELETE one"))
    children = {"options": OptionsChild()}
    fields = {
        "trackingcategoryid": lambda category: category.id,
        "name": lambda category: category.name,
        "status": lambda category: category.status,
    }

    def table(self, org: Organisation):
        return org.tracking_categories

    def shown(self, call: Call, record) -> dict:
        return present.tracking_category(record)

    def chosen(self, call: Call):
        """Archived ones come on request, deleted ones never."""
        kept = ("ACTIVE", "ARCHIVED") if _everything(call) else ("ACTIVE",)
        return [each for each in self.table(call.org) if each.status in kept]

    def row(self, call: Call, record, is_paged: bool) -> dict:
        return present.tracking_category(record, _everything(call))


def _everything(call: Call) -> bool:
    return query.truth(call.args, "includeArchived")
