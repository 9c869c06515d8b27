# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""From the moment of connecting: what goes by itself, and what was there before."""

from odoo import fields
from odoo.tools.date_utils import subtract

from odoo.addons.xero_connector.models.xero_task import BACKFILL, LIVE

from .trouble import TroubleCase


class TestCutover(TroubleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.last_month = subtract(cls.today, months=1)
        cls.last_year = subtract(cls.today, years=1)

    def older(self, partner=None, when=None, **values):
        when = when or self.last_month
        return self.invoice(partner, invoice_date=when, **values)

    def backfill(self, **values):
        """Connect a company that wants its existing invoices sent."""
        connection = self.new_connection(backfill=True, **values)
        self.give_consent(connection)
        connection.sudo().cron_id.flush_recordset()
        tasks = self.env["xero.task"].search([("type_id.name", "=", "invoice.push")])
        self.drain(connection)
        connection.write(
            {
                "default_account_id": self.account(connection, "200").id,
                "default_bank_account_id": self.account(connection, "090").id,
            }
        )
        self.drain(connection)
        return connection, tasks

    # === FROM NOW ON === #

    def test_existing_invoices_stay_where_they_are(self):  # SPEC A17
        older = self.older(price=10) | self.invoice(self.partner("B"), price=20)
        self.pay(older[0])
        connection = self.connect()
        self.poll(connection)
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(self.xero_contacts(), [])
        self.assertFalse(self.task(older[0]) | self.task(older[1]))
        self.assertFalse(older[0].xero_sync)

    def test_hooks_work_at_once(self):  # SPEC A17
        """Before the catalogues are there; the invoice waits for nobody's click."""
        connection = self.new_connection()
        self.give_consent(connection)
        invoice = self.invoice()
        self.assertEqual(self.task(invoice).state, "queued")
        self.drain(connection)
        connection.default_account_id = self.account(connection, "200")
        self.drain(connection)
        self.assert_agreement(connection, invoice)

    def test_cutover_is_the_day_of_connecting(self):  # SPEC A17 A32
        self.assertEqual(self.connect().cutover_date, self.today)

    # === BACKFILL === #

    def test_backfill_sends_what_is_after_the_cutover(self):  # SPEC A17
        before = self.older(self.partner("Before"), when=self.last_year)
        after = self.older(self.partner("After"))
        paid = self.older(after.partner_id, price=50)
        self.pay(paid)
        draft = self.older(after.partner_id, post=False)
        connection, tasks = self.backfill(cutover_date=self.last_month)
        self.assertEqual(set(tasks.mapped("res_id")), {after.id, paid.id})
        self.assert_agreement(connection, after, paid)
        self.assertEqual(self.xero_invoices(paid.name)[0]["Status"], "PAID")
        self.assertFalse((before | draft).filtered("xero_sync"))

    def test_backfill_stands_behind_daily_work(self):  # SPEC A17 E18
        older = self.older()
        connection = self.new_connection(backfill=True, cutover_date=self.last_month)
        self.give_consent(connection)
        daily = self.invoice(self.partner("Daily"))
        self.assertEqual(self.task(older).priority, BACKFILL)
        self.assertEqual(self.task(daily).priority, LIVE)
        self.assertLess(LIVE, BACKFILL)

    # === BEFORE THE CUT-OVER === #

    def touched(self, connection, **values):
        """An older invoice that somebody works with today."""
        invoice = self.older(**values)
        self.drain(connection)
        return invoice

    def linked_partner(self, connection):
        partner = self.partner()
        self.drain(connection)
        return partner

    def enter_in_xero(self, invoice, price=100, **fields_):
        """Somebody has entered the invoice in Xero as well."""
        return self.in_xero(
            "invoice",
            Type="ACCREC",
            InvoiceNumber=invoice.name,
            Status="AUTHORISED",
            Contact={"ContactID": invoice.partner_id.xero_link_id.xero_id},
            Date=str(invoice.invoice_date),
            DueDate=str(invoice.invoice_date),
            LineItems=[
                {
                    "Description": "Consulting",
                    "Quantity": 1,
                    "UnitAmount": price,
                    "AccountCode": "200",
                }
            ],
            **fields_,
        )

    def test_older_document_is_never_created(self):  # SPEC A32
        """Nor is its customer: nothing of before the cut-over goes by itself."""
        connection = self.connect()
        connection.sync_contacts = "off"
        invoice = self.touched(connection)
        self.pay(invoice)
        self.drain(connection)
        self.assert_waiting(invoice, "before_cutover", invoice.name, "same number")
        self.assertEqual(self.xero_invoices(), [])
        self.assertEqual(self.xero_contacts(), [])
        self.assertEqual(self.writes(), [])

    def test_equal_document_is_linked_by_its_number(self):  # SPEC A32
        connection = self.connect()
        partner = self.linked_partner(connection)
        invoice = self.touched(connection, partner=partner)
        self.assert_waiting(invoice, "before_cutover")
        theirs = self.enter_in_xero(invoice)
        self.simulator.world.log.clear()
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assertEqual(invoice.xero_link_id.xero_id, theirs["InvoiceID"])
        self.assertEqual(self.writes(), [])

        self.pay(invoice)  # and from now on it is like any other
        self.drain(connection)
        self.assertEqual(self.xero_invoices()[0]["Status"], "PAID")

    def test_unequal_document_is_left_alone(self):  # SPEC A32
        connection = self.connect()
        partner = self.linked_partner(connection)
        invoice = self.touched(connection, partner=partner)
        self.enter_in_xero(invoice, price=99)
        before = self.xero_invoices()
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assert_waiting(invoice, "before_cutover")
        self.assertEqual(self.xero_invoices(), before)

    def test_voided_or_foreign_namesake_is_not_it(self):  # SPEC A32
        connection = self.connect()
        partner = self.linked_partner(connection)
        other = self.partner("Somebody Else")
        self.drain(connection)
        invoice = self.touched(connection, partner=partner)
        contact = {"ContactID": other.xero_link_id.xero_id}
        self.enter_in_xero(invoice)
        self.control(
            "edit", entity="invoice", id=invoice.name, fields={"Contact": contact}
        )
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assert_waiting(invoice, "before_cutover")
        self.control("void", invoice=invoice.name)
        self.retry(self.task(invoice))
        self.drain(connection)
        self.assert_waiting(invoice, "before_cutover")

    def test_moving_the_cutover_frees_the_document(self):  # SPEC A32
        connection = self.connect()
        invoice = self.touched(connection)
        self.assert_waiting(invoice, "before_cutover")
        connection.cutover_date = self.last_month
        self.drain(connection)
        self.assert_agreement(connection, invoice)
