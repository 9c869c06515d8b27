# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

#: TaxType for “no tax at all”, by countries (XERO_API §4)
NO_TAX = ("NONE", "BASEXCLUDED")


class XeroConnectionProposals(models.Model):
    """Fills empty settings and lists where there is one choice; never changes one."""

    _inherit = "xero.connection"

    @api.model
    def _is_only(self, candidates):
        return len(candidates) == 1

    def _propose(self, setting, candidates):
        if not self[setting] and self._is_only(candidates):
            self[setting] = candidates

    # === ACCOUNTS === #

    def _propose_accounts(self):
        """Default accounts for sales, purchases and payments."""
        self.ensure_one()
        lines = self.account_ids.filtered("is_line_account")
        for setting, account_class, usual in (
            ("default_account_id", "REVENUE", "sales"),
            ("default_purchase_account_id", "EXPENSE", "general expenses"),
        ):
            fitting = lines.filtered(
                lambda account, one=account_class: account.account_class == one
            )
            named = fitting.filtered(
                lambda account, name=usual: account.name.strip().lower() == name
            )
            self._propose(setting, named if len(fitting) > 1 else fitting)
        banks = self.account_ids.filtered(
            lambda account: account._is_active() and account.type == "BANK"
        )
        same_currency = banks.filtered(
            lambda account: account.currency in (False, self.base_currency)
        )
        self._propose("default_bank_account_id", same_currency)

    # === TAXES === #

    def _propose_taxes(self):
        """Map each tax that exactly one usable rate equals (SPEC A24, E12)."""
        self.ensure_one()
        active = self.tax_rate_ids.filtered(lambda rate: rate._is_active())
        for tax_type in NO_TAX:
            none = active.filtered(lambda rate, one=tax_type: rate.tax_type == one)
            self._propose("default_tax_rate_id", none)
            self._propose("default_purchase_tax_rate_id", none)
        rates = active.filtered(lambda rate: rate.tax_type not in NO_TAX)
        values = {}
        for tax in self._unmapped_taxes():
            net, nominal = rates._percents_of(tax)
            equal = rates.filtered(
                lambda rate, tax=tax, ours=(net, nominal): (
                    rate._fits_use(tax.type_tax_use)
                    and (rate.effective_rate, rate.display_rate) == ours
                )
            )
            if len(equal) > 1:
                equal = self._usual_rate(equal, tax)
            if self._is_only(equal):  # a group of one tax is the same as the tax
                values.setdefault(
                    self.env["xero.rules"]._combination(tax),
                    {
                        "connection_id": self.id,
                        "tax_id": tax.id,
                        "tax_rate_id": equal.id,
                    },
                )
        self.env["xero.tax.mapping"].create(list(values.values()))

    def _usual_rate(self, rates, tax):
        """The one of several equal rates that the default account has in Xero.

        Only for the company's default taxes: others of the same percentage may be for
        capital goods or for private use, which Xero has rates of their own for.
        """
        company = self.company_id
        usual = {
            company.account_sale_tax_id: self.default_account_id,
            company.account_purchase_tax_id: self.default_purchase_account_id,
        }
        account = usual.get(tax)
        return rates.filtered(
            lambda rate: account and rate.tax_type == account.tax_type
        )

    def _unmapped_taxes(self):
        """Taxes of sales and purchases that could be mapped, and are not."""
        self.ensure_one()
        rules = self.env["xero.rules"]
        mapped = set(self.tax_mapping_ids.mapped("combination"))
        taxes = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("type_tax_use", "in", ("sale", "purchase")),
                ("amount_type", "in", ("percent", "division", "group")),
            ]
        )
        return taxes.filtered(
            lambda tax: (
                rules._combination(tax) not in mapped
                and not self.env["xero.tax.mapping"]._unmappable(tax)
            )
        )

    # === TRACKING AND ITEMS === #

    def _propose_tracking(self):
        """Analytic plans and accounts that have the name of a category or option."""
        self.ensure_one()
        plans = self.env["account.analytic.plan"].search([("parent_id", "=", False)])
        mapped = self.tracking_plan_mapping_ids
        self._propose_pairs(
            "xero.tracking.plan.mapping",
            ("plan_id", plans - mapped.plan_id, ("name",)),
            ("category_id", self.tracking_category_ids - mapped.category_id, "name"),
        )
        known = self.tracking_option_mapping_ids.analytic_account_id
        for mapping in self.tracking_plan_mapping_ids:
            accounts = self.env["account.analytic.account"].search(
                [
                    ("root_plan_id", "=", mapping.plan_id.id),
                    ("company_id", "in", (False, self.company_id.id)),
                    ("id", "not in", known.ids),
                ]
            )
            self._propose_pairs(
                "xero.tracking.option.mapping",
                ("analytic_account_id", accounts, ("name", "code")),
                ("option_id", mapping.category_id.option_ids, "name"),
            )

    def _propose_items(self):
        """Products whose internal reference is an item's code (SPEC B17).

        Not those that Xero keeps a stock of: that is moved by every line with the code,
        which a person has to want.
        """
        self.ensure_one()
        items = self.item_ids.filtered(lambda item: not item.is_tracked)
        products = self.env["product.product"].search(
            [
                ("default_code", "in", items.mapped("code")),
                ("company_id", "in", (False, self.company_id.id)),
                ("id", "not in", self.item_mapping_ids.product_id.ids),
            ]
        )
        self._propose_pairs(
            "xero.item.mapping",
            ("product_id", products, ("default_code",)),
            ("item_id", items, "code"),
        )

    def _propose_pairs(self, model, ours, theirs):
        """Map what has the same name on both sides, once each; case does not count.

        :param ours: (field of the mapping, records, their fields with names)
        :param theirs: (field of the mapping, records, their field with the name)
        """
        our_field, records, names = ours
        their_field, targets, name = theirs
        active = targets.filtered(lambda target: target._is_active())
        by_name = active.grouped(lambda target: target[name].strip().casefold())
        called = {}
        for record in records:
            for word in {(record[one] or "").strip().casefold() for one in names}:
                called.setdefault(word, records.browse())
                called[word] |= record
        found = {
            record: by_name[word]
            for word, record in called.items()
            if self._is_only(record) and self._is_only(by_name.get(word, ()))
        }
        self.env[model].create(
            [
                {
                    "connection_id": self.id,
                    our_field: record.id,
                    their_field: target.id,
                }
                for record, target in found.items()
            ]
        )
