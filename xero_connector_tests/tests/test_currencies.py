# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Currencies and branding themes of the organisation."""

from odoo import Command

from .mapping_case import MappingCase


class TestCurrencies(MappingCase):
    def setUp(self):
        super().setUp()
        self.euro = self.env.ref("base.EUR")
        self.euro.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": self.euro.id, "rate": 1.25, "company_id": self.company.id}
        )

    def codes(self, connection):
        return set(connection.currency_ids.mapped("xero_id"))

    def test_loaded_with_the_settings(self):  # SPEC A19
        connection = self.connect()
        self.assertEqual(self.codes(connection), set(self.organisation.currencies))
        self.assertTrue(connection.currencies_loaded_on)

    def test_missing_currency_is_added_by_a_button(self):  # SPEC X4
        connection = self.connect()
        invoice = self.invoice(currency_id=self.euro.id)
        self.drain(connection)
        task = self.assert_failed(
            invoice, "currency_not_enabled", "EUR", "Add Currency to Xero"
        )
        self.assertNotIn("EUR", self.organisation.currencies)

        task.with_user(self.manager()).action_add_currency()
        self.drain(connection)
        self.assertIn("EUR", self.organisation.currencies)
        self.assertIn("EUR", self.codes(connection))
        (found,) = self.xero_invoices(invoice.name)
        self.assertEqual((found["CurrencyCode"], found["Total"]), ("EUR", 120))
        puts = self.writes("Currencies")
        self.assertEqual([one.method for one in puts], ["PUT"])

    def test_answer_is_lost(self):  # SPEC X4 C9
        """The currency is there, Odoo does not know: nothing is added twice."""
        connection = self.connect()
        invoice = self.invoice(currency_id=self.euro.id)
        self.drain(connection)
        self.trouble("drop_after_commit", "Currencies")
        self.task(invoice).with_user(self.manager()).action_add_currency()
        self.drain(connection)
        self.pass_time(700)
        self.drain(connection)
        self.assertIn("EUR", self.codes(connection))
        self.assertEqual(len(self.xero_invoices(invoice.name)), 1)

    def test_branding_theme_by_journal_and_by_default(self):  # SPEC A19
        self.in_xero("branding_theme", Name="Shop")
        self.in_xero("branding_theme", Name="Web")
        connection = self.connect()
        themes = {one.name: one for one in connection.branding_theme_ids}
        self.assertEqual(set(themes), {"Standard", "Shop", "Web"})
        plain = self.invoice()
        self.drain(connection)
        connection.default_branding_theme_id = themes["Shop"]
        shop = self.invoice()
        self.drain(connection)
        values = {"journal_id": shop.journal_id.id, "theme_id": themes["Web"].id}
        connection.branding_mapping_ids = [Command.create(values)]
        web = self.invoice()
        self.drain(connection)
        by_number = {
            one["InvoiceNumber"]: one.get("BrandingThemeID")
            for one in self.xero_invoices()
        }
        names = {one.xero_id: one.name for one in connection.branding_theme_ids}
        found = [names.get(by_number[move.name]) for move in (plain, shop, web)]
        self.assertIn(found[0], (None, "Standard"))
        self.assertEqual(found[1:], ["Shop", "Web"])
