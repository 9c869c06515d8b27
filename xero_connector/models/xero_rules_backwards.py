# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import ValidationError

from ..core.errors import LabelledError
from .xero_entity import NotEligible
from .xero_rules import DEFAULT_TAX_RATES


class XeroRulesBackwards(models.AbstractModel):
    """Which of Odoo's records a line of Xero's is: the mappings, read backwards.

    What is found is believed only if the way out would make the same of it. So a
    document that was born in Xero has the same net per account on both sides, and an
    edit in Odoo moves nothing there.
    """

    _inherit = "xero.rules"

    # === PRODUCTS AND ACCOUNTS === #

    @api.model
    def _odoo_product(self, connection, item_code):
        """The product that an item is; empty when it is none, or several."""
        products = self.env["product.product"]
        if not item_code:
            return products
        mappings = self.env["xero.item.mapping"].search(
            [
                ("connection_id", "=", connection.id),
                ("item_id.code", "=", item_code),
            ]
        )
        active = mappings.filtered(lambda one: one.item_id._is_active())
        found = active.product_id
        return found if len(found) == 1 else products

    @api.model
    def _odoo_line_account(self, connection, account, product, use, usual):
        """The product and the Odoo account of a line of Xero's.

        The account that is mapped to Xero's; the product's; the one with the same code;
        the usual one where Xero's is the default of sales or purchases. A product whose
        own mapping leads to another account is left out.

        :param account: xero.account of the line
        :param usual: account.account of the journal
        :return: (product.product, account.account)
        :raise NotEligible: missing_line_account: none, or several
        """
        for one in (product, product.browse()) if product else (product,):
            found = self._fitting(connection, account, one, use, usual)
            if found:
                return one, found
        found = self._map_same_code(connection, account, use)
        if not found:
            raise NotEligible("missing_line_account", account.display_name)
        return product.browse(), found

    @api.model
    def _fitting(self, connection, account, product, use, usual):
        """The first choice that the way out leads back to Xero's account."""
        twin = self._same_code(connection, account)
        own = self._product_account(connection, product, use)
        for choice in (self._mapped_back(connection, account, use), own, twin, usual):
            fits = choice.filtered(
                lambda one: self._leads_to(connection, product, one, use) == account
            )
            if len(fits) > 1:  # mapped by several
                fits = fits & own or fits & twin
            if len(fits) == 1:
                return fits
            if len(choice) > 1:
                break
        return choice.browse()

    @api.model
    def _mapped_back(self, connection, account, use):
        mappings = self.env["xero.account.mapping"].search(
            [
                ("connection_id", "=", connection.id),
                ("odoo_account_id", "!=", False),
                ("account_id", "=", account.id),
                ("use", "in", ("both", use)),
            ]
        )
        return mappings.odoo_account_id.filtered("active")

    @api.model
    def _product_account(self, connection, product, use):
        product = product.with_company(connection.company_id)
        accounts = product.product_tmpl_id.get_product_accounts() if product else {}
        found = accounts.get("income" if use == "sale" else "expense")
        return found or self.env["account.account"]

    @api.model
    def _same_code(self, connection, account):
        """Odoo's account that has the very code of Xero's."""
        accounts = self.env["account.account"].with_company(connection.company_id)
        if not account.code:
            return accounts
        found = accounts.search(
            [
                ("company_ids", "parent_of", connection.company_id.ids),
                ("code", "=", account.code),
            ]
        )
        return found if len(found) == 1 else found.browse()

    @api.model
    def _leads_to(self, connection, product, account, use):
        """The Xero account that the way out chooses; empty when it refuses."""
        try:
            return self._account_of(connection, product, account, use)[0]
        except LabelledError:
            return self.env["xero.account"]

    @api.model
    def _map_same_code(self, connection, account, use):
        """Map the account with the same code, if it is mapped to nothing yet.

        The new line is on the list of mappings, where a person can change it.
        """
        twin = self._same_code(connection, account)
        mappings = self.env["xero.account.mapping"]
        known = mappings.search_count(
            [
                ("connection_id", "=", connection.id),
                "|",
                ("odoo_account_id", "=", twin.id),
                *(
                    "&",
                    ("account_id", "=", account.id),
                    ("odoo_account_id", "!=", False),
                ),
            ],
            limit=1,
        )
        if not twin or known:
            return twin.browse()
        values = {"odoo_account_id": twin.id, "account_id": account.id}
        try:
            mappings.create({"connection_id": connection.id, **values})
        except ValidationError:  # a bank's, or one of Xero's own
            return twin.browse()
        fits = self._leads_to(connection, self.env["product.product"], twin, use)
        return twin if fits == account else twin.browse()

    # === TAXES === #

    @api.model
    def _odoo_taxes(self, connection, tax_type, use, product, account):
        """The taxes that a tax rate of Xero's is; empty for none.

        Of several that are mapped to the rate: the product's, the account's, the
        company's; else one that is not part of prices, the first of Odoo's list.

        :raise NotEligible: missing_line_tax, tax_unconfirmed
        """
        mappings = self._tax_mappings_back(connection, tax_type, use)
        sure = mappings.filtered(lambda one: not one.needs_confirmation)
        if sure:
            usual = self._usual_taxes(connection, use, product, account)
            return min(sure, key=lambda one: self._rank(one._taxes(), usual))._taxes()
        if mappings:
            names = ", ".join(mappings.tax_id.mapped("name"))
            raise NotEligible("tax_unconfirmed", names)
        default = connection[DEFAULT_TAX_RATES[use]]
        if tax_type not in ("", default.tax_type):
            rates = connection.tax_rate_ids
            rate = rates.filtered(lambda one: one.tax_type == tax_type)
            raise NotEligible("missing_line_tax", rate.display_name or tax_type)
        return self.env["account.tax"]

    @api.model
    def _tax_mappings_back(self, connection, tax_type, use):
        """Mappings to a rate that count, of taxes that may be used."""
        mappings = self.env["xero.tax.mapping"].search(
            [
                ("connection_id", "=", connection.id),
                ("tax_rate_id.tax_type", "=", tax_type),
                ("tax_id.type_tax_use", "=", use),
            ]
        )
        counting = self._lookup(connection).taxes
        return mappings.filtered(
            lambda one: (
                counting.get(one.combination) == one.id
                and all(one._taxes().mapped("active"))
            )
        )

    @api.model
    def _usual_taxes(self, connection, use, product, account):
        """What a line of this product, account and company usually has, in order."""
        company = connection.company_id
        taxes = product.taxes_id if use == "sale" else product.supplier_taxes_id
        of_company = (
            company.account_sale_tax_id
            if use == "sale"
            else company.account_purchase_tax_id
        )
        return (
            taxes.filtered(lambda one: one.company_id in company.parent_ids),
            account.tax_ids,
            of_company,
        )

    @api.model
    def _rank(self, taxes, usual):
        place = next((at for at, some in enumerate(usual) if taxes == some), len(usual))
        in_price = any(tax.price_include for tax in taxes)
        return place, in_price, taxes[:1].sequence, taxes[:1].id

    # === TRACKING === #

    @api.model
    def _odoo_distribution(self, connection, tracking):
        """The analytic distribution of a line with tracking options.

        :param tracking: [{"category_id", "option_id"}]
        :return: {} when nothing of it is mapped
        :raise NotEligible: missing_line_tracking: where the connection is strict
        """
        accounts = self.env["account.analytic.account"]
        for one in tracking:
            accounts |= self._analytic_account(connection, one["option_id"])
        return {",".join(map(str, accounts.ids)): 100} if accounts else {}

    @api.model
    def _analytic_account(self, connection, option_id):
        """What is mapped to an option; of several the first."""
        mappings = connection.tracking_option_mapping_ids
        found = mappings.filtered(lambda one: one.option_id.xero_id == option_id)
        if not found and connection.tracking_policy == "refuse":
            options = connection.tracking_option_ids
            option = options.filtered(lambda one: one.xero_id == option_id)
            raise NotEligible("missing_line_tracking", option.display_name or option_id)
        return found.sorted("id").analytic_account_id[:1]
