# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Electronic invoices that others wrote, from Odoo's own importer to Xero's books.

The folder that XERO_TEST_INVOICES names holds UBL or CII files: of any country, with
allowances, charges, several rates, corrections, amounts paid before.
"""

import os
import unittest
from pathlib import Path

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.xero_connector_tests.random_documents.comparison import compare
from odoo.addons.xero_connector_tests.random_documents.scenery import Xero

from .common import XeroCase

FOLDER = os.environ.get("XERO_TEST_INVOICES", "")
#: how many of the files Odoo has to be able to read and post; how many of those to send
READABLE = 0.75
SENDABLE = 0.75
#: foreign units for one pound, where Odoo's demo rates say nothing
RATE = 1.2345678


@tagged("post_install", "-at_install")
@unittest.skipUnless(
    FOLDER and Path(FOLDER).is_dir(),
    "XERO_TEST_INVOICES does not name a folder of sample invoices",
)
class TestRealInvoices(XeroCase):  # SPEC R2 X2 B13
    def test_bills_of_others(self):
        """Each is in both books, or says why not."""
        files = sorted(Path(FOLDER).glob("*.xml"))
        self.assertTrue(files, f"{FOLDER} holds no XML files")
        connection = self.connect(cutover_date=False)
        self.take_part(connection, [etree.parse(file) for file in files])
        moves = {file.name: self.imported(file) for file in files}
        posted = {name: move for name, move in moves.items() if self.is_posted(move)}
        self.assertGreaterEqual(len(posted), READABLE * len(files), list(posted))
        self.drain(connection)
        sent = 0
        for name, move in posted.items():
            with self.subTest(name):
                sent += self.check(move)
        self.assertGreaterEqual(sent, SENDABLE * len(posted))
        found = compare(connection, Xero(self.simulator.url, self.tenant_id))
        self.assertEqual(found.differences, [])

    def check(self, move):
        """In Xero with these totals, or failed with a sentence and then undone.

        :return: whether it is in Xero
        """
        task = self.task(move)
        if task.state != "done":
            said = (task.state, task.error_code, task.message)
            self.assertEqual(task.state, "failed", said)
            self.assertNotIn(task.error_code, ("internal_error", "totals_differ"), said)
            self.assertTrue(task.message and task.advice, said)
            move.button_draft()
            return False
        kind = "credit_notes" if move.move_type == "in_refund" else "invoices"
        number = "CreditNoteNumber" if kind == "credit_notes" else "InvoiceNumber"
        [element] = [one for one in self.state()[kind] if one[number] == move.ref]
        self.assertEqual(float(element["Total"]), move.amount_total)
        self.assertEqual(element["CurrencyCode"], move.currency_id.name)
        return True

    # === ODOO === #

    def imported(self, file):
        """The document that Odoo's importer makes of a file."""
        attachment = self.env["ir.attachment"].create(
            {"name": file.name, "raw": file.read_bytes(), "mimetype": "application/xml"}
        )
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.company.id), ("type", "=", "purchase")], limit=1
        )
        move = journal._create_document_from_attachment(attachment.ids)
        move.ref = f"{file.stem} {move.ref or ''}".strip()  # samples share a number
        move.partner_id = move.partner_id or self.partner("Told by Nobody Ltd")
        return move

    def is_posted(self, move):
        """Whether Odoo could read and post it; what it cannot is not ours."""
        try:
            with self.env.cr.savepoint():
                move.action_post()
        except UserError:
            move.unlink()
            return False
        return bool(move.invoice_line_ids)

    # === BOTH SIDES === #

    def take_part(self, connection, trees):
        """What a user of Odoo and Xero has: the currencies and tax rates of these."""
        currencies = self.found(trees, "DocumentCurrencyCode", "InvoiceCurrencyCode")
        percents = self.found(trees, "Percent", "RateApplicablePercent")
        for name in currencies:
            self.use_currency(name)
        self.control(f"organisations/{self.tenant_id}", currencies=["GBP", *currencies])
        taxes = [self.tax_of(percent) for percent in sorted(set(map(float, percents)))]
        rates = {tax: self.rate_of(tax) for tax in taxes}
        connection.action_load_all()
        self.drain(connection)
        for tax, name in rates.items():
            rate = connection.tax_rate_ids.filtered(lambda one, n=name: one.name == n)
            if tax not in connection.tax_mapping_ids.tax_id:
                self.map_tax(connection, tax, rate.tax_type)

    def found(self, trees, *names):
        """The texts of all elements with one of these names."""
        match = " or ".join(f"local-name() = '{name}'" for name in names)
        return {
            element.text.strip()
            for tree in trees
            for element in tree.xpath(f"//*[{match}]")
            if element.text and element.text.strip()
        }

    def use_currency(self, name):
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", name)])
        )
        currency.active = True
        if currency != self.company.currency_id and not currency.rate_ids:
            self.env["res.currency.rate"].create(
                {"currency_id": currency.id, "name": "2000-01-01", "rate": RATE}
            )

    def tax_of(self, percent):
        """The company's purchase tax of this percentage."""
        values = {
            "amount": percent,
            "amount_type": "percent",
            "type_tax_use": "purchase",
            "company_id": self.company.id,
        }
        mine = [(name, "=", value) for name, value in values.items()]
        taxes = self.env["account.tax"]
        return taxes.search(mine, limit=1) or taxes.create(
            {
                **values,
                "name": f"{percent:g} %",
                "tax_group_id": self.purchase_tax.tax_group_id.id,
            }
        )

    def rate_of(self, tax):
        """The name of a rate in Xero with the percentage of a tax, made for it."""
        name = f"{tax.name} of suppliers"
        component = {"Name": "VAT", "Rate": tax.amount}
        self.control(
            "edit",
            tenant=self.tenant_id,
            entity="tax_rate",
            fields={"Name": name, "TaxComponents": [component]},
        )
        return name
