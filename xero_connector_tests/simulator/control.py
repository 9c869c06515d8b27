# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The control API under /_sim/: JSON in, JSON out, a thin layer over the world.

| method and path | body or query | does |
|---|---|---|
| GET health | | `{"status": "ok"}` |
| POST reset | | back to the default world |
| GET, POST apps | App fields | list; create or replace |
| GET, POST users | User fields | list; create or replace |
| GET, POST organisations | Settings fields | list; create |
| POST organisations/<key> | lock dates, currencies, day_limit | change |
| GET, POST clock | set (ISO or null), advance (s) | read; set or advance |
| GET, POST, DELETE faults | match, action | list; add; clear |
| GET, POST limits | enabled, minute, concurrent, app_minute | read; change |
| GET state, books | ?tenant= | everything; the three reports |
| GET, DELETE requests | ?path=&method=&tenant= | the log; clear it |
| GET secrets | | every secret ever issued |
| POST tokens | client_id, email, tenants, scope | consent without a browser |
| POST pay, void, edit, merge | tenant, … | what a person does in Xero |
| POST revoke | email, tenant | the user loses that organisation |
| POST disconnect | tenant [, client_id] | removed among the connected apps |
| POST accounts | tenant, code, name, kind, … | a further account |
"""

from dataclasses import asdict

from werkzeug.wrappers import Request, Response

from .api.wire import dumps, loads, parse_day, parse_time
from .books.errors import Invalid
from .books.organisation import Settings
from .control_state import books, organisation_row, state
from .identity.records import App, User
from .person import edit

_DATES = ("period_lock_date", "end_of_year_lock_date")


class ControlApi:
    def __init__(self, world):
        self._world = world
        self._routes = {
            "health": {"GET": lambda _query: {"status": "ok"}},
            "reset": {"POST": self._reset},
            "apps": {"GET": self._apps, "POST": self._add_app},
            "users": {"GET": self._users, "POST": self._add_user},
            "organisations": {
                "GET": self._organisations,
                "POST": self._save_organisation,
            },
            "clock": {"GET": self._clock, "POST": self._set_clock},
            "faults": {
                "GET": self._faults,
                "POST": self._add_fault,
                "DELETE": self._clear_faults,
            },
            "limits": {"GET": self._limits, "POST": self._set_limits},
            "state": {"GET": lambda query: state(self._world, query)},
            "books": {"GET": lambda query: books(self._org(query))},
            "requests": {"GET": self._requests, "DELETE": self._clear_requests},
            "secrets": {"GET": lambda _query: self._world.identity.secrets},
            "tokens": {"POST": lambda body: self._world.tokens(**body)},
            "pay": {"POST": self._pay},
            "void": {"POST": self._void},
            "edit": {"POST": lambda body: edit(self._world, self._org(body), body)},
            "merge": {"POST": self._merge},
            "revoke": {"POST": self._revoke},
            "disconnect": {"POST": self._disconnect},
            "accounts": {"POST": self._add_account},
        }

    def handle(self, request: Request, path: list[str]) -> Response:
        methods = self._routes.get(path[0].lower(), {}) if path else {}
        handler = methods.get(request.method)
        if handler is None:
            return _json({"error": "no such control", "controls": list(self._routes)}, 404)
        try:
            values = request.args.to_dict()
            if request.method == "POST":
                values = loads(request.get_data() or b"{}")
            if len(path) > 1:
                values["key"] = path[1]
            with self._world.lock:
                return _json(handler(values))
        except Invalid as error:
            return _json({"error": error.messages}, 400)
        except KeyError as error:
            return _json({"error": f"not found or missing: {error}"}, 404)
        except (TypeError, ValueError, AttributeError) as error:
            return _json({"error": str(error)}, 400)

    def _org(self, values: dict):
        return self._world.organisation(values.get("tenant") or "")

    def _reset(self, _body: dict) -> dict:
        self._world.reset()
        return {"status": "ok"}

    def _apps(self, _query: dict) -> list:
        return [
            {key: value for key, value in asdict(app).items() if key != "client_secret"}
            for app in self._world.identity.apps.values()
        ]

    def _add_app(self, body: dict) -> dict:
        if body.get("scopes") is not None:
            body["scopes"] = frozenset(body["scopes"])
        app = self._world.identity.add_app(App(**body))
        return {"client_id": app.client_id}

    def _users(self, _query: dict) -> list:
        return [
            {key: value for key, value in asdict(user).items() if key != "password"}
            for user in self._world.identity.users.values()
        ]

    def _add_user(self, body: dict) -> dict:
        """`organisations` by name or tenant id."""
        keys = body.pop("organisations", [])
        tenants = [self._world.organisation(key).tenant_id for key in keys]
        user = self._world.identity.add_user(User(**body, organisations=tenants))
        return {"email": user.email, "id": user.id, "organisations": tenants}

    def _organisations(self, _query: dict) -> list:
        return [organisation_row(org) for org in self._world.organisations.values()]

    def _save_organisation(self, body: dict) -> dict:
        for name in _DATES:
            if body.get(name):
                body[name] = parse_day(body[name])
        key = body.pop("key", None)
        if key is None:
            return organisation_row(self._world.add_organisation(Settings(**body)))
        organisation = self._world.organisation(key)
        organisation.change_settings(**body)
        return organisation_row(organisation)

    def _clock(self, _query: dict) -> dict:
        return {"now": self._world.clock.now().isoformat()}

    def _set_clock(self, body: dict) -> dict:
        if "set" in body:
            self._world.clock.set(body["set"] and parse_time(body["set"]))
        self._world.clock.advance(float(body.get("advance", 0)))
        return self._clock(body)

    def _faults(self, _query: dict) -> list:
        return [
            {"id": fault.id, "match": fault.match, "action": fault.action}
            | {"seen": fault.seen, "hits": fault.hits}
            for fault in self._world.faults
        ]

    def _add_fault(self, body: dict) -> dict:
        fault = self._world.faults.add(body.get("match") or {}, body["action"])
        return {"id": fault.id}

    def _clear_faults(self, _query: dict) -> dict:
        self._world.faults.clear()
        return {"status": "ok"}

    def _limits(self, _query: dict) -> dict:
        return asdict(self._world.limiter.limits)

    def _set_limits(self, body: dict) -> dict:
        limits = self._world.limiter.limits
        for name, value in body.items():
            getattr(limits, name)
            setattr(limits, name, value)
        return self._limits(body)

    def _requests(self, query: dict) -> list:
        return [entry.shown() for entry in self._world.log.find(**query)]

    def _clear_requests(self, _query: dict) -> dict:
        self._world.log.clear()
        return {"status": "ok"}

    def _pay(self, body: dict) -> dict:
        """{tenant, invoice, amount, account, date, reference}"""
        invoice = self._org(body).invoices.get(body["invoice"])
        payment = self._org(body).pay(
            body["invoice"],
            body["amount"] if "amount" in body else invoice.amount_due,
            body["account"],
            parse_day(body["date"]) if body.get("date") else None,
            Reference=body.get("reference") or "",
            IsReconciled=bool(body.get("is_reconciled")),
        )
        return {"PaymentID": payment.id, "AmountDue": payment.invoice.amount_due}

    def _void(self, body: dict) -> dict:
        """{tenant, invoice} or {tenant, payment}"""
        if body.get("payment"):
            return {"Status": self._org(body).delete_payment(body["payment"]).status}
        return {"Status": self._org(body).void(body["invoice"]).status}

    def _merge(self, body: dict) -> dict:
        source = self._org(body).merge_contacts(body["source"], body["target"])
        return {"ContactID": source.id, "MergedToContactID": source.merged_to}

    def _revoke(self, body: dict) -> dict:
        tenant = self._org(body).tenant_id
        self._world.identity.remove_user_from(body["email"], tenant)
        return {"status": "ok"}

    def _disconnect(self, body: dict) -> dict:
        tenant = self._org(body).tenant_id
        count = self._world.identity.disconnect(tenant, body.get("client_id"))
        return {"disconnected": count}

    def _add_account(self, body: dict) -> dict:
        body = dict(body)
        organisation = self._org({"tenant": body.pop("tenant", "")})
        return {"AccountID": organisation.add_account(**body).id}


def _json(document, status: int = 200) -> Response:
    return Response(dumps(document), status, content_type="application/json")
