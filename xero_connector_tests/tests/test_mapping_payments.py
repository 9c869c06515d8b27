# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Accounts for payments: which are offered, and which one a payment goes to."""

from odoo import Command

from .mapping_case import MappingCase


class TestMappingPayments(MappingCase):
    def offered(self, connection):
        """What the picker of payment accounts shows."""
        field = self.env["xero.payment.mapping"]._fields["account_id"]
        self.assertIn("is_payment_choice", field.domain)
        accounts = self.env["xero.account"].search(
            [("connection_id", "=", connection.id), ("is_payment_choice", "=", True)]
        )
        return set(accounts.mapped("code"))

    def test_banks_and_accounts_with_payments_enabled(self):  # SPEC D7
        connection = self.connect()
        chart = self.state()["accounts"]
        expected = {
            one["Code"]
            for one in chart
            if one["Type"] == "BANK" or one.get("EnablePaymentsToAccount")
        }
        self.assertEqual(self.offered(connection), expected)
        connection.hide_bank_accounts = True
        banks = {one["Code"] for one in chart if one["Type"] == "BANK"}
        self.assertEqual(self.offered(connection), expected - banks)
        self.assertEqual(connection.default_bank_account_id.code, "090")  # stays

    def test_enabled_in_xero_and_loaded_again(self):  # SPEC D10
        connection = self.connect()
        self.assertNotIn("429", self.offered(connection))
        self.organisation.accounts.by_code["429"].enable_payments = True
        connection.action_load_accounts()
        self.drain(connection)
        self.assertIn("429", self.offered(connection))

    def test_help_stands_beside_the_button(self):  # SPEC D10
        view = self.env["xero.connection"].get_view(view_type="form")["arch"]
        self.assertIn("Enable payments to", " ".join(view.split()))
        self.assertGreater(view.count('name="action_load_accounts"'), 1)

    def test_each_method_has_its_account(self):  # SPEC P19
        connection = self.connect()
        methods = self.bank.inbound_payment_method_line_ids
        special = methods[:1].copy({"name": "Card"})
        connection.payment_mapping_ids = [
            Command.create(
                {
                    "journal_id": self.bank.id,
                    "payment_method_line_id": line.id,
                    "account_id": self.account(connection, code).id,
                }
            )
            for line, code in ((special, "970"), (special.browse(), "091"))
        ]
        plain = self.invoice()
        carded = self.invoice(price=50)
        self.pay(plain, payment_method_line_id=methods[:1].id)
        self.pay(carded, payment_method_line_id=special.id)
        self.drain(connection)
        accounts = {
            float(one["Amount"]): one["Account"]["Code"] for one in self.xero_payments()
        }
        self.assertEqual(accounts, {120.0: "091", 60.0: "970"})

    # === THE LAST STEP OF CONNECTING === #

    def test_what_is_missing_is_told_and_blocks_nothing(self):  # SPEC A9 D9
        connection = self.new_connection()
        self.give_consent(connection)
        self.drain(connection)
        self.assertEqual(connection.state, "connected")
        self.assertIn("Default Bank Account, for payments", self.missing(connection))
        invoice = self.invoice()
        self.drain(connection)
        self.assertEqual(len(self.xero_invoices(invoice.name)), 1)

        action = connection.with_user(self.manager()).action_setup()
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        self.assertIn("default_bank_account_id", view.arch)
        connection.default_bank_account_id = self.account(connection, "090")
        self.assertNotIn("Default Bank Account", self.missing(connection))

    def test_only_what_is_synchronised_is_missing(self):  # SPEC A9
        connection = self.connect(
            default_purchase_account_id=False, default_bank_account_id=False
        )
        self.assertIn("lines of bills", self.missing(connection))
        connection.write({"sync_bills": "off", "sync_payments": "off"})
        self.assertNotIn("bills", self.missing(connection))
        self.assertNotIn("payments", self.missing(connection))

    def test_settings_that_xero_would_refuse(self):  # SPEC D7 P12 X13
        connection = self.connect()
        with self.refused("does not take"):
            connection.default_bank_account_id = self.account(connection, "429")
        with self.refused("does not take"):
            connection.default_account_id = self.account(connection, "090")
        with self.refused("does not take"):
            connection.default_tax_rate_id = self.rate(connection, "INPUT2")

    def test_status_is_said_in_xeros_words(self):  # SPEC E10
        for field in ("push_status", "bill_push_status"):
            labels = dict(self.env["xero.connection"]._fields[field].selection)
            self.assertEqual(
                labels,
                {
                    "DRAFT": "Draft",
                    "SUBMITTED": "Awaiting Approval",
                    "AUTHORISED": "Authorised",
                },
            )
