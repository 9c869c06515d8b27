# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From a request under /_sim/ to the function that does it."""

from werkzeug.wrappers import Request, Response

from ..api.wire import dumps, loads
from ..books.errors import Invalid
from . import access, editing, machinery, money, organisations, people

ROUTES = {
    **machinery.ROUTES,
    **access.ROUTES,
    **organisations.ROUTES,
    **people.ROUTES,
    **money.ROUTES,
    **editing.ROUTES,
}


class ControlApi:
    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str]) -> Response:
        name = path[0].lower() if path else ""
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
