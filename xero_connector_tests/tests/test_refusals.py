# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero refuses a document: at once, with what to do, and nobody else is harmed."""

from odoo import Command

from .trouble import TroubleCase


class TestRefusals(TroubleCase):
    def assert_no_repetition(self, connection):
        """What a person has to mend is not tried again by itself."""
        before = len(self.writes())
        self.pass_time(7200)
        self.drain(connection)
        self.drain(connection)
        self.assertEqual(len(self.writes()), before)

    # === CONTACTS === #

    def test_contact_that_xero_does_not_take(self):  # SPEC A32 A38 B22
        """The contact fails, its invoice waits for it and says so."""
        connection = self.connect()
        partner = self.partner("Ada Lovelace Ltd", email="not an address")
        invoice = self.invoice(partner)
        self.drain(connection)
        task = self.assert_failed(partner, "email_invalid", "Correct the e-mail")
        self.assertEqual(task.retries, 0)
        waiting = self.assert_waiting(invoice, "waits_for_record", partner.name)
        self.assertEqual(waiting.waits_on_ids, task)
        self.assertEqual(self.xero_contacts(), [])
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(len(self.writes()), 1)
        self.assert_no_repetition(connection)

        partner.email = "ada@example.com"
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_two_errors_in_one_batch(self):  # SPEC P8
        """Each contact is told its own reason; the third one is saved."""
        connection = self.connect()
        connection.contact_policy = "create"
        taken = self.partner("Taken Ltd")
        number = f"ODOO-{connection.database_uuid[:8]}-{taken.id}"
        theirs = self.in_xero("contact", Name="Theirs Ltd", ContactNumber=number)
        wrong = self.partner("Wrong Ltd", email="not an address")
        good = self.partner("Good Ltd", email="good@example.com")
        self.drain(connection)
        self.assert_failed(taken, "contact_number_taken", number)
        self.assert_failed(wrong, "email_invalid", "e-mail")
        self.assertEqual(self.task(good).state, "done")
        self.assertEqual(len(self.writes()), 1)

        self.control(
            "edit",
            entity="contact",
            id=theirs["ContactID"],
            fields={"ContactNumber": "X-1"},
        )
        self.retry(self.task(taken))
        wrong.email = "right@example.com"
        self.drain(connection)
        names = {one["Name"] for one in self.xero_contacts()}
        self.assertEqual(names, {"Theirs Ltd", "Taken Ltd", "Wrong Ltd", "Good Ltd"})
        self.assert_agreement(connection)

    # === INVOICES === #

    def test_number_that_xero_has(self):  # SPEC A38 A39 B22
        connection = self.connect()
        invoice = self.invoice()
        self.invoice_in_xero(invoice.name)
        self.drain(connection)
        task = self.assert_failed(
            invoice, "invoice_number_taken", "Somebody else", "another number"
        )
        self.assertEqual(task.retries, 0)
        self.assertEqual(len(self.writes("Invoices")), 1)
        self.assertEqual([one["SubTotal"] for one in self.xero_invoices()], [5])
        self.assert_no_repetition(connection)

        self.control(
            "edit",
            entity="invoice",
            id=invoice.name,
            fields={"InvoiceNumber": "OLD-1"},
        )
        self.control("void", invoice="OLD-1")
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_currency_that_xero_lacks(self):  # SPEC B22 P25
        connection = self.connect()
        euro = self.env.ref("base.EUR")
        euro.active = True
        invoice = self.invoice(currency_id=euro.id)
        other = self.invoice(invoice.partner_id)
        self.drain(connection)
        self.assert_failed(invoice, "currency_not_enabled", "EUR")
        self.assertEqual(
            [one["InvoiceNumber"] for one in self.xero_invoices()], [other.name]
        )

    def test_locked_period(self):  # SPEC A28 A38
        connection = self.connect()
        key = self.organisation.short_code
        self.control(f"organisations/{key}", period_lock_date="2099-12-31")
        invoice = self.invoice()
        self.drain(connection)
        task = self.assert_failed(invoice, "period_locked", "lock date")
        self.assertEqual(self.xero_invoices(), [])
        self.assert_no_repetition(connection)

        self.control(f"organisations/{key}", period_lock_date=None)
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_sentence_that_is_not_known(self):  # SPEC B22
        """What is not in the table is said in Xero's own words."""
        connection = self.connect()
        invoice = self.invoice()
        said = "The moon is in the wrong phase."
        body = {
            "ErrorNumber": 10,
            "Type": "ValidationException",
            "Message": "A validation exception occurred",
            "Elements": [{"ValidationErrors": [{"Message": said}]}],
        }
        self.trouble("status", status=400, body=body)
        self.drain(connection)
        task = self.assert_failed(invoice, "request_refused", said)
        self.assertEqual(len(self.writes("Invoices")), 1)
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_document_that_cannot_be_expressed(self):  # SPEC B22
        connection = self.connect()
        both = self.sale_tax | self.sale_tax.copy({"name": "Levy", "amount": 1})
        invoice = self.invoice(taxes=both)
        self.drain(connection)
        self.assert_failed(invoice, "missing_tax_mapping", "Levy", "tax mappings")
        self.assertEqual(self.writes("Invoices"), [])

    def test_line_without_amount(self):  # SPEC B22
        connection = self.connect()
        invoice = self.invoice(post=False)
        invoice.invoice_line_ids = [
            Command.clear(),
            Command.create({"display_type": "line_note", "name": "Only words"}),
        ]
        invoice.action_post()
        self.drain(connection)
        self.assert_failed(invoice, "no_lines", invoice.name)

    # === CHANGES OF WHAT XERO HAS === #

    def changed(self, connection, price=250.0):
        """An invoice that is in Xero, and has been changed in Odoo since."""
        invoice = self.invoice()
        self.drain(connection)
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = price
        invoice.action_post()
        return invoice

    def assert_not_overwritten(self, connection, invoice, code, *words):
        """Refused before anything was sent; the link is flagged; no loop."""
        self.simulator.world.log.clear()
        self.drain(connection)
        task = self.assert_failed(invoice, code, *words)
        self.assertTrue(invoice.xero_link_id.needs_attention)
        self.assertEqual(self.xero_invoices()[0]["Total"], 120)
        self.assert_no_repetition(connection)
        return task

    def test_changed_in_xero_meanwhile(self):  # SPEC A28
        connection = self.connect()
        invoice = self.changed(connection)
        self.control(
            "edit", entity="invoice", id=invoice.name, fields={"Reference": "Mine"}
        )
        self.assert_not_overwritten(connection, invoice, "changed_in_xero", "Nothing")
        self.assertEqual(self.writes(), [])
        self.assertEqual(self.xero_invoices()[0]["Reference"], "Mine")

    def test_paid_in_xero_meanwhile(self):  # SPEC A28 P15
        connection = self.connect()
        invoice = self.changed(connection)
        self.control("pay", invoice=invoice.name, account="090")
        task = self.assert_not_overwritten(
            connection, invoice, "document_paid", "credit note"
        )
        self.assertEqual(self.writes(), [])

        invoice.matched_payment_ids.action_draft()  # it had been registered meanwhile
        invoice.matched_payment_ids.action_cancel()
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        self.assertEqual(self.xero_payments(), [])
        self.assertFalse(invoice.xero_link_id.needs_attention)

    def test_locked_in_xero_meanwhile(self):  # SPEC A28
        connection = self.connect()
        invoice = self.changed(connection)
        key = self.organisation.short_code
        self.control(f"organisations/{key}", period_lock_date="2099-12-31")
        task = self.assert_not_overwritten(
            connection, invoice, "period_locked", "lock date"
        )
        self.control(f"organisations/{key}", period_lock_date=None)
        self.retry(task)
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    # === PAYMENTS === #

    def test_payment_larger_than_due(self):  # SPEC A30 A38 P18
        """Somebody has entered a part of it in Xero before."""
        connection = self.connect()
        invoice = self.invoice()
        self.drain(connection)
        theirs = self.control("pay", invoice=invoice.name, amount=50, account="090")
        payment = self.pay(invoice)
        self.drain(connection)
        task = self.task(payment.move_id)
        self.assert_told(
            task, "failed", "payment_exceeds_due", "outstanding", "may be there already"
        )
        self.assertEqual(payment.xero_sync, "attention")
        self.assertEqual([one["Amount"] for one in self.xero_payments()], [50])
        self.assertEqual(len(self.writes("Payments")), 1)
        self.assert_no_repetition(connection)

        pull = self.env["xero.task"].search([("type_id.name", "=", "payment.pull")])
        self.assert_told(
            pull, "failed", "payment_above_due", "50.00 > 0", "may be in Odoo already"
        )
        self.control("void", payment=theirs["PaymentID"])
        self.retry(task | pull)
        self.drain(connection)
        self.assert_agreement(connection, invoice)
