# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every kind of document that goes to Xero, read on Xero's side."""

from decimal import Decimal

from odoo import Command, fields
from odoo.tests import tagged

from .common import XeroCase


@tagged("post_install", "-at_install")
class TestDocuments(XeroCase):
    """Bills, receipts and credit notes, each with the type and number Xero expects."""

    def test_bill(self):  # SPEC B13 E1 A26
        connection = self.connect()
        bill = self.document("in_invoice", ref="SUP-77")
        self.drain(connection)
        [element] = self.xero_invoices("SUP-77")
        self.assertEqual(element["Type"], "ACCPAY")
        self.assertEqual(element["Status"], "AUTHORISED")
        self.assertEqual(element["Total"], Decimal("120.00"))
        self.assertTrue(element["Contact"]["IsSupplier"])
        self.assertEqual(self.task(bill).type_id.name, "bill.push")
        self.assertEqual(bill.xero_sync, "synced")
        self.assertIn("AccountsPayable", bill.xero_url)
        self.assert_same_books(connection)

    def test_bill_without_reference_has_our_number(self):  # SPEC B13
        connection = self.connect()
        bill = self.document("in_invoice")
        self.drain(connection)
        self.assertTrue(self.xero_invoices(bill.name))

    def test_two_suppliers_with_one_number(self):  # SPEC B13
        connection = self.connect()
        self.document("in_invoice", ref="1001")
        self.document("in_invoice", ref="1001", partner=self.partner("Other Ltd"))
        self.drain(connection)
        self.assertEqual(len(self.xero_invoices("1001")), 2)

    def test_employee_receipt_is_a_bill(self):  # SPEC E1
        connection = self.connect()
        receipt = self.document("in_receipt", ref="Taxi")
        self.drain(connection)
        [element] = self.xero_invoices("Taxi")
        self.assertEqual(element["Type"], "ACCPAY")
        self.assertEqual(receipt.xero_sync, "synced")
        self.assert_same_books(connection)

    def test_sales_receipt(self):  # SPEC A5
        connection = self.connect()
        receipt = self.document("out_receipt")
        self.drain(connection)
        [element] = self.xero_invoices(receipt.name)
        self.assertEqual(element["Type"], "ACCREC")

    def test_credit_notes_of_both_sides(self):  # SPEC B13 X10
        connection = self.connect()
        given = self.document("out_refund")
        received = self.document("in_refund", ref="CN-5")
        self.drain(connection)
        notes = {one["CreditNoteNumber"]: one for one in self.credit_notes()}
        self.assertEqual(notes[given.name]["Type"], "ACCRECCREDIT")
        self.assertEqual(notes["CN-5"]["Type"], "ACCPAYCREDIT")
        self.assertEqual(notes[given.name]["RemainingCredit"], Decimal("120.00"))
        self.assertEqual(self.task(given).type_id.name, "credit_note.push")
        self.assert_same_books(connection)
        self.assertEqual(received.xero_sync, "synced")

    def test_cancelled_bill_is_voided_under_its_number(self):  # SPEC A29
        connection = self.connect()
        bill = self.document("in_invoice", ref="SUP-9")
        self.drain(connection)
        bill.button_draft()
        bill.button_cancel()
        self.drain(connection)
        [element] = self.xero_invoices("SUP-9")
        self.assertEqual(element["Status"], "VOIDED")

    def test_cancelled_credit_note_is_voided(self):  # SPEC A29
        connection = self.connect()
        note = self.document("out_refund")
        self.drain(connection)
        note.button_draft()
        note.button_cancel()
        self.drain(connection)
        [element] = self.credit_notes()
        self.assertEqual(element["Status"], "VOIDED")
        self.assertNotEqual(element["CreditNoteNumber"], note.name)

    def test_bills_can_be_left_out(self):  # SPEC B13
        connection = self.connect(sync_bills="off")
        self.document("in_invoice", ref="SUP-1")
        self.document("in_refund", ref="SUP-2")
        invoice = self.invoice()
        self.drain(connection)
        self.assertEqual(
            [one["InvoiceNumber"] for one in self.xero_invoices()], [invoice.name]
        )
        self.assertEqual(self.credit_notes(), [])

    def test_bills_have_a_status_of_their_own(self):  # SPEC A26 E10
        connection = self.connect(bill_push_status="SUBMITTED")
        self.document("in_invoice", ref="SUP-1")
        self.drain(connection)
        [element] = self.xero_invoices("SUP-1")
        self.assertEqual(element["Status"], "SUBMITTED")

    def test_bills_count_as_sent_when_posted(self):  # SPEC A35
        connection = self.connect(push_when="sent")
        bill = self.document("in_invoice", ref="SUP-1")
        note = self.document("out_refund")
        invoice = self.invoice()
        self.drain(connection)
        self.assertTrue(self.xero_invoices("SUP-1"))
        self.assertEqual(self.credit_notes()[0]["CreditNoteNumber"], note.name)
        self.assertFalse(self.xero_invoices(invoice.name))
        self.assertEqual(bill.xero_sync, "synced")

    def test_sections_and_notes_are_descriptions(self):
        connection = self.connect()
        invoice = self.invoice(post=False)
        invoice.invoice_line_ids = [
            Command.create({"display_type": "line_section", "name": "Phase 1"}),
            Command.create({"display_type": "line_note", "name": "As agreed in May"}),
        ]
        invoice.action_post()
        self.drain(connection)
        [element] = self.xero_invoices(invoice.name)
        texts = [
            line["Description"]
            for line in element["LineItems"]
            if not line.get("LineAmount")
        ]
        self.assertEqual(sorted(texts), ["As agreed in May", "Phase 1"])
        self.assertEqual(element["Total"], Decimal("120.00"))

    def test_document_of_zero(self):
        connection = self.connect()
        gift = self.invoice(price=0.0)
        self.drain(connection)
        [element] = self.xero_invoices(gift.name)
        self.assertEqual(element["Total"], 0)
        connection.zero_documents = "skip"
        other = self.invoice(price=0.0)
        self.drain(connection)
        self.assertFalse(self.xero_invoices(other.name))
        self.assertIn("zero", self.task(other).message)

    def test_number_prefix(self):  # SPEC P14
        connection = self.connect(number_prefix="OD-")
        invoice = self.invoice()
        self.drain(connection)
        self.assertTrue(self.xero_invoices(f"OD-{invoice.name}"))

    def test_document_without_vendor(self):
        connection = self.connect()
        receipt = self.document("in_receipt", post=False)
        receipt.partner_id = False
        receipt.action_post()
        self.drain(connection)
        task = self.task(receipt)
        self.assertEqual(task.state, "failed")
        self.assertIn("no customer or vendor", task.message)
        self.assertEqual(self.xero_invoices(), [])

    # === HELPERS === #

    def document(self, move_type, partner=None, post=True, price=100.0, **values):
        """A document of one line with 20 % tax."""
        sale = move_type.startswith("out_")
        tax = self.sale_tax if sale else self.purchase_tax
        line = {"name": "Work", "price_unit": price, "tax_ids": [Command.set(tax.ids)]}
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": (partner or self.partner(f"Vendor {move_type}")).id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )
        if post:
            move.action_post()
        return move

    def credit_notes(self):
        return self.state()["credit_notes"]
