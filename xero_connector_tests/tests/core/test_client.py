# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.xero_connector.core import client as client_module
from odoo.addons.xero_connector.core.body import Answer
from odoo.addons.xero_connector.core.client import Client, OutcomeError
from odoo.addons.xero_connector.core.entities import CATALOGUE
from odoo.addons.xero_connector.core.limiter import Budget
from odoo.addons.xero_connector.core.outcome import Done, Fail, Retry, Snooze, Split
from odoo.addons.xero_connector.core.transport import TransportError

INVOICE, CONTACT, PAYMENT = (CATALOGUE[n] for n in ("invoice", "contact", "payment"))
START = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


class Clock:
    """Moves by a second whenever it is looked at."""

    def __init__(self):
        self.now = START

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


class Xero:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def call(self, operation, body=None, key=None, **params):
        self.asked.append((operation, body, key, params))
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(found, Exception):
            raise found
        return found


def answer(body=None, status=200, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, names, content)


def client_of(*answers, **options):
    return Client(Xero(*answers), Budget(), Clock(), lambda: 0.5, **options)


# SPEC X17
def test_a_call_is_recorded_without_its_content():
    client = client_of(answer({}, xero_correlation_id="c-1"))
    client.call("create_contacts", body='{"Contacts": []}', key="k-1", count=2)
    (record,) = client.calls
    assert record == client_module.CallRecord(
        "create_contacts", 200, START + timedelta(seconds=1), 1.0, "k-1", "c-1", 2
    )


# SPEC B18, X8
def test_the_budget_follows_the_headers():
    client = client_of(answer({}, x_minlimit_remaining="0", x_daylimit_remaining="7"))
    client.call("get_accounts")
    assert (client.budget.minute_remaining, client.budget.day_remaining) == (0, 7)
    outcome = client.call("get_accounts")
    assert outcome == Snooze("rate_minute", START + timedelta(seconds=61))
    assert len(client.transport.asked) == 1


# SPEC E18
def test_a_reserve_stops_earlier():
    client = client_of(answer({}, x_minlimit_remaining="5"), reserve=10)
    client.call("get_accounts")
    assert isinstance(client.call("get_accounts"), Snooze)


# SPEC B18: a 429 burns nothing and stops everything
def test_a_refusal_by_rate_pauses_the_budget():
    limited = answer(b"", 429, x_rate_limit_problem="day", retry_after="600")
    client = client_of(limited)
    first = client.call("get_accounts")
    assert isinstance(first, Snooze)
    assert first.code == "rate_day"
    assert client.budget.paused_until == first.until
    assert client.call("get_accounts") == Snooze("rate_day", first.until)
    assert len(client.transport.asked) == 1


def test_no_answer_is_recorded_and_judged():
    client = client_of(TransportError("timeout", "ReadTimeoutError"))
    outcome = client.call("create_contacts", body="{}", key="k")
    assert outcome == Retry("timeout", "ReadTimeoutError", uncertain=True, replay=True)
    assert client.calls[0].status == 0
    assert client.budget.calls_today == 1
    assert client.call("get_accounts") == Retry("timeout", "ReadTimeoutError")


# === WRITING === #


# SPEC P8
def test_each_element_gets_its_outcome():
    body = {
        "Contacts": [
            {"ContactNumber": "1", "ContactID": "c-1"},
            {
                "ContactNumber": "2",
                "HasValidationErrors": True,
                "ValidationErrors": [{"Message": "Email address must be valid."}],
            },
        ]
    }
    client = client_of(answer(body))
    sent = [{"ContactNumber": "1"}, {"ContactNumber": "2"}]
    done, failed = client.write(CONTACT, "create", sent, "k-1")
    assert isinstance(done, Done)
    assert failed == Fail("email_invalid", "Email address must be valid.")
    (asked,) = client.transport.asked
    assert asked == (
        "create_contacts",
        '{"Contacts": [{"ContactNumber": "1"}, {"ContactNumber": "2"}]}',
        "k-1",
        {},
    )
    assert client.calls[0].count == 2


# SPEC X7: a stored text is sent as it is
def test_a_stored_text_is_replayed_unchanged():
    text = '{"Contacts":  [{"ContactNumber": "1"}]}'
    client = client_of(answer({"Contacts": [{"ContactNumber": "1", "ContactID": "c"}]}))
    (outcome,) = client.write(CONTACT, "create", text, "k")
    assert isinstance(outcome, Done)
    assert client.transport.asked[0][1] == text


def test_what_concerns_the_whole_call_is_everybodys():
    client = client_of(answer({"Message": "No"}, 400))
    outcomes = client.write(CONTACT, "create", [{}, {}, {}], "k")
    assert outcomes == [Split("batch_refused", "No")] * 3
    assert client.write(CONTACT, "create", [{}], "k") == [Fail("request_refused", "No")]


@pytest.mark.parametrize("stored", [False, True])
def test_a_payment_is_deleted_by_its_id(stored):
    element = {"PaymentID": "p-1", "Status": "DELETED"}
    client = client_of(answer({"Payments": [element]}))
    if stored:
        text = '{"Status": "DELETED"}'
        found = client.write(PAYMENT, "delete", text, "k", payment_id="p-1")
    else:
        found = client.write(PAYMENT, "delete", [element], "k")
    assert found == [Done(element)]
    assert client.transport.asked == [
        ("delete_payment", '{"Status": "DELETED"}', "k", {"payment_id": "p-1"})
    ]


# === READING === #


def page(numbers, pages=None):
    body = {"Invoices": [{"InvoiceID": str(number)} for number in numbers]}
    if pages:
        body["pagination"] = {"pageCount": pages}
    return answer(body)


# SPEC A33
def test_pages_until_the_last():
    client = client_of(page([1, 2], 2), page([3], 2))
    since = datetime(2026, 1, 2, 3, 4, 5, 678, timezone.utc)
    found = list(client.pages(INVOICE, modified_since=since, statuses=["PAID"]))
    assert [(one.number, len(one.elements), one.last) for one in found] == [
        (1, 2, False),
        (2, 1, True),
    ]
    asked = [params for *_rest, params in client.transport.asked]
    assert [params["page"] for params in asked] == [1, 2]
    assert asked[0]["page_size"] == client_module.PAGE_SIZE
    assert asked[0]["if_modified_since"] == since.replace(microsecond=0)
    assert asked[0]["statuses"] == ["PAID"]


def test_pages_without_a_count_end_with_one_that_is_not_full():
    client = client_of(page([1, 2]), page([3]))
    assert len(list(client.pages(INVOICE, page_size=2))) == 2
    client = client_of(page([1, 2]), page([]))
    assert [one.last for one in client.pages(INVOICE, page_size=2)] == [False, True]


def test_an_empty_page_is_the_last_whatever_the_count():
    client = client_of(page([], 5))
    assert [one.last for one in client.pages(INVOICE)] == [True]


def test_lists_without_paging_and_modified_since():
    client = client_of(answer({"TaxRates": [{"TaxType": "NONE"}]}))
    (found,) = client.pages(CATALOGUE["tax_rate"], modified_since=START)
    assert (found.number, found.last, len(found.elements)) == (1, True, 1)
    assert client.transport.asked == [("get_tax_rates", None, None, {})]


def test_pages_are_lazy_and_say_why_they_stop():
    client = client_of(page([1], 3), answer(b"", 500))
    pages = client.pages(INVOICE)
    assert next(pages).number == 1
    with pytest.raises(OutcomeError) as caught:
        next(pages)
    assert caught.value.outcome == Retry("server_error")


def test_a_list_that_cannot_be_read_is_read_again():
    client = client_of(answer({"Invoices": None}))
    with pytest.raises(OutcomeError) as caught:
        list(client.pages(INVOICE))
    assert caught.value.outcome.code == "garbled_answer"
    assert not caught.value.outcome.uncertain


# SPEC B20: batched by ?IDs=
def test_ids_go_forty_at_a_time():
    client = client_of(page([1]))
    ids = [str(number % 90) for number in range(180)]
    client.by_ids(INVOICE, ids)
    asked = [params for *_rest, params in client.transport.asked]
    assert [len(params["i_ds"]) for params in asked] == [40, 40, 10]
    assert asked[0]["page"] == 1  # without it Xero leaves the lines out
    assert asked[0]["include_archived"] is True
    assert client.by_ids(INVOICE, []) == []


def test_payments_go_one_by_one_and_a_missing_one_is_missing():
    found = answer({"Payments": [{"PaymentID": "2"}]})
    client = client_of(answer(b"", 404), found)
    assert client.by_ids(PAYMENT, ["1", "2"]) == [{"PaymentID": "2"}]
    assert [params for *_rest, params in client.transport.asked] == [
        {"payment_id": "1"},
        {"payment_id": "2"},
    ]
    client = client_of(answer(b"", 403))
    with pytest.raises(OutcomeError):
        client.by_ids(PAYMENT, ["1"])
