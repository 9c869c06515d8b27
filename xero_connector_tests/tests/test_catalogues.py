# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Accounts and tax rates: loaded from Xero, proposed, and mapped only if equal."""

from contextlib import contextmanager
from decimal import Decimal

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from odoo.addons.xero_connector_tests.simulator.books.tax_rates import (
    Component,
    TaxRate,
)

from .common import XeroCase
from .consents import Organisations

ANY = frozenset(("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE"))


class TestCatalogues(Organisations, XeroCase):
    def load(self, connection):
        """Click both buttons and let the cron run."""
        connection.action_load_accounts()
        connection.action_load_tax_rates()
        self.drain(connection)

    def new_loaded(self):
        """A connection as it is right after connecting, nothing set by hand."""
        connection = self.new_connection()
        self.give_consent(connection)
        self.drain(connection)
        return connection

    def changes(self, records):
        return {record.name: record.change for record in records if record.change}

    def rate(self, connection, tax_type):
        return connection.tax_rate_ids.filtered(lambda one: one.tax_type == tax_type)

    def tax(self, name, amount, **values):
        return self.env["account.tax"].create(
            {"name": name, "amount": amount, "type_tax_use": "sale", **values}
        )

    def map(self, connection, tax, rate):
        return self.env["xero.tax.mapping"].create(
            {
                "connection_id": connection.id,
                "tax_id": tax.id,
                "tax_rate_id": rate.id,
            }
        )

    @contextmanager
    def refused(self, words):
        """What a person does here is refused with these words, and undone."""
        with (
            self.assertRaisesRegex(ValidationError, words),
            self.env.cr.savepoint(),
        ):
            yield

    # === LOADING === #

    def test_everything_is_there_after_connecting(self):  # SPEC A9 A19 B15
        connection = self.new_loaded()
        state = self.state()
        self.assertEqual(
            set(connection.account_ids.mapped("xero_id")),
            {one["AccountID"] for one in state["accounts"]},
        )
        self.assertEqual(
            set(connection.tax_rate_ids.mapped("tax_type")),
            {one["TaxType"] for one in state["tax_rates"]},
        )
        self.assertTrue(
            connection.accounts_loaded_on and connection.tax_rates_loaded_on
        )
        self.assertEqual(self.changes(connection.account_ids), {})
        self.assertEqual(connection.base_currency, "GBP")
        self.assertTrue(connection.is_demo)

    def test_load_accounts_marks_what_has_changed(self):  # SPEC A21
        connection = self.new_loaded()
        chart = self.organisation.accounts
        self.control("accounts", code="201", name="Web Sales", kind="REVENUE")
        chart.by_code["200"].name = "Shop Sales"
        chart.by_code["429"].status = "ARCHIVED"
        self.load(connection)
        expected = {
            "Web Sales": "new",
            "Shop Sales": "changed",
            "General Expenses": "archived",
        }
        self.assertEqual(self.changes(connection.account_ids), expected)
        self.assertFalse(self.account(connection, "429").is_line_account)
        self.load(connection)  # what is still archived stays marked, news are none
        expected = {"General Expenses": "archived"}
        self.assertEqual(self.changes(connection.account_ids), expected)
        self.assertEqual(len(connection.account_ids), len(list(chart)))

    def test_account_that_is_gone_is_kept_as_deleted(self):  # SPEC A21
        connection = self.new_loaded()
        chart = self.organisation.accounts
        gone = chart.by_code.pop("429")
        del chart.by_id[gone.id]
        self.load(connection)
        account = self.account(connection, "429")
        self.assertEqual((account.status, account.change), ("DELETED", "archived"))
        self.assertFalse(account.is_line_account)

    def test_loading_runs_in_the_background(self):  # SPEC A21 A23
        connection = self.new_loaded()
        self.simulator.world.log.clear()
        action = connection.action_load_accounts()
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(self.simulator.requests(), [])
        task = self.task(connection, "reference.pull", "account")
        self.assertEqual(task.state, "queued")

    def test_tax_rates_with_none_and_components(self):  # SPEC A23 D6
        connection = self.new_loaded()
        self.assertEqual(self.rate(connection, "NONE").name, "No VAT")
        charged = self.rate(connection, "REVERSECHARGES")
        self.assertEqual(charged.component_ids.mapped("rate"), [20, -20])
        self.assertEqual((charged.display_rate, charged.effective_rate), (20, 0))

        parts = (
            Component("Federal", Decimal(5)),
            Component("Provincial", Decimal(8), is_compound=True),
        )
        self.organisation.tax_rates.add(TaxRate("Both", "TAX001", parts, ANY))
        self.organisation.tax_rates.get("RROUTPUT").status = "ARCHIVED"
        self.load(connection)
        both = self.rate(connection, "TAX001")
        self.assertEqual(both.component_ids.mapped("compound"), [False, True])
        self.assertEqual(both.effective_rate, 13.4)
        expected = {"Both": "new", "5% (VAT on Income)": "archived"}
        self.assertEqual(self.changes(connection.tax_rate_ids), expected)

    # === PROPOSALS === #

    def test_only_what_can_mean_one_thing_is_proposed(self):  # SPEC A9 A24
        connection = self.new_loaded()
        self.assertEqual(connection.default_account_id.name, "Sales")
        self.assertEqual(connection.default_tax_rate_id.tax_type, "NONE")
        self.assertFalse(connection.default_bank_account_id)  # there are two
        mapped = {one.tax_id: one.tax_rate_id for one in connection.tax_mapping_ids}
        self.assertEqual(mapped[self.sale_tax].tax_type, "OUTPUT2")
        self.assertTrue(all(tax.amount for tax in mapped))  # 0 % could be several
        uses = {tax.type_tax_use for tax in mapped}
        self.assertEqual(uses, {"sale", "purchase"})

    def test_a_persons_choice_is_not_changed(self):  # SPEC A9
        connection = self.new_loaded()
        other = self.account(connection, "260")
        connection.default_account_id = other
        twenty = (Component("VAT", Decimal(20)),)
        self.organisation.tax_rates.add(TaxRate("Shop", "TAX001", twenty, ANY))
        self.load(connection)
        other_rate = self.rate(connection, "TAX001")
        connection.tax_mapping_ids.filtered(
            lambda one: one.tax_id == self.sale_tax
        ).tax_rate_id = other_rate
        self.load(connection)
        self.assertEqual(connection.default_account_id, other)
        mapping = connection.tax_mapping_ids.filtered(
            lambda one: one.tax_id == self.sale_tax
        )
        self.assertEqual(mapping.tax_rate_id, other_rate)

    # === MAPPINGS === #

    def test_only_equal_rates(self):  # SPEC A24 D11 P13
        connection = self.connect()
        for amount, tax_type in ((17.5, "OUTPUT2"), (20, "RROUTPUT"), (20, "NONE")):
            with self.subTest(amount=amount, tax_type=tax_type):
                tax = self.tax(f"Tax {amount} {tax_type}", amount)
                with self.refused("same percentage"):
                    self.map(connection, tax, self.rate(connection, tax_type))
        self.map(connection, self.tax("Five", 5), self.rate(connection, "RROUTPUT"))

    def test_reverse_charge_counts_as_what_it_adds(self):  # SPEC A24 D11
        connection = self.connect()
        lines = [
            (0, 0, {"repartition_type": "base", "factor_percent": 100}),
            (0, 0, {"repartition_type": "tax", "factor_percent": 100}),
            (0, 0, {"repartition_type": "tax", "factor_percent": -100}),
        ]
        tax = self.tax(
            "Reverse",
            20,
            type_tax_use="purchase",
            invoice_repartition_line_ids=lines,
            refund_repartition_line_ids=lines,
        )
        with self.refused("same percentage"):
            self.map(connection, tax, self.rate(connection, "INPUT2"))
        self.map(connection, tax, self.rate(connection, "REVERSECHARGES"))

    @mute_logger("odoo.sql_db")
    def test_a_tax_is_mapped_once(self):  # SPEC A24
        connection = self.connect()
        with self.refused("already mapped"):
            self.map(connection, self.sale_tax, self.rate(connection, "OUTPUT2"))

    def test_another_organisations_catalogue_is_refused(self):  # SPEC A24 A30 X13
        connection = self.connect()
        (tenant,) = self.add_organisations("Alpha")
        self.add_person("grace@example.com", [tenant])
        other = self.new_connection(company_id=self.new_company().id)
        self.give_consent(other, email="grace@example.com")
        self.drain(other)
        account, rate = self.account(other, "090"), self.rate(other, "RROUTPUT")
        with self.refused("another organisation"):
            self.map(connection, self.tax("Five", 5), rate)
        with self.refused("another organisation"):
            self.map_journal(connection, account)
        for setting, value in (
            ("default_account_id", self.account(other, "200")),
            ("default_bank_account_id", account),
            ("default_tax_rate_id", rate),
        ):
            with self.refused("another organisation"):
                connection[setting] = value

    def map_journal(self, connection, account):
        return self.env["xero.payment.mapping"].create(
            {
                "connection_id": connection.id,
                "journal_id": self.bank.id,
                "account_id": account.id,
            }
        )

    def test_payment_account_is_a_bank_or_takes_payments(self):  # SPEC A22 A30
        connection = self.connect()
        with self.refused("Enable payments"):
            self.map_journal(connection, self.account(connection, "429"))
        mapping = self.map_journal(connection, self.account(connection, "405"))
        mapping.account_id = self.account(connection, "091")

    def test_connection_can_be_deleted_with_all_its_settings(self):  # SPEC A15
        """As the refusal of a second company advises."""
        connection = self.connect()
        self.map_journal(connection, self.account(connection, "091"))
        self.invoice()
        self.drain(connection)
        connection.action_disconnect()
        cron = connection.sudo().cron_id
        connection.unlink()
        self.env.flush_all()
        for model in ("xero.account", "xero.tax.mapping", "xero.task", "xero.link"):
            self.assertFalse(self.env[model].search([]), model)
        self.assertFalse(cron.exists())
