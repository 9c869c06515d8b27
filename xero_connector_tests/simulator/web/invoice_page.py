# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One invoice with its lines and payments, and forms to pay or void it."""

from html import escape
from urllib.parse import quote

from .html import link, row, section, table
from .organisation_page import status_badge


def invoice_page(organisation, invoice, problem: str = "") -> str:
    base = f"/organisation/{quote(organisation.short_code)}"
    address = f"{base}/invoice/{invoice.id}"
    number = escape(invoice.number or "(no number)")
    shown = f'<p id="problem" class="problem">{escape(problem)}</p>' if problem else ""
    return "".join(
        (
            f"<p>{link(base, organisation.name)}</p><h1>{number} ",
            f"{status_badge(invoice.status)}</h1>{shown}",
            section("Invoice", _facts(invoice)),
            section("Lines", _lines(invoice)),
            section("Payments", _payments(invoice)),
            _forms(organisation, invoice, address),
        )
    )


def _facts(invoice) -> str:
    facts = (
        ("Contact", invoice.contact.name),
        ("Date", invoice.day),
        ("Due date", invoice.due),
        ("Reference", invoice.reference),
        ("Amounts are", invoice.amount_types),
        ("Currency", invoice.currency_code),
        ("Subtotal", invoice.sub_total),
        ("Tax", invoice.total_tax),
        ("Total", invoice.total),
        ("Credited", invoice.amount_credited),
        ("Amount due", invoice.amount_due),
    )
    return table((), [row(fact) for fact in facts])


def _lines(invoice) -> str:
    rows = [
        row(
            [
                line.description,
                line.account.label if line.account else "",
                line.tax_type,
                line.quantity,
                line.unit_amount,
                line.tax_amount,
                line.line_amount,
            ],
            "o_sim_line_row",
            amounts=4,
        )
        for line in invoice.lines
    ]
    headings = (
        "Description",
        "Account",
        "Tax rate",
        "Quantity",
        "Unit amount",
        "Tax",
        "Amount",
    )
    return table(headings, rows, amounts=4)


def _payments(invoice) -> str:
    rows = [
        row(
            [
                payment.day,
                payment.account.name,
                payment.reference,
                status_badge(payment.status),
                payment.amount,
            ],
            "o_sim_payment_row",
            amounts=1,
        )
        for payment in invoice.payments
    ]
    headings = ("Date", "Account", "Reference", "Status", "Amount")
    return table(headings, rows, amounts=1)


def _forms(organisation, invoice, address: str) -> str:
    forms = ""
    if invoice.status == "AUTHORISED":
        forms += section("Receive a payment", _pay_form(organisation, invoice, address))
    if invoice.status in ("DRAFT", "SUBMITTED") or (
        invoice.status == "AUTHORISED" and not invoice.is_settled
    ):
        name = "Void" if invoice.status == "AUTHORISED" else "Delete"
        forms += section(
            name,
            f'<form method="post" action="{escape(address)}/void">'
            f'<button id="void_submit" class="plain">{name} this invoice</button>'
            "</form>",
        )
    return forms


def _pay_form(organisation, invoice, address: str) -> str:
    accounts = "".join(
        f'<option value="{account.id}">{escape(account.label)} '
        f"{escape(account.name)}</option>"
        for account in organisation.accounts
        if account.takes_payments and account.status == "ACTIVE"
    )
    return f"""<form method="post" action="{escape(address)}/pay">
<label>Amount <input id="pay_amount" name="amount" inputmode="decimal" required
 value="{invoice.amount_due}"></label>
<label>Paid to <select id="pay_account" name="account">{accounts}</select></label>
<label>Date <input id="pay_date" name="date" type="date" required
 value="{organisation.today()}"></label>
<button id="pay_submit" type="submit">Add payment</button></form>"""
