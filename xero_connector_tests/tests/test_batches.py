# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One bad document in a batch: the others never notice."""

from . import scene
from .trouble import TroubleCase

BATCH = 50


class TestBatches(TroubleCase):
    def billing_run(self, count):
        """A connection and a batch of posted invoices whose contacts are in Xero."""
        connection = self.connect()
        partners = scene.make_partners(self.env, count)
        self.drain(connection)
        self.simulator.world.log.clear()
        invoices = scene.make_invoices(self.env, partners)
        invoices.action_post()
        return connection, invoices

    def spoil(self, *culprits):
        """Something of another addon sends nonsense: Xero refuses the whole batch."""
        model = type(self.env["xero.entity.invoice"])
        prepare = model._xero_prepare_invoice

        def nonsense(entity, payload, move):
            payload = prepare(entity, payload, move)
            return {**payload, "Date": "soon"} if move.id in bad else payload

        bad = {culprit.id for culprit in culprits}
        self.patch(model, "_xero_prepare_invoice", nonsense)
        return bad

    def assert_only_failed(self, invoices, *culprits):
        tasks = self.env["xero.task"].search(
            [("res_model", "=", "account.move"), ("res_id", "in", invoices.ids)]
        )
        failed = tasks.filtered(lambda task: task.state == "failed")
        self.assertEqual(set(failed.mapped("res_id")), {one.id for one in culprits})
        self.assertEqual(set((tasks - failed).mapped("state")), {"done"})
        saved = len(invoices) - len(culprits)
        numbers = {one["InvoiceNumber"] for one in self.xero_invoices()}
        self.assertEqual(len(numbers & set(invoices.mapped("name"))), saved)
        return failed

    def test_one_of_fifty_is_refused(self):  # SPEC P8 C2
        connection, invoices = self.billing_run(BATCH)
        culprit = invoices[17]
        theirs = self.invoice_in_xero(culprit.name)
        self.drain(connection)
        self.assertEqual(len(self.writes()), 1)
        self.assertEqual(len(self.xero_invoices()), BATCH)
        linked = invoices.filtered("xero_link_id")
        self.assertEqual(linked, invoices - culprit)
        task = self.assert_failed(culprit, "invoice_number_taken", "Somebody else")

        self.control(
            "edit",
            entity="invoice",
            id=theirs["InvoiceID"],
            fields={"InvoiceNumber": "OLD-1"},
        )
        self.control("void", invoice=theirs["InvoiceID"])
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        self.assertEqual(len(self.writes()), 2)

    def test_batch_refused_as_a_whole_is_halved(self):  # SPEC P8 A38
        """Only the culprits fail, found in few calls; nothing is sent twice."""
        connection, invoices = self.billing_run(20)
        culprits = invoices[3], invoices[12]
        bad = self.spoil(*culprits)
        self.drain(connection)
        failed = self.assert_only_failed(invoices, *culprits)
        for task in failed:
            self.assert_told(task, "failed", "request_refused", "Read what Xero says")
        self.assertLessEqual(len(self.writes()), 20)
        before = len(self.simulator.requests())
        self.drain(connection)
        self.assertEqual(len(self.simulator.requests()), before)

        bad.clear()
        self.retry(failed)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    def test_refused_batch_whose_answer_was_lost(self):  # SPEC P8 X7
        """The refusal is heard only when the same bytes are sent again."""
        connection, invoices = self.billing_run(6)
        bad = self.spoil(invoices[2])
        self.trouble("drop_after_commit")
        self.drain(connection)
        self.pass_time(60)
        self.drain(connection)
        failed = self.assert_only_failed(invoices, invoices[2])
        bad.clear()
        self.retry(failed)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    def test_valid_ones_saved_although_the_batch_was_refused(self):  # SPEC P8 X7
        """Without summarizeErrors Xero keeps valid elements and hides their ids."""
        connection, invoices = self.billing_run(6)
        self.trouble("status", status=400, body={"Title": "Bad"}, commit=True)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        self.assertEqual(len(self.writes()), 1)

    def test_batch_too_large(self):  # SPEC P8
        connection, invoices = self.billing_run(6)
        self.trouble("status", status=413, body="Request Entity Too Large")
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        self.assertEqual(len(self.writes()), 3)

    def test_batch_of_payments_refused_as_a_whole(self):  # SPEC P8 A30
        connection, invoices = self.billing_run(4)
        self.drain(connection)
        for invoice in invoices:
            self.pay(invoice)
        self.trouble("status", "Payments", status=400, body={"Title": "Bad"})
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        self.assertEqual(len(self.xero_payments()), 4)

    def test_lost_answer_of_a_batch(self):  # SPEC A38 X7 P8
        connection, invoices = self.billing_run(6)
        self.trouble("drop_after_commit")
        self.drain(connection)
        self.assertEqual(len(self.wake_ups(connection)), 1)
        self.pass_time(700)  # Xero has forgotten the key
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        self.assertEqual(len(self.writes()), 1)

    def test_limit_in_the_middle_of_the_halves(self):  # SPEC P8 B18
        connection, invoices = self.billing_run(8)
        culprit = invoices[5]
        bad = self.spoil(culprit)
        self.trouble("rate_limit", nth=3, problem="minute", retry_after=25)
        self.drain(connection)
        self.pass_time(27)
        self.drain(connection)
        failed = self.assert_only_failed(invoices, culprit)
        bad.clear()
        self.retry(failed)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    def test_outage_in_the_middle_of_the_halves(self):  # SPEC P8 A38
        connection, invoices = self.billing_run(8)
        culprit = invoices[5]
        bad = self.spoil(culprit)
        self.trouble("drop_after_commit", nth=2)
        self.trouble("drop_before", method="GET")
        self.drain(connection)
        for _wake_up in range(4):
            self.pass_time(120)
            self.drain(connection)
        failed = self.assert_only_failed(invoices, culprit)
        bad.clear()
        self.retry(failed)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
