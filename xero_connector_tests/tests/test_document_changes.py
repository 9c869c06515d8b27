# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents that change, meet others of their number, or a locked period."""

from datetime import timedelta
from decimal import Decimal

from odoo import Command, fields
from odoo.tests import tagged

from .trouble import TroubleCase


@tagged("post_install", "-at_install")
class TestDocumentChanges(TroubleCase):
    def test_edit_keeps_the_lines(self):  # SPEC A28 P20
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        [before] = self.xero_invoices(invoice.name)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        self.drain(connection)
        [after] = self.xero_invoices(invoice.name)
        self.assertEqual(after["InvoiceID"], before["InvoiceID"])
        self.assertEqual(
            [line["LineItemID"] for line in after["LineItems"]],
            [line["LineItemID"] for line in before["LineItems"]],
        )
        self.assertEqual(after["Total"], Decimal("300.00"))

    def test_due_date_of_a_part_paid_invoice(self):  # SPEC P15
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice, amount=50)
        self.drain(connection)
        later = fields.Date.today() + timedelta(days=45)
        invoice.invoice_date_due = later
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["DueDateString"][:10], str(later))
        self.assertEqual(element["AmountDue"], Decimal("70.00"))

    def test_reference_of_a_paid_invoice_is_left_alone(self):  # SPEC P15
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice)
        self.drain(connection)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "PAID")
        invoice.ref = "PO 77"
        self.drain(connection)
        task = self.assert_failed(invoice, "document_paid", "paid")
        self.assertEqual(task.retries, 0)
        self.assertFalse(self.xero_invoices(invoice.name)[0]["Reference"])

    def test_analytic_change_of_a_posted_line_is_looked_at(self):
        self.connect()
        invoice = self.invoice()
        self.env["xero.task"].search([]).write({"state": "done"})
        invoice.invoice_line_ids.name = "Advice"
        self.assertEqual(self.task(invoice).state, "queued")

    # === NUMBERS === #

    def test_number_of_the_same_document_is_linked(self):  # SPEC P14 P2
        connection = self.connect()
        partner = self.partner()
        first = self.invoice(partner)
        self.drain(connection)
        self.env["xero.link"].search([("res_model", "=", "account.move")]).unlink()
        first.ref = "again"
        self.env["xero.task"].search([]).flush_recordset()
        self.drain(connection)
        self.assertEqual(len(self.xero_invoices()), 1)
        [element] = self.xero_invoices(first.name)
        self.assertEqual(first.xero_link_id.xero_id, element["InvoiceID"])
        self.assertEqual(first.xero_sync, "synced")

    def test_number_of_another_document_is_told(self):  # SPEC P14
        connection = self.connect()
        invoice = self.invoice(post=False)
        invoice.action_post()
        other = self.control(
            "edit",
            tenant=self.tenant_id,
            entity="contact",
            fields={"Name": "Somebody Else"},
        )
        self.control(
            "edit",
            tenant=self.tenant_id,
            entity="invoice",
            fields={
                "Type": "ACCREC",
                "InvoiceNumber": invoice.name,
                "Contact": {"ContactID": other["ContactID"]},
                "LineItems": [
                    {
                        "Description": "x",
                        "Quantity": 1,
                        "UnitAmount": 5,
                        "AccountCode": "200",
                    }
                ],
                "DueDate": "2026-12-31",
                "Status": "AUTHORISED",
            },
        )
        self.drain(connection)
        self.assert_failed(
            invoice, "invoice_number_taken", invoice.name, "Somebody Else"
        )
        self.assertEqual(len(self.xero_invoices()), 1)

    # === LOCK DATES === #

    def lock(self, connection, day):
        """Lock Xero's period, and let Odoo know of it."""
        self.control(
            f"organisations/{self.organisation.short_code}",
            period_lock_date=str(day) if day else None,
        )
        connection._load_reference("organisation")
        self.drain(connection)

    def test_locked_period_needs_attention(self):  # SPEC X11 P16
        connection = self.connect()
        self.lock(connection, fields.Date.today())
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(invoice, "period_locked", invoice.name)
        self.assertEqual(self.xero_invoices(), [])

    def test_locked_period_holds_until_unlocked(self):  # SPEC X11 P16
        connection = self.connect(lock_date_policy="hold")
        self.lock(connection, fields.Date.today())
        invoice = self.invoice()
        self.drain(connection)
        self.assertEqual(self.task(invoice).state, "waiting")
        self.assertIn("locked", self.task(invoice).message)
        self.lock(connection, None)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["Status"], "AUTHORISED")

    def test_locked_period_is_redated(self):  # SPEC X11 P16
        connection = self.connect(lock_date_policy="redate")
        today = fields.Date.today()
        self.lock(connection, today)
        invoice = self.invoice()
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["DateString"][:10], str(today + timedelta(days=1)))
        self.assertEqual(invoice.invoice_date, today)

    def test_period_locked_since_we_looked(self):  # SPEC X11 P16
        """Xero was locked a minute ago: its refusal brings the new date."""
        connection = self.connect(lock_date_policy="redate")
        today = fields.Date.today()
        self.control(
            f"organisations/{self.organisation.short_code}",
            period_lock_date=str(today),
        )
        invoice = self.invoice()
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["DateString"][:10], str(today + timedelta(days=1)))

    # === CURRENCIES === #

    def euro(self, rate=1.25):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": euro.id,
                "name": fields.Date.today(),
                "rate": rate,
                "company_id": self.company.id,
            }
        )
        return euro

    def test_document_in_another_currency(self):  # SPEC R2
        euro = self.euro(1.2345)
        self.organisation.currencies.add("EUR")
        connection = self.connect()
        invoice = self.invoice(currency_id=euro.id)
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        self.assertEqual(element["CurrencyCode"], "EUR")
        self.assertEqual(element["CurrencyRate"], Decimal("1.2345"))
        self.assertEqual(element["Total"], Decimal("120.00"))
        self.assert_same_books(connection)

    def test_base_currency_of_another_organisation(self):
        connection = self.connect()
        connection.base_currency = "NZD"
        invoice = self.invoice()
        self.drain(connection)
        self.assert_failed(invoice, "base_currency_differs", "NZD / GBP")

    def test_credit_note_lines_have_no_discount(self):
        """Xero takes discounts on invoices only: the note has the net price."""
        connection = self.connect()
        note = self.invoice(post=False, move_type="out_refund")
        note.invoice_line_ids = [
            Command.update(note.invoice_line_ids.id, {"discount": 10})
        ]
        note.action_post()
        self.drain(connection)
        [element] = self.state()["credit_notes"]
        self.assertEqual(element["SubTotal"], Decimal("90.00"))
        self.assertIn("10%", element["LineItems"][0]["Description"])
