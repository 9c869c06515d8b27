# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Journals after long stories of every kind of document, in several currencies."""

import random
from decimal import Decimal

import pytest

from .client import allocation, banked, credit_note, invoice, line, payment, refund

RATES = {"GBP": None, "EUR": "1.137931", "USD": "1.3177"}
CREDITS = (
    ("CreditNotes", "CreditNote", "credit_notes"),
    ("Overpayments", "Overpayment", "overpayments"),
    ("Prepayments", "Prepayment", "prepayments"),
)
CONTROL = {True: "610", False: "800"}


@pytest.fixture
def story(sim, client, org, contact):
    client.http("POST", "/_sim/limits", {"enabled": False})
    org.change_settings(currencies=["EUR", "USD"])
    for code, currency in (("092", "EUR"), ("093", "USD")):
        org.add_account(code, f"{currency} account", "BANK", currency_code=currency)
    return Story(client, org, contact["ContactID"])


class Story:
    """Random work of one contact's bookkeeper."""

    def __init__(self, client, org, contact: str):
        self.client = client
        self.org = org
        self.contact = contact
        self.chance = random.Random()

    def step(self) -> None:
        steps = (self.sell, self.sell, self.credit, self.bank, self.allocate)
        self.chance.choice((*steps, self.pay, self.pay, self.undo))()

    def money(self) -> dict:
        currency = self.chance.choice(tuple(RATES))
        rate = RATES[currency]
        return {"CurrencyCode": currency, **({"CurrencyRate": rate} if rate else {})}

    def lines(self, is_sale: bool) -> list[dict]:
        account = ("200", "260") if is_sale else ("429", "461")
        taxes = ("OUTPUT2", "RROUTPUT") if is_sale else ("INPUT2", "RRINPUT")
        return [
            line(
                f"{self.chance.uniform(0.01, 99):.2f}",
                self.chance.choice(account),
                TaxType=self.chance.choice((*taxes, "NONE")),
            )
            for _number in range(self.chance.randint(1, 3))
        ]

    def sell(self) -> None:
        kind = self.chance.choice(("ACCREC", "ACCPAY"))
        lines = self.lines(kind == "ACCREC")
        element = invoice(self.contact, *lines, Type=kind, **self.money())
        self.client.add("Invoices", element)

    def credit(self) -> None:
        kind = self.chance.choice(("ACCRECCREDIT", "ACCPAYCREDIT"))
        lines = self.lines(kind == "ACCRECCREDIT")
        element = credit_note(self.contact, *lines, Type=kind, **self.money())
        self.client.add("CreditNotes", element)

    def bank(self) -> None:
        side = self.chance.choice(("RECEIVE", "SPEND"))
        suffix = self.chance.choice(("", "-PREPAYMENT", "-OVERPAYMENT"))
        fields = self.money()
        banks = {"GBP": "090", "EUR": "092", "USD": "093"}
        fields["BankAccount"] = {"Code": banks[fields["CurrencyCode"]]}
        lines = self.lines(side == "RECEIVE")
        if suffix == "-OVERPAYMENT":
            amount = f"{self.chance.uniform(0.01, 99):.2f}"
            lines = [{"Description": "Overpaid", "LineAmount": amount}]
        element = banked(self.contact, f"{side}{suffix}", *lines, **fields)
        self.client.add("BankTransactions", element)

    def credits(self) -> list[tuple]:
        return [
            (plural, target, record)
            for plural, target, table in CREDITS
            for record in getattr(self.org, table)
            if record.status == "AUTHORISED"
        ]

    def allocate(self) -> None:
        pairs = [
            (plural, credit, due)
            for plural, _target, credit in self.credits()
            for due in self.org.invoices
            if due.status == "AUTHORISED"
            and due.is_sale == credit.is_sale
            and due.currency_code == credit.currency_code
        ]
        if pairs:
            plural, credit, due = self.chance.choice(pairs)
            amount = self.part(min(credit.remaining, due.remaining))
            path = f"{plural}/{credit.id}/Allocations"
            self.client.add(path, allocation(due.id, str(amount)))

    def pay(self) -> None:
        targets = [
            ("Invoice", each)
            for each in self.org.invoices
            if each.status == "AUTHORISED"
        ]
        targets += [(target, record) for _p, target, record in self.credits()]
        if not targets:
            return
        target, record = self.chance.choice(targets)
        amount = str(self.part(record.remaining))
        fields = {target: {f"{target}ID": record.id}}
        if record.currency_code != "GBP":
            fields["CurrencyRate"] = f"{self.chance.uniform(1, 1.5):.6f}"
        self.client.add("Payments", refund(amount, **fields))

    def undo(self) -> None:
        undone = [
            f"Payments/{p.id}" for p in self.org.payments if p.status != "DELETED"
        ]
        taken = [each for each in self.org.allocations if not each.is_deleted]
        if undone and self.chance.random() < 0.5:
            self.client.update(self.chance.choice(undone), {"Status": "DELETED"})
        elif taken:
            self.org.person.remove_allocation(self.chance.choice(taken).id)

    def part(self, amount: Decimal) -> Decimal:
        """All of it, or some."""
        some = (amount * self.chance.choice((1, 3)) / 7).quantize(Decimal("0.01"))
        return self.chance.choice((amount, some)) or amount

    def settle_everything(self) -> None:
        for due in list(self.org.invoices):
            if due.status == "AUTHORISED":
                self.client.add("Payments", payment(due.id, str(due.remaining)))
        for _plural, target, record in self.credits():
            fields = {target: {f"{target}ID": record.id}}
            self.client.add("Payments", refund(str(record.remaining), **fields))

    def moved(self, currency: str) -> Decimal:
        """What the documents say that the account in this currency moved."""
        total = Decimal(0)
        for each in self.org.payments:
            if each.status == "AUTHORISED" and currency == "GBP":
                total += each.document.side * each.bank_amount
        for each in self.org.bank_transactions:
            if each.currency_code == currency:
                total += each.side * each.total
        return total


@pytest.mark.parametrize("seed", range(8))
def test_control_accounts_are_clear_when_all_is_settled(story, org, seed):
    story.chance.seed(seed)
    for _number in range(60):
        story.step()
        assert sum(org.trial_balance().values()) == 0
    banks = {"090": "GBP", "092": "EUR", "093": "USD"}
    balances = org.bank_balances()
    for code, currency in banks.items():
        assert balances.get(code, 0) == story.moved(currency)
    story.settle_everything()
    balance = org.trial_balance()
    assert (balance.get("610", 0), balance.get("800", 0)) == (0, 0)
    taxes = sum(row["tax"] for kind, row in tax_rows(org, "OUT"))
    taxes -= sum(row["tax"] for kind, row in tax_rows(org, "IN"))
    assert taxes == -balance["820"]


@pytest.mark.parametrize("seed", range(3))
def test_control_accounts_agree_with_open_documents(story, org, seed):
    """In one currency, where no rounding of rates comes between."""
    story.chance.seed(seed)
    story.money = lambda: {"CurrencyCode": "GBP"}
    for _number in range(60):
        story.step()
    balance = org.trial_balance()
    for is_sale, code in CONTROL.items():
        records = [*org.invoices, *org.credit_notes, *org.overpayments]
        left = [
            each.side * each.remaining for each in records if each.is_sale == is_sale
        ]
        assert balance.get(code, 0) == sum(left)
    assert balance.get("499", 0) == 0


def tax_rows(org, side: str) -> list[tuple]:
    summary = org.tax_summary()
    return [(kind, summary[kind]) for kind in summary if side in kind]
