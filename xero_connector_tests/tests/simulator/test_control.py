# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The control API, and running the simulator by itself."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest
import urllib3

from ... import simulator as package
from .client import invoice

REPOSITORY = Path(package.__file__).parents[2]


@pytest.fixture
def control(client):
    """Ask the control API; the document it answers."""

    def call(method: str, name: str, body=None):
        answer = client.http(method, f"/_sim/{name}", body)
        assert answer.status == 200, answer.data
        return json.loads(answer.data)

    return call


def test_health_and_reset(control, org, sim):
    assert control("GET", "health") == {"status": "ok"}
    control("POST", "organisations", {"name": "More"})
    assert control("POST", "reset") == {"status": "ok"}
    assert [each["name"] for each in control("GET", "organisations")] == [
        "Demo Company (UK)"
    ]
    assert control("GET", "requests") == []


def test_apps_and_users(control):
    made = control(
        "POST",
        "apps",
        {
            "client_id": "other",
            "client_secret": "s-3",
            "name": "Other",
            "redirect_uris": ["https://odoo.example/xero"],
            "scopes": ["openid", "accounting.settings"],
        },
    )
    assert made["scopes"] == ["accounting.settings", "openid"]
    assert [each["client_id"] for each in control("GET", "apps")] == [
        "demo-client",
        "other",
    ]
    assert "s-3" not in json.dumps(control("GET", "apps"))
    user = {"email": "b@example.com", "password": "pw-7", "organisations": [""]}
    assert len(control("POST", "users", user)["organisations"]) == 1
    assert "pw-7" not in json.dumps(control("GET", "users"))


def test_organisations(control, client):
    body = {"name": "Aussie", "country": "AU", "currencies": ["USD"], "day_limit": 1000}
    made = control("POST", "organisations", {**body, "period_lock_date": "2026-01-31"})
    assert made["base_currency"] == "AUD" and made["currencies"] == ["AUD", "USD"]
    assert made["day_limit"] == 1000 and made["period_lock_date"] == "2026-01-31"
    changed = control("POST", "organisations/Aussie", {"currencies": ["NZD"]})
    assert changed["currencies"] == ["AUD", "NZD"]
    assert changed["period_lock_date"] is None
    bad = client.http("POST", "/_sim/organisations", {"name": "X", "country": "FR"})
    assert bad.status == 400


def test_clock(control):
    moved = control("POST", "clock", {"set": "2026-03-02T12:00:00Z"})
    assert moved == {"now": "2026-03-02T12:00:00+00:00"}
    moved = control("POST", "clock", {"advance": 90})
    assert moved == {"now": "2026-03-02T12:01:30+00:00"}
    now = datetime.fromisoformat(control("POST", "clock", {"set": None})["now"])
    assert abs((datetime.now(timezone.utc) - now).total_seconds()) < 60


def test_state_and_books(control, org, authorised):
    saved = authorised()
    control("POST", "pay", {"invoice": saved["InvoiceNumber"], "account": "090"})
    state = control("GET", f"state?tenant={org.tenant_id}")
    assert [each["Status"] for each in state["invoices"]] == ["PAID"]
    assert [each["Amount"] for each in state["payments"]] == [120]
    assert [each["Name"] for each in state["contacts"]] == ["Ann Able"]
    assert len(state["accounts"]) > 20 and len(state["tax_rates"]) > 10
    books = control("GET", f"books?tenant={org.short_code}")
    assert books["bank_balances"] == {"090": "120.00"}
    assert books["tax_summary"] == {"OUTPUT2": {"net": "100.00", "tax": "20.00"}}
    assert books["trial_balance"]["610"] == "0.00"
    everything = control("GET", "state")
    assert set(everything["organisations"]) == {org.tenant_id}
    assert everything["connections"][0]["client_id"] == "demo-client"


def test_a_person_pays_and_takes_it_back(control, org, authorised):
    saved = authorised()
    body = {"invoice": saved["InvoiceID"], "account": "090", "amount": "20.00"}
    paid = control("POST", "pay", {**body, "date": "2026-03-05", "reference": "R"})
    assert paid["Reference"] == "R" and paid["Invoice"]["AmountDue"] == 100
    assert (
        control("POST", "void", {"payment": paid["PaymentID"]})["Status"] == "DELETED"
    )
    voided = control("POST", "void", {"invoice": saved["InvoiceNumber"]})
    assert voided["Status"] == "VOIDED"


def test_a_person_keeps_the_catalogues(control, org):
    def edit(entity, fields, key=None):
        body = {"entity": entity, "id": key, "fields": fields}
        return control("POST", "edit", body)

    edit("account", {"Status": "ARCHIVED"}, "260")
    edit("tax_rate", {"Status": "ARCHIVED"}, "RROUTPUT")
    parts = [{"Name": "a", "Rate": 5}, {"Name": "b", "Rate": 2, "IsCompound": True}]
    assert edit("tax_rate", {"Name": "Both", "TaxComponents": parts})["TaxType"]
    edit("item", {"Code": "CHAIR", "Name": "Chair"})
    edit("item", {"Name": "Seat"}, "CHAIR")
    edit("currency", {"Code": "EUR"})
    region = {"Name": "Region", "Options": [{"Name": "North"}, {"Name": "South"}]}
    edit("tracking_category", region)
    gone = {"Options": [{"Name": "North", "Status": "ARCHIVED"}]}
    edit("tracking_category", gone, "Region")
    state = control("GET", f"state?tenant={org.tenant_id}")
    statuses = {each.get("Code"): each["Status"] for each in state["accounts"]}
    assert (statuses["260"], statuses["200"]) == ("ARCHIVED", "ACTIVE")
    rates = {each["Name"]: each for each in state["tax_rates"]}
    assert rates["5% (VAT on Income)"]["Status"] == "ARCHIVED"
    assert rates["Both"]["EffectiveRate"] == 7.1
    assert [each["Name"] for each in state["items"]] == ["Seat"]
    assert [each["Code"] for each in state["currencies"]] == ["EUR", "GBP"]
    options = state["tracking_categories"][0]["Options"]
    assert [each["Status"] for each in options] == ["ARCHIVED", "ACTIVE"]
    control("POST", "delete", {"entity": "item", "id": "CHAIR"})
    assert len(org.items) == 0


def test_a_person_edits(control, org, contact, authorised):
    body = {"entity": "contact", "id": "Ann Able", "fields": {"FirstName": "Ann"}}
    assert control("POST", "edit", body)["FirstName"] == "Ann"
    number = authorised()["InvoiceNumber"]
    body = {"entity": "invoice", "id": number, "fields": {"Reference": "by hand"}}
    assert control("POST", "edit", body)["Reference"] == "by hand"
    body = {"entity": "contact", "fields": {"Name": "New"}}
    assert control("POST", "edit", body)["Name"] == "New"


def test_a_person_restores_a_contact(control, client, contact):
    element = {"ContactID": contact["ContactID"], "ContactStatus": "ARCHIVED"}
    client.update("Contacts", element)
    body = {"entity": "contact", "id": "C-1", "fields": {"ContactStatus": "ACTIVE"}}
    assert control("POST", "edit", body)["ContactStatus"] == "ACTIVE"


def test_odd_values_on_the_wire(control, client, authorised):
    number = authorised()["InvoiceNumber"]
    odd = {"CurrencyCode": None, "Status": "WHATEVER"}
    control("POST", "edit", {"entity": "invoice", "id": number, "wire": odd})
    shown = client.get("Invoices").json()["Invoices"][0]
    assert shown["CurrencyCode"] is None and shown["Status"] == "WHATEVER"
    control("POST", "edit", {"entity": "invoice", "id": number, "wire": {}})
    assert client.get("Invoices").json()["Invoices"][0]["Status"] == "AUTHORISED"


def test_merge(control, client, contact):
    client.add("Contacts", {"Name": "Other"})
    merged = control("POST", "merge", {"source": "Ann Able", "target": "Other"})
    assert merged["ContactStatus"] == "ARCHIVED" and merged["MergedToContactID"]


def test_refusals_say_why(client, authorised):
    number = authorised()["InvoiceNumber"]
    body = {"invoice": number, "account": "429"}
    refused = client.http("POST", "/_sim/pay", body)
    assert refused.status == 400
    assert refused.json()["error"] == [
        "Account type is invalid for making a payment to/from"
    ]
    assert client.http("POST", "/_sim/pay", {"invoice": "nothing"}).status == 404
    assert client.http("GET", "/_sim/books", tenant="nothing").status == 404
    assert client.http("GET", "/_sim/nothing").status == 404
    assert client.http("POST", "/_sim/limits", {"nothing": 1}).status == 400


def test_request_log(control, client, contact):
    headers = {"Idempotency-Key": "k-9"}
    client.put("Invoices", invoice(contact["ContactID"]), headers=headers)
    (entry,) = control("GET", "requests?path=invoices%24&method=put")
    assert entry["tenant"] == client.tenant and entry["status"] == 200
    assert entry["idempotency_key"] == "k-9"
    assert re.fullmatch("[0-9a-f]{64}", entry["body_hash"])
    assert entry["started"] <= entry["finished"] and entry["unknown_keys"] == []
    assert "Bearer" not in json.dumps(control("GET", "requests"))
    control("DELETE", "requests")
    assert control("GET", "requests") == []


def test_secrets(control, client):
    known = {each["value"]: each["kind"] for each in control("GET", "secrets")}
    assert known["demo-secret"] == "client_secret" and known["demo"] == "password"
    for kind in ("access_token", "refresh_token", "id_token"):
        assert known[client.tokens[kind]] == kind


def test_tokens_without_a_browser(control, client, org):
    tokens = control("POST", "tokens", {"scope": "accounting.settings"})
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert client.get("Organisation", headers=headers).status == 200


def test_revoke_and_disconnect(control, client, org):
    assert control("POST", "disconnect", {"tenant": org.name}) == {"disconnected": 1}
    assert client.get("Organisation").status == 403
    control("POST", "tokens", {})
    assert client.get("Organisation").status == 200
    control("POST", "revoke", {"tenant": org.name, "email": "demo@example.com"})
    assert client.get("Organisation").status == 403


def test_accounts(control, org):
    body = {"code": "092", "name": "Euro", "kind": "BANK", "currency_code": "EUR"}
    assert control("POST", "accounts", body)["CurrencyCode"] == "EUR"
    assert org.accounts.get("092").takes_payments


def test_stand_alone_with_a_state_file(tmp_path):
    state = tmp_path / "world"
    name = _run(state, lambda http: http("POST", "organisations", {"name": "Kept"}))
    assert name["name"] == "Kept"
    kept = _run(state, lambda http: http("GET", "organisations"))
    assert [each["name"] for each in kept] == ["Demo Company (UK)", "Kept"]


def _run(state: Path, work):
    """Start the program, do something with its control API, end it."""
    command = [sys.executable, "-m", "xero_connector_tests.simulator", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [*command, "--state", str(state)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        url = process.stdout.readline().split()[-1]

        def http(method: str, path: str, body=None):
            answer = urllib3.request(
                method, f"{url}/_sim/{path}", body=json.dumps(body or {}), timeout=10
            )
            return json.loads(answer.data)

        result = work(http)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    return result
