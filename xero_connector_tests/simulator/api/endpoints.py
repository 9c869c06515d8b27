# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What all endpoints of the Accounting API have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from uuid import uuid4

from ..books.organisation import Organisation
from . import query
from .batch import elements_of, write
from .call import Answer, Call
from .problems import Refused, bad_body, not_found
from .wire import ms_time


class Endpoint(ABC):
    """One collection, for example /Invoices.

    Class attributes describe it: names as on the wire, the SDK model its elements
    are read with, the scope area, and which fields `where` and `order` know.
    """

    plural = singular = model = id_name = area = ""
    error_flag = "HasValidationErrors"
    methods: frozenset[str] = frozenset(
        ("GET all", "GET one", "PUT all", "POST all", "POST one")
    )
    fields: dict[str, Callable] = {}

    @abstractmethod
    def table(self, org: Organisation):
        """The records of one organisation."""

    @abstractmethod
    def shown(self, call: Call, record) -> dict:
        """A record read by itself."""

    def written(self, call: Call, record) -> dict:
        """A record in the answer to a write."""
        return self.shown(call, record)

    def handle(self, call: Call, key: str | None) -> Answer:
        """:raise Refused: 404, 400, or 501 for a method that does not exist here."""
        name = f"{call.method} {'one' if key else 'all'}"
        if name not in self.methods:
            raise Refused(501, "The method is not implemented for this endpoint")
        if key is None:
            return self._collection(call)
        record = self.table(call.org).get(key)
        if record is None:
            raise not_found()
        return self._single(call, record)

    def listing(self, call: Call) -> Answer:
        """All records, filtered and ordered; not paged."""
        table = self.table(call.org)
        records = query.modified_since(table, call.since)
        records = query.filtered(records, call.args, self.fields)
        records = query.ordered(records, call.args, self.fields)
        return self.answer(call, [self.shown(call, record) for record in records])

    def answer(self, call: Call, elements: list, page: query.Page | None = None):
        body = {
            "Id": str(uuid4()),
            "Status": "OK",
            "ProviderName": call.provider,
            "DateTimeUTC": ms_time(call.now).replace("+0000", ""),
        }
        if page is not None:
            body["pagination"] = page.shown()
        body[self.plural] = elements
        return Answer(200, body)

    def _collection(self, call: Call) -> Answer:
        if call.method == "GET":
            return self.listing(call)
        table = self.table(call.org)
        save = table.create if call.method == "PUT" else table.upsert
        return write(call, self, save, elements_of(call, self))

    def _single(self, call: Call, record) -> Answer:
        if call.method == "GET":
            return self.answer(call, [self.shown(call, record)])
        table = self.table(call.org)
        if call.method == "DELETE":
            table.delete(record, call.change())
            return self.answer(call, [self.shown(call, record)])
        elements = elements_of(call, self)
        if len(elements) != 1:
            raise bad_body("Exactly one element was expected")
        elements[0].setdefault(self.id_name, getattr(record, "id", ""))
        return write(
            call,
            self,
            lambda values, change: table.update(record, values, change),
            elements,
        )
