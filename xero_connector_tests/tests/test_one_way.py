# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices go one way, with name, number and taxes; their status goes both ways."""

from decimal import Decimal

from odoo import fields

from .mapping_case import MappingCase


class TestOneWay(MappingCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect(sync_invoices="push")
        self.cron = self.connection.sudo().cron_id
        with self.capture_triggers(self.cron.id) as self.woken:
            self.invoice_of_two_taxes()
            self.env.cr.flush()

    def invoice_of_two_taxes(self):
        """Posted: 100 at 20 %, 50 at 5 %."""
        reduced = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("type_tax_use", "=", "sale"),
                ("amount", "=", 5),
            ],
            limit=1,
        )
        self.map_tax(self.connection, reduced, "RROUTPUT")
        self.sold = self.invoice(self.partner("Ada Lovelace Ltd"), post=False)
        self.sold.invoice_line_ids = [
            fields.Command.create(
                {"name": "Books", "price_unit": 50, "tax_ids": reduced.ids}
            )
        ]
        self.sold.action_post()

    def theirs(self):
        (document,) = self.xero_invoices()
        return document

    def pay_in_xero(self, amount):
        self.control(
            "pay", invoice=self.theirs()["InvoiceNumber"], amount=amount, account="090"
        )
        self.poll(self.connection)

    def test_at_once_with_name_number_and_taxes(self):  # SPEC D5
        """The lane is woken by posting, not by the clock."""
        woken_at = min(self.woken.records.mapped("call_at"))
        self.assertLessEqual(woken_at, fields.Datetime.now())
        self.drain(self.connection)
        document = self.theirs()
        self.assertEqual(document["InvoiceNumber"], self.sold.name)
        self.assertEqual(document["Contact"]["Name"], "Ada Lovelace Ltd")
        taxes = {line["TaxType"]: line["TaxAmount"] for line in document["LineItems"]}
        self.assertEqual(taxes, {"OUTPUT2": Decimal("20"), "RROUTPUT": Decimal("2.5")})
        self.assertEqual(document["Total"], Decimal("172.5"))
        self.assert_same_books(self.connection)

    def test_number_is_kept_or_gets_a_prefix(self):  # SPEC D5
        self.drain(self.connection)
        self.connection.number_prefix = "SHOP-"
        with_prefix = self.invoice(self.partner("Prefix"))
        self.drain(self.connection)
        numbers = {one["InvoiceNumber"] for one in self.xero_invoices()}
        self.assertEqual(numbers, {self.sold.name, f"SHOP-{with_prefix.name}"})

    def test_payment_status_goes_to_xero(self):  # SPEC D5 A6
        self.drain(self.connection)
        self.assertEqual(self.theirs()["Status"], "AUTHORISED")
        payment = self.pay(self.sold, amount=72.5)
        self.drain(self.connection)
        self.assertEqual(
            (self.theirs()["Status"], self.theirs()["AmountDue"]), ("AUTHORISED", 100)
        )
        rest = self.pay(self.sold)
        self.drain(self.connection)
        self.assertEqual(self.theirs()["Status"], "PAID")
        self.poll(self.connection)
        self.assertEqual(self.sold.xero_status, "PAID")
        rest.action_draft()
        self.drain(self.connection)
        self.assertEqual(
            (self.theirs()["Status"], self.theirs()["AmountDue"]), ("AUTHORISED", 100)
        )
        (left,) = self.xero_payments()
        self.assertEqual(float(left["Amount"]), payment.amount)

    def test_payment_status_comes_from_xero(self):  # SPEC D5 A2 A31
        self.drain(self.connection)
        self.pay_in_xero("72.50")
        self.assertEqual(self.sold.payment_state, "partial")
        self.assertEqual(self.sold.amount_residual, 100)
        self.pay_in_xero("100.00")
        self.assertIn(self.sold.payment_state, ("paid", "in_payment"))
        self.assertEqual(self.sold.xero_status, "PAID")
        self.assert_same_books(self.connection)

    def test_nothing_else_comes_from_xero(self):  # SPEC D5
        """No invoice of somebody's there, and no change of ours."""
        self.drain(self.connection)
        before = self.env["account.move"].search_count([])
        today = str(fields.Date.today())
        self.invoice_in_xero("THEIRS-1", Status="AUTHORISED", DueDate=today)
        self.control(
            "edit",
            entity="invoice",
            id=self.sold.name,
            fields={"Reference": "Changed in Xero"},
        )
        values = self.sold.read(["name", "ref", "amount_total", "state"])
        self.poll(self.connection)
        self.assertEqual(self.env["account.move"].search_count([]), before)
        self.sold.invalidate_recordset()
        self.assertEqual(
            self.sold.read(["name", "ref", "amount_total", "state"]), values
        )
        self.assertEqual(len(self.xero_invoices()), 2)
