# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The journals behind the documents, and the reports computed from them."""

import random
from decimal import Decimal

import pytest

from .client import invoice, line, payment


def amounts(**texts: str) -> dict:
    return {key: Decimal(text) for key, text in texts.items()}


def test_sale_and_payment(client, org, authorised):
    saved = authorised(line("100"), line("50", "260", TaxType="ZERORATEDOUTPUT"))
    client.add("Payments", payment(saved["InvoiceID"], 70))
    assert org.trial_balance() == {
        "090": Decimal("70.00"),
        "200": Decimal("-100.00"),
        "260": Decimal("-50.00"),
        "610": Decimal("100.00"),
        "820": Decimal("-20.00"),
    }
    assert org.tax_summary() == {
        "OUTPUT2": amounts(net="100.00", tax="20.00"),
        "ZERORATEDOUTPUT": amounts(net="50.00", tax="0.00"),
    }
    assert org.bank_balances() == {"090": Decimal("70.00")}


def test_bill_mirrors_a_sale(client, org, contact):
    bill = invoice(contact["ContactID"], line(account="429"), Type="ACCPAY")
    client.add("Invoices", bill)
    assert org.trial_balance() == {
        "429": Decimal("100.00"),
        "800": Decimal("-120.00"),
        "820": Decimal("20.00"),
    }
    assert org.tax_summary() == {"INPUT2": amounts(net="100.00", tax="20.00")}


def test_inclusive_amounts_are_booked_net(org, authorised):
    authorised(line("100"), LineAmountTypes="Inclusive")
    assert org.trial_balance()["200"] == Decimal("-83.33")


def test_drafts_are_not_booked(client, org, contact):
    client.add("Invoices", invoice(contact["ContactID"], Status="SUBMITTED"))
    assert org.trial_balance() == {}


def test_write_off_goes_to_its_account(client, org, authorised):
    saved = authorised()
    client.add("Payments", payment(saved["InvoiceID"], 110))
    client.add("Payments", payment(saved["InvoiceID"], 10, "405"))
    balance = org.trial_balance()
    assert balance["405"] == 10 and balance["610"] == 0
    assert org.bank_balances() == {"090": Decimal("110.00")}


@pytest.fixture
def euro_invoice(org, authorised):
    """120.00 EUR at 1.25 EUR a pound."""
    org.change_settings(currencies=["EUR"])
    return authorised(CurrencyCode="EUR", CurrencyRate="1.25")


def test_foreign_invoice_is_booked_in_base_currency(org, euro_invoice):
    assert euro_invoice["Total"] == 120
    assert org.trial_balance() == {
        "200": Decimal("-80.00"),
        "610": Decimal("96.00"),
        "820": Decimal("-16.00"),
    }


def test_rate_difference_is_a_realised_gain_or_loss(client, org, euro_invoice):
    half = payment(euro_invoice["InvoiceID"], 60, CurrencyRate="1.20")
    made = client.add("Payments", half)
    assert (made["BankAmount"], made["CurrencyRate"]) == (50, Decimal("1.2"))
    client.add("Payments", {**half, "CurrencyRate": "1.50"})
    balance = org.trial_balance()
    assert balance["090"] == 90 and balance["610"] == 0
    assert balance["499"] == Decimal("6.00")
    assert sum(balance.values()) == 0


def test_foreign_bank_account_keeps_its_own_currency(client, org, euro_invoice):
    euro = org.add_account("092", "Euro account", "BANK", currency_code="EUR")
    client.add("Payments", payment(euro_invoice["InvoiceID"], 120, euro.code))
    assert org.bank_balances() == {"092": Decimal("120.00")}
    assert org.trial_balance()["092"] == 96


def test_settled_documents_leave_no_cent(client, org, contact):
    org.change_settings(currencies=["EUR"])
    lines = [line("33.33") for _ in range(3)]
    element = invoice(
        contact["ContactID"], *lines, CurrencyCode="EUR", CurrencyRate="1.137931"
    )
    saved = client.add("Invoices", element)
    third = (saved["Total"] / 3).quantize(Decimal("0.01"))
    for amount in (third, third, saved["Total"] - 2 * third):
        client.add("Payments", payment(saved["InvoiceID"], str(amount)))
    assert org.trial_balance()["610"] == 0


def test_journals_are_only_added(client, org, authorised):
    saved = authorised()
    client.update("Invoices", {"InvoiceID": saved["InvoiceID"], "Reference": "x"})
    client.update("Invoices", {"InvoiceID": saved["InvoiceID"], "Status": "VOIDED"})
    assert len(org.ledger.journals) == 4
    assert org.tax_summary() == {"OUTPUT2": amounts(net="0.00", tax="0.00")}


@pytest.mark.parametrize("seed", range(5))
def test_books_agree_with_documents(client, org, contact, seed):
    """Random sales, edits, payments and removals; the reports follow."""
    client.http("POST", "/_sim/limits", {"enabled": False})
    chance = random.Random(seed)
    for _ in range(25):
        _random_step(client, org, contact["ContactID"], chance)
    alive = [each for each in org.invoices if each.status in ("AUTHORISED", "PAID")]
    paid = [each for each in org.payments if each.status == "AUTHORISED"]
    balance = org.trial_balance()
    assert sum(balance.values()) == 0
    assert balance["610"] == sum(each.amount_due for each in alive)
    assert balance["820"] == -sum(each.total_tax for each in alive)
    assert balance["200"] == -sum(each.sub_total for each in alive)
    assert balance.get("090", 0) == sum(each.amount for each in paid)
    taxes = org.tax_summary()
    assert sum(row["tax"] for row in taxes.values()) == -balance["820"]


def _random_step(client, org, contact_id: str, chance: random.Random) -> None:
    open_ones = [each for each in org.invoices if each.status == "AUTHORISED"]
    step = chance.choice(("new", "new", "pay", "edit", "void", "unpay"))
    if step == "new" or not open_ones:
        client.put("Invoices", _random_invoice(contact_id, chance), unitdp=4)
        return
    some = chance.choice(open_ones)
    if step == "pay":
        part = chance.choice((some.amount_due, Decimal("1.23")))
        client.put("Payments", payment(some.id, str(part)))
    elif step == "edit":
        fresh = _random_invoice(contact_id, chance)
        lines = {"LineItems": fresh["LineItems"], "InvoiceID": some.id}
        client.post("Invoices", lines)
    elif step == "void":
        client.post("Invoices", {"InvoiceID": some.id, "Status": "VOIDED"})
    elif some.live_payments:
        client.post(f"Payments/{some.live_payments[0].id}", {"Status": "DELETED"})


def _random_invoice(contact_id: str, chance: random.Random) -> dict:
    lines = [
        line(
            f"{chance.uniform(0.01, 999):.4f}",
            Quantity=chance.randint(1, 99) / 4,
            TaxType=chance.choice(("OUTPUT2", "RROUTPUT", "EXEMPTOUTPUT", "NONE")),
            DiscountRate=chance.choice((0, 0, 10, 33.33)),
        )
        for _ in range(chance.randint(1, 5))
    ]
    treatment = chance.choice(("Exclusive", "Inclusive", "NoTax"))
    return invoice(contact_id, *lines, LineAmountTypes=treatment)
