# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Answers that are no answers: HTML, nothing, half of it, null where a list belongs."""

from unittest.mock import patch

from odoo.tools import mute_logger

from odoo.addons.xero_connector.core import body
from odoo.addons.xero_connector.core.transport import Transport

from .trouble import A_WHILE, TroubleCase

#: how an answer can be spoilt, and what the task is told
SPOILT = (
    ("html", {"status": 200}, "garbled_answer"),
    ("html", {"status": 200, "commit": True}, "garbled_answer"),
    ("html", {"status": 400, "commit": True}, "garbled_answer"),
    ("html", {"status": 302}, "garbled_answer"),
    ("empty", {"commit": True}, "garbled_answer"),
    ("truncated", {}, "connection_lost"),
    ("null_list", {}, "garbled_answer"),
    ("status", {"status": 200, "body": {"Invoices": [None]}}, "garbled_answer"),
    ("status", {"status": 200, "body": {"Invoices": []}}, "garbled_answer"),
    ("status", {"status": 200, "body": "[1, 2]"}, "garbled_answer"),
)
#: one of each sort for what is sent less often
SOME = (SPOILT[1], SPOILT[5], SPOILT[6])
RUNNER = "odoo.addons.xero_connector.models.xero_runner"


class TestUnreadableAnswers(TroubleCase):
    def assert_recovers(self, connection, record, spoilt, seconds=60, **where):
        """The task waits with a reason; then the books agree, and nothing is twice."""
        kind, options, code = spoilt
        self.trouble(kind, **where, **options)
        self.drain(connection)
        task = self.assert_waiting(record, code, "by itself")
        self.assertEqual(task.retries, 1)
        self.assertNotIn("<html", task.message)
        self.end_trouble()
        self.pass_time(seconds)
        self.drain(connection)
        record.invalidate_recordset()
        self.assertEqual(self.task(record).state, "done", self.task(record).message)

    # === WRITES === #

    def test_invoices(self):  # SPEC A38 B22 X7
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoices = self.env["account.move"]
        for number, spoilt in enumerate(SPOILT):
            with self.subTest(spoilt=spoilt):
                invoices |= self.invoice(partner)
                seconds = A_WHILE if number % 2 else 60
                self.assert_recovers(connection, invoices[-1], spoilt, seconds)
        self.assert_agreement(connection, *invoices)

    def test_contacts(self):  # SPEC A38
        connection = self.connect()
        for spoilt in SOME:
            with self.subTest(spoilt=spoilt):
                partner = self.partner(f"Customer {spoilt}")
                self.assert_recovers(connection, partner, spoilt, path="Contacts")
        self.assert_agreement(connection)
        self.assertEqual(len(self.xero_contacts()), len(SOME))

    def test_updates(self):  # SPEC A28 A38
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        for price, spoilt in enumerate(SOME, 200):
            with self.subTest(spoilt=spoilt):
                invoice.button_draft()
                invoice.invoice_line_ids.price_unit = price
                invoice.action_post()
                self.assert_recovers(connection, invoice, spoilt, method="POST")
                self.assertEqual(self.xero_invoices()[0]["SubTotal"], price)
        self.assert_agreement(connection, invoice)

    def test_payments(self):  # SPEC A30 A38
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        for spoilt in SOME:
            with self.subTest(spoilt=spoilt):
                payment = self.pay(invoice, amount=10)
                self.assert_recovers(
                    connection, payment.move_id, spoilt, A_WHILE, path="Payments"
                )
        self.assert_agreement(connection, invoice)
        self.assertEqual(len(self.xero_payments()), len(SOME))

    # === READS === #

    def test_polls(self):  # SPEC A33 A38
        """What could not be read is read again; no payment is overlooked."""
        connection = self.connect()
        for kind, options, _code in SOME[1:]:
            for path in ("Invoices", "Payments"):
                with self.subTest(kind=kind, path=path):
                    invoice = self.invoice(self.partner(f"{kind} {path}"))
                    self.drain(connection)
                    self.control("pay", invoice=invoice.name, account="090")
                    self.trouble(kind, path, "GET", **options)
                    self.poll(connection)
                    self.assertEqual(invoice.payment_state, "not_paid")
                    self.assertEqual(len(self.wake_ups(connection)), 1)
                    self.pass_time(60)
                    self.drain(connection)
                    self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assert_same_payments(connection)

    def test_read_before_an_update(self):  # SPEC A28 A38
        """Without having seen Xero's document nothing is overwritten."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        for price, spoilt in enumerate(SOME, 200):
            with self.subTest(spoilt=spoilt):
                invoice.button_draft()
                invoice.invoice_line_ids.price_unit = price
                invoice.action_post()
                before = len(self.writes())
                self.trouble(spoilt[0], method="GET", **spoilt[1])
                self.drain(connection)
                self.assert_waiting(invoice, spoilt[2], "by itself")
                self.assertEqual(len(self.writes()), before)
                self.pass_time(60)
                self.drain(connection)
                self.assertEqual(self.xero_invoices()[0]["SubTotal"], price)
        self.assert_agreement(connection, invoice)

    def test_catalogues(self):  # SPEC A19 A21 A38
        """What was loaded before stays as it is."""
        connection = self.connect()
        before = connection.account_ids.mapped("name")
        for kind, options, code in SOME:
            with self.subTest(kind=kind):
                self.trouble(kind, "Accounts", "GET", **options)
                connection.action_load_accounts()
                self.drain(connection)
                task = self.task(connection, "reference.pull", part="account")
                self.assert_told(task, "waiting", code, "by itself")
                self.assertEqual(connection.account_ids.mapped("name"), before)
                self.assertEqual(
                    set(connection.account_ids.mapped("status")), {"ACTIVE"}
                )
                self.pass_time(60)
                self.drain(connection)
                self.assertEqual(task.state, "done")

    @mute_logger(RUNNER)
    def test_organisation_that_is_not_there(self):  # SPEC A19
        """An empty list of organisations holds up nobody else."""
        connection = self.connect()
        invoice = self.invoice()
        empty = {"Organisations": []}
        self.trouble("status", "Organisation", "GET", count=0, status=200, body=empty)
        connection.action_load_accounts()
        self.drain(connection)
        self.assert_agreement_but(connection, "organisation", invoice)
        self.assertTrue(connection.base_currency)

    def assert_agreement_but(self, connection, part, *invoices):
        """Only the task about this part of the catalogue is open, and says why."""
        task = self.task(connection, "reference.pull", part=part)
        self.assertIn(task.state, ("failed", "waiting"))
        self.assertTrue(task.message)
        self.assertTrue(task.advice)
        self.end_trouble()
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    # === ONE ELEMENT OF MANY === #

    def answers(self, change):
        """Let something change the elements of Xero's next answer to a write."""
        call = Transport.call
        done = []

        def changed(transport, operation, body=None, key=None, **params):
            answer = call(transport, operation, body=body, key=key, **params)
            if operation != "create_invoices" or done:
                return answer
            done.append(operation)
            return change(answer)

        self.enterContext(patch.object(Transport, "call", changed))

    def with_elements(self, answer, elements):
        document = {**body.loads(answer.body), "Invoices": elements}
        return body.Answer(answer.status, answer.headers, body.dumps(document).encode())

    def elements(self, answer):
        return body.loads(answer.body)["Invoices"]

    def test_element_that_is_missing_in_the_answer(self):  # SPEC P8 A38
        """The others are settled; the missing one is asked for, not sent again."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoices = self.env["account.move"]
        for _number in range(3):
            invoices |= self.invoice(partner)
        self.answers(
            lambda answer: self.with_elements(answer, self.elements(answer)[::2])
        )
        self.drain(connection)
        self.assertEqual(invoices.filtered("xero_link_id"), invoices[0] | invoices[2])
        self.assert_waiting(invoices[1], "garbled_answer", "by itself")

        invoices[0].button_draft()  # edited before the answer is cleared up
        invoices[0].invoice_line_ids.price_unit = 300
        invoices[0].action_post()
        self.drain(connection)
        self.pass_time(60)
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        invoices[0].button_draft()  # and once more, afterwards
        invoices[0].invoice_line_ids.price_unit = 400
        invoices[0].action_post()
        self.drain(connection)
        self.assert_agreement(connection, *invoices)

    def test_answers_in_another_order(self):  # SPEC P8
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        invoices = self.env["account.move"]
        for number in range(3):
            invoices |= self.invoice(partner, price=100 + number)
        self.answers(
            lambda answer: self.with_elements(answer, self.elements(answer)[::-1])
        )
        self.drain(connection)
        self.assert_agreement(connection, *invoices)
        for invoice in invoices:
            self.assertEqual(invoice.xero_number, invoice.name)

    @mute_logger(RUNNER)
    def test_one_element_is_nonsense(self):  # SPEC P8 X2
        """Its neighbours are done at once, and it is not sent a second time."""
        connection = self.connect()
        partner = self.partner()
        self.drain(connection)
        good, odd = self.invoice(partner), self.invoice(partner)

        def spoil(answer):
            nonsense = {"UpdatedDateUTC": "soon", "Total": "much"}
            elements = [
                {**one, **nonsense} if one["InvoiceNumber"] == odd.name else one
                for one in self.elements(answer)
            ]
            return self.with_elements(answer, elements)

        self.answers(spoil)
        self.drain(connection)
        self.assertEqual(self.task(good).state, "done")
        task = self.assert_failed(odd, "answer_unreadable", "Compare it with Xero")
        self.assertEqual(len(self.xero_invoices()), 2)

        self.retry(task)  # somebody has compared them
        self.drain(connection)
        self.assert_agreement(connection, good, odd)
        self.assertEqual(len(self.writes("Invoices")), 1)
