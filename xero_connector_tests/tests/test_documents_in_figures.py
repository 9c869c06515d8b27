# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that were born in Xero are in Odoo to the cent, whatever they are like."""

from odoo import Command

from .documents_in import DocumentsIn

#: lines on which rounding per line and per document differ by a cent, and more
PRICES = (25.06, 25.61, 25.63, 0.05)


class TestFigures(DocumentsIn):
    def figures(self, move):
        return move.amount_untaxed, move.amount_tax, move.amount_total

    def prices(self, move):
        return [
            (line.quantity, line.price_unit, line.discount)
            for line in move.invoice_line_ids
        ]

    # === LINES === #

    def test_tax_in_the_prices(self):  # SPEC B13 X2
        move = self.taken(
            "ACCREC",
            self.line(12, 3),
            self.line(9.99, 7),
            self.line(0.01),
            LineAmountTypes="Inclusive",
        )
        self.assertEqual(self.figures(move), (88.28, 17.66, 105.94))
        self.assertEqual(self.prices(move)[0], (3, 10, 0))
        self.assert_same()

    def test_tax_in_the_prices_on_both_sides(self):  # SPEC B13 X2
        self.sale_tax.price_include_override = "tax_included"
        move = self.taken(
            "ACCREC",
            self.line(12, 3),
            self.line(9.99, 7),
            LineAmountTypes="Inclusive",
        )
        self.assertEqual(self.prices(move), [(3, 12, 0), (7, 9.99, 0)])
        self.assert_same()
        exclusive = self.taken("ACCREC", self.line(10.01, 3))
        self.assertEqual(self.figures(exclusive), (30.03, 6.01, 36.04))
        self.assert_same()

    def test_no_tax(self):  # SPEC B13
        move = self.taken("ACCREC", self.line(50), LineAmountTypes="NoTax")
        self.assertFalse(move.invoice_line_ids.tax_ids)
        self.assertEqual(move.amount_total, 50)
        self.assert_same()

    def test_discounts(self):  # SPEC B13 P6
        move = self.taken(
            "ACCREC",
            self.line(100, 2, DiscountRate="10"),
            self.line(100, 2, DiscountAmount="50"),
            self.line(9.99, 3, DiscountAmount="1.23"),
        )
        prices = self.prices(move)
        self.assertEqual(prices[:2], [(2, 100, 10), (2, 100, 25)])
        self.assertEqual(move.invoice_line_ids[2].price_subtotal, 28.74)
        self.assert_same()

    def test_decimals(self):  # SPEC P6
        move = self.taken(
            "ACCREC",
            self.line("33.3333", 3),
            self.line("0.1234", "1234.5678"),
            self.line(10, -2),
        )
        self.assertEqual(self.prices(move)[0], (3, 33.3333, 0))
        self.assertIn("1234.5678 x 0.1234", move.invoice_line_ids[1].name)
        self.assertEqual(move.amount_untaxed, 232.35)
        self.assert_same()

    # === ROUNDING === #

    def test_tax_is_rounded_otherwise(self):  # SPEC X2
        """Xero rounds the tax of each line, Odoo that of the document."""
        self.company.tax_calculation_rounding_method = "round_globally"
        lines = [self.line(0.13) for _time in range(3)]
        move = self.taken("ACCREC", *lines, self.line("33.3333", 3))
        self.assertEqual(self.figures(move)[:2], (100.39, 20.09))
        self.assert_same()

    def test_tax_was_corrected_by_a_cent(self):  # SPEC X2
        lines = [self.cost(one) for one in PRICES]
        lines[0]["TaxAmount"] = "5.02"
        move = self.taken("ACCPAY", *lines)
        self.assertEqual(self.figures(move)[:2], (76.35, 15.28))
        self.assert_same()

    def test_tax_is_something_else(self):  # SPEC X2
        """More than rounding: nothing is created, and the figures are told."""
        document = self.enter("ACCPAY", self.cost(100, TaxAmount="25"))
        self.assert_held(document, "failed", "intake_differs", "20.00", "25")

    def test_figures_that_do_not_add_up(self):  # SPEC X2
        document = self.enter("ACCREC")
        self.wire(document, Total=121)
        self.assert_held(document, "failed", "intake_differs", "Total", "120", "121")

    def test_prices_that_are_added_up_before_they_are_rounded(self):  # SPEC P6 X2
        """Xero's own prices where Odoo comes to the same, else the net as one piece."""
        self.company.tax_calculation_rounding_method = "round_globally"
        one = self.taken("ACCREC", self.line("85.55", "1.05"))
        self.assertEqual(self.prices(one), [(1.05, 85.55, 0)])
        lines = [self.line("85.55", "1.05") for _time in range(5)]
        several = self.taken("ACCREC", *lines)
        self.assertEqual(self.prices(several)[0], (1, 89.83, 0))
        self.assertIn("1.05 x 85.55", several.invoice_line_ids[0].name)
        self.assertEqual(several.amount_untaxed, 449.15)
        self.assert_same()

    # === TAXES === #

    def test_several_taxes_are_one_rate(self):  # SPEC D11 X2
        """Two components in Xero, a tax and another upon it in Odoo."""
        parts = [("First", 5), ("Second", 2.5)]
        self.control(
            "edit",
            entity="tax_rate",
            fields={
                "Name": "Both",
                "TaxComponents": [
                    {"Name": name, "Rate": str(one)} for name, one in parts
                ],
            },
        )
        self.connection.action_load_tax_rates()
        self.drain(self.connection)
        rate = self.connection.tax_rate_ids.filtered(lambda one: one.name == "Both")
        taxes = self.env["account.tax"].create(
            [
                {"name": name, "amount": amount, "type_tax_use": "sale"}
                for name, amount in parts
            ]
        )
        group = self.env["account.tax"].create(
            {
                "name": "Both",
                "amount_type": "group",
                "type_tax_use": "sale",
                "children_tax_ids": [Command.set(taxes.ids)],
            }
        )
        self.connection.tax_mapping_ids.filtered(
            lambda one: one.tax_rate_id == rate
        ).unlink()
        self.env["xero.tax.mapping"].create(
            {
                "connection_id": self.connection.id,
                "tax_id": group.id,
                "tax_rate_id": rate.id,
            }
        )
        lines = [self.line(one, tax=rate.tax_type) for one in PRICES]
        move = self.taken("ACCREC", *lines, self.line(10))
        self.assertEqual(move.invoice_line_ids[0].tax_ids, group)
        self.assert_same()

    def test_reverse_charge(self):  # SPEC D11
        """Not before somebody has confirmed it; then it goes on by itself."""
        tax = self.env["account.tax"].create(
            {
                "name": "Reverse",
                "amount": 20,
                "type_tax_use": "purchase",
                "invoice_repartition_line_ids": self.both_ways(),
                "refund_repartition_line_ids": self.both_ways(),
            }
        )
        rate = self.connection.tax_rate_ids.filtered(
            lambda one: one.tax_type == "REVERSECHARGES"
        )
        self.connection.tax_mapping_ids.filtered(
            lambda one: one.tax_rate_id == rate
        ).unlink()
        mapping = self.env["xero.tax.mapping"].create(
            {
                "connection_id": self.connection.id,
                "tax_id": tax.id,
                "tax_rate_id": rate.id,
            }
        )
        bill = self.enter("ACCPAY", self.cost(tax=rate.tax_type))
        self.assert_held(bill, "waiting", "tax_unconfirmed", "Reverse")
        mapping.sudo().action_confirm()
        self.drain(self.connection)
        move = self.move_of(bill)
        self.assertEqual(self.figures(move), (100, 0, 100))
        self.assertEqual(move.invoice_line_ids.tax_ids, tax)
        self.assertFalse(self.told())

    def both_ways(self):
        account = self.company.account_purchase_tax_id.invoice_repartition_line_ids
        account = account.account_id[:1].id
        parts = [
            {"repartition_type": "tax", "factor_percent": one, "account_id": account}
            for one in (100, -100)
        ]
        return [
            Command.clear(),
            *map(Command.create, ({"repartition_type": "base"}, *parts)),
        ]

    # === CURRENCIES === #

    def test_foreign_currency(self):  # SPEC B13 X2
        """Xero's rate counts, not Odoo's; paid in part, and at another rate."""
        self.use_currencies()
        sold = self.enter(
            "ACCREC",
            self.line(33.33, 3),
            self.line(0.07),
            InvoiceNumber="EU-1",
            CurrencyCode="EUR",
            CurrencyRate="1.234567",
        )
        bought = self.enter(
            "ACCPAY", CurrencyCode="USD", CurrencyRate="1.3", InvoiceNumber="US-1"
        )
        paid = {"account": "090", "amount": "60", "currency_rate": "1.2"}
        self.control("pay", invoice=self.id_of(sold), **paid)
        self.come_in()
        move = self.move_of(sold)
        self.assertEqual(move.currency_id.name, "EUR")
        self.assertEqual(round(move.invoice_currency_rate, 6), 1.234567)
        self.assertEqual(self.figures(move), (100.06, 20.01, 120.07))
        self.assertEqual(move.amount_residual, 60.07)
        self.assertEqual(self.move_of(bought).currency_id.name, "USD")
        self.assert_same()

    def test_foreign_draft_is_posted_later(self):  # SPEC B13
        """Odoo's own rate does not slip in."""
        self.use_currencies()
        self.connection.import_invoices = "draft"
        move = self.taken("ACCREC", CurrencyCode="EUR", CurrencyRate="1.5")
        move.action_post()
        self.assertEqual(move.amount_total_signed, 80)
        self.assert_same()

    def test_currency_that_is_not_in_use(self):  # SPEC P18
        self.use_currencies()
        self.currency("EUR").active = False
        document = self.enter("ACCREC", CurrencyCode="EUR", CurrencyRate="1.5")
        self.assert_held(document, "waiting", "currency_inactive", "EUR")
        self.currency("EUR").active = True
        self.drain(self.connection)
        self.assertTrue(self.move_of(document))

    def test_no_rate(self):  # SPEC P18
        self.use_currencies()
        document = self.enter("ACCREC", CurrencyCode="EUR", CurrencyRate="1.5")
        self.wire(document, CurrencyRate=None)
        self.assert_held(document, "failed", "document_unreadable", "CurrencyRate")

    def test_decimals_of_currencies(self):  # SPEC P18
        """Three in Odoo take Xero's two; none do not, and nothing is rounded away."""
        self.control(
            "organisations", key=self.tenant_id, currencies=["GBP", "KWD", "JPY"]
        )
        for name, rate in (("KWD", 0.4), ("JPY", 190)):
            self.set_rate(name, rate)
        move = self.taken(
            "ACCREC", self.line(12.34), CurrencyCode="KWD", CurrencyRate="0.4"
        )
        self.assertEqual(self.figures(move), (12.34, 2.47, 14.81))
        whole = self.taken(
            "ACCREC", self.line(1000), CurrencyCode="JPY", CurrencyRate="190"
        )
        self.assertEqual(self.figures(whole), (1000, 200, 1200))
        parts = self.enter(
            "ACCREC", self.line(1000.5), CurrencyCode="JPY", CurrencyRate="190"
        )
        self.assert_held(parts, "failed", "intake_differs")
