# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Both books, document by document and as a whole.

In the document's currency nothing may differ by a cent. In the company's currency Xero
converts each line by a rate of six decimals, Odoo each journal item by a rate of any:
what may differ there is worked out from the documents, and told (SPEC R2).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from ..demo.books import (
    ZERO,
    caller,
    cents,
    document_key,
    live_documents,
    xero_books,
)
from ..demo.odoo_books import NO_LINE, OUTWARD, USES, Ledger, documents, odoo_books
from ..demo.odoo_codes import Codes
from .cents import take_back_cents

CENT = Decimal("0.01")
#: half of the last decimal of Xero's rates
RATE_STEP = Decimal("0.0000005")


@dataclass
class Findings:
    """:param differences: sentences
    :param base: sentences about the company's currency, within what rates explain
    :param rounded: documents with cents on Xero's rounding account
    """

    differences: list = field(default_factory=list)
    base: list = field(default_factory=list)
    rounded: int = 0


def compare(connection, xero) -> Findings:
    """:param xero: scenery.Xero"""
    call = caller(connection.env)
    state, reports = xero.get("state"), xero.get("books")
    ledger = Ledger(call, connection.id)
    codes, items = Codes(ledger), ledger.items()
    ours = _odoo_documents(ledger, codes, items)
    theirs = dict(_xero_documents(state))
    slack = _Slack(connection, state)
    apart = take_back_cents(connection, ours, theirs)
    slack.total += sum(apart)
    found = Findings(rounded=len(apart))
    for key in sorted(ours.keys() | theirs.keys()):
        found.differences += _unequal(key, ours.get(key), theirs.get(key))
    mine, other = odoo_books(call, connection.id), xero_books(state, reports)
    _compare_sums(found, slack, "account", mine.balances, other.balances)
    _compare_sums(found, slack, "bank account", mine.banks, other.banks)
    for place, what in enumerate(("net of", "tax of")):
        _compare_sums(
            found,
            slack,
            what,
            {key: amounts[place] for key, amounts in mine.taxes.items()},
            {key: amounts[place] for key, amounts in other.taxes.items()},
        )
    return found


# === DOCUMENTS === #


def _odoo_documents(ledger, codes, items):
    """{what it is called: its values, in its own currency}."""
    heads = documents(ledger, items)
    names = ["name", "ref", "move_type", "commercial_partner_id", "currency_id"]
    domain = [
        ledger.company,
        ("move_type", "in", list(USES)),
        ("state", "=", "posted"),
    ]
    keys, found = {}, {}
    for one in ledger.rows("account.move", domain, names):
        purchase = USES[one["move_type"]] == "purchase"
        key = document_key(
            one["ref"] or one["name"] if purchase else one["name"],
            one["commercial_partner_id"][1],
            purchase,
            one["move_type"].endswith("refund"),
        )
        keys[one["id"]] = key
        found[key] = {**vars(heads[key]), "currency": one["currency_id"][1]}
    for key, (nets, taxes) in _sums_of_items(codes, items, keys).items():
        found[key].update(nets=_clean(nets), taxes=_clean(taxes))
    return found


def _sums_of_items(codes, items, keys):
    """{key: ({account: net}, {TaxType: tax})} of what the journal has."""
    sums = {key: (defaultdict(Decimal), defaultdict(Decimal)) for key in keys.values()}
    for one in items:
        key = keys.get(one["move_id"][0])
        if not key:
            continue
        # what a document adds is positive on it, credit notes included
        amount = cents(one["amount_currency"]) * OUTWARD.get(one["move_type"], 1)
        nets, taxes = sums[key]
        if one["tax_line_id"] and one["tax_line_type"] != "fixed":
            taxes[codes.tax_type_of_item(one["tax_line_id"][0])] += amount
        elif one["display_type"] not in NO_LINE or one["tax_line_id"]:
            nets[codes.account(one)] += amount
    return sums


def _xero_documents(state):
    for one in live_documents(state):
        credit = "CreditNoteID" in one
        purchase = one["Type"].startswith("ACCPAY")
        number = one["CreditNoteNumber" if credit else "InvoiceNumber"]
        contact = one["Contact"]["Name"]
        nets, taxes = defaultdict(Decimal), defaultdict(Decimal)
        for line in one["LineItems"]:
            nets[line.get("AccountCode", "")] += cents(line.get("LineAmount") or 0)
            taxes[line.get("TaxType", "")] += cents(line.get("TaxAmount") or 0)
        yield (
            document_key(number, contact, purchase, credit),
            {
                "contact": contact,
                "date": one["DateString"][:10],
                "net": cents(one["SubTotal"]),
                "tax": cents(one["TotalTax"]),
                "total": cents(one["Total"]),
                "due": cents(one["RemainingCredit" if credit else "AmountDue"]),
                "currency": one["CurrencyCode"],
                "nets": _clean(nets),
                "taxes": _clean(taxes),
                "lines": one["LineItems"],
            },
        )


def _clean(sums):
    return {key: amount for key, amount in sorted(sums.items()) if amount}


def _unequal(key, ours, theirs):
    if not ours or not theirs:
        where = "Odoo" if ours else "Xero"
        return [f"{key} is in {where} only."]
    return [
        f"{name} of {key}: {_text(ours[name])} in Odoo, {_text(theirs[name])} in Xero."
        for name in ours
        if ours[name] != theirs[name]
    ]


def _text(value):
    if isinstance(value, dict):
        return {key: str(amount) for key, amount in value.items()}
    return value


# === THE COMPANY'S CURRENCY === #


class _Slack:
    """How far apart sums may be because of conversions: nothing without foreign ones.

    Each side rounds every line and every payment once.
    """

    def __init__(self, connection, state):
        self.total = ZERO
        base = connection.base_currency
        rows = [
            *state["invoices"],
            *state["credit_notes"],
            *state.get("overpayments", ()),
            *state.get("prepayments", ()),
        ]
        for one in rows:
            if one["CurrencyCode"] != base:
                lines = len(one["LineItems"])
                self._add(one["Total"], one["CurrencyRate"], 2 * lines + 2)
        for one in state["payments"]:
            rate = Decimal(str(one.get("CurrencyRate") or 1))
            if rate != 1:
                self._add(one["Amount"], rate, 2)

    def _add(self, amount, rate, roundings):
        rate = Decimal(str(rate))
        drift = Decimal(str(amount)) * RATE_STEP / (rate * rate)
        self.total += roundings * CENT + drift


def _compare_sums(found, slack, what, ours, theirs):
    for key in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(key, ZERO), theirs.get(key, ZERO)
        if mine == other:
            continue
        sentence = f"{what} {key}: {mine} in Odoo, {other} in Xero"
        small = abs(mine - other) <= slack.total
        (found.base if small else found.differences).append(sentence)
