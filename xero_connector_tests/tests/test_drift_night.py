# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The nightly comparison finds what no poll can see, and says that the books agree."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tools import SQL

from odoo.addons.xero_connector.models import xero_entity_reconcile

from .deaths import DeathCase, Killed
from .drift_case import DriftCase

DAY = 24 * 60 * 60


class NightCase(DriftCase, DeathCase):
    def night(self, drain=True):
        """Odoo's nightly job, and the lane that it wakes."""
        self.pass_time(DAY)
        self.poll(self.connection)
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("xero_connector.ir_cron_reconcile").method_direct_trigger()
        if drain:
            self.drain(self.connection)

    def pass_time_for_changes(self):
        """What was changed was changed long before it was compared."""
        self.env.flush_all()
        for table, column in (
            ("account_move", "write_date"),
            ("xero_link", "write_date"),
            ("xero_link", "last_sync"),
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = now() - interval '1 year'",
                    SQL.identifier(table),
                    SQL.identifier(column),
                )
            )
        self.env.invalidate_all()

    def comparison(self):
        return self.env["xero.task"].search(
            [("type_id.name", "=", "reconcile.pull")], limit=1, order="id desc"
        )

    def mails(self):
        return self.env["mail.message"].search(
            [
                ("model", "=", "xero.connection"),
                ("res_id", "=", self.connection.id),
                ("subject", "like", "differences"),
            ]
        )

    def reads(self, path="Invoices"):
        requests = self.simulator.requests("api.xro")
        return [
            one for one in requests if one.method == "GET" and one.path.endswith(path)
        ]


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

    def test_reset_to_draft_in_odoo(self):  # SPEC E14
        self.sold.button_draft()
        self.drain(self.connection)
        self.night()
        row = self.row("status")
        self.assertEqual(row.odoo_value, "Status: Draft")
        self.decide(row, "xero_wins")
        self.assertEqual(self.sold.state, "posted")
        self.night()
        self.assertIn("Books agree", self.connection.agreement)

    def test_gone_in_xero_without_a_trace(self):  # SPEC P21 E14
        """Xero does not know the document at all."""
        self.link.xero_id = "00000000-0000-4000-8000-000000000000"
        self.night()
        row = self.rows().filtered("link_id")
        self.assertEqual(row.xero_value, "Status: Not there")
        self.assertEqual(row.kind, "gone_in_xero")

    def test_deleted_in_odoo_behind_our_back(self):  # SPEC E14
        """Removed by a program that does not pass Odoo's methods."""
        self.sold.button_draft()
        self.drain(self.connection)
        link = self.link
        self.env.cr.execute("DELETE FROM account_move WHERE id = %s", [self.sold.id])
        self.env.invalidate_all()
        self.night()
        row = self.row("missing")
        self.assertEqual(row.kind, "deleted_in_odoo")
        self.decide(row, "odoo_wins")
        (document,) = self.xero_invoices()
        self.assertEqual(document["Status"], "VOIDED")
        self.assertEqual(link.status, "VOIDED")
        self.night()
        self.assertFalse(self.rows())

    def test_entered_in_xero_only(self):  # SPEC E14
        today = str(fields.Date.today())
        self.pass_time(60)
        self.invoice_in_xero("THEIRS-1", Status="AUTHORISED", Date=today, DueDate=today)
        self.night()
        row = self.row("missing")
        self.assertEqual((row.kind, row.number), ("only_in_xero", "THEIRS-1"))
        self.assertIn("Total: 6.00", row.xero_value)
        self.decide(row, "ignore")
        self.night()
        self.assertFalse(self.rows())
        self.assertIn("Books agree", self.connection.agreement)
        self.connection.sync_invoices = "push"
        self.night()
        self.assertFalse(self.rows("open", "ignored"))

    def test_posted_and_never_queued(self):  # SPEC E14
        """A mark was lost: the document is sent, and only the next night agrees."""
        sold = self.invoice()
        self.env.cr.flush()
        self.env["xero.task"].search([("res_id", "=", sold.id)]).unlink()
        self.night()
        self.assertEqual(len(self.xero_invoices(sold.name)), 1)
        self.assertFalse(self.connection.books_agree_as_of)
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

    def test_live_work_has_the_rest_of_the_day(self):  # SPEC E18
        self.pass_time(DAY)
        self.connection._queue_reconciliation("nightly")
        self.connection.budget_ids.sudo().write(
            {"day_remaining": 150, "day_known": True, "calls_today": 850}
        )
        self.simulator.world.log.clear()
        sold = self.invoice()
        self.drain(self.connection)
        self.assertEqual(len(self.xero_invoices(sold.name)), 1)

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
