# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How Xero is looked at for changes (SPEC A33, T9)."""

from unittest.mock import patch

from odoo.tools import mute_logger

from odoo.addons.xero_connector.models import xero_runner_poll

from .common import XeroCase
from .trouble import TroubleCase

POLL = xero_runner_poll._logger.name


class TestPolling(TroubleCase, XeroCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def reads(self):
        return [
            one.path.rpartition("/")[2]
            for one in self.simulator.requests("api.xro")
            if one.method == "GET"
        ]

    def small_pages(self, size):
        return patch.object(xero_runner_poll, "PAGE", size)

    def pay_all(self, invoices):
        for invoice in invoices:
            self.control("pay", invoice=invoice.name, amount=100, account="090")
            self.pass_time(60)

    def test_kinds_of_objects_take_turns(self):  # SPEC T9
        """A connection with nothing to do costs one call an interval."""
        self.drain(self.connection)
        begin = len(self.reads())
        intervals = 40
        for _interval in range(intervals):
            self.pass_time(5 * 60)
            self.drain(self.connection)
        reads = self.reads()[begin:]
        self.assertLessEqual(len(reads), intervals)
        money = {"Payments", "Overpayments", "Prepayments"}
        self.assertEqual(set(reads), {"Invoices", "CreditNotes", *money})
        self.assertGreaterEqual(reads.count("Invoices"), len(reads) // 2)

    def test_what_changes_while_pages_are_read_is_not_passed_over(self):  # SPEC A33
        """An invoice of the first page is paid before the second one is read."""
        invoices = self.sent_invoices(7)
        runner = self.env["xero.runner"]
        lane = runner._open_lane(self.connection)
        self.addCleanup(lane.close)
        cursor = self.env["xero.cursor"]._of(self.connection, "invoice")
        with self.small_pages(2):
            pages = runner._changes(lane, cursor.entity, cursor._since())
            first = [one["InvoiceNumber"] for one in next(pages)]
            self.control("pay", invoice=first[0], amount=100, account="090")
            seen = [one for page in pages for one in page]
        numbers = {one["InvoiceNumber"] for one in seen} | set(first)
        self.assertEqual(numbers, set(invoices.mapped("name")))
        paid = [one for one in seen if one["InvoiceNumber"] == first[0]]
        self.assertEqual(paid[-1]["AmountPaid"], 100)

    def test_a_reading_that_breaks_off_goes_on_where_it_was(self):  # SPEC A33
        invoices = self.sent_invoices(6)
        self.pay_all(invoices)
        self.trouble("status", "Invoices", "GET", nth=2, status=503)
        with self.small_pages(2):
            self.poll(self.connection)
        queued = self.env["xero.task"].search([("type_id.name", "=", "payment.pull")])
        self.assertIn(len(queued), range(1, 6), "what was read before is kept")
        self.end_trouble()
        self.pass_time(700)
        self.poll(self.connection)
        self.assertEqual(self.paid(invoices), invoices)
        self.assertEqual(len(invoices.matched_payment_ids), 6)

    def test_a_kind_that_xero_refuses_is_left_alone(self):  # SPEC A33 T9
        """It is said, and asked for again after an hour."""
        self.trouble("status", "CreditNotes", "GET", count=0, status=501)
        with mute_logger(POLL):
            self.poll(self.connection)
            self.assertTrue(self.connection.run_message)
            for _run in range(3):
                self.pass_time(60)
                self.drain(self.connection)
            self.assertEqual(self.reads().count("CreditNotes"), 1)
            self.pass_time(3600)
            self.drain(self.connection)
        self.assertEqual(self.reads().count("CreditNotes"), 2)

    def sent_invoices(self, count):
        """Invoices in Xero, each entered a minute after the one before."""
        partner = self.partner()
        invoices = self.env["account.move"]
        for _number in range(count):
            invoices |= self.invoice(partner, taxes=self.env["account.tax"])
            self.drain(self.connection)
            self.pass_time(60)
        return invoices

    def paid(self, invoices):
        return invoices.filtered(
            lambda one: one.payment_state in ("paid", "in_payment")
        )
