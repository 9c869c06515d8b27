# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The list of account mappings: what it does in Xero, and what it does not take."""

from odoo import Command
from odoo.tools import mute_logger

from .consents import Organisations
from .mapping_case import MappingCase

COLUMNS = ["product_id", "product_tmpl_id", "categ_id", "odoo_account_id"]


class TestMappingAccounts(Organisations, MappingCase):
    def load(self, fields, *rows):
        """Import a file, as the import dialog does; return what it says."""
        result = self.env["xero.account.mapping"].load(fields, list(rows))
        return [message["message"] for message in result["messages"]]

    # === IN XERO === #

    def test_lines_go_where_they_are_mapped_to(self):  # SPEC A25 E11
        connection = self.connect()
        category = self.env["product.category"].create({"name": "Advice"})
        advice = self.product("Advice", categ_id=category.id)
        talk = self.product("Talk", categ_id=category.id)
        invoice = self.invoice(post=False, product=advice)
        line = invoice.invoice_line_ids
        for product in (talk, self.product("Book")):
            line.copy({"product_id": product.id, "name": "More"})
        self.map_account(connection, "260", categ_id=category.id)
        self.map_account(connection, "270", product_tmpl_id=talk.product_tmpl_id.id)
        invoice.action_post()
        self.drain(connection)
        (theirs,) = self.xero_invoices(invoice.name)
        codes = [line["AccountCode"] for line in theirs["LineItems"]]
        self.assertEqual(codes, ["260", "270", "200"])

    def test_bills_have_defaults_of_their_own(self):  # SPEC A25
        connection = self.connect(default_purchase_account_id=False)
        bill = self.invoice(
            move_type="in_invoice", taxes=self.no_tax, ref="INV/7", price=80
        )
        self.drain(connection)
        self.assert_failed(bill, "missing_account", "Consulting", "account mappings")
        connection.default_purchase_account_id = self.account(connection, "461")
        self.drain(connection)
        theirs = self.xero_invoices()[0]
        self.assertEqual(theirs["Type"], "ACCPAY")
        self.assertEqual(theirs["LineItems"][0]["AccountCode"], "461")

    def test_archived_account_is_named_and_replaced(self):  # SPEC P11
        connection = self.connect()
        invoice = self.invoice(post=False, product=self.product())
        mapping = self.map_account(
            connection, "260", product_id=invoice.invoice_line_ids.product_id.id
        )
        self.account(connection, "260").status = "ARCHIVED"
        invoice.action_post()
        self.drain(connection)
        self.assert_failed(
            invoice, "account_invalid", "Consulting", "260 Other", "Account Mappings"
        )
        self.assertEqual(self.writes("Invoices"), [])
        mapping.account_id = self.account(connection, "270")
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        line = self.xero_invoices()[0]["LineItems"][0]
        self.assertEqual(line["AccountCode"], "270")

    # === WHAT IS REFUSED === #

    def test_just_one_thing_is_mapped(self):  # SPEC A25
        connection = self.connect()
        product = self.product()
        with self.refused("just one of them"):
            self.map_account(connection, "260")
        with self.refused("just one of them"):
            self.map_account(
                connection,
                "260",
                product_id=product.id,
                product_tmpl_id=product.product_tmpl_id.id,
            )

    def test_accounts_that_take_no_lines(self):  # SPEC A25 P11
        connection = self.connect()
        product = self.product()
        for code in ("090", "610", "860"):
            with self.refused("takes no invoice lines"):
                self.map_account(connection, code, product_id=product.id)
        self.account(connection, "429").status = "ARCHIVED"
        with self.refused("archived or deleted"):
            self.map_account(connection, "429", product_id=product.id)

    def test_xeros_rounding_account_is_for_rounding(self):  # SPEC A25
        connection = self.connect()
        account = self.company.account_journal_early_pay_discount_loss_account_id
        with self.refused("takes no invoice lines"):
            self.map_account(connection, "860", odoo_account_id=account.id)
        self.env["account.cash.rounding"].create(
            {
                "name": "Coins",
                "rounding": 0.05,
                "profit_account_id": account.id,
                "loss_account_id": account.id,
            }
        )
        self.map_account(connection, "860", odoo_account_id=account.id)
        none = self.env["product.product"]
        found = self.env["xero.rules"]._account_of(connection, none, account, "sale")
        self.assertEqual((found[0].code, found[1]), ("860", "account"))

    def test_other_organisations_and_companies(self):  # SPEC A25 X13
        connection = self.connect()
        (tenant,) = self.add_organisations("Alpha")
        self.add_person("grace@example.com", [tenant])
        company = self.new_company()
        other = self.new_connection(company_id=company.id)
        self.give_consent(other, email="grace@example.com")
        self.drain(other)
        product = self.product()
        with self.refused("another organisation"):
            self.map_account(
                connection,
                "200",
                product_id=product.id,
                account_id=self.account(other, "260").id,
            )
        theirs = self.product("Theirs", company_id=company.id)
        with self.assertRaisesRegex(Exception, "Theirs"), self.env.cr.savepoint():
            self.map_account(connection, "200", product_id=theirs.id)

    # === IMPORT AND EXPORT === #

    def test_import_by_codes_and_export_again(self):  # SPEC E11
        connection = self.connect()
        self.product("Advice", default_code="ADV")
        self.env["product.category"].create({"name": "Books"})
        account = self.company.account_journal_early_pay_discount_loss_account_id
        header = ["connection_id", *COLUMNS, "use", "account_id"]
        name = connection.name
        said = self.load(
            header,
            [name, "ADV", "", "", "", "Sales", "260"],
            [name, "", "", "Books", "", "Sales and Purchases", "Interest Income"],
            [name, "", "", "", account.code, "Purchases", "429"],
        )
        self.assertEqual(said, [])
        mappings = connection.account_mapping_ids.sorted("id")
        found = [(one._source().name, one.account_id.code) for one in mappings]
        self.assertEqual(
            found, [("Advice", "260"), ("Books", "270"), (account.name, "429")]
        )
        exported = mappings.export_data(header)["datas"]
        mappings.unlink()
        self.assertEqual(self.load(header, *map(self.texts, exported)), [])
        again = connection.account_mapping_ids.sorted("id")
        self.assertEqual(
            [(one._source().name, one.use, one.account_id.code) for one in again],
            [
                ("Advice", "sale", "260"),
                ("Books", "both", "270"),
                (account.name, "purchase", "429"),
            ],
        )

    def texts(self, row):
        return [cell or "" for cell in row]

    def test_the_only_connection_need_not_be_named(self):  # SPEC E11
        connection = self.connect()
        self.product("Advice", default_code="ADV")
        self.assertEqual(self.load(["product_id", "account_id"], ["ADV", "260"]), [])
        self.assertEqual(connection.account_mapping_ids.account_id.code, "260")

    @mute_logger("odoo.sql_db")
    def test_bad_lines_of_an_import_are_told(self):  # SPEC E11
        connection = self.connect()
        self.product("Advice", default_code="ADV")
        fields = ["product_id", "account_id"]
        said, *_more = self.load(fields, ["ADV", "260"], ["ADV", "270"])
        self.assertIn("already mapped", said)
        said, *_more = self.load(fields, ["NO SUCH", "260"])
        self.assertIn("NO SUCH", said)
        said, *_more = self.load(fields, ["ADV", "999"])
        self.assertIn("999", said)
        said, *_more = self.load(fields, ["ADV", "090"])
        self.assertIn("takes no invoice lines", said)
        self.assertFalse(connection.account_mapping_ids)

    def test_mappings_can_be_entered_on_the_connection(self):  # SPEC A25
        connection = self.connect()
        product = self.product()
        connection.account_mapping_ids = [
            Command.create(
                {
                    "product_id": product.id,
                    "account_id": self.account(connection, "260").id,
                }
            )
        ]
        self.assertEqual(
            connection.account_mapping_ids.display_name, "Advice → 260 Other Revenue"
        )
