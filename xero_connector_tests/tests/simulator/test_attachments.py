# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Attachments of documents, contacts and accounts."""

import json

import pytest

from .client import API, Client

PDF = b"%PDF-1.7\n" + bytes(range(256))


@pytest.fixture
def sale(authorised):
    return authorised()["InvoiceID"]


def attach(client, key, name="bill.pdf", body=PDF, method="PUT", where="Invoices", **q):
    path = f"{API}/{where}/{key}/Attachments/{name}"
    headers = {"Content-Type": "application/pdf"}
    return client.http(method, path, body, headers, **q)


def attached(client, key, where="Invoices"):
    return client.get(f"{where}/{key}/Attachments").json()["Attachments"]


def test_through_the_sdk(client, sale):
    sdk, tenant = client.sdk, client.tenant
    made = sdk.create_invoice_attachment_by_file_name(
        tenant, sale, "bill.pdf", PDF, include_online=True
    ).attachments[0]
    assert (made.file_name, made.content_length) == ("bill.pdf", len(PDF))
    assert (made.mime_type, made.include_online) == ("application/pdf", True)
    listed = sdk.get_invoice_attachments(tenant, sale).attachments
    assert [each.attachment_id for each in listed] == [made.attachment_id]
    sdk.update_invoice_attachment_by_file_name(tenant, sale, "bill.pdf", PDF * 2)
    assert [each["ContentLength"] for each in attached(client, sale)] == [2 * len(PDF)]
    assert attached(client, sale)[0]["IncludeOnline"] is True


def test_content_by_name_and_id(client, sale):
    made = attach(client, sale).json()["Attachments"][0]
    assert made["Url"].endswith(f"/Invoices/{sale}/Attachments/bill.pdf")
    for key in ("bill.pdf", made["AttachmentID"]):
        read = client.get(f"Invoices/{sale}/Attachments/{key}")
        assert (read.status, read.data) == (200, PDF)
        assert read.headers["Content-Type"] == "application/pdf"
    assert client.get(f"Invoices/{sale}/Attachments/other.pdf").status == 404


def test_same_name_takes_the_place(client, sale):
    attach(client, sale, IncludeOnline="true")
    attach(client, sale, body=b"new")
    only = attached(client, sale)
    assert len(only) == 1 and only[0]["ContentLength"] == 3
    assert only[0]["IncludeOnline"] is False


def test_document_says_that_it_has_attachments(client, authorised, sale):
    other = authorised()["InvoiceID"]
    attach(client, sale)
    assert client.one(f"Invoices/{sale}")["HasAttachments"] is True
    paged = client.get("Invoices", page=1).json()["Invoices"]
    shown = {each["InvoiceID"]: each["HasAttachments"] for each in paged}
    assert shown == {sale: True, other: False}


def test_ten_at_most(client, sale):
    for number in range(10):
        assert attach(client, sale, f"{number}.pdf").status == 200
    refused = attach(client, sale, "10.pdf")
    assert refused.messages == ["A document can have at most 10 attachments."]
    assert attach(client, sale, "9.pdf", b"again").status == 200


def test_empty_file(client, sale):
    refused = attach(client, sale, body=b"")
    assert refused.messages == ["The attachment has no content."]


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_online_only_with_sales(client, contact, authorised, method):
    message = "IncludeOnline is only for sales invoices and credit notes."
    bill = authorised(Type="ACCPAY")["InvoiceID"]
    refused = attach(client, bill, method=method, IncludeOnline="True")
    assert refused.messages == [message]
    assert attach(client, bill, method=method, IncludeOnline="False").status == 200
    key = contact["ContactID"]
    refused = attach(client, key, where="Contacts", IncludeOnline="true")
    assert refused.messages == [message]


def test_contacts_and_accounts(client, contact, org):
    key = contact["ContactID"]
    attach(client, key, where="Contacts")
    assert client.one(f"Contacts/{key}")["HasAttachments"] is True
    bank = org.accounts.get("090").id
    attach(client, bank, where="Accounts")
    assert client.one(f"Accounts/{bank}")["HasAttachments"] is True
    assert attach(client, "NONE", where="TaxRates").status == 404


def test_size(client, sale, org):
    org.change_settings(max_attachment=1000)
    assert attach(client, sale, body=b"x" * 1000).status == 200
    assert attach(client, sale, body=b"x" * 1001).status == 413
    assert client.post("Contacts", {"Name": "A" * 255, "TaxNumber": "1"}).status == 200


def test_addresses_and_methods(client, sale):
    assert attach(client, "11111111-1111-1111-1111-111111111111").status == 404
    assert client.http("DELETE", f"{API}/Invoices/{sale}/Attachments/a").status == 501
    assert client.http("PUT", f"{API}/Invoices/{sale}/Attachments", b"a").status == 501


def test_scope(sim, org, client, sale):
    scope = "openid accounting.invoices accounting.attachments.read"
    tokens = sim.world.tokens(scope=scope)
    reader = Client(sim.url, tokens, org.tenant_id)
    assert attached(reader, sale) == []
    assert attach(reader, sale).status == 401
    tokens = sim.world.tokens(scope="openid accounting.invoices")
    stranger = Client(sim.url, tokens, org.tenant_id)
    assert stranger.get(f"Invoices/{sale}").status == 200
    assert stranger.get(f"Invoices/{sale}/Attachments").status == 401


def test_state(client, sale, org):
    attach(client, sale, IncludeOnline="true")
    path = f"/_sim/state?tenant={org.tenant_id}"
    state = json.loads(client.http("GET", path).data)
    assert state["attachments"] == [
        {
            "owner": sale,
            "name": "bill.pdf",
            "size": len(PDF),
            "mime_type": "application/pdf",
            "include_online": True,
        }
    ]
    assert state["invoices"][0]["HasAttachments"] is True
