# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Overpayments and prepayments: made, allocated, refunded, voided."""

from datetime import date
from decimal import Decimal

import pytest
from xero_python.accounting import Allocation, Allocations, Invoice

from .client import allocation, banked, line, payment, refund


@pytest.fixture
def paid(client, contact):
    """Make a bank transaction of this type; returns it as Xero does."""

    def make(kind, *lines, **fields):
        element = banked(contact["ContactID"], kind, *lines, **fields)
        return client.add("BankTransactions", element)

    return make


@pytest.fixture
def overpayment(client, paid):
    """60.00 too much, from a customer."""
    made = paid("RECEIVE-OVERPAYMENT", over("60"), Reference="Twice")
    return client.one(f"Overpayments/{made['OverpaymentID']}")


@pytest.fixture
def prepayment(client, paid):
    """A deposit of 60.00, tax included, from a customer."""
    made = paid("RECEIVE-PREPAYMENT", line("50"))
    return client.one(f"Prepayments/{made['PrepaymentID']}")


def over(amount: str, **fields) -> dict:
    """What an overpayment says: no account and no tax."""
    return {"Description": "Overpaid", "LineAmount": amount, **fields}


def test_overpayment(client, org, paid):
    made = paid("RECEIVE-OVERPAYMENT", over("60"), Reference="Twice")
    assert made["OverpaymentID"] != made["BankTransactionID"]
    assert made["LineAmountTypes"] == "NoTax" and made["TotalTax"] == 0
    assert made["LineItems"][0]["AccountCode"] == "610"
    saved = client.one(f"Overpayments/{made['OverpaymentID']}")
    assert (saved["Type"], saved["Status"]) == ("RECEIVE-OVERPAYMENT", "AUTHORISED")
    assert (saved["RemainingCredit"], saved["Reference"]) == (60, "Twice")
    assert org.trial_balance() == {"090": Decimal("60.00"), "610": Decimal("-60.00")}
    assert org.tax_summary() == {}
    same = client.one(f"BankTransactions/{made['OverpaymentID']}")
    assert same["BankTransactionID"] == made["BankTransactionID"]


def test_supplier_overpayment(client, org, paid):
    made = paid("SPEND-OVERPAYMENT", over("60", AccountCode="800"))
    saved = client.one(f"Overpayments/{made['OverpaymentID']}")
    assert saved["Type"] == "SPEND-OVERPAYMENT"
    assert org.trial_balance() == {"090": Decimal("-60.00"), "800": Decimal("60.00")}


def test_overpayment_is_on_its_control_account(client, contact):
    element = banked(
        contact["ContactID"], "RECEIVE-OVERPAYMENT", over("60", AccountCode="200")
    )
    assert client.put("BankTransactions", element).messages == [
        "Account code '200' is not a valid code for this document."
    ]


def test_allocate_overpayment_through_the_sdk(client, org, overpayment, authorised):
    due = authorised()
    wanted = Allocation(
        invoice=Invoice(invoice_id=due["InvoiceID"]), amount=60, date=date(2026, 3, 11)
    )
    key = overpayment["OverpaymentID"]
    client.sdk.create_overpayment_allocations(
        client.tenant, key, Allocations(allocations=[wanted])
    )
    shown = client.sdk.get_overpayment(client.tenant, key).overpayments[0]
    assert (shown.status, shown.remaining_credit) == ("PAID", 0)
    saved = client.sdk.get_invoice(client.tenant, due["InvoiceID"]).invoices[0]
    assert (saved.amount_credited, saved.amount_due) == (60, 60)
    assert saved.overpayments[0].overpayment_id == key
    assert saved.overpayments[0].applied_amount == 60
    client.add("Payments", payment(due["InvoiceID"], 60))
    assert org.trial_balance()["610"] == 0
    assert org.bank_balances() == {"090": Decimal("120.00")}


def test_prepayment_stands_on_its_lines(client, org, prepayment, authorised):
    assert prepayment["InvoiceNumber"] == prepayment["Reference"] == "INV-0001"
    assert prepayment["LineItems"][0]["TaxType"] == "OUTPUT2"
    assert org.trial_balance() == {
        "090": Decimal("60.00"),
        "200": Decimal("-50.00"),
        "820": Decimal("-10.00"),
    }
    due = authorised()
    assert due["InvoiceNumber"] == "INV-0002"
    path = f"Prepayments/{prepayment['PrepaymentID']}/Allocations"
    client.add(path, allocation(due["InvoiceID"], 20))
    client.add(path, allocation(due["InvoiceID"], 40))
    saved = client.one(f"Invoices/{due['InvoiceID']}")
    applied = [each["AppliedAmount"] for each in saved["Prepayments"]]
    assert applied == [20, 40] and saved["AmountDue"] == 60
    assert client.one(f"Prepayments/{prepayment['PrepaymentID']}")["Status"] == "PAID"
    assert org.trial_balance() == {
        "090": Decimal("60.00"),
        "200": Decimal("-100.00"),
        "610": Decimal("60.00"),
        "820": Decimal("-20.00"),
    }
    row = {"net": Decimal("100.00"), "tax": Decimal("20.00")}
    assert org.tax_summary() == {"OUTPUT2": row}


def test_prepayment_in_parts_leaves_no_cent(client, org, paid, authorised):
    made = paid(
        "RECEIVE-PREPAYMENT",
        line("33.33"),
        line("10.01", "260", TaxType="RROUTPUT"),
        line("0.07", TaxType="NONE"),
    )
    path = f"Prepayments/{made['PrepaymentID']}/Allocations"
    due = authorised()["InvoiceID"]
    rest = made["Total"]
    for amount in (Decimal("7.77"), Decimal("0.01"), Decimal("19.99")):
        client.add(path, allocation(due, str(amount)))
        rest -= amount
        balance = org.trial_balance()
        assert balance["610"] == 120 - made["Total"] + rest
        assert balance.get("499", 0) == 0 and sum(balance.values()) == 0
    client.add(path, allocation(due, str(rest)))
    balance = org.trial_balance()
    assert (balance["260"], balance["200"], balance["820"]) == (0, -100, -20)
    assert org.tax_summary()["OUTPUT2"]["tax"] == 20
    assert org.tax_summary()["RROUTPUT"]["net"] == 0


@pytest.mark.parametrize(
    ("kind", "target", "words", "sign"),
    [
        ("RECEIVE-OVERPAYMENT", "Overpayment", "AROVERPAYMENTPAYMENT", 1),
        ("SPEND-OVERPAYMENT", "Overpayment", "APOVERPAYMENTPAYMENT", -1),
        ("RECEIVE-PREPAYMENT", "Prepayment", "ARPREPAYMENTPAYMENT", 1),
        ("SPEND-PREPAYMENT", "Prepayment", "APPREPAYMENTPAYMENT", -1),
    ],
)
def test_refund(client, org, paid, kind, target, words, sign):
    account = "200" if sign == 1 else "429"
    row = over("60") if target == "Overpayment" else line("50", account)
    key = paid(kind, row)[f"{target}ID"]
    part = refund(20, **{target: {f"{target}ID": key}})
    made = client.add("Payments", part)
    assert made["PaymentType"] == words
    assert made["Invoice"]["InvoiceID"] == key
    assert org.bank_balances() == {"090": sign * Decimal("40.00")}
    client.add("Payments", {**part, "Amount": 40})
    saved = client.one(f"{target}s/{key}")
    assert (saved["Status"], saved["RemainingCredit"]) == ("PAID", 0)
    assert [each["Amount"] for each in saved["Payments"]] == [20, 40]
    assert set(org.trial_balance().values()) == {Decimal(0)}
    client.update(f"Payments/{made['PaymentID']}", {"Status": "DELETED"})
    saved = client.one(f"{target}s/{key}")
    assert (saved["Status"], saved["RemainingCredit"]) == ("AUTHORISED", 20)


def test_used_ones_cannot_be_deleted(client, org, overpayment, authorised):
    due = authorised()
    path = f"Overpayments/{overpayment['OverpaymentID']}/Allocations"
    made = client.add(path, allocation(due["InvoiceID"], 10))
    where = f'Reference=="{overpayment["Reference"]}"'
    found = client.get("BankTransactions", where=where).json()["BankTransactions"]
    transaction = f"BankTransactions/{found[0]['BankTransactionID']}"
    assert len(client.post(transaction, {"Status": "DELETED"}).messages) == 2
    assert client.post(transaction, {"Reference": "x"}).status == 400
    client.http("DELETE", f"/api.xro/2.0/{path}/{made['AllocationID']}")
    assert client.update(transaction, {"Status": "DELETED"})["Status"] == "VOIDED"
    gone = client.one(f"Overpayments/{overpayment['OverpaymentID']}")
    assert (gone["Status"], gone["RemainingCredit"]) == ("VOIDED", 0)
    assert org.trial_balance() == {
        "090": Decimal("0.00"),
        "200": Decimal("-100.00"),
        "610": Decimal("120.00"),
        "820": Decimal("-20.00"),
    }


def test_refused_allocations_name_the_kind(client, overpayment, prepayment, authorised):
    due = authorised()["InvoiceID"]
    for plural, record in (("Overpayments", overpayment), ("Prepayments", prepayment)):
        noun = plural[:-1]
        refused = client.put(
            f"{plural}/{record['ID']}/Allocations", allocation(due, 61)
        )
        assert refused.messages == [
            f"{noun} cannot be allocated as amount is greater than amount outstanding"
        ]


def test_foreign_overpayment_into_the_base_account(client, org, paid, authorised):
    org.change_settings(currencies=["EUR"])
    made = paid(
        "RECEIVE-OVERPAYMENT", over("60"), CurrencyCode="EUR", CurrencyRate="1.20"
    )
    assert org.bank_balances() == {"090": Decimal("50.00")}
    due = authorised(CurrencyCode="EUR", CurrencyRate="1.25")
    path = f"Overpayments/{made['OverpaymentID']}/Allocations"
    client.add(path, allocation(due["InvoiceID"], 60))
    balance = org.trial_balance()
    assert (balance["610"], balance["499"]) == (48, -2)
    assert sum(balance.values()) == 0


def test_lists(client, overpayment, prepayment):
    for plural, record, parameter in (
        ("Overpayments", overpayment, {"References": '"Twice"'}),
        ("Prepayments", prepayment, {"InvoiceNumbers": "INV-0001"}),
    ):
        listed = client.get(plural).json()[plural]
        assert [each["ID"] for each in listed] == [record["ID"]]
        assert listed[0]["LineItems"] == []
        page = client.get(plural, page=1, **parameter).json()
        assert page["pagination"]["itemCount"] == 1 and page[plural][0]["LineItems"]
        none = dict.fromkeys(parameter, "other")
        assert client.get(plural, **none).json()[plural] == []
        assert client.put(plural, {}).status == 501
        where = 'RemainingCredit>=60 AND Type.StartsWith("RECEIVE")'
        assert len(client.get(plural, where=where).json()[plural]) == 1


def test_scope(sim, client):
    client.tokens = sim.world.tokens(scope="openid accounting.banktransactions")
    assert client.get("Overpayments").status == 401
    client.tokens = sim.world.tokens(scope="openid accounting.payments.read")
    assert client.get("Prepayments").status == 200
