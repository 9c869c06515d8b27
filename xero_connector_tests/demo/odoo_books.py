# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Odoo's ledger, told in the codes of the Xero organisation it is connected with.

Which Xero account an Odoo account is follows from its use, as for a person who reads
the connection's settings; what is used for nothing else is a write-off.
"""

from .books import ZERO, Books, Document, cents, summed

PRODUCT_LINES = [
    ("display_type", "=", "product"),
    ("move_id.move_type", "=", "out_invoice"),
]
TAX_LINES = [("tax_line_id", "!=", False)]
TAXED_LINES = [("tax_ids", "!=", False)]
UNTAXED_LINES = [*PRODUCT_LINES, ("tax_ids", "=", False)]
RECEIVABLE_LINES = [("account_id.account_type", "=", "asset_receivable")]
#: where Odoo books what a customer may deduct for paying early
DISCOUNTS = (
    "account_journal_early_pay_discount_loss_account_id",
    "account_journal_early_pay_discount_gain_account_id",
)
SETTINGS = {
    "sales": "default_account_id",
    "bank": "default_bank_account_id",
    "writeoff": "writeoff_account_id",
    "discount": "discount_account_id",
}


def odoo_books(call, connection_id: int) -> Books:
    """Everything that is posted in the company of this connection."""
    ledger = Ledger(call, connection_id)
    codes = Codes(ledger)
    in_banks = list(bank_accounts(ledger))
    banks = bank_balances(ledger, codes, in_banks)
    return Books(
        balances=summed(
            [*other_balances(ledger, codes, in_banks), *banks.items()],
        ),
        taxes=taxes(ledger, codes),
        banks=banks,
        documents=documents(ledger),
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

    def groups(self, model, domain, groupby, aggregate="__count") -> list[tuple]:
        """(id of the group or None, aggregate)."""
        found = self._call(
            model, "formatted_read_group", domain, [groupby], [aggregate]
        )
        return [
            (one[groupby][0] if one[groupby] else None, one[aggregate]) for one in found
        ]

    def sums(self, domain, groupby="account_id") -> list[tuple]:
        """(group, balance) of posted lines, debit positive."""
        domain = [self.company, ("parent_state", "=", "posted"), *domain]
        return self.groups("account.move.line", domain, groupby, "balance:sum")

    def accounts_of(self, domain) -> set[int]:
        """Odoo's accounts of these lines."""
        return {account for account, _balance in self.sums(domain)}


class Codes:
    """Xero's codes of what the connection's settings name."""

    def __init__(self, ledger: Ledger):
        rows = ledger.rows(
            "xero.account", ledger.mine, ["code", "name", "system_account"]
        )
        self.of = {one["id"]: one["code"] or one["name"] for one in rows}
        self.of_system = {
            one["system_account"]: one["code"] for one in rows if one["system_account"]
        }
        chosen = ledger.rows(
            "xero.connection",
            [ledger.connection],
            [*SETTINGS.values(), "default_tax_rate_id"],
        )[0]
        self.of_setting = {
            name: self.of[chosen[field][0]] if chosen[field] else f"({name} not chosen)"
            for name, field in SETTINGS.items()
        }
        self.tax_types = self._tax_types(ledger, chosen["default_tax_rate_id"])

    def _tax_types(self, ledger, default) -> dict:
        """{Odoo tax, or None for no tax: TaxType}."""
        rates = ledger.rows("xero.tax.rate", ledger.mine, ["tax_type"])
        types = {one["id"]: one["tax_type"] for one in rates}
        mappings = ledger.rows(
            "xero.tax.mapping", ledger.mine, ["tax_id", "tax_rate_id"]
        )
        return {
            None: types[default[0]] if default else "(no tax)",
            **{one["tax_id"][0]: types[one["tax_rate_id"][0]] for one in mappings},
        }


def other_balances(ledger: Ledger, codes: Codes, in_banks: list[int]) -> list[tuple]:
    """(Xero's code, balance) of the accounts that are no bank's."""
    company = ledger.rows(
        "res.company", [("id", "=", ledger.company[2])], list(DISCOUNTS)
    )[0]
    uses = {
        codes.of_setting["sales"]: ledger.accounts_of(PRODUCT_LINES),
        codes.of_system["GST"]: ledger.accounts_of(TAX_LINES),
        codes.of_system["DEBTORS"]: ledger.accounts_of(RECEIVABLE_LINES),
        codes.of_setting["discount"]: {
            company[name][0] for name in DISCOUNTS if company[name]
        },
    }
    code_of = {account: code for code, accounts in uses.items() for account in accounts}
    return [
        (code_of.get(account, codes.of_setting["writeoff"]), balance)
        for account, balance in ledger.sums([("account_id", "not in", in_banks)])
    ]


def bank_accounts(ledger: Ledger) -> set[int]:
    """Odoo's accounts of money in banks; Xero counts it in when it is on its way."""
    journals = ledger.rows(
        "account.journal",
        [ledger.company, ("type", "=", "bank")],
        ["default_account_id"],
    )
    outstanding = ledger.groups(
        "account.payment", [ledger.company], "outstanding_account_id"
    )
    return {one["default_account_id"][0] for one in journals} | {
        account for account, _count in outstanding if account
    }


def bank_balances(ledger: Ledger, codes: Codes, in_banks: list[int]) -> dict:
    """Balances by bank account in Xero, which follows from the journal."""
    mappings = ledger.rows(
        "xero.payment.mapping", ledger.mine, ["journal_id", "account_id"]
    )
    mapped = {one["journal_id"][0]: codes.of[one["account_id"][0]] for one in mappings}
    return summed(
        (mapped.get(journal, codes.of_setting["bank"]), balance)
        for journal, balance in ledger.sums(
            [("account_id", "in", in_banks)], "journal_id"
        )
    )


def taxes(ledger: Ledger, codes: Codes) -> dict:
    """Net and tax by TaxType, positive for sales, as Xero's tax summary has them."""

    def by_type(sums):
        return summed((codes.tax_types.get(tax, tax), -amount) for tax, amount in sums)

    untaxed = ledger.sums(UNTAXED_LINES, "tax_ids")
    net = by_type([*ledger.sums(TAXED_LINES, "tax_ids"), *untaxed])
    tax = by_type(ledger.sums(TAX_LINES, "tax_line_id"))
    return {
        key: (net.get(key, ZERO), tax.get(key, ZERO)) for key in net.keys() | tax.keys()
    }


def documents(ledger: Ledger) -> dict:
    """Posted customer invoices by number."""
    names = ["name", "commercial_partner_id", "invoice_date"]
    amounts = ["amount_untaxed", "amount_tax", "amount_total", "amount_residual"]
    posted = [("move_type", "=", "out_invoice"), ("state", "=", "posted")]
    return {
        one["name"]: Document(
            one["commercial_partner_id"][1],
            str(one["invoice_date"]),
            *(cents(one[name]) for name in amounts),
        )
        for one in ledger.rows(
            "account.move", [ledger.company, *posted], [*names, *amounts]
        )
    }
