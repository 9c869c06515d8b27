# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.errors import LabelledError
from .xero_lookup import Lookup

#: use -> the settings that count where nothing is mapped
DEFAULT_ACCOUNTS = {
    "sale": "default_account_id",
    "purchase": "default_purchase_account_id",
}
DEFAULT_TAX_RATES = {
    "sale": "default_tax_rate_id",
    "purchase": "default_purchase_tax_rate_id",
}


class XeroRules(models.AbstractModel):
    """What Odoo's records are in Xero, decided by mappings and defaults.

    Every method raises LabelledError with the line or record that a person has to look
    at. What is mapped is read once in a transaction (`Lookup`).
    """

    _name = "xero.rules"
    _description = "Xero Rules"

    # === LOOKUP === #

    @api.model
    def _lookup(self, connection):
        cache = self.env.cr.cache.setdefault("xero.rules", {})
        if connection.id not in cache:
            cache[connection.id] = Lookup(connection)
        return cache[connection.id]

    @api.model
    def _forget(self, connection):
        """Read the mappings again when they are needed next."""
        self.env.cr.cache.get("xero.rules", {}).pop(connection.id, None)

    @api.model
    def _use(self, move):
        """The use of a document: “sale” or “purchase”.

        A payment's entry that books income or costs itself is what it books.
        """
        if move.move_type == "entry":
            groups = move.line_ids.account_id.mapped("internal_group")
            return "sale" if "income" in groups else "purchase"
        purchase = move.is_purchase_document(include_receipts=True)
        return "purchase" if purchase else "sale"

    # === ACCOUNTS === #

    @api.model
    def _account(self, connection, line):
        """The Xero account of a document's line and the rule that chose it (A20, A25).

        :return: (xero.account, "product" | "category" | "account" | "default")
        :raise LabelledError: missing_account, account_invalid
        """
        use = self._use(line.move_id)
        name = line.name or line.product_id.display_name or ""
        return self._account_of(connection, line.product_id, line.account_id, use, name)

    @api.model
    def _account_of(self, connection, product, account, use, name=""):
        """As `_account`, of what is not a line: a tax's or a rounding's account.

        :param product: product.product, may be empty
        :param account: account.account, may be empty
        :param name: what the error names; by default the account's own name
        """
        name = name or account.display_name or ""
        target, rule, source = self._chosen(connection, product, account, use)
        if not target:
            raise LabelledError("missing_account", name)
        rounding = target.system_account == "ROUNDING" and rule == "account"
        if target.is_line_account or (rounding and target._is_active()):
            return target, rule
        detail = ": ".join(filter(None, [name, target.display_name]))
        raise LabelledError("account_invalid", f"{detail}, {source}")

    @api.model
    def _chosen(self, connection, product, account, use):
        """(xero.account, rule, the words for where it is set)."""
        mapped = self._lookup(connection).accounts.get(use)
        for rule, key, record in self._sources(product, account) if mapped else ():
            target_id = mapped.get((key, record))
            if target_id:
                target = self.env["xero.account"].browse(target_id)
                words = self.env._("Account Mappings")
                return target.with_prefetch(mapped.values()), rule, words
        setting = DEFAULT_ACCOUNTS[use]
        target = connection[setting]
        return target, "default", connection._fields[setting].string

    @api.model
    def _sources(self, product, account):
        """What may be mapped, the most specific first: (rule, field, record id)."""
        if product:
            yield "product", "product_id", product.id
            yield "product", "product_tmpl_id", product.product_tmpl_id.id
            path = product.categ_id.parent_path or ""
            for categ_id in reversed(path.split("/")[:-1]):
                yield "category", "categ_id", int(categ_id)
        if account:
            yield "account", "odoo_account_id", account.id

    # === TAXES === #

    @api.model
    def _combination(self, taxes):
        """What a combination of taxes is known by; a group is the same as its children.

        Fixed amounts do not count: they are lines of their own.
        """
        flat = taxes
        if any(tax.amount_type == "group" for tax in taxes):
            flat = taxes.flatten_taxes_hierarchy()
        return ",".join(
            map(str, sorted(tax.id for tax in flat if tax.amount_type != "fixed"))
        )

    @api.model
    def _tax_rate(self, connection, taxes, use, account, name=""):
        """The Xero tax rate of all taxes of one line (A23, A24, D6, P12).

        :param taxes: account.tax of the line without fixed amounts; may be empty
        :param use: "sale" or "purchase"
        :param account: the xero.account of the line; may be empty
        :param name: the line's, for the error
        :raise LabelledError: missing_tax_rate, missing_tax_mapping, tax_unconfirmed,
            tax_rate_invalid, tax_type_not_allowed
        """
        key = self._combination(taxes)
        if key:
            rate = self._mapped_rate(connection, taxes, key)
        else:
            rate = connection[DEFAULT_TAX_RATES[use]]
            if not rate:
                raise LabelledError("missing_tax_rate", name)
        if not rate._is_active():
            detail = ": ".join(filter(None, [name, rate.display_name]))
            raise LabelledError("tax_rate_invalid", detail)
        if account and not rate._applies_to(account.account_class):
            raise LabelledError(
                "tax_type_not_allowed", f"{rate.display_name}, {account.display_name}"
            )
        return rate

    @api.model
    def _mapped_rate(self, connection, taxes, key):
        mapped = self._lookup(connection).taxes
        mapping_id = mapped.get(key)
        names = ", ".join(taxes.mapped("name"))
        if not mapping_id:
            raise LabelledError("missing_tax_mapping", names)
        mapping = self.env["xero.tax.mapping"].browse(mapping_id)
        mapping = mapping.with_prefetch(mapped.values())
        if mapping.needs_confirmation:
            raise LabelledError("tax_unconfirmed", names)
        self._check_equal(connection, mapping, names)
        return mapping.tax_rate_id

    @api.model
    def _check_equal(self, connection, mapping, names):
        """One of the two percentages may have changed since they were mapped (D11).

        :raise LabelledError: tax_rate_invalid
        """
        checked = self._lookup(connection).equal
        if mapping.id not in checked:
            rate = mapping.tax_rate_id
            if not rate._is_equal_to(mapping._taxes()):
                raise LabelledError("tax_rate_invalid", f"{names}: {mapping.percents}")
            checked.add(mapping.id)

    # === ITEMS, BRANDING === #

    @api.model
    def _item_code(self, connection, line):
        """The code of the item that the line's product is in Xero, or "" (SPEC B17).

        :raise LabelledError: item_invalid
        """
        item_id = self._lookup(connection).items.get(line.product_id.id)
        if not item_id:
            return ""
        item = self.env["xero.item"].browse(item_id)
        item = item.with_prefetch(self._lookup(connection).items.values())
        if not item._is_active():
            raise LabelledError("item_invalid", f"{line.name}: {item.display_name}")
        sale = self._use(line.move_id) == "sale"
        return item.code if (item.is_sold if sale else item.is_purchased) else ""

    @api.model
    def _branding_theme(self, connection, move):
        """The id in Xero of the theme of a document, or "": Xero's own default."""
        theme_id = self._lookup(connection).themes.get(move.journal_id.id)
        theme = self.env["xero.branding.theme"].browse(theme_id)
        theme = theme or connection.default_branding_theme_id
        return theme.xero_id if theme._is_active() else ""

    # === CURRENCIES === #

    @api.model
    def _check_currency(self, connection, currency):
        """Documents need a currency that the organisation has.

        :raise LabelledError: currency_not_enabled
        """
        if currency.name == connection.base_currency:
            return
        if not connection.currencies_loaded_on:
            return  # Xero says it itself
        if currency.name not in self._lookup(connection).currencies:
            raise LabelledError("currency_not_enabled", currency.name)
