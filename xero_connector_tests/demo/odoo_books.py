# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Odoo's ledger, told in the codes of the Xero organisation it is connected with."""

from .books import ZERO, Books, Document, cents, document_key, summed
from .odoo_codes import Codes

ITEM = [
    "move_id",
    "account_id",
    "balance",
    "amount_currency",
    "journal_id",
    "move_type",
    "display_type",
    "tax_ids",
    "tax_line_id",
]
USES = {
    "out_invoice": "sale",
    "out_refund": "sale",
    "out_receipt": "sale",
    "in_invoice": "purchase",
    "in_refund": "purchase",
    "in_receipt": "purchase",
}
#: sign of a journal item that adds to the document, where it is a credit
OUTWARD = {"out_invoice": -1, "out_receipt": -1, "in_refund": -1}
TAX_USE = "type_tax_use"
#: journal items without a line in Xero
NO_LINE = ("payment_term", "tax", "cogs")


def odoo_books(call, connection_id: int) -> Books:
    """Everything that is posted in the company of this connection."""
    ledger = Ledger(call, connection_id)
    codes = Codes(ledger)
    items = ledger.items()
    in_banks = bank_accounts(ledger)
    others = [one for one in items if one["account_id"][0] not in in_banks]
    in_bank = [one for one in items if one["account_id"][0] in in_banks]
    return Books(
        balances=summed(
            [
                *((codes.account(one), one["balance"]) for one in others),
                *bank_balances(ledger, codes, in_bank, own_currency=False).items(),
            ]
        ),
        taxes=taxes(codes, others),
        banks=bank_balances(ledger, codes, in_bank, own_currency=True),
        documents=documents(ledger, items),
    )


class Ledger:
    """Reads one company's records.

    :param call: `call(model, method, *args, **kwargs)`
    """

    def __init__(self, call, connection_id: int):
        self._call = call
        self.mine = [("connection_id", "=", connection_id)]
        connection = self.rows(
            "xero.connection", [("id", "=", connection_id)], ["company_id"]
        )
        self.company = ("company_id", "=", connection[0]["company_id"][0])
        self.connection = ("id", "=", connection_id)

    def rows(self, model, domain, names) -> list[dict]:
        return self._call(model, "search_read", domain, names)

    def items(self) -> list[dict]:
        """Every posted journal item, with its use and the kind of its tax.

        An entry that is no document may deduct taxes: `tax_use` is that of the taxes.
        """
        taxes = self.rows("account.tax", [("id", "!=", 0)], ["amount_type", TAX_USE])
        uses = {one["id"]: one[TAX_USE] for one in taxes}
        fixed = {one["id"] for one in taxes if one["amount_type"] == "fixed"}
        domain = [
            self.company,
            ("parent_state", "=", "posted"),
            ("account_id", "!=", False),  # headings and notes have none
        ]
        items = self.rows("account.move.line", domain, ITEM)
        for one in items:
            one["use"] = USES.get(one["move_type"])
            tax = one["tax_line_id"]
            of_taxes = [uses.get(key) for key in one["tax_ids"] + list(tax or ())[:1]]
            one["tax_use"] = one["use"] or next(filter(None, of_taxes), None)
            one["tax_line_type"] = "fixed" if tax and tax[0] in fixed else "percent"
            one["tax_ids"] = [tax for tax in one["tax_ids"] if tax not in fixed]
        return items


def bank_accounts(ledger: Ledger) -> set[int]:
    """Odoo's accounts of money in banks; Xero counts it in when it is on its way."""
    journals = ledger.rows(
        "account.journal",
        [ledger.company, ("type", "in", ("bank", "cash", "credit"))],
        ["default_account_id"],
    )
    payments = ledger.rows(
        "account.payment",
        [ledger.company, ("outstanding_account_id", "!=", False)],
        ["outstanding_account_id"],
    )
    return {
        one["default_account_id"][0] for one in journals if one["default_account_id"]
    } | {one["outstanding_account_id"][0] for one in payments}


def bank_balances(ledger: Ledger, codes: Codes, items, own_currency: bool) -> dict:
    """Balances by bank account in Xero, which follows from the journal.

    :param own_currency: in the journal's currency instead of the company's
    """
    mappings = ledger.rows(
        "xero.payment.mapping",
        [*ledger.mine, ("payment_method_line_id", "=", False)],
        ["journal_id", "account_id"],
    )
    mapped = {one["journal_id"][0]: codes.of[one["account_id"][0]] for one in mappings}
    foreign = {
        one["id"]
        for one in ledger.rows(
            "account.journal", [("currency_id", "!=", False)], ["currency_id"]
        )
    }

    def amount(one):
        in_own = own_currency and one["journal_id"][0] in foreign
        return one["amount_currency" if in_own else "balance"]

    return summed(
        (mapped.get(one["journal_id"][0], codes.setting("bank")), amount(one))
        for one in items
    )


def taxes(codes: Codes, items) -> dict:
    """Net and tax by TaxType in base currency, signed as on the documents."""
    net, tax = [], []
    for one in items:
        use = one["tax_use"]
        sign = 1 if use == "purchase" else -1
        if one["tax_line_id"] and one["tax_line_type"] == "percent":
            name = codes.tax_type_of_item(one["tax_line_id"][0])
            tax.append((name, sign * one["balance"]))
        elif use and (one["display_type"] not in NO_LINE or one["tax_line_id"]):
            name = codes.tax_type(one["tax_ids"], use)
            net.append((name, sign * one["balance"]))
        elif codes.raises_what_is_due(one):
            name = codes.tax_type([], "sale")
            net.append((name, abs(one["balance"])))
    net, tax = summed(net), summed(tax)
    return {
        key: (net.get(key, ZERO), tax.get(key, ZERO)) for key in net.keys() | tax.keys()
    }


def documents(ledger: Ledger, items) -> dict:
    """Posted documents by kind and number (bills: with whom they are from).

    A tax of a fixed amount is a line of its own in Xero, so it counts as net there.
    """
    fixed = summed(
        (one["move_id"][0], OUTWARD.get(one["move_type"], 1) * one["amount_currency"])
        for one in items
        if one["tax_line_id"] and one["tax_line_type"] == "fixed"
    )
    names = ["name", "ref", "move_type", "commercial_partner_id", "invoice_date"]
    amounts = ["amount_untaxed", "amount_tax", "amount_total", "amount_residual"]
    domain = [
        ledger.company,
        ("move_type", "in", list(USES)),
        ("state", "=", "posted"),
    ]
    found = {}
    for one in ledger.rows("account.move", domain, [*names, *amounts]):
        purchase = USES[one["move_type"]] == "purchase"
        number = one["ref"] or one["name"] if purchase else one["name"]
        partner = one["commercial_partner_id"]
        contact = partner[1] if partner else ""
        key = document_key(
            number, contact, purchase, one["move_type"].endswith("refund")
        )
        net, tax, total, due = (cents(one[name]) for name in amounts)
        lines = fixed.get(one["id"], ZERO)
        found[key] = Document(
            contact, str(one["invoice_date"]), net + lines, tax - lines, total, due
        )
    return found
