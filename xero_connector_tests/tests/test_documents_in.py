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

    def test_nothing_unless_it_is_wanted(self):  # SPEC B13
        """Off, a direction that lets nothing in, drafts, what is old or removed."""
        self.connection.import_invoices = "off"
        self.connection.sync_bills = "push"
        documents = [self.enter("ACCREC"), self.enter("ACCPAY")]
        self.come_in()
        self.connection.write({"import_invoices": "posted", "sync_bills": "both"})
        day = {"Date": "2020-01-01", "DueDate": "2020-01-31"}
        self.connection.cutover_date = "2021-01-01"
        unwanted = [
            self.enter("ACCREC", Status="DRAFT"),
            self.enter("ACCPAY", Status="SUBMITTED"),
            self.enter("ACCREC", **day),
            self.enter("ACCPAYCREDIT", Date="2020-12-31"),
        ]
        voided = self.enter("ACCREC")
        self.control("void", invoice=self.id_of(voided))
        self.come_in()
        for one in (*unwanted, voided):
            self.assertFalse(self.moves_from(one))
        self.assertFalse(self.told())
        for one in documents:  # passed over before: they are found when it is wanted
            self.assertTrue(self.move_of(one), one)
        drafts = [self.id_of(one) for one in unwanted[:2]]
        for one in drafts:
            fields = {"Status": "AUTHORISED"}
            self.control("edit", entity="invoice", id=one, fields=fields)
        self.come_in()
        self.assertEqual(len(self.moves_from(unwanted[0])), 1)
        self.assertEqual(len(self.moves_from(unwanted[1])), 1)

    def test_as_drafts(self):  # SPEC B13
        """A person posts them; nothing is written to Xero by that."""
        self.connection.write({"import_invoices": "draft", "import_bills": "draft"})
        invoice = self.enter("ACCREC", InvoiceNumber="INV-7")
        bill = self.enter("ACCPAY", InvoiceNumber="")
        self.control("pay", invoice=self.id_of(bill), account="090")
        self.come_in()
        moves = self.move_of(invoice) | self.move_of(bill)
        self.assertEqual(moves.mapped("state"), ["draft"] * 2)
        self.assertEqual(moves[0].name, "INV-7")
        self.assertEqual([one[1] for one in self.told()], ["document_draft"])
        moves.action_post()
        self.drain(self.connection)
        self.assertIn(moves[1].payment_state, ("paid", "in_payment"))
        self.assertEqual([one.path for one in self.writes()], [])
        self.assertFalse(self.told())
        self.assertEqual(moves.mapped("xero_sync"), ["synced"] * 2)

    def test_a_draft_that_was_voided_in_xero(self):  # SPEC P21
        """Posting it makes nothing anew in Xero: a person decides."""
        self.connection.import_bills = "draft"
        bill = self.enter("ACCPAY")
        self.come_in()
        self.pass_time()
        self.control("void", invoice=self.id_of(bill))
        self.come_in()
        self.move_of(bill).action_post()
        self.drain(self.connection)
        self.assertEqual([one[1] for one in self.told()], ["removed_in_xero"])
        self.assertEqual(self.writes("Invoices"), [])

    def test_a_draft_is_told_as_a_difference(self):  # SPEC X3
        self.connection.import_invoices = "draft"
        self.connection.drift_status = "xero"
        invoice = self.enter("ACCREC", InvoiceNumber="INV-7")
        self.come_in()
        self.connection.action_reconcile()
        self.drain(self.connection)
        move = self.move_of(invoice)
        row = self.env["xero.discrepancy"].search([("res_id", "=", move.id)])
        self.assertEqual((row.state, row.kind), ("open", "draft_from_xero"))
        self.assertIn("post it", row.advice)
        self.assertEqual(move.state, "draft")
        move.action_post()
        self.drain(self.connection)
        self.pass_time()
        self.connection.action_reconcile()
        self.drain(self.connection)
        self.assertEqual((row.state, row.solution), ("solved", "itself"))

    def test_heard_of_again_and_again(self):  # SPEC A2 X2
        """Once, however often Xero tells of it, and whatever was read before."""
        invoice = self.enter("ACCREC")
        for _time in range(2):
            self.env["xero.task"]._append(
                [
                    (
                        *(self.connection.id, "invoice.pull", "", 0, ""),
                        *(self.id_of(invoice), None, None, 0),
                    )
                ]
            )
        self.come_in()
        cursors = self.env["xero.cursor"].search([])
        cursors.modified_since = "2020-01-01"
        self.come_in()
        self.connection.action_import_documents()
        self.come_in()
        self.assertEqual(len(self.moves_from(invoice)), 1)
        self.assertFalse(self.env["xero.remote"].search([("entity", "=", "invoice")]))
        self.assert_same()

    def test_edited_in_odoo_afterwards(self):  # SPEC A28 B13
        """The usual rules hold: Xero's document changes, and keeps its number."""
        self.connection.number_prefix = "OD-"
        move = self.taken(
            "ACCREC", self.line(), self.line(50), InvoiceNumber="INV-0042"
        )
        (before,) = self.xero_invoices("INV-0042")
        move.button_draft()
        move.invoice_line_ids[0].price_unit = 80
        move.action_post()
        self.drain(self.connection)
        (after,) = self.xero_invoices()
        self.assertEqual(after["InvoiceNumber"], "INV-0042")
        self.assertEqual(after["SubTotal"], 130)
        ids = [
            [line["LineItemID"] for line in one["LineItems"]] for one in (before, after)
        ]
        self.assertEqual(*ids)
        self.assertFalse(self.told())

    def test_edited_and_voided_in_xero_afterwards(self):  # SPEC X3 E14
        document = self.enter("ACCREC", InvoiceNumber="INV-1")
        self.come_in()
        key = self.id_of(document)
        fields = {"Reference": "Changed"}
        self.control("edit", entity="invoice", id=key, fields=fields)
        self.come_in()
        row = self.env["xero.discrepancy"].search([("xero_id", "=", key)])
        self.assertEqual((row.state, row.field_group), ("open", "dates"))
        self.control("void", invoice=key)
        self.come_in()
        self.assertTrue(self.link_of(document).needs_attention)

    def test_numbers_that_a_journal_does_not_take(self):  # SPEC P14 D5
        """Odoo's next number, and Xero keeps its own; nothing is held up."""
        first = self.taken("ACCREC", InvoiceNumber="X-1")
        twin = self.taken("ACCRECCREDIT", CreditNoteNumber="X-1")
        year = self.taken("ACCREC", InvoiceNumber="INV/2020/07/0003")
        words = self.taken("ACCREC", InvoiceNumber="Last one")
        moves = first | twin | year | words
        self.assertEqual(moves.mapped("state"), ["posted"] * 4)
        self.assertEqual(first.name, "X-1")
        self.assertEqual(len(set(moves.mapped("name"))), 4)
        expected = ["X-1", "X-1", "INV/2020/07/0003", "Last one"]
        self.assertEqual(moves.mapped("xero_number"), expected)
        self.assertFalse(self.told())

    def test_without_a_journal_of_its_own(self):  # SPEC B13 D5
        """Odoo's next number; Xero's is what customers quote, and stays in Xero."""
        self.connection.import_journal_id = False
        ours = self.invoice()
        self.drain(self.connection)
        move = self.taken("ACCREC", InvoiceNumber="X-77")
        self.assertEqual(move.sequence_prefix, ours.sequence_prefix)
        self.assertEqual(move.sequence_number, ours.sequence_number + 1)
        self.assertEqual((move.ref, move.payment_reference), ("", "X-77"))
        self.assertEqual((move.xero_number, move.xero_origin_number), ("X-77", "X-77"))
        move.button_draft()
        move.invoice_line_ids.price_unit = 80
        move.action_post()
        self.drain(self.connection)
        (found,) = self.xero_invoices("X-77")
        self.assertEqual(found["SubTotal"], 80)
        self.assertFalse(self.told())
