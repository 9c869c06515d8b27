# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What lines of documents that were born in Xero are: the mappings, read backwards."""

from odoo import fields

from .country_case import AU, CountryCase
from .documents_in import DocumentsIn, Entering
from .money import MoneyCase


class TestMapped(DocumentsIn):
    def product(self, name="Chair", **values):
        return self.env["product.product"].create({"name": name, **values})

    # === PRODUCTS === #

    def item(self, product, code="CHAIR"):
        """An item of Xero's that a product is."""
        self.control(
            "edit",
            entity="item",
            fields={
                "Code": code,
                "Name": code,
                "SalesDetails": {"UnitPrice": "9", "AccountCode": "200"},
                "PurchaseDetails": {"UnitPrice": "5", "AccountCode": "429"},
            },
        )
        self.connection.action_load_items()
        self.drain(self.connection)
        item = self.connection.item_ids.filtered(lambda one: one.code == code)
        self.env["xero.item.mapping"].create(
            {
                "connection_id": self.connection.id,
                "product_id": product.id,
                "item_id": item.id,
            }
        )

    def test_item(self):  # SPEC B17 B13
        """Xero's price and words count, not the product's."""
        product = self.product(lst_price=77)
        self.item(product)
        sold = self.taken("ACCREC", self.line(9, 2, ItemCode="CHAIR"))
        bought = self.taken("ACCPAY", self.cost(5, ItemCode="CHAIR"))
        for move in (sold, bought):
            self.assertEqual(move.invoice_line_ids.product_id, product)
        self.assertEqual(sold.invoice_line_ids.price_unit, 9)
        self.assertEqual(sold.invoice_line_ids.name, "Consulting")
        self.assert_same()

    def test_item_that_only_xero_has(self):  # SPEC B17
        self.item(self.product(), "TABLE")
        self.connection.item_mapping_ids.unlink()
        move = self.taken("ACCREC", self.line(9, ItemCode="TABLE"))
        self.assertFalse(move.invoice_line_ids.product_id)
        self.assert_same()

    def test_product_with_accounts_of_its_own(self):  # SPEC A25 B13
        """One whose own mapping leads elsewhere is left out of the line."""
        own = self.other_account("income")
        product = self.product(property_account_income_id=own.id)
        self.item(product)
        self.map_account(own, "260")
        move = self.taken("ACCREC", self.line(account="260", ItemCode="CHAIR"))
        self.assertEqual(move.invoice_line_ids.product_id, product)
        self.assertEqual(move.invoice_line_ids.account_id, own)
        self.env["xero.account.mapping"].create(
            {
                "connection_id": self.connection.id,
                "product_id": product.id,
                "account_id": self.account(self.connection, "270").id,
            }
        )
        move = self.taken("ACCREC", self.line(account="260", ItemCode="CHAIR"))
        self.assertFalse(move.invoice_line_ids.product_id)
        self.assertEqual(move.invoice_line_ids.account_id, own)
        self.assert_same()

    # === TAXES === #

    def test_of_several_taxes_the_usual_one(self):  # SPEC A24
        """The product's, the account's, the company's; not one that nobody uses."""
        others = self.env["account.tax"].create(
            [
                {"name": name, "amount": 20, "type_tax_use": "sale", "sequence": 0}
                for name in ("Goods", "Services")
            ]
        )
        for one in others:
            self.map_tax(self.connection, one, "OUTPUT2")
        self.company.account_sale_tax_id = self.sale_tax
        move = self.taken("ACCREC")
        self.assertEqual(move.invoice_line_ids.tax_ids, self.sale_tax)
        product = self.product(taxes_id=others[1].ids)
        self.item(product)
        move = self.taken("ACCREC", self.line(ItemCode="CHAIR"))
        self.assertEqual(move.invoice_line_ids.tax_ids, others[1])
        self.company.account_sale_tax_id = False
        self.sale_tax.active = False
        move = self.taken("ACCREC")
        self.assertEqual(move.invoice_line_ids.tax_ids, others[0])

    # === TRACKING === #

    def tracking(self):
        plan = self.env["account.analytic.plan"].create({"name": "Region"})
        accounts = self.env["account.analytic.account"].create(
            [{"name": one, "plan_id": plan.id} for one in ("North", "South")]
        )
        options = [{"Name": one} for one in ("North", "South", "East")]
        self.control(
            "edit",
            entity="tracking_category",
            fields={"Name": "Region", "Options": options},
        )
        self.connection.action_load_tracking()
        self.drain(self.connection)
        self.simulator.world.log.clear()
        return accounts

    def tracked(self, name):
        return self.line(Tracking=[{"Name": "Region", "Option": name}])

    def test_tracking(self):  # SPEC X15 B13
        north, south = self.tracking()
        move = self.taken("ACCREC", *map(self.tracked, ("North", "South", "East")))
        found = [line.analytic_distribution for line in move.invoice_line_ids]
        expected = [{str(north.id): 100}, {str(south.id): 100}, False]
        self.assertEqual(found, expected)
        self.assert_same()

    def test_tracking_where_nothing_may_be_left_out(self):  # SPEC X15
        self.tracking()
        self.connection.tracking_policy = "refuse"
        document = self.enter("ACCREC", self.tracked("East"))
        self.assert_held(document, "waiting", "missing_line_tracking", "East")
        self.connection.tracking_policy = "ignore"
        self.drain(self.connection)
        self.assertTrue(self.move_of(document))

    # === CASH ROUNDING === #

    def test_rounding(self):  # SPEC P5 X2
        """A line on Xero's own rounding account."""
        account = self.other_account()
        self.env["account.cash.rounding"].create(
            {
                "name": "Five",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": account.id,
                "loss_account_id": account.id,
            }
        )
        self.map_account(account, "860")
        move = self.taken(
            "ACCREC", self.line(), self.line(0.03, account="860", tax="NONE")
        )
        self.assertEqual(move.amount_total, 120.03)
        self.assert_same()


class TestAustralia(AU, Entering, CountryCase):
    """GST on income and expenses, and what is no part of the activity statement."""

    writes = MoneyCase.writes

    def setUp(self):
        super().setUp()
        self.connection = self.connect(
            sync_contacts="both",
            sync_bills="both",
            import_invoices="posted",
            import_bills="posted",
            import_journal_id=self.journal().id,
        )
        self.connection.cutover_date = fields.Date.today()
        free = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("type_tax_use", "=", "sale"),
                ("amount", "=", 0),
                ("id", "not in", self.connection.tax_mapping_ids.tax_id.ids),
            ],
            limit=1,
        )
        self.map_tax(self.connection, free, "EXEMPTOUTPUT")
        self.drain(self.connection)
        self.simulator.world.log.clear()

    def test_books(self):  # SPEC B13 X2 A2
        income = {"account": "200", "tax": "OUTPUT"}
        costs = {"account": "429", "tax": "INPUT"}
        sold = self.enter(
            "ACCREC",
            self.line(33.35, 3, **income),
            self.line(10, account="200", tax="EXEMPTOUTPUT"),
            LineAmountTypes="Inclusive",
        )
        bought = self.enter("ACCPAY", *[self.line(0.35, **costs) for _t in range(9)])
        credit = self.enter("ACCPAYCREDIT", self.line(1.05, **costs))
        self.person("pay", invoice=self.id_of(sold), account="090")
        self.person(
            "allocate",
            credit_note=credit["CreditNoteID"],
            invoice=bought["InvoiceID"],
        )
        self.come_in()
        for document, due in ((sold, 0), (bought, 2.35), (credit, 0)):
            move = self.move_of(document)
            self.assertTrue(move, self.told())
            self.assertEqual(round(move.amount_residual, 2), due)
        self.assert_same_books(self.connection)
        self.assertEqual(self.writes(), [])
