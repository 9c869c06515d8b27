# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whatever the timing, the last state wins and nothing is written twice."""

from odoo.fields import Command

from .common import XeroCase


class TestTiming(XeroCase):
    def live(self, number):
        """Documents of this number in Xero that count."""
        return [
            one
            for one in self.xero_invoices(number)
            if one["Status"] not in ("VOIDED", "DELETED")
        ]

    def test_cancelled_before_the_drain_is_never_sent(self):  # SPEC A29
        connection = self.connect()
        invoice = self.invoice()
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        self.assertEqual(self.xero_invoices(), [])

    def test_cancelled_after_the_drain_is_voided(self):  # SPEC A29
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(document["Status"], "VOIDED")
        self.assertEqual(invoice.xero_status, "VOIDED")

    def test_cancelled_and_posted_again_is_live(self):  # SPEC A29
        """The drain may run at any point between the four clicks."""
        for drained in ((), (0,), (0, 1), (0, 1, 2), (0, 2), (1, 2)):
            with self.subTest(drained=drained):
                self.simulator.reset()
                self.register_app()
                self.env["xero.connection"].search([]).write({"active": False})
                connection = self.connect()
                invoice = self.invoice()
                clicks = (
                    lambda: None,
                    lambda invoice=invoice: (
                        invoice.button_cancel()
                        if invoice.state == "draft"
                        else (invoice.button_draft(), invoice.button_cancel())
                    ),
                    lambda invoice=invoice: (
                        invoice.button_draft(),
                        invoice.action_post(),
                    ),
                )
                for number, click in enumerate(clicks):
                    click()
                    if number in drained:
                        self.drain(connection)
                self.drain(connection)
                (document,) = self.live(invoice.name)
                self.assertEqual(document["Status"], "AUTHORISED")
                self.assertEqual(invoice.xero_status, "AUTHORISED")
                self.assertIn(document["InvoiceID"], invoice.xero_url)

    def test_edited_and_posted_again_is_an_update(self):  # SPEC A28 P20
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        (before,) = self.xero_invoices()
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 250
        invoice.action_post()
        self.drain(connection)
        (after,) = self.xero_invoices()
        self.assertEqual(after["InvoiceID"], before["InvoiceID"])
        self.assertEqual(after["Total"], 300)
        self.assertEqual(
            after["LineItems"][0]["LineItemID"], before["LineItems"][0]["LineItemID"]
        )

    def test_line_added_and_removed(self):  # SPEC A28
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids = [
            Command.create(
                {
                    "name": "Travel",
                    "price_unit": 50,
                    "tax_ids": [Command.set(self.sale_tax.ids)],
                }
            )
        ]
        invoice.action_post()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(document["Total"], 180)
        invoice.button_draft()
        invoice.invoice_line_ids[0].unlink()
        invoice.action_post()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(
            [one["Description"] for one in document["LineItems"]], ["Travel"]
        )
        self.assertEqual(document["Total"], 60)

    def test_unchanged_document_costs_no_writing_call(self):
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        self.simulator.world.log.clear()
        invoice.button_draft()
        invoice.action_post()
        self.drain(connection)
        writes = [one for one in self.simulator.requests() if one.method != "GET"]
        self.assertEqual(writes, [])

    def test_deleted_and_made_again(self):  # SPEC A29
        """The new invoice gets the number of the deleted one, in Odoo and in Xero."""
        connection = self.connect()
        partner = self.partner()
        invoice = self.invoice(partner)
        number = invoice.name
        self.drain(connection)
        invoice.button_draft()
        invoice.unlink()
        again = self.invoice(partner, price=70.0)
        self.assertEqual(again.name, number)
        self.drain(connection)
        (document,) = self.live(number)
        self.assertEqual(document["Total"], 84)
        self.assertEqual(len(self.xero_invoices()), 2)
        self.assertIn(document["InvoiceID"], again.xero_url)

    def test_edited_while_it_is_being_sent(self):  # SPEC A28
        """The first state is on the wire when the second is saved."""
        connection = self.connect()
        invoice = self.invoice()
        runner = type(self.env["xero.runner"])
        send = runner._send

        def edit_meanwhile(model, lane, call_id):
            outcomes = send(model, lane, call_id)
            call = model.env["xero.call"].browse(call_id)
            if call.entity == "invoice" and not edited:
                edited.append(call)
                move = model.env["account.move"].browse(invoice.id)
                move.button_draft()
                move.invoice_line_ids.price_unit = 300
                move.action_post()
                model.env.cr.flush()
            return outcomes

        edited = []
        self.patch(runner, "_send", edit_meanwhile)
        self.drain(connection)
        self.assertTrue(edited)
        (document,) = self.xero_invoices()
        self.assertEqual(document["Total"], 360)

    def test_paid_invoice_cancelled_in_odoo(self):  # SPEC A29 A30
        """The payment leaves Xero first, then the document is voided."""
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice)
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        (document,) = self.xero_invoices()
        self.assertEqual(document["Status"], "VOIDED")
        self.assertEqual(self.xero_payments(), [])

    def test_invoice_seen_paid_in_xero_is_cancelled_in_odoo(self):  # SPEC A29
        """The same, when the poll has told us that Xero calls it paid."""
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice)
        self.drain(connection)
        self.poll(connection)
        self.assertEqual(invoice.xero_status, "PAID")
        invoice.button_draft()
        invoice.button_cancel()
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], "VOIDED")

    def test_unreconciled_payment_is_deleted_and_comes_back(self):  # SPEC A30
        connection = self.connect()
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        lines = (invoice | payment.move_id).line_ids.filtered("reconciled")
        lines.remove_move_reconcile()
        self.drain(connection)
        self.assertEqual(self.xero_payments(), [])
        self.assertEqual(self.xero_invoices()[0]["Status"], "AUTHORISED")
        lines.reconcile()
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")
        self.assert_same_books(connection)

    def test_edit_of_a_paid_invoice_that_keeps_its_payment(self):
        """Reset and post again with the same values: no call, the payment stays."""
        connection = self.connect()
        invoice = self.invoice()
        self.pay(invoice)
        self.drain(connection)
        self.simulator.world.log.clear()
        invoice.button_draft()
        self.drain(connection)
        invoice.action_post()
        self.drain(connection)
        writes = [one for one in self.simulator.requests() if one.method != "GET"]
        self.assertEqual(writes, [])
        self.assertEqual(len(self.xero_payments()), 1)

    def test_marks_of_one_record_fold_into_one(self):  # SPEC A27 C2 X6
        connection = self.connect()
        partner = self.partner()
        for phone in ("+44 1", "+44 2", "+44 3"):
            partner.phone = phone
            self.env.cr.flush()
        self.drain(connection)
        tasks = self.env["xero.task"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", partner.id)]
        )
        self.assertEqual(sorted(tasks.mapped("state")), ["done"] + ["superseded"] * 2)
        (contact,) = self.xero_contacts(partner.name)
        phones = {one["PhoneType"]: one["PhoneNumber"] for one in contact["Phones"]}
        self.assertEqual(phones["DEFAULT"], "+44 3")
        self.assertEqual(len(self.simulator.requests("Contacts", method="PUT")), 1)

    def test_other_fields_queue_nothing(self):  # SPEC A27
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        before = self.env["xero.task"].search_count([])
        partner.comment = "Prefers tea"
        self.env.cr.flush()
        self.assertEqual(self.env["xero.task"].search_count([]), before)
