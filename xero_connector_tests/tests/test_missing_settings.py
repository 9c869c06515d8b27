# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A setting is missing: the task says which one, and goes on when it is made."""

from odoo import Command

from .trouble import TroubleCase


class TestMissingSettings(TroubleCase):
    def test_line_without_account(self):  # SPEC A20
        """The error names the line; setting the default account sends the invoice."""
        connection = self.connect(default_account_id=False)
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(invoice, "missing_account", "Consulting", "default account")
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(self.writes("Invoices"), [])

        connection.default_account_id = self.account(connection, "200")
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_archived_account_is_not_used(self):  # SPEC A20 P11
        connection = self.connect()
        connection.default_account_id.status = "ARCHIVED"
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(invoice, "account_invalid", "Consulting", "Default Account")

        connection.default_account_id = self.account(connection, "260")
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_tax_without_mapping(self):  # SPEC A24
        connection = self.connect()
        mapping = connection.tax_mapping_ids.filtered(
            lambda one: one.tax_id == self.sale_tax
        )
        rate = mapping.tax_rate_id
        mapping.unlink()
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(
            invoice, "missing_tax_mapping", self.sale_tax.name, "tax mappings"
        )
        self.assertEqual(self.xero_invoices(), [])

        connection.tax_mapping_ids = [
            Command.create({"tax_id": self.sale_tax.id, "tax_rate_id": rate.id})
        ]
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(self.xero_invoices()[0]["TotalTax"], 20)

    def test_line_without_tax(self):  # SPEC A23
        connection = self.connect(default_tax_rate_id=False)
        invoice = self.invoice(taxes=self.env["account.tax"])
        self.drain(connection)
        self.assert_failed(
            invoice, "missing_tax_rate", "Consulting", "default tax rate"
        )
        self.assertEqual(self.xero_invoices(), [])

        connection.default_tax_rate_id = connection.tax_rate_ids.filtered(
            lambda rate: rate.tax_type == "NONE"
        )
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(self.xero_invoices()[0]["TotalTax"], 0)

    def test_journal_without_payment_account(self):  # SPEC A22
        """The payment waits with the reason; the invoice is not held up."""
        connection = self.connect(default_bank_account_id=False)
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        self.assert_waiting(
            payment.move_id,
            "missing_payment_account",
            self.bank.display_name,
            "default bank account",
        )
        self.assertEqual(self.xero_invoices()[0]["Status"], "AUTHORISED")
        self.assertEqual(self.xero_payments(), [])
        self.assertEqual(self.writes("Payments"), [])

        connection.default_bank_account_id = self.account(connection, "090")
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_mapping_the_journal_frees_the_payment_too(self):  # SPEC A22
        connection = self.connect(default_bank_account_id=False)
        invoice = self.invoice()
        self.pay(invoice)
        self.drain(connection)
        connection.payment_mapping_ids = [
            Command.create(
                {
                    "journal_id": self.bank.id,
                    "account_id": self.account(connection, "090").id,
                }
            )
        ]
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_waiting_for_a_setting_costs_no_call(self):  # SPEC A22 C3
        connection = self.connect(default_bank_account_id=False)
        self.pay(self.invoice())
        self.drain(connection)
        self.simulator.world.log.clear()
        for _run in range(3):
            self.drain(connection)
        self.assertEqual(self.simulator.requests(), [])
        self.assertEqual(self.wake_ups(connection), [])

    def test_payment_in_xero_on_an_account_without_journal(self):  # SPEC A22 A31
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, account="091")
        self.poll(connection)
        task = self.env["xero.task"].search([("type_id.name", "=", "payment.pull")])
        name = self.account(connection, "091").name
        self.assert_told(task, "waiting", "missing_journal", name, "Map a journal")
        self.assertEqual(invoice.payment_state, "not_paid")

        savings = self.bank.copy({"name": "Savings", "code": "SAV"})
        connection.payment_mapping_ids = [
            Command.create(
                {
                    "journal_id": savings.id,
                    "account_id": self.account(connection, "091").id,
                }
            )
        ]
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assert_agreement(connection, invoice)

    # === STATUS IN XERO === #
    def waiting_payment(self, status):
        """A paid invoice that is sent in this status."""
        connection = self.connect(push_status=status)
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], status)
        self.assertEqual(invoice.xero_status, status)
        self.assert_waiting(
            payment.move_id, "document_not_authorised", invoice.name, "Approve it"
        )
        self.assertEqual(self.writes("Payments"), [])
        return connection, invoice

    def test_payments_wait_until_approved_in_xero(self):  # SPEC A26
        for status in ("DRAFT", "SUBMITTED"):
            with self.subTest(status=status):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                connection, invoice = self.waiting_payment(status)
                self.control(
                    "edit",
                    entity="invoice",
                    id=invoice.name,
                    fields={"Status": "AUTHORISED"},
                )
                self.poll(connection)
                self.assert_agreement(connection, invoice)
                self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")
                self.assertEqual(len(self.xero_payments()), 1)

    def test_waiting_payment_does_not_ask_again_and_again(self):  # SPEC A26
        connection, _invoice = self.waiting_payment("DRAFT")
        self.simulator.world.log.clear()
        for _run in range(3):
            self.drain(connection)
        self.assertEqual(self.simulator.requests(), [])

    def test_authorised_is_the_default(self):  # SPEC A26
        connection = self.connect()
        self.invoice()
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], "AUTHORISED")
