# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Bank transactions (XERO_API §4 "Payments, credits, bank")."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import (
    Account,
    BankTransaction,
    BankTransactions,
    Contact,
    LineItem,
)

from .client import banked, line

NOT_MODIFIABLE = "Bank Transaction not of valid status for modification"
NO_CURRENCY = "The account's currency does not match the document."


@pytest.fixture
def spent(client, contact):
    """Spend 120.00 on general expenses; `fields` change that."""

    def make(kind="SPEND", account="429", **fields):
        element = banked(contact["ContactID"], kind, line(account=account), **fields)
        return client.add("BankTransactions", element)

    return make


def test_through_the_sdk(client, contact):
    wanted = BankTransaction(
        type="SPEND",
        contact=Contact(contact_id=contact["ContactID"]),
        bank_account=Account(code="090"),
        date=date(2026, 3, 3),
        line_items=[
            LineItem(description="Ink", quantity=2, unit_amount=5, account_code="461")
        ],
        reference="Card 1",
    )
    made = client.sdk.create_bank_transactions(
        client.tenant, BankTransactions(bank_transactions=[wanted])
    ).bank_transactions[0]
    assert (made.status, made.sub_total, made.total) == ("AUTHORISED", 10, 12)
    key = made.bank_transaction_id
    deletion = BankTransaction(
        status="DELETED", type="SPEND", line_items=[], bank_account=Account(code="090")
    )
    client.sdk.update_bank_transaction(
        client.tenant, key, BankTransactions(bank_transactions=[deletion])
    )
    shown = client.sdk.get_bank_transaction(client.tenant, key).bank_transactions[0]
    assert (shown.status, shown.reference) == ("DELETED", "Card 1")


@pytest.mark.parametrize(
    ("kind", "account", "sign", "tax_type"),
    [("SPEND", "429", 1, "INPUT2"), ("RECEIVE", "200", -1, "OUTPUT2")],
)
def test_books(client, org, spent, kind, account, sign, tax_type):
    made = spent(kind, account)
    assert org.trial_balance() == {
        "090": -sign * Decimal("120.00"),
        account: sign * Decimal("100.00"),
        "820": sign * Decimal("20.00"),
    }
    row = {"net": Decimal("100.00"), "tax": Decimal("20.00")}
    assert org.tax_summary() == {tax_type: row}
    path = f"BankTransactions/{made['BankTransactionID']}"
    client.update(path, {"LineItems": [line("10", account)]})
    assert org.bank_balances()["090"] == -sign * 12
    client.update(path, {"Status": "DELETED"})
    assert set(org.trial_balance().values()) == {Decimal(0)}


def test_foreign_bank_account(client, org, spent):
    org.change_settings(currencies=["EUR"])
    euro = org.add_account("092", "Euro account", "BANK", currency_code="EUR")
    made = spent(BankAccount={"AccountID": euro.id}, CurrencyRate="1.25")
    assert (made["CurrencyCode"], made["Total"]) == ("EUR", 120)
    assert org.bank_balances() == {"092": Decimal("-120.00")}
    assert org.trial_balance()["092"] == -96


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Type": "SPEND-TRANSFER"}, "The Bank Transaction Type is not valid."),
        ({"Status": "DELETED"}, "Bank Transaction not of valid status for creation"),
        ({"BankAccount": {"Code": "200"}}, "The Bank Account must be valid."),
        ({"BankAccount": None}, "The Bank Account must be valid."),
        ({"LineItems": None}, "One or more line items must be specified"),
        (
            {"LineItems": [line("-1", "429")]},
            "The document total must be greater than zero.",
        ),
        (
            {"LineItems": [line(account="090")]},
            "Account code '090' is not a valid code for this document.",
        ),
        ({"CurrencyCode": "USD"}, "Organisation is not subscribed to currency USD"),
        ({"CurrencyCode": "EUR"}, NO_CURRENCY),
        ({"Url": "nowhere"}, "Url must be a valid absolute Url."),
        (
            {"Contact": {}},
            "The Contact must contain at least 1 of the following elements to "
            "identify the contact: Name, ContactID, ContactNumber",
        ),
    ],
)
def test_refused(client, org, contact, change, message):
    org.change_settings(currencies=["EUR"])
    element = banked(contact["ContactID"], "SPEND", line(account="429"))
    refused = client.put("BankTransactions", {**element, **change})
    assert refused.messages == [message]


def test_both_kinds_of_error_report(client, contact):
    good = banked(contact["ContactID"], "SPEND", line(account="429"))
    bad = {**good, "BankAccount": {"Code": "429"}}
    each = client.put("BankTransactions", good, bad, summarizeErrors="false")
    shown = each.json()["BankTransactions"]
    assert [one["StatusAttributeString"] for one in shown] == ["OK", "ERROR"]
    assert client.put("BankTransactions", good, bad).status == 400
    assert len(client.get("BankTransactions").json()["BankTransactions"]) == 2


def test_lock_date_and_archived_account(client, org, contact, spent):
    made = spent()
    org.period_lock_date = date(2026, 3, 31)
    element = banked(contact["ContactID"], "SPEND", line(account="429"))
    assert client.put("BankTransactions", element).status == 400
    path = f"BankTransactions/{made['BankTransactionID']}"
    assert client.post(path, {"Status": "DELETED"}).status == 400
    org.accounts.get("090").status = "ARCHIVED"
    late = client.put("BankTransactions", {**element, "Date": "2026-04-01"})
    assert late.messages == ["Account code '090' has been archived."]


def test_reconciled_is_closed(client, spent):
    made = spent(IsReconciled=True)
    path = f"BankTransactions/{made['BankTransactionID']}"
    assert client.post(path, {"Status": "DELETED"}).messages == [
        "This Bank Transaction cannot be edited as it has been reconciled with a Bank "
        "Statement."
    ]


def test_deleted_is_final(client, spent):
    made = spent()
    path = f"BankTransactions/{made['BankTransactionID']}"
    assert client.post(path, {"Status": "VOIDED"}).messages == [NOT_MODIFIABLE]
    client.update(path, {"Status": "DELETED"})
    assert client.post(path, {"Reference": "x"}).messages == [NOT_MODIFIABLE]


def test_list(sim, client, spent):
    spent()
    sim.clock.advance(60)
    since = sim.clock.now()
    spent("RECEIVE", "200", Reference="Deposit")
    listed = client.get("BankTransactions").json()["BankTransactions"]
    assert [each["Type"] for each in listed] == ["SPEND", "RECEIVE"]
    assert listed[0]["LineItems"] == []
    page = client.get("BankTransactions", page=1, where='Type=="SPEND"').json()
    assert page["pagination"]["itemCount"] == 1
    assert page["BankTransactions"][0]["LineItems"][0]["AccountCode"] == "429"
    headers = {"If-Modified-Since": since.isoformat()}
    changed = client.get("BankTransactions", headers=headers).json()
    assert [e["Reference"] for e in changed["BankTransactions"]] == ["Deposit"]


def test_scope(sim, client):
    client.tokens = sim.world.tokens(scope="openid accounting.invoices")
    assert client.get("BankTransactions").status == 401
    client.tokens = sim.world.tokens(scope="openid accounting.banktransactions.read")
    assert client.get("BankTransactions").status == 200
