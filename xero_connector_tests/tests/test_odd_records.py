# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Records in Xero that are odd, or gone, or changed at a bad moment."""

from odoo.tools import mute_logger

from .trouble import TroubleCase

#: what reads of real organisations have contained (XERO_API §7 trap 5), and worse
ODD = (
    {"UpdatedDateUTC": "soon", "Payments": None},
    {"UpdatedDateUTC": None, "Payments": [None, {}, "x"], "Status": None},
    {"Status": "MISLAID", "CurrencyCode": "ZMK", "Total": None, "AmountDue": "much"},
    {"LineItems": None, "Contact": None},
)
RUNNER = "odoo.addons.xero_connector.models.xero_runner"
POLL = "odoo.addons.xero_connector.models.xero_runner_pull"


class TestOddRecords(TroubleCase):
    @mute_logger(RUNNER, POLL)
    def test_odd_documents_do_not_hide_the_others(self):  # SPEC A33 B21
        """One odd record must not make a whole page unreadable."""
        connection = self.connect()
        odd = self.invoice()
        self.drain(connection)
        stranger = self.invoice_in_xero("STRANGER")["InvoiceID"]
        for number, wire in enumerate(ODD):
            with self.subTest(wire=wire):
                good = self.invoice(self.partner(f"Customer {number}"))
                self.drain(connection)
                self.control("edit", entity="invoice", id=odd.name, wire=wire)
                self.control("edit", entity="invoice", id=stranger, wire=wire)
                self.control("pay", invoice=good.name, account="090")
                self.poll(connection)
                self.assertIn(good.payment_state, ("paid", "in_payment"))
                self.assertEqual(connection.state, "connected")
        self.control("edit", entity="invoice", id=odd.name, wire={})
        self.poll(connection)
        self.assertEqual(odd.xero_status, "AUTHORISED")

    def test_paid_in_xero_while_edited_in_odoo(self):  # SPEC A31 A2
        """The payment waits for the invoice, and is registered when it is posted."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        self.control("pay", invoice=invoice.name, account="090")
        self.poll(connection)
        task = self.env["xero.task"].search([("type_id.name", "=", "payment.pull")])
        self.assert_told(task, "waiting", "document_draft", "goes on when")
        self.simulator.world.log.clear()
        self.drain(connection)
        self.assertEqual(self.simulator.requests(), [])

        invoice.action_post()
        self.drain(connection)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assert_agreement(connection, invoice)

    def test_payment_removed_on_both_sides(self):  # SPEC A30
        """What was to be deleted is gone already: that is no failure."""
        connection = self.connect()
        invoice = self.invoice()
        payment = self.pay(invoice)
        self.drain(connection)
        (theirs,) = self.xero_payments()
        self.control("void", payment=theirs["PaymentID"])
        payment.move_id.line_ids.remove_move_reconcile()
        self.drain(connection)
        self.assert_agreement(connection, invoice)
