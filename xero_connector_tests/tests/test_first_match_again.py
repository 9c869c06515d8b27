# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reading again, deciding otherwise, and going on after somebody has cancelled."""

from odoo.exceptions import UserError

from odoo.addons.xero_connector.models.xero_entity import NotEligible

from .first_match_case import FirstMatchCase


class TestFirstMatchAgain(FirstMatchCase):
    def cancel(self, tasks):
        tasks.with_user(self.person()).action_cancel()

    def tasks_of(self, match):
        return self.env["xero.task"].search(
            [("type_id.name", "=", "first_match.pull"), ("res_id", "=", match.id)]
        )

    def apply_in_vain(self, match, path):
        """Xero does not answer, so what was accepted is not linked yet."""
        self.trouble("status", path, "GET", count=0, status=503)
        self.apply(match)
        self.assertEqual(match.state, "applying")

    def go_on(self):
        self.pass_time(700)
        self.drain(self.connection)

    # === DECIDED OTHERWISE === #

    def contact_that_was_not_linked(self):
        """:return: (partner, its line, Xero's contact)"""
        partner = self.partner("Ada Lovelace")
        contact = self.in_xero("contact", Name="Ada Lovelace")
        match = self.meet()
        self.apply_in_vain(match, "Contacts")
        self.cancel(self.task(partner))
        self.go_on()
        self.assertEqual(match.state, "done")
        line = self.lines(match, partner)
        self.assert_line(line, state="failed", decision="accept")
        self.end_trouble()
        self.pass_time(700)
        return partner, line, contact

    def assert_created(self, partner, contact):
        """Its name is another one now: it is sent as a contact of its own."""
        partner.name = "Augusta King"
        self.retry(self.task(partner))
        self.drain(self.connection)
        self.assertTrue(self.link_of(partner))
        self.assertNotEqual(self.link_of(partner).xero_id, contact["ContactID"])
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Ada Lovelace", "Augusta King"])

    def test_a_contact_that_is_skipped_is_not_linked_later(self):  # SPEC X12 P1
        partner, line, contact = self.contact_that_was_not_linked()
        line.with_user(self.person()).action_skip()
        self.assert_created(partner, contact)

    def test_a_contact_that_is_forgotten_is_not_linked_later(self):  # SPEC X12 P1
        partner, line, contact = self.contact_that_was_not_linked()
        partner.name = "Augusta King"
        self.read_again(line.match_id)
        self.assert_created(partner, contact)

    def test_what_is_not_the_same_after_all_is_sent(self):  # SPEC X12 P2
        """Either of two invoices may be the one in Xero: the other one is sent."""
        partner = self.partner("Ada Lovelace")
        ours = self.invoice(partner), self.invoice(partner)
        contact = self.in_xero("contact", Name="Ada Lovelace")
        theirs = self.enter({"ContactID": contact["ContactID"]}, "OLD-1")
        match = self.meet()
        self.connection.action_sync_documents()
        self.drain(self.connection)
        for one in ours:
            self.assert_waiting(one, "match_undecided", one.name)
        self.accept(self.lines(match, ours[0]))
        self.assert_line(self.lines(match, ours[1]), decision="skip")
        self.drain(self.connection)
        self.apply(match)
        self.assertEqual(self.link_of(ours[0]).xero_id, theirs["InvoiceID"])
        self.assertTrue(self.link_of(ours[1]))
        numbers = sorted(one["InvoiceNumber"] for one in self.xero_invoices())
        self.assertEqual(len(numbers), 2)
        self.assertIn(ours[1].name, numbers)

    # === PAID BEFORE IT WAS LINKED === #

    def test_what_was_paid_in_xero_is_not_sent_after_reading_again(self):  # SPEC X12 P2
        bill, theirs = self.bill_of_both_sides()
        match = self.meet()
        self.connection.action_sync_documents()
        self.drain(self.connection)
        self.control("pay", invoice="2024-1", amount=120, account="090")
        self.poll(self.connection)
        self.read_again(match)
        self.drain(self.connection)
        self.assert_waiting(bill, "match_undecided", bill.name)
        self.assertEqual(len(self.xero_invoices()), 1)
        line = self.lines(match, bill)
        self.assert_line(line, certainty="unsure", decision="undecided", state="open")
        self.assertEqual(self.lines(match, xero_id=theirs["InvoiceID"]), line)
        self.assertIn("skip", line.message)
        self.accept(line)
        self.apply(match)
        self.drain(self.connection)
        self.assertEqual(self.link_of(bill).xero_id, theirs["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 1)
        self.assertEqual(len(self.xero_payments()), 1)

    def test_what_was_voided_in_xero_is_sent_after_reading_again(self):  # SPEC X12 P2
        bill, theirs = self.bill_of_both_sides()
        match = self.meet()
        self.connection.action_sync_documents()
        self.drain(self.connection)
        self.control("void", invoice=theirs["InvoiceID"])
        self.poll(self.connection)
        self.read_again(match)
        self.drain(self.connection)
        self.assert_line(self.lines(match, bill), certainty="only_odoo")
        self.assertTrue(self.link_of(bill))
        live = [one for one in self.xero_invoices() if one["Status"] != "VOIDED"]
        self.assertEqual(len(live), 1)

    def test_a_bill_that_is_deleted_meanwhile_ends_no_run(self):  # SPEC X12 P18
        """After it was claimed, and before Xero has answered."""
        bill, theirs = self.bill_of_both_sides()
        self.meet()
        bill._xero_mark_documents()
        self.env.cr.flush()
        task = self.task(bill)
        bill.button_draft()
        bill.unlink()
        runner = self.env["xero.runner"]
        lane = runner._open_lane(self.connection)
        self.addCleanup(lane.close)
        entity = runner._entity(task.entity)
        with self.assertRaises(NotEligible) as caught:
            entity._matched(lane, task, theirs["InvoiceID"], [theirs])
        self.assertEqual(caught.exception.label, "document_draft")

    # === CANCELLED === #

    def test_a_document_whose_task_is_cancelled_is_not_linked(self):  # SPEC X12
        ours, _theirs = self.before("Ada Lovelace")
        match = self.meet()
        self.apply_in_vain(match, "Invoices")
        self.go_on()
        self.assertTrue(self.task(ours).not_before)
        self.cancel(self.task(ours))
        self.go_on()
        self.assertEqual(match.state, "done")
        self.assert_line(self.lines(match, ours), state="failed")

    def test_a_matching_that_was_cancelled_goes_on(self):  # SPEC X12
        ours, theirs = self.before("Ada Lovelace")
        match = self.meet()
        self.apply_in_vain(match, "Contacts")
        with self.assertRaisesRegex(UserError, "being linked"):
            self.read_again(match)
        self.cancel(self.tasks_of(match))
        self.end_trouble()
        self.go_on()
        match.invalidate_recordset()
        self.assertEqual((match.state, match.has_stopped), ("applying", True))
        self.assertIn("cancelled", match.trouble)
        self.apply(match)
        self.assertEqual((match.state, match.has_stopped), ("done", False))
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_a_matching_that_was_cancelled_is_read_again(self):  # SPEC X12
        ours, theirs = self.before("Ada Lovelace")
        match = self.meet()
        self.apply_in_vain(match, "Contacts")
        self.cancel(self.tasks_of(match))
        self.end_trouble()
        self.pass_time(700)
        self.read_again(match)
        self.drain(self.connection)
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 1)
