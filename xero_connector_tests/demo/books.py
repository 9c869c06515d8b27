# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The books of both sides in the same words, and where they differ (SPEC X2).

Odoo's accounts are told by Xero's codes: receivables, sales, VAT, banks, write-offs and
discounts. Every account counts, on both sides: what has no counterpart is a difference.
Odoo is read through a function `call(model, method, *args, **kwargs)` for methods of
models: that of a client of a running server, or in a test `caller(env)`.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from decimal import Decimal

ZERO = Decimal("0.00")
REMOVED = ("VOIDED", "DELETED")
#: credit notes that stand for what a payment deducts, which is no document in Odoo
DISCOUNT = " DISCOUNT"


@dataclass(frozen=True)
class Document:
    """One invoice, bill or credit note."""

    contact: str
    date: str
    net: Decimal
    tax: Decimal
    total: Decimal
    due: Decimal


@dataclass(frozen=True)
class Books:
    """One side's books.

    :param balances: account code at Xero to balance, debit positive
    :param taxes: TaxType to (net, tax), positive for sales
    :param banks: bank account code at Xero to balance
    :param documents: what it is called (`document_key`) to the document
    """

    balances: dict[str, Decimal]
    taxes: dict[str, tuple[Decimal, Decimal]]
    banks: dict[str, Decimal]
    documents: dict[str, Document]


def caller(env):
    """The `call` of an environment."""
    return lambda model, method, *args, **kwargs: getattr(env[model], method)(
        *args, **kwargs
    )


# === COMPARISON === #


def differences(odoo: Books, xero: Books) -> list[str]:
    """A sentence for each thing on which the two sides do not agree to the cent."""
    both = odoo.documents.keys() & xero.documents.keys()
    present = [dict.fromkeys(side.documents, "present") for side in (odoo, xero)]
    return [
        *_unequal("The balance of account {}", odoo.balances, xero.balances, ZERO),
        *_unequal("Net and tax of {}", odoo.taxes, xero.taxes, (ZERO, ZERO)),
        *_unequal("The balance of bank account {}", odoo.banks, xero.banks, ZERO),
        *_unequal("Invoice {}", *present, "absent"),
        *_unequal("The {}", _fields(odoo, both), _fields(xero, both), None),
    ]


def _unequal(what, ours, theirs, nothing):
    for key in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(key, nothing), theirs.get(key, nothing)
        if mine != other:
            both = f"{_text(mine)} in Odoo, {_text(other)} in Xero"
            yield f"{what.format(key)} is {both}."


def _fields(books: Books, numbers) -> dict[str, object]:
    """Every value of these invoices on its own."""
    return {
        f"{name} of invoice {number}": value
        for number in numbers
        for name, value in asdict(books.documents[number]).items()
    }


def _text(value):
    if isinstance(value, tuple):
        return " and ".join(f"{amount:,.2f}" for amount in value)
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


# === XERO === #


def xero_books(state: dict, reports: dict) -> Books:
    """
    :param state: GET /_sim/state of one organisation
    :param reports: GET /_sim/books
    """
    return Books(
        balances=summed(reports["trial_balance"].items()),
        taxes={
            key: (Decimal(row["net"]), Decimal(row["tax"]))
            for key, row in reports["tax_summary"].items()
            if Decimal(row["net"]) or Decimal(row["tax"])
        },
        banks=summed(reports["bank_balances"].items()),
        documents=dict(_document(one) for one in live_documents(state)),
    )


def live_documents(state: dict):
    """What has a counterpart among Odoo's documents."""
    for one in (*state["invoices"], *state.get("credit_notes", ())):
        deducted = one.get("CreditNoteNumber", "").endswith(DISCOUNT)
        if one["Status"] not in REMOVED and not deducted:
            yield one


def document_key(number: str, contact: str, purchase: bool, credit: bool) -> str:
    """What a document is called: suppliers' numbers are not unique."""
    key = f"{number} of {contact}" if purchase else number
    return f"credit note {key}" if credit else key


def _document(one: dict) -> tuple[str, Document]:
    credit = "CreditNoteID" in one
    number = one["CreditNoteNumber" if credit else "InvoiceNumber"]
    contact = one["Contact"]["Name"]
    purchase = one["Type"].startswith("ACCPAY")
    document = Document(
        contact=contact,
        date=one["DateString"][:10],
        net=cents(one["SubTotal"]),
        tax=cents(one["TotalTax"]),
        total=cents(one["Total"]),
        due=cents(one["RemainingCredit" if credit else "AmountDue"]),
    )
    return document_key(number, contact, purchase, credit), document


def cents(amount) -> Decimal:
    return Decimal(str(amount)).quantize(ZERO)


def summed(pairs) -> dict[str, Decimal]:
    """Sums by key, without those that are nothing."""
    sums = defaultdict(lambda: ZERO)
    for key, amount in pairs:
        sums[key] += cents(amount)
    return {key: amount for key, amount in sums.items() if amount}
