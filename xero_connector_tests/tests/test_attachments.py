# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files follow their documents to Xero, and never hold them up."""

import base64
from unittest.mock import patch

from .trouble import A_WHILE, TroubleCase

PDF = b"%PDF-1.7\nhull, rudder, mast\n"
PRINTER = "odoo.addons.base.models.ir_actions_report.IrActionsReport"


class TestAttachments(TroubleCase):
    def theirs(self, invoice):
        """{file name: (content, whether customers see it)} of a document in Xero."""
        files = self.organisation.attachments.of(invoice.xero_link_id.xero_id)
        return {one.name: (one.content, one.include_online) for one in files}

    def puts(self):
        return [
            one for one in self.simulator.requests("Attachments") if one.method == "PUT"
        ]

    def assert_puts(self, count):
        """So many files were sent; else what was sent, and what came of it."""
        links = self.env["xero.link"].search([("entity", "=", "attachment")])
        why = [*self.puts(), *links.read(["part", "fingerprint", "message"])]
        self.assertEqual(len(self.puts()), count, why)

    def printed(self, invoice, content=PDF, name="INV.pdf"):
        """The invoice has the PDF that its customer got."""
        self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "res_model": "account.move",
                "res_id": invoice.id,
                "res_field": "invoice_pdf_report_file",
            }
        )
        invoice.invalidate_recordset()
        return invoice

    def bill(self, name="paper.pdf", content=PDF):
        bill = self.invoice(
            move_type="in_invoice", taxes=self.purchase_tax, ref="B-1", post=False
        )
        bill.message_main_attachment_id = self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "res_model": "account.move",
                "res_id": bill.id,
            }
        )
        bill.action_post()
        return bill

    def file_task(self, invoice):
        return self.task(invoice, "attachment.push")

    # === WHAT IS SENT === #

    def test_pdf_of_an_invoice(self):  # SPEC X21 P25
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        note = self.printed(self.invoice(move_type="out_refund"), name="NOTE.pdf")
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), {"INV.pdf": (PDF, True)})
        self.assertEqual(self.theirs(note), {})
        self.assertEqual(self.file_task(invoice).state, "done")
        self.assertFalse(self.file_task(note))
        self.assertFalse(invoice.is_move_sent)
        self.assert_agreement(connection, invoice)

    def test_nothing_unless_wanted(self):  # SPEC X21
        connection = self.connect()
        invoice, bill = self.printed(self.invoice()), self.bill()
        self.drain(connection)
        self.assertFalse(self.puts())
        self.assertFalse(self.file_task(invoice) | self.file_task(bill))

    def test_all_and_bills(self):  # SPEC X21
        connection = self.connect(send_pdf="all", send_bill_files=True)
        note = self.printed(self.invoice(move_type="out_refund"), name="NOTE.pdf")
        bill = self.bill()
        bare = self.invoice(move_type="in_invoice", taxes=self.purchase_tax, ref="B-2")
        self.drain(connection)
        self.assertEqual(self.theirs(note), {"NOTE.pdf": (PDF, False)})
        self.assertEqual(self.theirs(bill), {"paper.pdf": (PDF, False)})
        self.assertEqual(self.theirs(bare), {})
        self.assertIn("no file", self.file_task(bare).message)

    def test_awkward_name(self):  # SPEC X21
        connection = self.connect(send_bill_files=True)
        bill = self.bill("Frais 50% / août #2?.pdf")
        self.drain(connection)
        self.assertEqual(list(self.theirs(bill)), ["Frais 50_ _ août _2_.pdf"])

    def test_sent_once(self):  # SPEC X21
        """The same name and content: no second call, whatever changes beside."""
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.drain(connection)
        invoice.ref = "Changed"
        self.drain(connection)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Reference"], "Changed")
        self.assert_puts(1)
        self.assertIn("already", self.file_task(invoice).message)

    def test_new_content_takes_the_place(self):  # SPEC X21
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 50
        invoice.action_post()
        self.printed(invoice, PDF + b"again")
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), {"INV.pdf": (PDF + b"again", True)})

    # === WHERE THERE IS NO PDF YET === #

    def test_printed_when_there_is_none(self):  # SPEC X21
        """By Odoo's own report; the invoice keeps no copy, and is not marked as sent.

        In tests Odoo renders the page that the PDF is printed of.
        """
        connection = self.connect(send_pdf="invoices")
        invoice = self.invoice()
        with patch(f"{PRINTER}.get_wkhtmltopdf_state", return_value="ok"):
            self.drain(connection)
        name = f"{invoice.name.replace('/', '_')}.pdf"
        ((found, (content, online)),) = self.theirs(invoice).items()
        self.assertEqual((found, online), (name, True))
        self.assertIn(invoice.name.encode(), content)
        self.assertFalse(invoice.invoice_pdf_report_id)
        self.assertFalse(invoice.is_move_sent)
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_field", "=", "xero_pdf_file"), ("res_id", "=", invoice.id)]
            )
        )
        invoice.ref = "Changed"
        with patch(f"{PRINTER}.get_wkhtmltopdf_state", return_value="ok"):
            self.drain(connection)
        self.assert_puts(2)  # the print says something else now
        self.assertEqual(len(self.theirs(invoice)), 1)

    def test_server_cannot_print(self):  # SPEC X21
        connection = self.connect(send_pdf="invoices")
        invoice, other = self.invoice(), self.printed(self.invoice())
        with patch(f"{PRINTER}.get_wkhtmltopdf_state", return_value="install"):
            self.drain(connection)
        task = self.file_task(invoice)
        self.assert_told(
            task, "failed", "pdf_tool_missing", "wkhtmltopdf", invoice.name
        )
        self.assertEqual(self.theirs(other), {"INV.pdf": (PDF, True)})
        # SPEC X21: the invoice has arrived, and says so
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Status"], "AUTHORISED")
        invoice.invalidate_recordset()
        self.assertEqual(invoice.xero_sync, "synced")

    # === WHAT DOES NOT GO === #

    def test_too_large(self):  # SPEC X21
        connection = self.connect(send_bill_files=True, attachment_limit=0.1)
        bill = self.bill(content=PDF * 5000)
        self.drain(connection)
        task = self.file_task(bill)
        self.assert_told(task, "failed", "attachment_too_large", "paper.pdf", "in Xero")
        self.assertFalse(self.puts())
        bill.invalidate_recordset()
        self.assertEqual(bill.xero_sync, "synced")
        connection.attachment_limit = 3.5  # SPEC X21: goes on by itself
        self.drain(connection)
        self.assertEqual(self.theirs(bill), {"paper.pdf": (PDF * 5000, False)})

    def test_too_large_for_xero(self):  # SPEC X21
        self.organisation.change_settings(max_attachment=10)
        connection = self.connect(send_bill_files=True)
        bill = self.bill()
        self.drain(connection)
        self.assert_told(
            self.file_task(bill), "failed", "attachment_too_large", "paper.pdf"
        )
        bill.invalidate_recordset()
        self.assertEqual(bill.xero_sync, "synced")

    def test_ten_files_at_most(self):  # SPEC X21
        connection = self.connect()
        invoice = self.printed(self.invoice())
        self.drain(connection)
        record = self.organisation.invoices.get(invoice.xero_link_id.xero_id)
        for number in range(10):
            self.organisation.attachments.store(
                record, f"{number}.pdf", "", b"theirs", None
            )
        connection.send_pdf = "invoices"
        invoice.ref = "Changed"
        self.drain(connection)
        self.assert_told(
            self.file_task(invoice), "failed", "too_many_attachments", "Remove one"
        )
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Reference"], "Changed")

    def test_consent_without_attachments(self):  # SPEC X21
        """A call without the permission would halt the whole connection."""
        connection = self.connect(send_pdf="invoices")
        credential = connection.credential_id.sudo()
        credential.scopes = credential.scopes.replace("accounting.attachments", "")
        invoice = self.printed(self.invoice())
        self.drain(connection)
        task = self.file_task(invoice)
        self.assert_told(task, "failed", "attachments_not_allowed", "Sign in")
        self.assertEqual(connection.state, "connected")
        self.assertFalse(self.puts())

    def test_voided_meanwhile(self):  # SPEC X21
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.trouble("status", "Attachments/INV.pdf", status=500)
        self.drain(connection)
        self.assertEqual(self.file_task(invoice).state, "waiting")
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        self.pass_time(A_WHILE)
        self.drain(connection)
        self.assertEqual(self.file_task(invoice).state, "done")
        self.assertEqual(self.theirs(invoice), {})

    # === LOST ANSWERS === #

    def test_answer_lost(self):  # SPEC X21 X7
        """The same bytes under the same key; the call holds a reference only."""
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.trouble("drop_after_commit", "Attachments/INV.pdf")
        self.drain(connection)
        call = self.env["xero.call"].sudo().search([("state", "=", "unknown")])
        self.assertEqual(call.operation, "create_invoice_attachment_by_file_name")
        self.assertNotIn(base64.b64encode(PDF).decode(), call.body)
        self.assertNotIn("rudder", call.body)
        self.pass_time(60)
        self.drain(connection)
        first, second = self.puts()
        self.assertEqual(first.idempotency_key, second.idempotency_key)
        self.assertEqual(first.body_hash, second.body_hash)
        self.assertEqual(self.theirs(invoice), {"INV.pdf": (PDF, True)})
        self.assertEqual(self.file_task(invoice).state, "done")

    def test_answer_lost_for_long(self):  # SPEC X21 X7
        """Xero is asked which files the document has; nothing is sent twice."""
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.trouble("drop_after_commit", "Attachments/INV.pdf")
        self.drain(connection)
        self.pass_time(A_WHILE)
        self.drain(connection)
        self.assert_puts(1)
        self.assertEqual(self.theirs(invoice), {"INV.pdf": (PDF, True)})
        self.assertEqual(self.file_task(invoice).state, "done")

    def test_file_replaced_while_unknown(self):  # SPEC X21 X7
        """What is gone cannot be repeated: Xero is asked, then the new file is sent."""
        connection = self.connect(send_pdf="invoices")
        invoice = self.printed(self.invoice())
        self.trouble("drop_before", "Attachments/INV.pdf")
        self.drain(connection)
        invoice.invoice_pdf_report_id.raw = PDF + b"again"
        self.pass_time(60)
        self.drain(connection)
        self.drain(connection)
        self.assertEqual(self.theirs(invoice), {"INV.pdf": (PDF + b"again", True)})
