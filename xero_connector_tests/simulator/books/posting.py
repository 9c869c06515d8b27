# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which journal entries a document or a payment makes.

Sales: receivables debit, income and tax credit. Bills: the mirror image. Amounts are
in base currency; the control account takes the sum of the rounded lines, so every
journal balances.
"""

from decimal import Decimal

from .ledger import Entry
from .money import ZERO, to_base

CONTROL = {"ACCREC": "DEBTORS", "ACCPAY": "CREDITORS"}


def invoice_entries(org, invoice) -> list[Entry]:
    """Entries of an authorised invoice or bill."""
    sign = -1 if invoice.type == "ACCREC" else 1
    tax_account = org.accounts.system("GST")
    entries = []
    total = ZERO
    for line in invoice.lines:
        if line.account is None:
            continue
        net = to_base(line.net(invoice.amount_types), invoice.currency_rate)
        tax = to_base(line.tax_amount, invoice.currency_rate)
        entries.append(
            Entry(line.account, sign * net, tax_type=line.tax_type, net=net, tax=tax)
        )
        if tax:
            entries.append(Entry(tax_account, sign * tax))
        total += net + tax
    control = org.accounts.system(CONTROL[invoice.type])
    entries.append(Entry(control, -sign * total))
    return entries


def payment_entries(org, payment) -> list[Entry]:
    """Entries of a payment; a rate difference goes to realised currency gains.

    The payment that settles the invoice clears whatever is left of its control
    amount, so no cent stays behind on a settled document.
    """
    invoice = payment.invoice
    sign = 1 if invoice.type == "ACCREC" else -1
    control = org.accounts.system(CONTROL[invoice.type])
    banked = to_base(payment.amount, payment.currency_rate)
    cleared = to_base(payment.amount, invoice.currency_rate)
    if invoice.outstanding() == ZERO:
        cleared = sign * _control_balance(org, control, invoice)
    same = payment.account.currency_code in ("", org.base_currency)
    foreign = None if same else sign * payment.bank_amount
    entries = [
        Entry(payment.account, sign * banked, foreign=foreign),
        Entry(control, -sign * cleared),
    ]
    if banked != cleared:
        gains = org.accounts.system("REALISEDCURRENCYGAIN")
        entries.append(Entry(gains, sign * (cleared - banked)))
    return entries


def _control_balance(org, control, invoice) -> Decimal:
    """What still stands on the control account for one invoice."""
    sources = [invoice.id, *(payment.id for payment in invoice.payments)]
    return sum(
        (
            entry.amount
            for source in sources
            for entry in org.ledger.standing(source)
            if entry.account is control
        ),
        ZERO,
    )
