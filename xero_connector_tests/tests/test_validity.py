# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is mapped is looked at every night: nobody learns of it by a failed invoice."""

from freezegun import freeze_time

from .mapping_case import MappingCase
from .trouble import A_WHILE


class TestValidity(MappingCase):
    def night(self, connection):
        """Odoo's nightly job, and the lane after it."""
        cron = self.env.ref("xero_connector.ir_cron_watch_mappings")
        self.env.cr.flush()
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.drain(connection)

    def told(self, connection):
        """Messages that managers were notified of."""
        return connection.message_ids.filtered(
            lambda message: message.subject == "Xero settings need attention"
        )

    def mapped(self):
        """A connection whose mappings are all fine, and a manager."""
        self.manager()
        connection = self.connect()
        product = self.product()
        self.mapping = self.map_account(connection, "260", product_id=product.id)
        return connection

    def test_archived_account_is_told_once_before_any_document(self):  # SPEC X14 P11
        connection = self.mapped()
        self.night(connection)
        self.assertFalse(connection.mapping_problems)
        self.organisation.accounts.by_code["260"].status = "ARCHIVED"
        self.night(connection)
        self.assertIn("260 Other Revenue", connection.mapping_problems)
        self.assertIn("archived or deleted", self.mapping.problem)
        message = self.told(connection)
        self.assertEqual(len(message), 1)
        self.assertIn("260 Other Revenue", message.body)
        login = self.env["res.users"].search([("login", "=", "manager")])
        self.assertIn(login.partner_id, message.notified_partner_ids)
        self.night(connection)
        self.assertEqual(self.told(connection), message)

        self.mapping.account_id = self.account(connection, "270")
        self.assertFalse(self.mapping.problem)
        self.night(connection)
        self.assertFalse(connection.mapping_problems)
        self.assertEqual(self.told(connection), message)

    def test_defaults_are_watched_too(self):  # SPEC X14
        connection = self.mapped()
        chart = self.organisation.accounts
        chart.by_code["200"].status = "ARCHIVED"
        chart.by_code["090"].status = "ARCHIVED"
        self.organisation.tax_rates.get("NONE").status = "ARCHIVED"
        self.night(connection)
        for setting in ("Default Account", "Default Bank Account", "Default Tax Rate"):
            self.assertIn(f"{setting}: ", connection.mapping_problems)
        self.assertEqual(len(self.told(connection)), 1)  # one message about all

    def test_lists_that_were_half_read(self):  # SPEC X14
        """Nobody is told of accounts before the tax rates could be read too."""
        connection = self.mapped()
        self.organisation.accounts.by_code["260"].status = "ARCHIVED"
        self.trouble("status", "TaxRates", "GET", status=503)
        self.night(connection)
        self.assertFalse(self.told(connection))
        self.pass_time(A_WHILE)
        self.drain(connection)
        self.assertEqual(len(self.told(connection)), 1)
        self.assertIn("260 Other Revenue", connection.mapping_problems)

    def test_rate_that_has_changed_in_xero(self):  # SPEC X14 P13
        connection = self.mapped()
        mapping = connection.tax_mapping_ids.filtered(
            lambda one: one.tax_id == self.sale_tax
        )
        rate = self.organisation.tax_rates.get("OUTPUT2")
        (component,) = rate.components
        rate.components = (type(component)(component.name, component.rate + 1),)
        self.night(connection)
        self.assertIn("but “20% (VAT on Income)” is 21.0 % in Xero", mapping.problem)

    def test_payments_no_longer_taken(self):  # SPEC X14 D7
        connection = self.mapped()
        mapping = self.env["xero.payment.mapping"].create(
            {
                "connection_id": connection.id,
                "journal_id": self.bank.id,
                "account_id": self.account(connection, "970").id,
            }
        )
        self.organisation.accounts.by_code["970"].enable_payments = False
        self.night(connection)
        self.assertIn("takes no payments", mapping.problem)

    def test_button(self):  # SPEC X14
        connection = self.mapped()
        self.organisation.accounts.by_code["260"].status = "ARCHIVED"
        connection.action_load_all()
        self.drain(connection)
        self.assertTrue(self.mapping.problem)

    def test_paused_connections_are_left_alone(self):  # SPEC X14
        connection = self.mapped()
        connection.action_pause()
        self.simulator.world.log.clear()
        self.night(connection)
        self.assertEqual(self.simulator.requests(), [])

    def test_every_list_has_its_time(self):  # SPEC A19
        connection = self.mapped()
        with freeze_time("2030-01-02 03:00:00"):
            connection.env["xero.entity.reference"]._keep_items(connection, [])
        self.assertEqual(str(connection.items_loaded_on), "2030-01-02 03:00:00")
