# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The main job: post an invoice, see it in Xero, paid."""

from .common import XeroCase


class TestMainJob(XeroCase):
    def test_posted_invoice_appears_in_xero(self):  # SPEC A1 A5 A32
        connection = self.connect()
        invoice = self.invoice()
        self.assertEqual(self.task(invoice).state, "queued")
        self.drain(connection)
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Type"], "ACCREC")
        self.assertEqual(document["Status"], "AUTHORISED")
        self.assertEqual(document["Total"], 120)
        self.assertEqual(invoice.xero_number, invoice.name)
        self.assertEqual(invoice.xero_status, "AUTHORISED")
        self.assertIn(document["InvoiceID"], invoice.xero_url)
