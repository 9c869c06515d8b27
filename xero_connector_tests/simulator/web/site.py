# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The pages a person looks at: organisations, one organisation, one invoice.

No login. Deep links as Xero has them (XERO_API §4) lead to the same pages.
"""

from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from ..api.wire import parse_day
from ..books.errors import Invalid
from .html import link, page, row, section, table
from .invoice_page import invoice_page
from .organisation_page import organisation_page


class Site:
    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str]) -> Response:
        with self._world.lock:
            if not path:
                return _html("Xero simulator", self._index())
            try:
                return self._page(request, path)
            except (KeyError, ValueError):
                return _html("Not found", section("Not found", ""), 404)

    def _page(self, request: Request, path: list[str]) -> Response:
        """:raise KeyError, ValueError: there is no such page."""
        kind, key, *rest = path
        organisation = self._world.organisation(key)
        place = [part.lower() for part in rest]
        if kind.lower() == "app":
            return redirect(_deep_link(organisation, rest))
        if kind.lower() != "organisation" or not key:
            raise KeyError(kind)
        if not rest:
            content = organisation_page(organisation)
            return _html(organisation.name, content)
        _invoice, number, *action = rest
        invoice = organisation.invoices.get(number)
        if place[0] != "invoice" or invoice is None:
            raise KeyError(number)
        if request.method == "POST":
            return self._act(organisation, invoice, action, request.form)
        return _html(invoice.number, invoice_page(organisation, invoice))

    def _act(self, organisation, invoice, action: list[str], form) -> Response:
        """Pay or void, then show the invoice again, with the reason if refused."""
        try:
            if action == ["pay"]:
                organisation.person.pay(
                    invoice.id,
                    Decimal(form["amount"]),
                    form["account"],
                    parse_day(form["date"]),
                )
            elif action == ["void"]:
                organisation.person.void(invoice.id)
            else:
                raise KeyError(str(action))
        except Invalid as error:
            problem = "; ".join(error.messages)
        except (InvalidOperation, ValueError):
            problem = "Amount and date must be valid"
        else:
            return redirect(f"{address_of(organisation)}/invoice/{invoice.id}", 303)
        return _html(invoice.number, invoice_page(organisation, invoice, problem), 400)

    def _index(self) -> str:
        rows = [
            row(
                [
                    link(address_of(organisation), organisation.name),
                    organisation.country_code,
                    organisation.base_currency,
                    len(organisation.contacts),
                    len(organisation.invoices),
                ],
                "o_sim_organisation_row",
                amounts=2,
            )
            for organisation in self._world.organisations.values()
        ]
        headings = ("Organisation", "Country", "Currency", "Contacts", "Invoices")
        return section("Organisations", table(headings, rows, amounts=2))


def address_of(organisation) -> str:
    return f"/organisation/{quote(organisation.short_code)}"


def _deep_link(organisation, rest: list[str]) -> str:
    """:raise KeyError: not one of the known deep links."""
    section_name, kind, *key = [part.lower() for part in rest] or ["", ""]
    if (section_name, kind) == ("invoicing", "view") and key:
        return f"{address_of(organisation)}/invoice/{quote(key[0])}"
    if (section_name, kind) == ("contacts", "contact") and key:
        return f"{address_of(organisation)}#contact-{quote(key[0])}"
    raise KeyError("/".join(rest))


def _html(title: str, content: str, status: int = 200) -> Response:
    return Response(page(title, content), status, content_type="text/html")
