# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Lists: pages, filters, order, If-Modified-Since (XERO_API §5)."""

import gzip
from datetime import datetime, timezone

import pytest
from xero_python import accounting
from xero_python.accounting import Invoices

from .client import invoice, line, payment

START = datetime(2026, 3, 2, 12, 0, 0, 500_000, tzinfo=timezone.utc)


@pytest.fixture
def three(sim, client, contact):
    """Invoices A-1 (DRAFT), A-2 (AUTHORISED), A-3 (PAID), an hour apart."""
    sim.clock.set(START)
    client.tokens.update(sim.world.tokens())
    client.http("POST", "/_sim/limits", {"enabled": False})
    saved = []
    for number, status in (("A-1", "DRAFT"), ("A-2", "AUTHORISED"), ("A-3", None)):
        element = invoice(
            contact["ContactID"],
            line(str(100 * len(saved) + 100)),
            InvoiceNumber=number,
            Status=status or "AUTHORISED",
            Date=f"2026-03-0{len(saved) + 2}",
        )
        saved.append(client.add("Invoices", element))
        sim.clock.advance(600)
        client.tokens.update(sim.world.tokens())
    client.add("Payments", payment(saved[-1]["InvoiceID"], 360))
    return saved


def numbers(client, headers=None, **query) -> list[str]:
    answer = client.get("Invoices", headers=headers, **query)
    assert answer.status == 200, answer.data
    return [each["InvoiceNumber"] for each in answer.json()["Invoices"]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('Type=="ACCREC" AND Status=="AUTHORISED"', "A-2"),
        ('Status=="PAID" OR Status=="DRAFT"', "A-1 A-3"),
        ('(Status=="PAID" OR Status=="DRAFT") && Total>200', "A-3"),
        ('Status!="PAID" || AmountDue<=0M', "A-1 A-2 A-3"),
        ("Date>=DateTime(2026,03,03) AND Date<DateTime(2026, 3, 4)", "A-2"),
        ('Date==DateTime.Parse("2026-03-04")', "A-3"),
        ('InvoiceNumber.StartsWith("A-") and InvoiceNumber.EndsWith("1")', "A-1"),
        ('Contact.Name.Contains("Able")', "A-1 A-2 A-3"),
        ("FullyPaidOnDate!=null", "A-3"),
        ("FullyPaidOnDate==null", "A-1 A-2"),
        ("AmountPaid > 0", "A-3"),
        ('Reference=="none"', ""),
    ],
)
def test_where(client, three, where, found):
    assert numbers(client, where=where) == found.split()


def test_where_by_contact(client, three, contact):
    known = f'Contact.ContactID==guid("{contact["ContactID"].upper()}")'
    assert len(numbers(client, where=known)) == 3
    assert numbers(client, where='Contact.ContactID==Guid("11")') == []


@pytest.mark.parametrize(
    "where",
    [
        'Colour=="red"',
        "Status==",
        "Status=='x'",
        '(Status=="x"',
        "Date==DateTime(13)",
        'InvoiceNumber=="6\\" pipe"',
        'InvoiceNumber=="6"" pipe"',
    ],
)
def test_where_that_makes_no_sense(client, where):
    refused = client.get("Invoices", where=where)
    assert refused.status == 400
    assert refused.json()["Type"] == "QueryParseException"


def test_where_on_contacts(client):
    client.add("Contacts", {"Name": "A", "EmailAddress": "a@example.com"})
    client.add("Contacts", {"Name": "B"})
    text = 'EmailAddress!=null AND EmailAddress.StartsWith("a")'
    shown = client.sdk.get_contacts(client.tenant, where=text).contacts
    assert [each.name for each in shown] == ["A"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"Statuses": "DRAFT,AUTHORISED"}, "A-1 A-2"),
        ({"Statuses": '"PAID"'}, "A-3"),
        ({"InvoiceNumbers": "A-3,A-1,X"}, "A-1 A-3"),
        ({"statuses": "draft"}, "A-1"),
        ({"searchTerm": "a-2"}, "A-2"),
        ({"createdByMyApp": "True"}, "A-1 A-2 A-3"),
        ({"order": "InvoiceNumber DESC"}, "A-3 A-2 A-1"),
        ({"order": "Status, Total DESC"}, "A-2 A-1 A-3"),
    ],
)
def test_parameters(client, three, query, found):
    assert numbers(client, **query) == found.split()


def test_ids(client, three, contact):
    ids = ",".join(each["InvoiceID"].upper() for each in three[:2])
    assert numbers(client, IDs=ids) == ["A-1", "A-2"]
    assert len(numbers(client, ContactIDs=contact["ContactID"])) == 3
    assert numbers(client, IDs="11111111-1111-1111-1111-111111111111") == []


def test_created_by_my_app_leaves_out_a_persons_invoice(client, three, contact):
    body = {"entity": "invoice", "fields": invoice(contact["ContactID"])}
    client.http("POST", "/_sim/edit", body)
    assert len(numbers(client)) == 4
    assert len(numbers(client, createdByMyApp="true")) == 3


@pytest.mark.parametrize(
    ("order", "found"),
    [("UpdatedDateUTC ASC", "A-1 A-2 A-3"), ("UpdatedDateUTC DESC", "A-3 A-2 A-1")],
)
def test_order_by_date(client, three, order, found):
    assert numbers(client, order=order) == found.split()


def test_order_that_makes_no_sense(client):
    assert client.get("Invoices", order="Colour").status == 400
    assert client.get("Invoices", order="Date UP").status == 400


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("2026-03-02T12:00:00", "A-1 A-2 A-3"),
        ("2026-03-02T12:00:00.900", "A-1 A-2 A-3"),
        ("2026-03-02T12:00:01", "A-2 A-3"),
        ("2026-03-02T13:10:00+01:00", "A-2 A-3"),
        ("2026-03-02T12:10:01Z", "A-3"),
        ("Mon, 02 Mar 2026 12:10:01 GMT", "A-3"),
        ("2026-03-02T12:30:01", ""),
    ],
)
def test_if_modified_since(client, three, since, found):
    headers = {"If-Modified-Since": since}
    assert numbers(client, headers=headers) == found.split()


def test_if_modified_since_through_the_sdk(client, three):
    since = datetime(2026, 3, 2, 12, 10, 1, tzinfo=timezone.utc)
    shown = client.sdk.get_invoices(client.tenant, if_modified_since=since)
    assert [each.invoice_number for each in shown.invoices] == ["A-3"]


def test_if_modified_since_that_is_no_date(client):
    headers = {"If-Modified-Since": "yesterday"}
    assert client.get("Invoices", headers=headers).status == 400


def test_pages(client, three):
    body = client.get("Invoices", page=1, pageSize=2).json()
    assert body["pagination"] == {
        "page": 1,
        "pageSize": 2,
        "pageCount": 2,
        "itemCount": 3,
    }
    assert len(body["Invoices"]) == 2
    assert numbers(client, page=2, pageSize=2) == ["A-3"]
    assert numbers(client, page=3, pageSize=2) == []
    assert client.get("Invoices", page=1).json()["pagination"]["pageSize"] == 100


@pytest.mark.parametrize("size", ["0", "1001", "x"])
def test_page_size_limits(client, size):
    assert client.get("Invoices", page=1, pageSize=size).status == 400


def test_line_items_only_with_page_or_by_id(client, three):
    listed = client.get("Invoices").json()["Invoices"][0]
    paged = client.get("Invoices", page=1).json()["Invoices"][0]
    alone = client.one(f"Invoices/{listed['InvoiceID']}")
    assert listed["LineItems"] == [] and len(paged["LineItems"]) == 1
    assert paged["Contact"]["Addresses"] == []
    assert len(alone["LineItems"]) == 1 and len(alone["Contact"]["Addresses"]) == 2
    assert "pagination" not in client.get("Invoices").json()


def test_summary_only(client, three):
    light = client.get("Invoices", summaryOnly="True", page=1).json()["Invoices"][0]
    assert "LineItems" not in light and "Payments" not in light
    assert light["AmountDue"] == 120 and light["Contact"]["Name"] == "Ann Able"


def test_read_by_number(client, three):
    assert client.one("Invoices/A-2")["InvoiceID"] == three[1]["InvoiceID"]


def test_contact_search_and_ids(client):
    first = client.add("Contacts", {"Name": "Joe Bloggs", "FirstName": "Joe"})
    client.add("Contacts", {"Name": "Sue", "EmailAddress": "bloggs@example.com"})
    client.add("Contacts", {"Name": "Max"})
    shown = client.get("Contacts", searchTerm="BLOGGS").json()["Contacts"]
    assert [each["Name"] for each in shown] == ["Joe Bloggs", "Sue"]
    shown = client.get("Contacts", IDs=first["ContactID"]).json()["Contacts"]
    assert [each["Name"] for each in shown] == ["Joe Bloggs"]
    assert client.get("Contacts", page=2, pageSize=2).json()["Contacts"][0]["Name"] == (
        "Max"
    )


def test_gzip_when_asked(client, three):
    plain = client.get("Invoices", page=1)
    assert "Content-Encoding" not in plain.headers
    zipped = client.get("Invoices", headers={"Accept-Encoding": "gzip"}, page=1)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) < len(plain.data) / 2
    assert zipped.json()["Invoices"] == plain.json()["Invoices"]
    assert gzip.compress(plain.data)


def test_boolean_parameter_that_is_none(client):
    assert client.get("Contacts", includeArchived="perhaps").status == 400


def test_deleted_and_voided_documents_stay_visible(client, three):
    client.update("Invoices", {"InvoiceID": three[0]["InvoiceID"], "Status": "DELETED"})
    client.update("Invoices", {"InvoiceID": three[1]["InvoiceID"], "Status": "VOIDED"})
    assert numbers(client) == ["A-1", "A-2", "A-3"]
    assert numbers(client, Statuses="DELETED,VOIDED") == ["A-1", "A-2"]


def test_answers_have_only_names_that_the_sdk_knows(client, three):
    """Beside four that the specification's examples show and the SDK lacks."""
    extra = {"DateString", "DueDateString", "ValidationErrors", "HasValidationErrors"}
    plans = (
        ("Invoices", "Invoice"),
        ("Contacts", "Contact"),
        ("Payments", "Payment"),
        ("Accounts", "Account"),
        ("TaxRates", "TaxRate"),
        ("Items", "Item"),
        ("TrackingCategories", "TrackingCategory"),
        ("Currencies", "Currency"),
        ("ContactGroups", "ContactGroup"),
        ("BrandingThemes", "BrandingTheme"),
    )
    client.add("Items", {"Code": "A", "SalesDetails": {"UnitPrice": 1}})
    client.add("TrackingCategories", {"Name": "Region"})
    client.add("ContactGroups", {"Name": "Dealers"})
    for path, model in plans:
        for element in client.get(path, page=1).json()[path]:
            assert not set(_unknown(model, element)) - extra
    head = client.get("Organisation").json()["Organisations"][0]
    assert not list(_unknown("Organisation", head))


def _unknown(model: str, element: dict):
    cls = getattr(accounting, model)
    kinds = {cls.attribute_map[key]: kind for key, kind in cls.openapi_types.items()}
    for name, value in element.items():
        if name not in kinds:
            yield name
            continue
        kind = kinds[name].removeprefix("list[").removesuffix("]")
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, dict):
                yield from _unknown(kind, item)


def test_sdk_reads_a_whole_page(client, three):
    shown = client.sdk.get_invoices(client.tenant, page=1, page_size=1000)
    assert isinstance(shown, Invoices) and shown.pagination.item_count == 3
    assert shown.invoices[0].line_items[0].line_amount == 100
