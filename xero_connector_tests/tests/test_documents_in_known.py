# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A document in Xero that Odoo has already is never entered a second time."""

from .documents_in import DocumentsIn


class TestKnown(DocumentsIn):
    def test_bill_that_was_entered_in_odoo_too(self):  # SPEC P14
        """Posted or not, sent or not: never a second one."""
        self.connection.sync_bills = "pull"
        partner = self.partner("Grace Hopper Ltd")
        ours = self.make("in_invoice", partner, 100, ref="S-77")
        bill = self.enter("ACCPAY", InvoiceNumber="S-77")
        task = self.assert_held(bill, "failed", "number_in_odoo", ours.name)
        ours.button_draft()
        task.sudo()._requeue(retries=0)
        self.assert_held(bill, "failed", "number_in_odoo")
        ours.button_cancel()
        self.retry_all()
        self.assertEqual(self.move_of(bill).ref, "S-77")

    def test_same_number_of_another_supplier(self):  # SPEC P14
        self.make("in_invoice", self.partner("Another Ltd"), 100, ref="S-77")
        self.drain(self.connection)
        move = self.taken("ACCPAY", InvoiceNumber="S-77")
        again = self.taken("ACCPAY", self.cost(5), InvoiceNumber="S-77")
        self.assertNotEqual(move, again)

    def test_what_we_have_sent_and_not_heard_of(self):  # SPEC X20 P14
        """Xero has made it, the answer was lost: it is ours, and is not doubled."""
        invoice = self.invoice(self.partner("Grace Hopper Ltd"), price=10)
        bill = self.make("in_invoice", invoice.partner_id, 100, ref="S-9")
        note = self.make("in_refund", invoice.partner_id, 50, ref="R-9")
        for path in ("Invoices", "CreditNotes"):
            self.simulator.fault(
                {"method": "PUT", "path": f"{path}$", "count": 2},
                {"kind": "drop_after_commit"},
            )
        self.drain(self.connection)
        self.come_in()
        for _time in range(3):
            self.pass_time(700)
            self.come_in()
        for one in invoice | bill | note:
            self.assertEqual(one.xero_sync, "synced", self.told())
        moves = self.env["account.move"].search([("xero_origin_id", "!=", False)])
        self.assertFalse(moves)

    def test_our_link_is_lost(self):  # SPEC X20
        invoice = self.invoice(self.partner("Grace Hopper Ltd"), price=10)
        note = self.make("out_refund", invoice.partner_id, 50)
        self.drain(self.connection)
        links = self.env["xero.link"].search([("res_model", "=", "account.move")])
        links.unlink()
        self.pass_time(10)
        for kind, one in (("invoice", invoice), ("credit_note", note)):
            found = self.state()[f"{kind}s"][0]
            key = found.get("InvoiceID") or found["CreditNoteID"]
            self.control("edit", entity=kind, id=key, fields={"Reference": one.name})
        self.come_in()
        self.assertEqual(
            {one[1] for one in self.told()}, {"document_is_ours", "number_in_odoo"}
        )
        moves = self.env["account.move"].search([("xero_origin_id", "!=", False)])
        self.assertFalse(moves)
