# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoices, bills and credit notes that were born in Xero come into Odoo, once."""

from .documents_in import DocumentsIn


class TestDocumentsIn(DocumentsIn):
    def test_invoice(self):  # SPEC B13 D5 X2
        move = self.taken(
            "ACCREC",
            self.line(120, 2, Description="Chairs"),
            self.line(10.5),
            {"Description": "Thank you"},
            InvoiceNumber="INV-0042",
            Reference="PO 7",
        )
        self.assertEqual(move.move_type, "out_invoice")
        self.assertEqual(move.state, "posted")
        self.assertEqual((move.name, move.ref), ("INV-0042", "PO 7"))
        self.assertEqual(move.payment_reference, "INV-0042")
        self.assertEqual(move.partner_id.name, "Grace Hopper Ltd")
        self.assertEqual(
            (move.amount_untaxed, move.amount_tax, move.amount_total),
            (250.5, 50.1, 300.6),
        )
        lines = move.invoice_line_ids
        self.assertEqual(lines.mapped("display_type"), ["product"] * 2 + ["line_note"])
        self.assertEqual(lines.mapped("name"), ["Chairs", "Consulting", "Thank you"])
        self.assertEqual(lines[0].quantity, 2)
        self.assertEqual(lines[0].tax_ids, self.sale_tax)
        self.assertEqual(move.xero_sync, "synced")
        self.assert_same()

    def test_bill_that_is_paid_in_xero(self):  # SPEC B13 A2 A31 X2
        bill = self.enter("ACCPAY", self.cost(80), InvoiceNumber="S-1")
        self.control("pay", invoice=self.id_of(bill), account="090")
        self.come_in()
        move = self.move_of(bill)
        self.assertEqual((move.move_type, move.ref), ("in_invoice", "S-1"))
        self.assertIn(move.payment_state, ("paid", "in_payment"))
        self.assertEqual(self.bank_in_xero(), -96)
        self.assert_same()

    def test_credit_notes_and_what_they_are_used_for(self):  # SPEC B13 X10
        sold = self.enter("ACCREC", InvoiceNumber="INV-1")
        noted = self.enter("ACCRECCREDIT", self.line(40), CreditNoteNumber="CN-1")
        bought = self.enter("ACCPAY", InvoiceNumber="S-1")
        returned = self.enter("ACCPAYCREDIT", self.cost(30), CreditNoteNumber="R-1")
        for credit, invoice in ((noted, sold), (returned, bought)):
            self.control(
                "allocate",
                credit_note=credit["CreditNoteID"],
                invoice=invoice["InvoiceID"],
            )
        self.come_in()
        moves = [self.move_of(one) for one in (sold, noted, bought, returned)]
        self.assertEqual(
            [one.move_type for one in moves],
            ["out_invoice", "out_refund", "in_invoice", "in_refund"],
        )
        self.assertEqual([one.amount_residual for one in moves], [72, 0, 84, 0])
        self.assertEqual([moves[1].name, moves[3].ref], ["CN-1", "R-1"])
        self.assert_same()
