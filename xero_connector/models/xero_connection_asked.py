# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import UserError

from ..core import service
from ..core.client import OutcomeError
from ..core.entities import CATALOGUE
from ..core.operations import OPERATIONS
from ..core.outcome import Outcome, Retry
from ..core.wire import Garbled, listing

#: elements of a list that one call returns
PAGE_SIZE = 100
#: what xero-python calls each entity
_MODELS = {"invoice": "Invoice", "contact": "Contact", "payment": "Payment"}


class XeroConnectionAsked(models.Model):
    """How the methods for other code check what they are asked, and ask Xero."""

    _inherit = "xero.connection"

    def _check_service(self):
        """Who may change the connection may use its organisation."""
        self.ensure_one()
        self.check_access("write")

    def _service_read(self, ask):
        """What `ask(client)` makes of Xero's answers."""
        self._check_service()
        return self.env["xero.service"]._read(self, ask)

    def _service_create(self, entity, values, key):
        """Make one element, once.

        It is made at once and stays when the caller's transaction is rolled back. The
        same values asked for again within five minutes, or with the same `key` as long
        as the journal of calls is kept, give what was made the first time.

        :return: dict in plain values
        """
        self._check_service()
        try:
            payload = service.new_element(CATALOGUE[entity], _MODELS[entity], values)
        except service.RequestError as error:
            raise UserError(self._what_is_wrong(error)) from error
        element = self.env["xero.service"]._create(self, entity, payload, key)
        return service.plain(element)

    def _service_page(self, entity, page, modified_since, filters):
        """One page of a list, in plain values."""
        declaration = CATALOGUE[entity]
        operation = OPERATIONS[declaration.actions["list"]]
        try:
            filters = {"page": int(page), "page_size": PAGE_SIZE, **filters}
            if modified_since:
                since = service.moment_of(modified_since)
                filters["if_modified_since"] = since.replace(microsecond=0)
        except service.RequestError as error:
            raise UserError(self._what_is_wrong(error)) from error
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("A page is a whole number from 1.")) from error

        def ask(client):
            answer = client.call(operation.name, **filters)
            if isinstance(answer, Outcome):
                raise OutcomeError(answer)
            try:
                return listing(answer, declaration.plural)[0]
            except Garbled as error:
                raise OutcomeError(Retry("garbled_answer", str(error))) from error

        return service.plain(self._service_read(ask))

    # === WHAT WAS ASKED === #

    def _several(self, value):
        """A text or a list of texts as a list of texts."""
        values = value if isinstance(value, list | tuple) else [value]
        return [str(one) for one in values]

    def _xero_ids(self, what, value):
        """One or several of Xero's ids, as a list."""
        values = self._several(value)
        wrong = [one for one in values if not service.is_id(one)]
        if wrong:
            raise UserError(
                self.env._(
                    "%(wrong)s is not an id of Xero's. A %(what)s's is on its Xero tab"
                    " in Odoo, and in what Xero answers.",
                    wrong=", ".join(wrong),
                    what=what,
                )
            )
        return values

    def _one_of(self, value, choices):
        if value not in choices:
            raise UserError(
                self.env._(
                    "Type is %(choices)s, not %(value)s.",
                    choices=" or ".join(choices),
                    value=repr(value),
                )
            )
        return value

    def _what_is_wrong(self, error):
        """The sentence of a core.service.RequestError."""
        where, detail = error.where, error.detail
        if error.kind == service.NOT_NEW:
            return self.env._(
                "Leave out %s: Xero gives it. What is there already is not changed by"
                " making something new.",
                where,
            )
        if error.kind == service.WRONG_VALUE:
            return self.env._(
                "Xero does not take this value. %(where)s: %(detail)s",
                where=where,
                detail=detail,
            )
        if detail:
            return self.env._(
                "Xero does not know “%(where)s”. Did you mean “%(detail)s”?",
                where=where,
                detail=detail,
            )
        return self.env._(
            "Xero does not know “%s”. See its fields in Xero's documentation of the"
            " Accounting API.",
            where,
        )

    def _told(self, **values):
        """Without the texts that are empty; a flag that is not set is told."""
        flags = ("Is", "Enable")
        return {
            name: value
            for name, value in values.items()
            if value or name.startswith(flags)
        }
