# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From a request under /_sim/ to the function that does it."""

from werkzeug.wrappers import Request, Response

from ..api.wire import dumps, loads
from ..books.errors import Invalid
from . import access, editing, machinery, money, organisations, people, webhooks

ROUTES = {
    **machinery.ROUTES,
    **access.ROUTES,
    **organisations.ROUTES,
    **people.ROUTES,
    **money.ROUTES,
    **editing.ROUTES,
    **webhooks.ROUTES,
}
# Controls of two words; the second word of others is what they are about.
LONG = frozenset(name for _method, name in ROUTES if "/" in name)


class ControlApi:
    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str]) -> Response:
        name = path[0].lower() if path else ""
        if "/".join(path[:2]).lower() in LONG:
            name = "/".join(path[:2]).lower()
            path = [name, *path[2:]]
        control = ROUTES.get((request.method, name))
        if control is None:
            known = sorted(f"{method} {name}" for method, name in ROUTES)
            return _json({"error": "no such control", "controls": known}, 404)
        try:
            values = request.args.to_dict()
            if request.method == "POST":
                values = loads(request.get_data() or b"{}")
            if len(path) > 1:
                values["key"] = path[1]
            if control in webhooks.ROUTES.values():
                return _json(control(self._world, values))
            with self._world.lock:
                return _json(control(self._world, values))
        except Invalid as error:
            return _json({"error": error.messages}, 400)
        except KeyError as error:
            return _json({"error": f"not found or missing: {error}"}, 404)
        except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
            return _json({"error": str(error)}, 400)


def _json(document, status: int = 200) -> Response:
    return Response(dumps(document), status, content_type="application/json")
