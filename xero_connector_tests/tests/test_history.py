# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero has no field for is noted in a document's history, once."""

from .trouble import A_WHILE, TroubleCase


class TestHistory(TroubleCase):
    def notes(self, move):
        """What our notes say in Xero."""
        entries = self.organisation.history.entries(move.xero_link_id.xero_id)
        return [one.details for one in entries if one.changes == "Note"]

    def note_task(self, move):
        return self.task(move, "history_record.push")

    def rich_invoice(self, **values):
        partner = self.partner()
        delivery = self.partner(
            "Harbour Yard", parent_id=partner.id, type="delivery", city="Whitby"
        )
        return self.invoice(
            partner,
            partner_shipping_id=delivery.id,
            invoice_origin="S00042",
            invoice_user_id=self.env.ref("base.user_admin").id,
            invoice_payment_term_id=self.env.ref(
                "account.account_payment_term_30days"
            ).id,
            **values,
        )

    def test_note_of_an_invoice(self):  # SPEC X21 P25
        connection = self.connect(send_history=True)
        invoice = self.rich_invoice()
        self.drain(connection)
        (note,) = self.notes(invoice)
        for words in (
            invoice.create_uid.name,
            invoice.invoice_user_id.name,
            "S00042",
            invoice.invoice_payment_term_id.name,
            "Harbour Yard",
            "Whitby",
        ):
            self.assertIn(words, note)
        self.assertEqual(self.note_task(invoice).state, "done")
        self.assert_agreement(connection, invoice)

    def test_once(self):  # SPEC X21
        connection = self.connect(send_history=True)
        invoice = self.rich_invoice()
        self.drain(connection)
        invoice.ref = "Changed"
        self.drain(connection)
        self.assertEqual(self.xero_invoices(invoice.name)[0]["Reference"], "Changed")
        self.assertEqual(len(self.notes(invoice)), 1)

    def test_credit_note_and_bill(self):  # SPEC X21
        connection = self.connect(send_history=True)
        note = self.rich_invoice(move_type="out_refund")
        bill = self.invoice(move_type="in_invoice", taxes=self.purchase_tax, ref="B-1")
        self.drain(connection)
        self.assertIn("S00042", self.notes(note)[0])
        self.assertIn(bill.create_uid.name, self.notes(bill)[0])

    def test_off_at_first(self):  # SPEC X21
        """It would double the calls of a single document."""
        connection = self.connect()
        invoice = self.rich_invoice()
        self.drain(connection)
        self.assertFalse(self.simulator.requests("History"))
        self.assertFalse(self.note_task(invoice))

    def test_cut_to_what_xero_takes(self):  # SPEC X21
        connection = self.connect(send_history=True)
        invoice = self.rich_invoice()
        invoice.invoice_origin = "S00042, " * 60
        self.drain(connection)
        (note,) = self.notes(invoice)
        self.assertEqual(len(note), 250)
        self.assertTrue(note.endswith("…"))

    def test_answer_lost_for_long(self):  # SPEC X21 X7
        """Notes can only be added: Xero is asked before one is added again."""
        connection = self.connect(send_history=True)
        invoice = self.rich_invoice()
        self.trouble("drop_after_commit", "History")
        self.drain(connection)
        self.pass_time(A_WHILE)
        self.drain(connection)
        self.assertEqual(len(self.notes(invoice)), 1)
        self.assertEqual(self.note_task(invoice).state, "done")

    def test_refused(self):  # SPEC X21
        """The document is there whatever becomes of its note."""
        connection = self.connect(send_history=True)
        invoice = self.rich_invoice()
        self.trouble("status", "History", status=404)
        self.drain(connection)
        self.assertEqual(self.note_task(invoice).state, "failed")
        invoice.invalidate_recordset()
        self.assertEqual(invoice.xero_sync, "synced")
