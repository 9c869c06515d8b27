# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import first_match
from ..core.first_match import Named
from .xero_first_match_line import (
    KIND_ACCOUNT,
    KIND_BANK,
    KIND_ITEM,
    KIND_TAX,
    UNDECIDED,
    UNSURE,
)

#: what of an Odoo account's kind says which class it has in Xero
_CLASSES = {"income": "REVENUE", "expense": "EXPENSE"}


class XeroEntityFirstMatchLists(models.AbstractModel):
    """Accounts, taxes, items and bank accounts that have no mapping yet (SPEC X12).

    What is clear without a person is mapped when Xero's lists are loaded (see
    xero.connection._propose_taxes and its neighbours); here is what is left.
    """

    _inherit = "xero.entity.first_match"

    @api.model
    def _sides(self):
        return (
            *super()._sides(),
            *(self._account_rows, self._tax_rows, self._item_rows, self._bank_rows),
        )

    @api.model
    def _target(self, target, *details):
        """Values of a line about an entry of one of Xero's lists."""
        return {
            "target_id": target.id,
            "xero_name": target.display_name,
            "xero_detail": self._detail(*details),
        }

    @api.model
    def _only_pairs(self, rows):
        """Lists have much that nobody needs on the other side."""
        return [row for row in rows if row.get("res_id") and row.get("target_id")]

    # === ACCOUNTS === #

    @api.model
    def _account_rows(self, lane, _contacts):
        connection = lane.connection
        company = connection.company_id
        mapped = self.env["xero.account.mapping"].search(
            [("connection_id", "=", connection.id)]
        )
        accounts = (
            self.env["account.account"]
            .with_company(company)
            .search(
                [
                    ("company_ids", "in", company.ids),
                    ("internal_group", "in", list(_CLASSES)),
                    ("id", "not in", mapped.odoo_account_id.ids),
                ]
            )
        )
        targets = connection.account_ids.filtered("is_line_account")
        pairs = first_match.names(
            [
                Named(str(one.id), one.name, one.code or "", _CLASSES[group])
                for one in accounts
                for group in [one.internal_group]
            ],
            [
                Named(str(one.id), one.name, one.code or "", one.account_class or "")
                for one in targets
            ],
            first_match.ACCOUNT_SCORES,
        )
        ours = {str(one.id): self._record(one, one.display_name) for one in accounts}
        theirs = {str(one.id): self._target(one, one.account_class) for one in targets}
        return self._only_pairs(self._rows(KIND_ACCOUNT, pairs, ours, theirs))

    # === TAXES === #

    @api.model
    def _tax_rows(self, lane, _contacts):
        """Taxes in use that several rates equal, or none does."""
        connection = lane.connection
        used = self._used_taxes(connection)
        taxes = connection._unmapped_taxes().filtered(lambda tax: tax.id in used)
        rates = connection.tax_rate_ids.filtered(lambda one: one._is_active())
        mine = [
            Named(str(tax.id), tax.name, group=self._percents(tax, *of))
            for tax in taxes
            for of in [rates._percents_of(tax)]
        ]
        their = [
            Named(str(rate.id), rate.name, group=self._percents(tax, *of))
            for rate in rates
            for of in [(rate.effective_rate, rate.display_rate)]
            for tax in self._one_of_each_use(taxes)
            if rate._fits_use(tax.type_tax_use)
        ]
        pairs = first_match.names(mine, their, first_match.TAX_SCORES)
        ours = {str(tax.id): self._record(tax, tax.display_name) for tax in taxes}
        theirs = {str(one.id): self._target(one) for one in rates}
        rows = self._rows(KIND_TAX, pairs, ours, theirs)
        alone = [
            {
                **row,
                "message": self.env._(
                    "Xero has no rate of this percentage. Create one there, load the"
                    " tax rates, and read again."
                ),
            }
            for row in rows
            if not row.get("target_id")
        ]
        return self._only_pairs(rows) + alone

    @api.model
    def _percents(self, tax, net, nominal):
        """What has to be equal: for what it is used, and what it adds."""
        return f"{tax.type_tax_use} {net:.4f} {nominal:.4f}"

    @api.model
    def _one_of_each_use(self, taxes):
        return [some[0] for some in taxes.grouped("type_tax_use").values()]

    @api.model
    def _used_taxes(self, connection):
        """Ids of the taxes that posted documents have."""
        rows = self.env["account.move.line"]._read_group(
            [
                ("company_id", "in", connection._companies().ids),
                ("parent_state", "=", "posted"),
                ("tax_ids", "!=", False),
            ],
            ["tax_ids"],
        )
        return {tax.id for (tax,) in rows}

    # === ITEMS === #

    @api.model
    def _item_rows(self, lane, _contacts):
        connection = lane.connection
        items = connection.item_ids.filtered(lambda one: one._is_active())
        products = self.env["product.product"].search(
            [
                ("company_id", "in", (False, connection.company_id.id)),
                ("id", "not in", connection.item_mapping_ids.product_id.ids),
                "|",
                ("default_code", "in", items.mapped("code")),
                ("name", "in", items.mapped("name")),
            ]
        )
        pairs = first_match.names(
            [Named(str(one.id), one.name, one.default_code or "") for one in products],
            [Named(str(one.id), one.name, one.code) for one in items],
            first_match.ITEM_SCORES,
        )
        ours = {str(one.id): self._record(one, one.display_name) for one in products}
        theirs = {str(one.id): self._target(one) for one in items}
        rows = self._only_pairs(self._rows(KIND_ITEM, pairs, ours, theirs))
        tracked = set(items.filtered("is_tracked").ids)
        return [
            {**row, **self._doubt_about_stock()} if row["target_id"] in tracked else row
            for row in rows
        ]

    @api.model
    def _doubt_about_stock(self):
        """Every line with the code of such an item moves the stock in Xero, which a
        person has to want."""
        sentence = self.env._("Xero keeps a stock of it, which every line would move.")
        return {"certainty": UNSURE, "decision": UNDECIDED, "message": sentence}

    # === PAYMENT ACCOUNTS === #

    @api.model
    def _bank_rows(self, lane, _contacts):
        connection = lane.connection
        mapped = connection.payment_mapping_ids.filtered(
            lambda one: not one.payment_method_line_id
        )
        journals = self.env["account.journal"].search(
            [
                ("company_id", "=", connection.company_id.id),
                ("type", "in", ("bank", "cash", "credit")),
                ("id", "not in", mapped.journal_id.ids),
            ]
        )
        targets = connection.account_ids.filtered("is_payment_choice")
        pairs = first_match.names(
            [
                Named(
                    str(one.id),
                    one.name,
                    bank_number=one.bank_account_id.sanitized_acc_number or "",
                )
                for one in journals
            ],
            [
                Named(str(one.id), one.name, bank_number=one.bank_account_number or "")
                for one in targets
            ],
            first_match.BANK_SCORES,
        )
        ours = {str(one.id): self._record(one, one.display_name) for one in journals}
        theirs = {
            str(one.id): self._target(one, one.bank_account_number) for one in targets
        }
        rows = self._rows(KIND_BANK, pairs, ours, theirs)
        alone = [
            {**row, "message": self._bank_advice(connection)}
            for row in rows
            if not row.get("target_id")
        ]
        return self._only_pairs(rows) + alone

    @api.model
    def _bank_advice(self, connection):
        default = connection.default_bank_account_id.display_name
        if default:
            return self.env._("Its payments go to “%s”, the default.", default)
        return self.env._("Choose the account in Xero that its payments go to.")
