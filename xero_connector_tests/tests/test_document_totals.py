# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whatever Odoo computes, Xero has the same: net per account, tax per rate, total."""

from decimal import Decimal

from odoo import Command
from odoo.tests import tagged

from .common import XeroCase


@tagged("post_install", "-at_install")
class TestDocumentTotals(XeroCase):  # SPEC X2 P5 P6 R2
    """Documents whose totals are easily a cent apart; each compares both books."""

    def test_rounding_per_document(self):
        """25.06, 25.61 and 25.63 at 15 % are 11.45; Xero's own sum would be 11.44."""
        self.company.tax_calculation_rounding_method = "round_globally"
        self.assertEqual(self.tax_of_three(), Decimal("11.45"))

    def test_rounding_per_line(self):
        self.company.tax_calculation_rounding_method = "round_per_line"
        self.assertEqual(self.tax_of_three(), Decimal("11.44"))

    def tax_of_three(self):
        tax = self.tax(15)
        connection = self.connected(tax)
        invoice = self.lines((25.06, tax), (25.61, tax), (25.63, tax))
        return self.sent(connection, invoice)["TotalTax"]

    def test_price_with_six_decimals(self):
        self.env.ref("product.decimal_price").digits = 6
        connection = self.connect()
        invoice = self.lines((33.333333, self.sale_tax, {"quantity": 3}))
        element = self.sent(connection, invoice)
        [line] = element["LineItems"]
        self.assertEqual(line["LineAmount"], Decimal("100.00"))

    def test_price_that_xero_rounds_otherwise(self):
        """One piece at the net amount; what was ordered stays readable."""
        self.env.ref("product.decimal_price").digits = 6
        connection = self.connect()
        invoice = self.lines((0.333333, self.sale_tax, {"quantity": 10000}))
        [line] = self.sent(connection, invoice)["LineItems"]
        self.assertEqual(line["Quantity"], 1)
        self.assertIn("10000 x 0.333333", line["Description"])

    def test_price_with_tax_included_and_discount(self):
        tax = self.tax(20, price_include_override="tax_included")
        connection = self.connected(tax)
        invoice = self.lines(
            (99.99, tax, {"discount": 33.333}), (17.77, tax), (0.05, tax)
        )
        self.sent(connection, invoice)

    def test_negative_line(self):
        connection = self.connect()
        invoice = self.lines((100.0, self.sale_tax), (-10.01, self.sale_tax))
        self.sent(connection, invoice)

    def test_several_rates_and_none(self):
        zero = self.tax(0)
        connection = self.connected(zero)
        invoice = self.lines(
            (33.33, self.sale_tax), (66.67, zero), (12.34, self.env["account.tax"])
        )
        self.sent(connection, invoice)

    def test_reverse_charge_on_a_bill(self):
        """Net effect nothing: the books of both sides have the same net per rate."""
        tax = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("type_tax_use", "=", "purchase"),
                ("amount", "=", 20),
                ("invoice_repartition_line_ids.factor_percent", "<", 0),
            ],
            limit=1,
        )
        self.assertTrue(tax, "the UK chart has a reverse charge")

    def test_fixed_tax_is_a_line_of_its_own(self):  # SPEC D11
        eco = self.tax(0.37, amount_type="fixed")
        connection = self.connect()
        invoice = self.lines((10.0, self.sale_tax | eco, {"quantity": 3}))
        element = self.sent(connection, invoice)
        self.assertEqual(element["SubTotal"], Decimal("31.11"))

    def test_fixed_tax_in_the_base_of_another(self):  # SPEC D11
        """An eco tax that VAT is due on: its own line bears its own VAT."""
        eco = self.tax(0.5, amount_type="fixed", include_base_amount=True, sequence=-1)
        connection = self.connect()
        invoice = self.lines((10.0, self.sale_tax | eco, {"quantity": 3}))
        element = self.sent(connection, invoice)
        sums = [(one["LineAmount"], one["TaxAmount"]) for one in element["LineItems"]]
        self.assertEqual(sums, [(30, 6), (Decimal("1.5"), Decimal("0.3"))])
        self.assertEqual({one["TaxType"] for one in element["LineItems"]}, {"OUTPUT2"})

    def test_cash_rounding_line(self):
        connection = self.connect()
        account = self.company.account_journal_suspense_account_id.copy()
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "5 pence",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": account.id,
                "loss_account_id": account.id,
                "rounding_method": "HALF-UP",
            }
        )
        invoice = self.lines((10.02, self.sale_tax), invoice_cash_rounding_id=rounding)
        element = self.sent(connection, invoice)
        self.assertEqual(element["Total"], Decimal("12.00"))
        self.assertEqual(self.books()["trial_balance"]["860"], "0.02")

    def test_cash_rounding_in_the_tax(self):
        connection = self.connect()
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "5 pence",
                "rounding": 0.05,
                "strategy": "biggest_tax",
                "rounding_method": "HALF-UP",
            }
        )
        invoice = self.lines((10.02, self.sale_tax), invoice_cash_rounding_id=rounding)
        element = self.sent(connection, invoice)
        self.assertEqual(element["Total"], Decimal("12.00"))

    def test_tax_reduced_by_an_early_payment_discount(self):
        """“Always (upon invoice)”: the tax is computed on the discounted amount."""
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % in 7 days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 7,
                "early_pay_discount_computation": "mixed",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 100, "nb_days": 30}
                    )
                ],
            }
        )
        connection = self.connect()
        invoice = self.lines((100.0, self.sale_tax), invoice_payment_term_id=term)
        element = self.sent(connection, invoice)
        self.assertEqual(element["TotalTax"], Decimal("19.60"))
        self.assertEqual(element["Total"], Decimal("119.60"))

    def test_tax_corrected_by_hand(self):
        """A supplier rounds differently: the clerk corrects the tax by a cent."""
        tax = self.tax(20, use="purchase")
        connection = self.connected(tax)
        bill = self.lines(
            (33.33, tax), (33.33, tax), move_type="in_invoice", post=False
        )
        tax_line = bill.line_ids.filtered("tax_line_id")
        due = bill.line_ids.filtered(lambda line: line.display_type == "payment_term")
        bill.line_ids = [
            Command.update(tax_line.id, {"amount_currency": 13.34}),
            Command.update(due.id, {"amount_currency": -80.0}),
        ]
        bill.action_post()
        self.assertEqual(bill.amount_tax, 13.34)
        element = self.sent(connection, bill)
        self.assertEqual(element["TotalTax"], Decimal("13.34"))

    def test_three_decimals_do_not_fit(self):  # SPEC R2
        self.organisation.currencies.add("KWD")
        connection = self.connect()
        dinar = self.env.ref("base.KWD")
        dinar.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": dinar.id, "rate": 0.4, "company_id": self.company.id}
        )
        invoice = self.lines((1.234, self.env["account.tax"]), currency_id=dinar)
        self.drain(connection)
        task = self.task(invoice)
        self.assertEqual(task.state, "failed")
        self.assertIn("more decimals than Xero keeps", task.message)

    def test_thousand_lines(self):
        connection = self.connect()
        invoice = self.lines(*[(0.07, self.sale_tax)] * 1000)
        element = self.sent(connection, invoice)
        self.assertEqual(len(element["LineItems"]), 1000)

    # === HELPERS === #

    def tax(self, amount, use="sale", **values):
        """A new tax of this percentage, booked like the company's own."""
        return self.sale_tax.copy(
            {
                "name": f"Test {amount} {use} {sorted(values)}",
                "amount": amount,
                "type_tax_use": use,
                **values,
            }
        )

    def connected(self, taxes):
        """A connection with a rate in Xero for each tax, mapped."""
        for tax in taxes:
            self.control(
                "edit",
                entity="tax_rate",
                tenant=self.tenant_id,
                fields={
                    "Name": tax.name,
                    "TaxComponents": [{"Name": "Tax", "Rate": tax.amount}],
                },
            )
        connection = self.connect()
        for tax in taxes - connection.tax_mapping_ids.tax_id:
            rate = connection.tax_rate_ids.filtered(
                lambda rate, tax=tax: rate.name == tax.name
            )
            self.env["xero.tax.mapping"].create(
                {
                    "connection_id": connection.id,
                    "tax_id": tax.id,
                    "tax_rate_id": rate.id,
                }
            )
        return connection

    def lines(self, *lines, move_type="out_invoice", post=True, **values):
        """A document of (price, taxes, more values) lines."""
        return self.invoice(
            post=post,
            move_type=move_type,
            invoice_line_ids=[
                Command.create(
                    {
                        "name": f"Line {place}",
                        "price_unit": price,
                        "tax_ids": [Command.set(taxes.ids)],
                        **(more[0] if more else {}),
                    }
                )
                for place, (price, taxes, *more) in enumerate(lines)
            ],
            **{
                name: value.id if hasattr(value, "ids") else value
                for name, value in values.items()
            },
        )

    def sent(self, connection, move):
        """The document in Xero, after comparing both books."""
        self.drain(connection)
        task = self.task(move)
        self.assertEqual(task.state, "done", task.message)
        number = self.env["xero.document.facts"]._number(connection, move)
        [element] = self.xero_invoices(number)
        self.assertEqual(element["Total"], Decimal(f"{move.amount_total:.2f}"))
        self.assert_same_books(connection)
        return element
