# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which Xero account and tax rate Odoo's are, read from the connection's settings.

Said once more here, in other words than the connector's, so that the comparison of the
books is an independent witness.
"""

SETTINGS = {
    "sale": "default_account_id",
    "purchase": "default_purchase_account_id",
    "bank": "default_bank_account_id",
    "writeoff": "writeoff_account_id",
    "discount": "discount_account_id",
    "vendor_discount": "purchase_discount_account_id",
}
RATES = {"sale": "default_tax_rate_id", "purchase": "default_purchase_tax_rate_id"}
SYSTEM = {"asset_receivable": "DEBTORS", "liability_payable": "CREDITORS"}
#: where Odoo books what may be deducted for paying early, and rate differences
GIVEN = "account_journal_early_pay_discount_loss_account_id"
TAKEN = "account_journal_early_pay_discount_gain_account_id"
EXCHANGES = (
    "income_currency_exchange_account_id",
    "expense_currency_exchange_account_id",
)


class Codes:
    """Xero's code of each of Odoo's journal items."""

    def __init__(self, ledger):
        rows = ledger.rows(
            "xero.account", ledger.mine, ["code", "name", "system_account"]
        )
        self.of = {one["id"]: one["code"] or one["name"] for one in rows}
        self.of_system = {
            one["system_account"]: one["code"] or one["name"]
            for one in rows
            if one["system_account"]
        }
        self._chosen = ledger.rows(
            "xero.connection",
            [ledger.connection],
            [*SETTINGS.values(), *RATES.values()],
        )[0]
        self._company = ledger.rows(
            "res.company", [("id", "=", ledger.company[2])], [GIVEN, TAKEN, *EXCHANGES]
        )[0]
        self._types = {
            one["id"]: one["account_type"]
            for one in ledger.rows(
                "account.account", [("id", "!=", 0)], ["account_type"]
            )
        }
        self._mapped = self._mappings(ledger)
        self.tax_types, self._default_types = self._rates(ledger)

    def setting(self, name: str) -> str:
        """Code of the account that is set for a use."""
        value = self._chosen[SETTINGS[name]]
        return self.of[value[0]] if value else f"({name} not chosen)"

    def _mappings(self, ledger) -> dict:
        """{(use, Odoo account): code}; mappings of products are told by the tests."""
        found = {}
        rows = ledger.rows(
            "xero.account.mapping",
            [*ledger.mine, ("odoo_account_id", "!=", False)],
            ["use", "odoo_account_id", "account_id"],
        )
        for one in sorted(rows, key=lambda row: row["use"] != "both"):
            both = one["use"] == "both"
            for use in ("sale", "purchase") if both else (one["use"],):
                code = self.of[one["account_id"][0]]
                found[use, one["odoo_account_id"][0]] = code
        return found

    def _rates(self, ledger):
        """{tax ids of a line: TaxType}, and {use: TaxType where there is no tax}."""
        groups = ledger.rows(
            "account.tax", [("amount_type", "=", "group")], ["children_tax_ids"]
        )
        self._children = {one["id"]: one["children_tax_ids"] for one in groups}
        rows = ledger.rows("xero.tax.rate", ledger.mine, ["tax_type"])
        types = {one["id"]: one["tax_type"] for one in rows}
        mappings = ledger.rows(
            "xero.tax.mapping", ledger.mine, ["tax_id", "with_tax_ids", "tax_rate_id"]
        )
        combined = {
            self._leaves((one["tax_id"][0], *one["with_tax_ids"])): types[
                one["tax_rate_id"][0]
            ]
            for one in mappings
        }
        defaults = {
            use: types[self._chosen[name][0]] if self._chosen[name] else "(no tax)"
            for use, name in RATES.items()
        }
        return combined, defaults

    # === JOURNAL ITEMS === #

    def account(self, row: dict) -> str:
        """Code of the account of a journal item that is no bank's."""
        account = row["account_id"][0]
        if self._types[account] in SYSTEM:
            return self.of_system[SYSTEM[self._types[account]]]
        if row["tax_line_id"] and row["tax_line_type"] != "fixed":
            return self.of_system["GST"]
        use = row["use"]
        if use:
            rounding = row["display_type"] == "rounding"
            code = self.of_system["ROUNDING"] if rounding else self.setting(use)
            return self._mapped.get((use, account), code)
        return self._of_entry(account)

    def _of_entry(self, account: int) -> str:
        """Of an entry that is no document: a payment's, or an exchange difference."""
        if ("sale", account) in self._mapped:
            return self._mapped["sale", account]
        taken = "vendor_discount" if self._chosen[SETTINGS["vendor_discount"]] else ""
        for names, code in (
            ((GIVEN,), self.setting("discount")),
            ((TAKEN,), self.setting(taken or "discount")),
            (EXCHANGES, self.of_system["REALISEDCURRENCYGAIN"]),
        ):
            chosen = [self._company[name] for name in names]
            if account in [one[0] for one in chosen if one]:
                return code
        return self.setting("writeoff")

    def raises_what_is_due(self, row: dict) -> bool:
        """A discount the wrong way round, as rounding makes it: a line with the bank in
        Xero, which has a TaxType, while a discount is a payment, which has none.
        """
        account, balance = row["account_id"][0], row["balance"]
        given, taken = (self._company[name] for name in (GIVEN, TAKEN))
        return bool(
            (given and account == given[0] and balance < 0)
            or (taken and account == taken[0] and balance > 0)
        )

    def tax_type(self, taxes: list[int], use: str) -> str:
        """TaxType of a line with these taxes."""
        if not taxes:
            return self._default_types[use]
        return self.tax_types.get(self._leaves(taxes), f"(taxes {sorted(taxes)})")

    def _leaves(self, taxes) -> frozenset:
        """A group of taxes is the same as the taxes in it."""
        leaves = (self._children.get(tax, [tax]) for tax in taxes)
        return frozenset(leaf for some in leaves for leaf in some)

    def tax_type_of_item(self, tax: int) -> str:
        """TaxType that a tax item belongs to: that of the lines that bear it."""
        found = {name for taxes, name in self.tax_types.items() if tax in taxes} or {
            f"(tax {tax})"
        }
        return " + ".join(sorted(found))
