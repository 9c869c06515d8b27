# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A caller of the simulator: the official SDK, and plain HTTP for the wire itself."""

import json
from decimal import Decimal
from urllib.parse import urlencode

import urllib3
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token
from xero_python.identity import IdentityApi

API = "/api.xro/2.0"
NO_RETRY = urllib3.Retry(total=0, redirect=False, respect_retry_after_header=False)


class Reply:
    """Status, headers and body of one answer."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.data = response.data

    def json(self):
        return json.loads(self.data, parse_float=Decimal)

    @property
    def messages(self) -> list[str]:
        """All validation messages of the answer, in order."""
        document = self.json()
        elements = document.get("Elements") or next(
            value for value in document.values() if isinstance(value, list)
        )
        return [
            error["Message"]
            for element in elements
            for error in element.get("ValidationErrors", ())
        ]


class Client:
    """One user of one app in one organisation."""

    def __init__(self, url: str, tokens: dict, tenant: str):
        self.url = url
        self.tokens = tokens
        self.tenant = tenant
        self._pool = urllib3.PoolManager(retries=NO_RETRY)
        self.sdk_client = self._sdk_client()
        self.sdk = AccountingApi(self.sdk_client, base_url=f"{url}{API}")
        self.identity = IdentityApi(self.sdk_client, base_url=url)

    def _sdk_client(self) -> ApiClient:
        configuration = Configuration()
        # As an attribute: the constructor's argument is lost (XERO_API §7, trap 1).
        configuration.oauth2_token = OAuth2Token(client_id="x", client_secret="y")
        client = ApiClient(
            configuration,
            oauth2_token_getter=self._sdk_token,
            oauth2_token_saver=lambda _token: None,
        )
        client.rest_client.pool_manager.connection_pool_kw["retries"] = NO_RETRY
        return client

    def _sdk_token(self) -> dict:
        """Without expiry and refresh token, so that the SDK leaves both alone."""
        return {
            "access_token": self.tokens["access_token"],
            "scope": self.tokens["scope"].split(),
            "expires_in": 1800,
            "token_type": "Bearer",
        }

    def http(self, method: str, path: str, body=None, headers=None, **query) -> Reply:
        """:param body: bytes as they are, anything else as JSON."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, default=float).encode()
        address = f"{self.url}{path}" + (f"?{urlencode(query)}" if query else "")
        sent = {
            "Authorization": f"Bearer {self.tokens['access_token']}",
            "Xero-Tenant-Id": self.tenant,
            "Accept": "application/json",
            "Content-Type": "application/json",
            **(headers or {}),
        }
        sent = {key: value for key, value in sent.items() if value is not None}
        response = self._pool.request(
            method, address, body=body, headers=sent, timeout=10, redirect=False
        )
        return Reply(response)

    def get(self, path: str, headers=None, **query) -> Reply:
        return self.http("GET", f"{API}/{path}", headers=headers, **query)

    def put(self, path: str, *elements, headers=None, **query) -> Reply:
        return self._write("PUT", path, elements, headers, query)

    def post(self, path: str, *elements, headers=None, **query) -> Reply:
        return self._write("POST", path, elements, headers, query)

    def _write(self, method, path, elements, headers, query) -> Reply:
        body = {_plural(path): list(elements)}
        return self.http(method, f"{API}/{path}", body, headers, **query)

    def add(self, path: str, element: dict, **query) -> dict:
        """PUT one element that must be accepted; the element as saved."""
        return self._one(self.put(path, element, **query), path)

    def update(self, path: str, element: dict, **query) -> dict:
        """POST one element that must be accepted."""
        return self._one(self.post(path, element, **query), path)

    def one(self, path: str, **query) -> dict:
        """GET one element that must be there."""
        return self._one(self.get(path, **query), path)

    @staticmethod
    def _one(reply: Reply, path: str) -> dict:
        assert reply.status == 200, reply.data
        return reply.json()[_plural(path)][0]


def _plural(path: str) -> str:
    """Invoices of Invoices/1, Allocations of CreditNotes/1/Allocations."""
    return path.split("/")[::2][-1]


def line(amount="100", account="200", **fields) -> dict:
    values = {
        "Description": "Consulting",
        "Quantity": 1,
        "UnitAmount": amount,
        "AccountCode": account,
    }
    return {**values, **fields}


def invoice(contact_id: str, *lines: dict, **fields) -> dict:
    """An invoice that Xero approves as it is."""
    values = {
        "Type": "ACCREC",
        "Contact": {"ContactID": contact_id},
        "Date": "2026-03-02",
        "DueDate": "2026-04-01",
        "Status": "AUTHORISED",
        "LineItems": list(lines) or [line()],
    }
    return {**values, **fields}


def payment(invoice_id: str, amount, account="090", **fields) -> dict:
    values = {
        "Invoice": {"InvoiceID": invoice_id},
        "Account": {"Code": account},
        "Amount": amount,
        "Date": "2026-03-10",
    }
    return {**values, **fields}


def banked(contact_id: str, kind: str, *lines: dict, **fields) -> dict:
    """A bank transaction of type `kind`."""
    values = {
        "Type": kind,
        "Contact": {"ContactID": contact_id},
        "BankAccount": {"Code": "090"},
        "Date": "2026-03-03",
        "LineItems": list(lines),
    }
    return {**values, **fields}


def refund(amount, account="090", **fields) -> dict:
    """A payment on a credit, which `fields` name."""
    values = {"Account": {"Code": account}, "Amount": amount, "Date": "2026-03-12"}
    return {**values, **fields}


def credit_note(contact_id: str, *lines: dict, **fields) -> dict:
    """A credit note that Xero approves as it is."""
    values = {
        "Type": "ACCRECCREDIT",
        "Contact": {"ContactID": contact_id},
        "Date": "2026-03-05",
        "Status": "AUTHORISED",
        "LineItems": list(lines) or [line()],
    }
    return {**values, **fields}


def allocation(invoice_id: str, amount, **fields) -> dict:
    values = {
        "Invoice": {"InvoiceID": invoice_id},
        "Amount": amount,
        "Date": "2026-03-11",
    }
    return {**values, **fields}


def refused(client, element, **query) -> list[str]:
    """Messages of an element that must be refused."""
    answer = client.put("Invoices", element, **query)
    assert answer.status == 400, answer.data
    return answer.messages
