# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A user's two windows: the running Odoo and the simulated Xero. No Odoo import."""

import re
from decimal import Decimal
from urllib.parse import urljoin

import requests

#: posting a hundred invoices takes Odoo a while
PATIENCE = 180
EMAIL = "demo@example.com"
PASSWORD = "demo"


class DemoError(Exception):
    """What a person would read on the screen instead of what was expected."""


def browser():
    """A session with cookies; two programs on one machine need no proxy."""
    session = requests.Session()
    session.trust_env = False
    return session


class OdooClient:
    """A logged-in user of a running Odoo, as its web client talks to it."""

    def __init__(self, url: str, db: str):
        self.url = url
        self.session = browser()
        self.uid = 0
        self._db = db

    def login(self, user: str, password: str) -> None:
        """:raise DemoError: Odoo does not let us in"""
        values = {"db": self._db, "login": user, "password": password}
        answer = self._json("/web/session/authenticate", values)
        self.uid = answer.get("uid") or 0
        if not self.uid:
            raise DemoError(f"Odoo does not know {user} with this password.")

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a public method of a model.

        :raise DemoError: with the message that Odoo shows its user
        """
        values = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._json(f"/web/dataset/call_kw/{model}/{method}", values)

    def rows(self, model: str, domain: list, names, **options) -> list[dict]:
        """Values of the records that match."""
        return self.call(model, "search_read", domain, list(names), **options)

    def count(self, model: str, domain: list) -> int:
        """How many records match."""
        return self.call(model, "search_count", domain)

    def one(self, model: str, domain: list) -> int:
        """Id of the first record that matches.

        :raise DemoError: there is none
        """
        found = self.call(model, "search", domain, limit=1)
        if not found:
            raise DemoError(f"Odoo has no {model} with {domain}.")
        return found[0]

    def _json(self, path: str, values: dict):
        answer = self.session.post(
            urljoin(self.url, path), json={"params": values}, timeout=PATIENCE
        )
        answer.raise_for_status()
        document = answer.json(parse_float=Decimal)
        if "error" in document:
            problem = document["error"].get("data") or document["error"]
            raise DemoError(f"Odoo says: {problem.get('message')}")
        return document.get("result")


class XeroClient:
    """The simulated Xero: its pages, and a person at work in it."""

    def __init__(self, url: str, tenant: str = ""):
        self.url = url
        self.tenant = tenant
        self._session = browser()

    def give_consent(self, session: requests.Session, address: str):
        """Follow “Connect with Xero” through login and consent, back to Odoo.

        :param session: the browser that is logged in to Odoo
        :return: the page that the user ends on
        """
        page = _page(session.get(address, timeout=PATIENCE))
        form = {"ticket": _ticket(page), "email": EMAIL, "password": PASSWORD}
        page = _page(
            session.post(f"{self.url}/identity/login", data=form, timeout=PATIENCE)
        )
        tenants = re.findall(r'name="tenant" value="([^"]+)"', page.text)
        form = {"ticket": _ticket(page), "tenant": tenants[:1], "decision": "allow"}
        return _page(
            session.post(f"{self.url}/identity/consent", data=form, timeout=PATIENCE)
        )

    def pay(self, number: str, account: str) -> dict:
        """Enter the receipt of all that is due on an invoice."""
        return self.do("pay", invoice=number, account=account)

    def void(self, number: str) -> dict:
        """Void an invoice."""
        return self.do("void", invoice=number)

    def edit(self, entity: str, key: str, **fields) -> dict:
        """Change a record.

        :param key: its id, number or name
        :param fields: under the names of Xero's API
        """
        return self.do("edit", entity=entity, id=key, fields=fields)

    def do(self, control: str, **body) -> dict:
        """What a person does in the organisation.

        :raise DemoError: with what Xero answers that person
        """
        return self._post(control, {"tenant": self.tenant, **body})

    # === THE DEVELOPER PORTAL === #

    def subscribe(self, client_id: str, url: str, key: str) -> dict:
        """Enter where Xero is to deliver; it is told how the validation went."""
        return self._post("webhooks", {"client_id": client_id, "url": url, "key": key})

    def unsubscribe(self) -> None:
        """Take all delivery addresses away."""
        answer = self._session.delete(f"{self.url}/_sim/webhooks", timeout=PATIENCE)
        answer.raise_for_status()

    def _post(self, control: str, body: dict) -> dict:
        answer = self._session.post(
            f"{self.url}/_sim/{control}", json=body, timeout=PATIENCE
        )
        if not answer.ok:
            raise DemoError(f"Xero does not take this ({control}): {answer.text}")
        return answer.json()

    # === WHAT IS IN XERO === #

    def state(self) -> dict:
        """Every contact, invoice and payment of the organisation."""
        return self._get("state", tenant=self.tenant)

    def books(self) -> dict:
        """Trial balance, tax summary and bank balances."""
        return self._get("books", tenant=self.tenant)

    def api_calls(self) -> list[dict]:
        """Calls to the Accounting API so far, which is what Xero counts."""
        return self._get("requests", path="^/api.xro/")

    def _get(self, control: str, **query):
        answer = self._session.get(
            f"{self.url}/_sim/{control}", params=query, timeout=PATIENCE
        )
        answer.raise_for_status()
        return answer.json(parse_float=Decimal)


def _page(answer):
    if not answer.ok:
        raise DemoError(f"{answer.url} answers {answer.status_code}.")
    return answer


def _ticket(page) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page.text)
    if not found:
        raise DemoError(f"{page.url} shows no form.")
    return found[1]
