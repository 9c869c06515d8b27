# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The nightly comparison finds what no poll can see, and says that the books agree."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from odoo.addons.xero_connector.models import xero_entity_reconcile

from .deaths import Killed
from .night_case import DAY, NightCase


class TestNight(NightCase):
    def test_both_sides_agree(self):  # SPEC E14 X3
        self.pay(self.sold, amount=50)
        self.drain(self.connection)
        self.night()
        self.assertEqual(self.comparison().state, "done", self.comparison().message)
        self.assertFalse(self.rows().mapped("details"))
        self.assertTrue(self.connection.books_agree_as_of)
        self.assertIn("Books agree as of", self.connection.agreement)
        self.assertFalse(self.mails())
        self.assert_same_books(self.connection)

    def test_due_date_that_no_poll_sees(self):  # SPEC E14 XERO_API 5
        """Xero does not say that a part-paid document has changed."""
        self.pay(self.sold, amount=50)
        self.drain(self.connection)
        self.pass_time(600)
        self.invoice(self.partner("Later"))
        self.drain(self.connection)
        self.night()
        moved = self.theirs["UpdatedDateUTC"]
        later = fields.Date.today() + timedelta(days=50)
        self.edit_in_xero(DueDate=str(later))
        self.assertEqual(self.theirs["UpdatedDateUTC"], moved)
        self.assertFalse(self.rows())
        self.connection.reconcile_days = 1
        self.night()
        row = self.row("dates")
        self.assertIn(str(later), [line[3] for line in row.details])
        self.assertEqual(self.connection.agreement, "Differences: 1")
        self.decide(row, "xero_wins")
        self.assertEqual(self.sold.invoice_date_due, later)
        self.night()
        self.assertIn("Books agree", self.connection.agreement)

    def test_everything_is_compared_within_the_days(self):  # SPEC E14
        for number in range(5):
            self.invoice(self.partner(f"Customer {number}"))
        self.drain(self.connection)
        self.connection.reconcile_days = 3
        self.night()
        links = self.env["xero.link"].search([("entity", "=", "invoice")])
        self.assertEqual(len(links), 6)
        seen = set()
        for _night in range(4):
            self.pass_time_for_changes()
            self.night()
            moments = links.grouped("reconciled_on")
            today = moments[max(moments)]
            seen |= set(today.ids)
        self.assertLess(len(today), len(links))
        self.assertEqual(seen, set(links.ids))

    def test_paid_in_xero_where_payments_stay_out(self):  # SPEC E14
        self.connection.sync_payments = "push"
        self.control("pay", invoice=self.sold.name, amount=20, account="090")
        self.poll(self.connection)
        self.assertFalse(self.rows())
        self.night()
        row = self.row("payments")
        self.assertEqual(
            row.details,
            [["due", "", "120.00", "100.00"], ["paid", "", "0.00", "20.00"]],
        )
        self.connection.sync_payments = "both"
        self.decide(row, "xero_wins")
        self.assertEqual(self.sold.amount_residual, 100)
        self.night()
        self.assertIn("Books agree", self.connection.agreement)

    def test_credit_notes(self):  # SPEC E14
        notes = [
            self.invoice(self.partner(f"Customer {number}"), move_type="out_refund")
            for number in range(3)
        ]
        self.drain(self.connection)
        self.pass_time(60)
        self.control(
            "edit",
            entity="credit_note",
            id=notes[0].name,
            fields={"Reference": "Theirs"},
        )
        self.simulator.world.log.clear()
        self.night()
        self.assertEqual(self.row("dates").record_name, notes[0].display_name)
        self.assertFalse(self.reads(notes[1].xero_link_id.xero_id), "read together")

    # === E-MAIL === #

    def test_mail_once_a_night(self):  # SPEC X3
        manager = self.accounting_manager()
        self.edit_in_xero(Reference="Theirs")
        self.night()
        (mail,) = self.mails()
        self.assertIn(manager.partner_id, mail.partner_ids)
        for word in (self.sold.name, "Theirs", "Dates and Reference"):
            self.assertIn(word, mail.body)
        self.connection.action_reconcile()
        self.drain(self.connection)
        self.assertEqual(len(self.mails()), 1)
        self.night()
        self.assertEqual(len(self.mails()), 2)
        self.decide(self.row("dates"), "odoo_wins")
        self.night()
        self.assertEqual(len(self.mails()), 2)

    # === INTERRUPTED === #

    def test_killed_in_the_middle(self):  # SPEC E14 X7
        """What was compared before is not read again."""
        for number in range(5):
            self.invoice(self.partner(f"Customer {number}"))
        self.drain(self.connection)
        runner = type(self.env["xero.entity.reconcile"])
        compare = runner._compare_links
        done = []

        def die(model, lane, task, links, elements):
            if done:
                raise Killed
            done.extend(links.ids)
            return compare(model, lane, task, links, elements)

        with (
            patch.object(xero_entity_reconcile, "CANDIDATES", 2),
            patch.object(runner, "_compare_links", die),
        ):
            self.night(drain=False)
            self.drain_until_death(self.connection)
        self.assertEqual(self.comparison().state, "running")
        self.simulator.world.log.clear()
        self.drain(self.connection)
        self.assertEqual(self.comparison().state, "done")
        asked = " ".join(str(one.query) for one in self.reads())
        for link in self.env["xero.link"].browse(done):
            self.assertNotIn(link.xero_id, asked)
        self.assertIn("Books agree", self.connection.agreement)

    def test_live_work_has_the_rest_of_the_day(self):  # SPEC E18 E14
        """Of a thousand calls two hundred are left: they are for documents."""
        used = self.connection.budget_ids.sudo().calls_today
        self.organisation_limit(used + 6)
        self.pass_time(60)
        self.poll(self.connection)
        self.connection._queue_reconciliation("nightly")
        self.connection.budget_ids.sudo().calls_today = 900
        self.drain(self.connection)
        self.assert_told(self.comparison(), "waiting", "rate_day")
        self.assertTrue(self.comparison().not_before)
        sold = self.invoice(self.sold.partner_id)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_invoices(sold.name)), 1)
        self.assertEqual(self.comparison().state, "waiting")

    def organisation_limit(self, calls):
        key = self.organisation.short_code
        self.control(f"organisations/{key}", day_limit=calls)

    def test_refused_reading_is_tried_again(self):  # SPEC E14
        self.trouble("status", "Invoices", "GET", status=503, count=0)
        self.pass_time(DAY)
        self.connection._queue_reconciliation("nightly")
        self.drain(self.connection)
        self.assertNotEqual(self.comparison().state, "done")
        self.end_trouble()
        self.pass_time(700)
        self.drain(self.connection)
        self.assertEqual(self.comparison().state, "done")
