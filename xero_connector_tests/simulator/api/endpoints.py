# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What all endpoints of the Accounting API have in common."""

from abc import abstractmethod
from collections.abc import Callable

from ..books.errors import Invalid
from ..books.organisation import Organisation
from . import query
from .batch import elements_of, write
from .call import Answer, Call
from .extras import SHARED
from .problems import Refused, bad_body, not_found, refusal
from .resource import Child, Resource


class Endpoint(Resource):
    """One collection, for example /Invoices.

    `fields` are what `where` and `order` know; `children` are the resources that
    each record has, by their names in lower case; `is_dated` says whether
    If-Modified-Since is known here.
    """

    methods: frozenset[str] = frozenset(
        ("GET all", "GET one", "PUT all", "POST all", "POST one")
    )
    fields: dict[str, Callable] = {}
    children: dict[str, Child] = {}
    is_dated = True

    @abstractmethod
    def table(self, org: Organisation):
        """The records of one organisation."""

    def child(self, name: str) -> Child | None:
        """The resource of that name that each record has."""
        shared = SHARED.get(name.lower())
        if shared is not None and self.plural in shared.parents:
            return shared
        return self.children.get(name.lower())

    def handle(self, call: Call, keys: list[str]) -> Answer:
        """:param keys: what follows the endpoint's name in the path.
        :raise Refused: 404, 400, or 501 for a method that does not exist here.
        """
        name = f"{call.method} {'one' if keys else 'all'}"
        if len(keys) <= 1 and name not in self.methods:
            raise Refused(501, "The method is not implemented for this endpoint")
        if not keys:
            return self._collection(call)
        record = self.table(call.org).get(keys[0])
        if record is None:
            raise not_found()
        if len(keys) == 1:
            return self._single(call, record)
        return self.child(keys[1]).handle(call, self, record, keys[2:])

    def deleted(self, call: Call, record) -> Answer:
        """What the answer to DELETE is."""
        return self.answer(call, [self.shown(call, record)])

    def listing(self, call: Call) -> Answer:
        """All records, filtered and ordered; not paged."""
        records = self.matching(call)
        return self.answer(call, [self.row(call, record, False) for record in records])

    def matching(self, call: Call):
        """The records that a list shows, in its order."""
        records = self.chosen(call)
        if self.is_dated:
            records = query.modified_since(records, call.since)
        records = query.filtered(records, call.args, self.fields)
        return query.ordered(records, call.args, self.fields)

    def chosen(self, call: Call):
        """The records that the explicit parameters select (IDs, Statuses …)."""
        return self.table(call.org)

    def row(self, call: Call, record, is_paged: bool) -> dict:
        """A record in a list."""
        return self.shown(call, record)

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
            try:
                table.delete(record, call.change())
            except Invalid as error:
                raise refusal(self.shown(call, record), error) from None
            return self.deleted(call, record)
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
