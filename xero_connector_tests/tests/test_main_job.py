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

    def test_contact_goes_before_the_invoice(self):  # SPEC A3 A32 A36
        connection = self.connect()
        partner = self.partner(email="ada@example.com", phone="+44 20 7946 0000")
        self.invoice(partner)
        self.drain(connection)
        (contact,) = self.xero_contacts(partner.name)
        (document,) = self.xero_invoices()
        self.assertEqual(contact["EmailAddress"], "ada@example.com")
        self.assertEqual(document["Contact"]["ContactID"], contact["ContactID"])

    def test_payment_in_odoo_pays_in_xero(self):  # SPEC A6 A30
        connection = self.connect()
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Status"], "PAID")
        self.assertEqual(document["AmountDue"], 0)
        self.assertEqual(payment.xero_sync, "synced")

    def test_payment_in_xero_pays_in_odoo(self):  # SPEC A2 A31 A33
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.control("pay", invoice=invoice.name, amount="120.00", account="090")
        self.poll(connection)

        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertEqual(len(invoice.matched_payment_ids), 1)
        self.poll(connection)  # replaying the same data adds nothing
        self.assertEqual(len(invoice.matched_payment_ids), 1)
        self.assertEqual(len(self.xero_payments()), 1)

    def test_write_off_is_a_payment_to_its_own_account(self):  # SPEC A30
        connection = self.connect()
        connection.writeoff_account_id = self.payments_account(connection, "bad debts")
        invoice = self.invoice()
        loss = self.env["account.account"].search(
            [("account_type", "=", "expense"), ("company_ids", "in", self.company.ids)],
            limit=1,
        )
        self.pay(
            invoice,
            amount=110,
            payment_difference_handling="reconcile",
            writeoff_account_id=loss.id,
        )
        self.drain(connection)

        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Status"], "PAID")
        amounts = sorted(one["Amount"] for one in self.xero_payments())
        self.assertEqual(amounts, [10, 110])
