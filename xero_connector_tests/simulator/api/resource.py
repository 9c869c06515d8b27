# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What collections and the lists below one record have in common."""

from abc import ABC, abstractmethod
from uuid import uuid4

from ..books.organisation import Organisation
from .call import Answer, Call
from .query import Page
from .wire import ms_time

MAX_BODY = 3_500_000


class Resource(ABC):
    """A list of elements, for example Invoices, or the Options of one category.

    Class attributes describe it: names as on the wire, the SDK model its elements
    are read with, the scope area, and how an element says that it has errors.
    """

    plural = singular = model = id_name = area = ""
    error_flag = "HasValidationErrors"

    @abstractmethod
    def shown(self, call: Call, record) -> dict:
        """A record read by itself."""

    def written(self, call: Call, record) -> dict:
        """A record in the answer to a write."""
        return self.shown(call, record)

    def max_body(self, org: Organisation) -> int:
        """Bytes; more is refused with 413."""
        return MAX_BODY

    def answer(self, call: Call, elements: list, page: Page | None = None) -> Answer:
        body = {
            "Id": str(uuid4()),
            "Status": "OK",
            "ProviderName": call.provider,
            "DateTimeUTC": ms_time(call.now).replace("+0000", ""),
        }
        if page is not None:
            body["pagination"] = page.shown()
        body[self.plural] = with_attachments(call.org, elements, self.id_name)
        return Answer(200, body)


class Child(Resource):
    """A resource of each record of an endpoint: /Invoices/{id}/History.

    Without an `area` of its own, the endpoint's scopes open it. `parents` are the
    endpoints (by their plurals) that share it.
    """

    parents: frozenset[str] = frozenset()

    @abstractmethod
    def handle(self, call: Call, parent: Resource, record, keys: list[str]) -> Answer:
        """:param record: what the child belongs to; `keys`: the rest of the path.
        :raise Refused: 404, 400, or 501 for a method that does not exist here.
        """


def with_attachments(org: Organisation, elements: list, id_name: str) -> list:
    """The elements with HasAttachments as it is; records do not know it themselves."""
    owners = set(org.attachments.owners())
    if not owners:
        return elements
    return [
        {**each, "HasAttachments": True} if each.get(id_name) in owners else each
        for each in elements
    ]
