# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which account and tax rate a line gets: the most specific mapping, else a default."""

from odoo.addons.xero_connector.core.errors import LabelledError

from .mapping_case import MappingCase


class TestMappingRules(MappingCase):
    def rule(self, connection, line):
        account, rule = self.env["xero.rules"]._account(connection, line)
        return account.code, rule

    def label(self, method, *arguments):
        """(label, detail) of what a rule refuses."""
        with self.assertRaises(LabelledError) as caught:
            getattr(self.env["xero.rules"], method)(*arguments)
        return caught.exception.label, caught.exception.detail

    # === ACCOUNTS === #

    def test_precedence_of_account_mappings(self):  # SPEC A25
        """Variant, product, nearest category, Odoo account, default."""
        connection = self.connect()
        parent = self.env["product.category"].create({"name": "Services"})
        child = self.env["product.category"].create(
            {"name": "Advice", "parent_id": parent.id}
        )
        product = self.product(categ_id=child.id)
        line = self.invoice(product=product, post=False).invoice_line_ids
        self.assertEqual(self.rule(connection, line), ("200", "default"))
        for source, record, code, rule in (
            ("odoo_account_id", line.account_id, "260", "account"),
            ("categ_id", parent, "270", "category"),
            ("categ_id", child, "429", "category"),
            ("product_tmpl_id", product.product_tmpl_id, "400", "product"),
            ("product_id", product, "404", "product"),
        ):
            self.map_account(connection, code, **{source: record.id})
            self.assertEqual(self.rule(connection, line), (code, rule))

    def test_mapping_of_one_use(self):  # SPEC A25
        connection = self.connect()
        connection.default_purchase_account_id = self.account(connection, "429")
        product = self.product()
        sale = self.invoice(product=product, post=False).invoice_line_ids
        bill = self.invoice(
            product=product, post=False, move_type="in_invoice", taxes=self.no_tax
        ).invoice_line_ids
        self.assertEqual(self.rule(connection, bill), ("429", "default"))
        self.map_account(connection, "400", product_id=product.id, use="purchase")
        self.assertEqual(self.rule(connection, bill), ("400", "product"))
        self.assertEqual(self.rule(connection, sale), ("200", "default"))
        self.map_account(connection, "260", product_id=product.id)
        self.assertEqual(self.rule(connection, sale), ("260", "product"))
        self.assertEqual(self.rule(connection, bill), ("400", "product"))

    def test_missing_account_names_the_line(self):  # SPEC A20
        connection = self.connect(default_account_id=False)
        line = self.invoice(post=False).invoice_line_ids
        found = self.label("_account", connection, line)
        self.assertEqual(found, ("missing_account", "Consulting"))

    def test_archived_target_names_the_line_and_the_mapping(self):  # SPEC P11
        connection = self.connect()
        line = self.invoice(post=False).invoice_line_ids
        account = self.account(connection, "260")
        self.map_account(connection, "260", odoo_account_id=line.account_id.id)
        account.status = "ARCHIVED"
        label, detail = self.label("_account", connection, line)
        self.assertEqual(label, "account_invalid")
        for words in ("Consulting", "260 Other Revenue", "Account Mappings"):
            self.assertIn(words, detail)
        connection.account_mapping_ids.unlink()
        connection.default_account_id.status = "DELETED"
        label, detail = self.label("_account", connection, line)
        self.assertEqual(label, "account_invalid")
        self.assertIn("Default Account", detail)

    def test_what_is_not_a_line(self):  # SPEC A25
        """A tax's or a rounding's account, with no product."""
        connection = self.connect()
        rules = self.env["xero.rules"]
        account = self.company.account_journal_early_pay_discount_loss_account_id
        none = self.env["product.product"]
        found = rules._account_of(connection, none, account, "sale")
        self.assertEqual((found[0].code, found[1]), ("200", "default"))
        self.map_account(connection, "405", odoo_account_id=account.id)
        found = rules._account_of(connection, none, account, "sale")
        self.assertEqual((found[0].code, found[1]), ("405", "account"))

    # === TAXES === #

    def test_default_tax_rate_of_each_use(self):  # SPEC A23
        connection = self.connect(default_purchase_tax_rate_id=False)
        rules = self.env["xero.rules"]
        sales = self.account(connection, "200")
        rate = rules._tax_rate(connection, self.no_tax, "sale", sales)
        self.assertEqual(rate.tax_type, "NONE")
        arguments = (connection, self.no_tax, "purchase", sales, "Paper")
        self.assertEqual(self.label("_tax_rate", *arguments)[0], "missing_tax_rate")
        connection.default_purchase_tax_rate_id = self.rate(connection, "INPUT2")
        found = self.label("_tax_rate", *arguments)  # not on an account of revenue
        self.assertEqual(found[0], "tax_type_not_allowed")
        costs = self.account(connection, "429")
        rate = rules._tax_rate(connection, self.no_tax, "purchase", costs)
        self.assertEqual(rate.tax_type, "INPUT2")

    def test_rate_and_class_of_the_account(self):  # SPEC P12
        connection = self.connect()
        found = self.label(
            "_tax_rate",
            connection,
            self.sale_tax,
            "sale",
            self.account(connection, "429"),
        )
        self.assertEqual(found[0], "tax_type_not_allowed")
        self.assertIn("429 General Expenses", found[1])

    def test_rate_that_is_archived(self):  # SPEC P11
        connection = self.connect()
        self.rate(connection, "OUTPUT2").status = "ARCHIVED"
        sales = self.account(connection, "200")
        found = self.label("_tax_rate", connection, self.sale_tax, "sale", sales)
        self.assertEqual(found[0], "tax_rate_invalid")

    def test_combination_is_one_rate_and_a_group_is_its_children(self):  # SPEC D6
        connection = self.connect()
        rate = self.user_rate(connection, "HST", 13)
        federal, provincial = self.tax("Federal", 6), self.tax("Provincial", 7)
        group = self.tax(
            "Both", 0, amount_type="group", children_tax_ids=(federal | provincial).ids
        )
        rules = self.env["xero.rules"]
        sales = self.account(connection, "200")
        found = self.label("_tax_rate", connection, group, "sale", sales)
        self.assertEqual(found, ("missing_tax_mapping", "Both"))
        self.map(connection, federal, rate, with_tax_ids=provincial.ids)
        for taxes in (federal | provincial, provincial | federal, group):
            self.assertEqual(rules._tax_rate(connection, taxes, "sale", sales), rate)
        found = self.label("_tax_rate", connection, federal, "sale", sales)
        self.assertEqual(found, ("missing_tax_mapping", "Federal"))

    def test_mapping_counts_at_once(self):  # SPEC A24
        """What was looked up before in the same transaction is forgotten."""
        connection = self.connect()
        rules = self.env["xero.rules"]
        sales = self.account(connection, "200")
        tax = self.tax("Twenty", 20)
        arguments = (connection, tax, "sale", sales)
        self.assertEqual(self.label("_tax_rate", *arguments)[0], "missing_tax_mapping")
        mapping = self.map(connection, tax, self.rate(connection, "OUTPUT2"))
        self.assertEqual(rules._tax_rate(*arguments).tax_type, "OUTPUT2")
        mapping.unlink()
        self.assertEqual(self.label("_tax_rate", *arguments)[0], "missing_tax_mapping")
