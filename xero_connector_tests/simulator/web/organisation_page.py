# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One organisation: its invoices, credit notes, payments, contacts and banks."""

from html import escape
from urllib.parse import quote

from .html import Markup, link, row, section, table

NEWEST = 200
INVOICE_HEADINGS = (
    "Number",
    "Type",
    "Contact",
    "Date",
    "Due date",
    "Status",
    "Currency",
    "Total",
    "Due",
)
CREDIT_NOTE_HEADINGS = (
    "Number",
    "Type",
    "Contact",
    "Date",
    "Status",
    "Currency",
    "Total",
    "Remaining",
)


def organisation_page(organisation) -> str:
    """The newest records first; long lists are cut, and say so."""
    title = f"<h1>{escape(organisation.name)}</h1>"
    return title + "".join(
        (
            _banks(organisation),
            _invoices(organisation),
            _credit_notes(organisation),
            _payments(organisation),
            _contacts(organisation),
        )
    )


def status_badge(status: str) -> Markup:
    return Markup(f'<span class="status {escape(status)}">{escape(status)}</span>')


def _banks(organisation) -> str:
    balances = organisation.bank_balances()
    rows = [
        row(
            [account.label, account.name, balances.get(account.label, "0.00")],
            "o_sim_bank_row",
            amounts=1,
        )
        for account in organisation.accounts
        if account.type == "BANK"
    ]
    headings = ("Code", "Bank account", "Balance")
    return section("Bank balances", table(headings, rows, amounts=1))


def _invoices(organisation) -> str:
    base = f"/organisation/{quote(organisation.short_code)}/invoice"
    rows = [
        row(
            [
                link(f"{base}/{invoice.id}", invoice.number or "(no number)"),
                invoice.type,
                invoice.contact.name,
                invoice.day,
                invoice.due,
                status_badge(invoice.status),
                invoice.currency_code,
                invoice.total,
                invoice.amount_due,
            ],
            f"o_sim_invoice_row {invoice.status}",
            amounts=2,
        )
        for invoice in _newest(organisation.invoices)
    ]
    heading = _heading("Invoices", organisation.invoices)
    return section(heading, table(INVOICE_HEADINGS, rows, amounts=2))


def _credit_notes(organisation) -> str:
    rows = [
        row(
            [
                note.number or "(no number)",
                note.type,
                note.contact.name,
                note.day,
                status_badge(note.status),
                note.currency_code,
                note.total,
                note.remaining_credit,
            ],
            f"o_sim_credit_note_row {note.status}",
            amounts=2,
        )
        for note in _newest(organisation.credit_notes)
    ]
    heading = _heading("Credit notes", organisation.credit_notes)
    return section(heading, table(CREDIT_NOTE_HEADINGS, rows, amounts=2))


def _payments(organisation) -> str:
    rows = [
        row(
            [
                payment.day,
                payment.document.number,
                payment.account.name,
                payment.reference,
                status_badge(payment.status),
                payment.amount,
            ],
            "o_sim_payment_row",
            amounts=1,
        )
        for payment in _newest(organisation.payments)
    ]
    headings = ("Date", "Document", "Account", "Reference", "Status", "Amount")
    heading = _heading("Payments", organisation.payments)
    return section(heading, table(headings, rows, amounts=1))


def _contacts(organisation) -> str:
    rows = [
        row(
            [
                Markup(f'<a id="contact-{contact.id}"></a>{escape(contact.name)}'),
                contact.number,
                contact.email,
                status_badge(contact.status),
            ],
            "o_sim_contact_row",
        )
        for contact in _newest(organisation.contacts)
    ]
    headings = ("Name", "Number", "E-mail", "Status")
    return section(_heading("Contacts", organisation.contacts), table(headings, rows))


def _newest(records) -> list:
    return list(records)[: -NEWEST - 1 : -1]


def _heading(name: str, records) -> str:
    shown = f", the newest {NEWEST}" if len(records) > NEWEST else ""
    return f"{name} ({len(records)}{shown})"
