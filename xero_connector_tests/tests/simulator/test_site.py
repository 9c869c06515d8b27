# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The pages a person looks at."""

from urllib.parse import urlencode

import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def base(org):
    return f"/organisation/{org.short_code}"


def text(client, path: str) -> str:
    answer = client.http("GET", path)
    assert answer.status == 200
    return answer.data.decode()


def test_index_lists_organisations(client, org):
    assert "Demo Company (UK)" in text(client, "/")


def test_organisation_page(client, org, base, authorised):
    saved = authorised()
    shown = text(client, base)
    assert 'class="o_sim_invoice_row AUTHORISED"' in shown
    assert saved["InvoiceNumber"] in shown and "Ann Able" in shown
    assert "120.00" in shown and "Business Bank Account" in shown
    assert text(client, f"/organisation/{org.tenant_id}") == shown


def test_texts_are_escaped(client, base):
    client.add("Contacts", {"Name": "<script>alert(1)</script>"})
    assert "<script>alert" not in text(client, base)


def test_pay_on_the_invoice_page(client, org, base, authorised):
    saved = authorised()
    address = f"{base}/invoice/{saved['InvoiceID']}"
    shown = text(client, address)
    for needed in ("pay_amount", "pay_account", "pay_date", "pay_submit"):
        assert f'id="{needed}"' in shown
    assert 'value="120.00"' in shown
    bank = org.accounts.get("090").id
    form = {"amount": "120.00", "account": bank, "date": "2026-03-10"}
    done = client.http("POST", f"{address}/pay", urlencode(form).encode(), FORM)
    assert done.status == 303
    assert done.headers["Location"] == address.replace("!", "%21")
    assert client.one(f"Invoices/{saved['InvoiceID']}")["Status"] == "PAID"
    assert 'id="pay_submit"' not in text(client, address)
    again = client.http("POST", f"{address}/pay", urlencode(form).encode(), FORM)
    assert again.status == 400 and b"Authorised documents" in again.data
    form["amount"] = "much"
    wrong = client.http("POST", f"{address}/pay", urlencode(form).encode(), FORM)
    assert wrong.status == 400 and b"must be valid" in wrong.data


def test_void_on_the_invoice_page(client, base, authorised):
    saved = authorised()
    address = f"{base}/invoice/{saved['InvoiceID']}"
    assert 'id="void_submit"' in text(client, address)
    assert client.http("POST", f"{address}/void", b"", FORM).status == 303
    assert client.one(f"Invoices/{saved['InvoiceID']}")["Status"] == "VOIDED"


def test_deep_links_of_xero(client, org, base, contact, authorised):
    key = authorised()["InvoiceID"]
    link = client.http("GET", f"/app/{org.short_code}/invoicing/view/{key}")
    assert link.headers["Location"] == f"{base}/invoice/{key}".replace("!", "%21")
    assert text(client, link.headers["Location"])
    known = contact["ContactID"]
    link = client.http("GET", f"/app/{org.short_code}/contacts/contact/{known}")
    assert link.headers["Location"].endswith(f"#contact-{known}")


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/organisation", "/organisation/!none", "/app/!none/x/y", "/app"],
)
def test_pages_that_do_not_exist(client, path):
    assert client.http("GET", path).status == 404


def test_invoice_that_does_not_exist(client, org, base):
    assert client.http("GET", f"{base}/invoice/nothing").status == 404
    assert client.http("GET", f"{base}/invoice").status == 404
    assert client.http("GET", f"/app/{org.short_code}/quotes/view/1").status == 404
