# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tax mappings that are proposed when the rates of an organisation are loaded."""

from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from .consents import Organisations
from .mapping_case import MappingCase


class TestMappingTaxProposals(Organisations, MappingCase):
    def proposed(self, connection):
        return {
            (one.tax_id.name, one.use): one.tax_rate_id.tax_type
            for one in connection.tax_mapping_ids
        }

    def test_british_taxes(self):  # SPEC A24 E12
        connection = self.new_connection()
        self.give_consent(connection)
        self.drain(connection)
        mapped = {
            (
                one.tax_id.amount,
                one.use,
                one.is_reverse_charge,
                one.tax_rate_id.tax_type,
            )
            for one in connection.tax_mapping_ids
        }
        for expected in (
            (20, "sale", False, "OUTPUT2"),
            (5, "sale", False, "RROUTPUT"),
            (20, "purchase", False, "INPUT2"),
            (5, "purchase", False, "RRINPUT"),
            (20, "purchase", True, "REVERSECHARGES"),
        ):
            self.assertIn(expected, mapped)
        unconfirmed = connection.tax_mapping_ids.filtered("needs_confirmation")
        self.assertEqual(unconfirmed, unconfirmed.filtered("is_reverse_charge"))
        self.assertIn("reverse charges", self.missing(connection))

    def foreign_connection(self, country, *taxes):
        """Another company with these taxes, and an organisation of its country."""
        organisation = self.simulator.world.add_organisation(
            Settings(country, country=country)
        )
        self.add_person("grace@example.com", [organisation.tenant_id])
        company = self.new_company()
        company.account_fiscal_country_id = self.env.ref(f"base.{country.lower()}")
        group = self.env["account.tax.group"].create(
            {"name": "Tax", "company_id": company.id}
        )
        for name, amount, use in taxes:
            values = {"company_id": company.id, "tax_group_id": group.id}
            self.tax(name, amount, type_tax_use=use, **values)
        connection = self.new_connection(company_id=company.id)
        self.give_consent(connection, email="grace@example.com")
        self.drain(connection)
        return connection

    def test_australian_taxes(self):  # SPEC A24 E12
        """10 % of purchases may be capital or not: a person says which."""
        connection = self.foreign_connection(
            "AU",
            ("10% GST", 10, "sale"),
            ("10% GST", 10, "purchase"),
            ("10% C", 10, "purchase"),
            ("0% EX", 0, "sale"),
        )
        self.assertEqual(self.proposed(connection), {("10% GST", "sale"): "OUTPUT"})
        self.assertEqual(connection.default_tax_rate_id.tax_type, "BASEXCLUDED")
        self.assertIn("10% C", self.missing(connection))

    def test_american_taxes(self):  # SPEC A24 E12
        connection = self.foreign_connection(
            "US", ("8.5%", 8.5, "sale"), ("NY", 8.875, "sale"), ("15%", 15, "sale")
        )
        expected = {("8.5%", "sale"): "OUTPUT", ("NY", "sale"): "TAX001"}
        self.assertEqual(self.proposed(connection), expected)
        self.assertIn("15%", self.missing(connection))
