# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What happens between reading both sides, deciding, and linking."""

from odoo.tests import new_test_user

from .first_match_case import FirstMatchCase


class TestFirstMatchMeanwhile(FirstMatchCase):
    # === CHANGED MEANWHILE === #

    def test_what_was_linked_meanwhile_is_left_alone(self):  # SPEC X12
        ours, _theirs = self.before("Ada Lovelace")
        match = self.meet()
        other = self.in_xero("contact", Name="Somebody Else")
        self.env["xero.link"].create(
            {
                "connection_id": self.connection.id,
                "entity": "contact",
                "res_model": "res.partner",
                "res_id": ours.partner_id.id,
                "xero_id": other["ContactID"],
                "number": "Somebody Else",
            }
        )
        self.apply(match)
        line = self.lines(match, ours.partner_id)
        self.assert_line(line, state="failed")
        self.assertIn("Somebody Else", line.message)
        self.assertIn("contact", self.lines(match, ours).message)
        self.assertFalse(self.link_of(ours))

    def test_a_total_that_changed_in_xero_is_noticed(self):  # SPEC X12
        ours, theirs = self.before("Ada Lovelace")
        match = self.meet()
        line = {"Description": "More", "Quantity": 1, "UnitAmount": 150}
        self.control(
            "edit",
            entity="invoice",
            id=theirs["InvoiceID"],
            fields={"LineItems": [{**line, "AccountCode": "200"}]},
        )
        self.apply(match)
        line = self.lines(match, ours)
        self.assert_line(line, state="failed")
        self.assertIn("not the same any more", line.message)
        self.assertFalse(self.link_of(ours))
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_what_changed_in_odoo_is_noticed(self):  # SPEC X12
        renamed, _theirs = self.before("Ada Lovelace")
        cancelled, _theirs = self.before("Charles Babbage")
        match = self.meet()
        renamed.partner_id.name = "Augusta King"
        cancelled.button_draft()
        self.apply(match)
        line = self.lines(match, renamed.partner_id)
        self.assert_line(line, state="failed")
        self.assertIn("has changed", line.message)
        line = self.lines(match, cancelled)
        self.assert_line(line, state="failed")
        self.assertIn("not posted", line.message)

    def test_what_odoo_may_have_does_not_come_in(self):  # SPEC X12 P2 B13
        """Documents of Xero's come in, but not one that may be in Odoo already."""
        ours, theirs = self.before("Ada Lovelace", number="2024/17")
        other, alone = self.before("Charles Babbage", number="2024/18")
        match = self.meet()
        self.connection.cutover_date = self.last_month
        self.connection.import_invoices = "draft"
        self.connection._catch_up()
        for line in self.lines(match, ours) | self.lines(match, other):
            self.assertEqual(line.decision, "undecided")
        self.poll(self.connection)
        pulls = self.env["xero.task"].search([("type_id.name", "=", "invoice.pull")])
        self.assertEqual(set(pulls.mapped("error_code")), {"match_undecided"})
        self.lines(match, other).with_user(self.person()).action_skip()
        self.accept(self.lines(match, ours.partner_id))
        self.accept(self.lines(match, ours))
        self.apply(match)
        self.drain(self.connection)
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
        came = self.env["xero.link"].search([("xero_id", "=", alone["InvoiceID"])])
        self.assertNotIn(came.res_id, (ours.id, other.id, 0))
        invoices = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("company_id", "=", self.company.id)]
        )
        self.assertEqual(len(invoices), 3)

    def test_a_crash_in_the_middle_goes_on(self):  # SPEC X12
        """The worker dies after the contacts are handed over, before any answer."""
        pairs = [self.before(name) for name in ("Ada Lovelace", "Charles Babbage")]
        match = self.meet()
        self.trouble("drop_before", "Contacts", "GET")
        self.trouble("status", "Invoices", "GET", status=503)
        self.apply(match)
        self.assertEqual(match.state, "applying")
        self.end_trouble()
        self.env["xero.task"].search(
            [("state", "=", "waiting")], limit=1
        ).state = "running"  # as a process that was killed leaves it
        self.pass_time(700)
        self.drain(self.connection)
        self.pass_time(700)
        self.drain(self.connection)
        self.assertEqual(match.state, "done")
        for ours, theirs in pairs:
            self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 2)
        self.assertEqual(len(self.xero_contacts()), 2)

    # === NOTHING IS SENT BEFORE IT IS DECIDED === #

    def test_what_xero_may_have_waits_for_the_decision(self):  # SPEC X12 P2
        bill, theirs = self.bill_of_both_sides()
        match = self.meet()
        self.connection.action_sync_documents()
        self.drain(self.connection)
        self.assert_waiting(bill, "match_undecided", bill.name, "same")
        self.assertEqual(len(self.xero_invoices()), 1)
        self.apply(match)
        self.assertEqual(self.link_of(bill).xero_id, theirs["InvoiceID"])
        self.assertEqual(len(self.xero_invoices()), 1)

    def test_a_clerk_may_check_what_is_not_decided(self):  # SPEC X12 X1
        bill, _theirs = self.bill_of_both_sides()
        self.meet()
        groups = "base.group_user,account.group_account_invoice"
        clerk = new_test_user(self.env, "clerk", groups=groups)
        action = bill.with_user(clerk).action_xero_check()
        check = self.env["xero.preflight"].with_user(clerk).browse(action["res_id"])
        self.assertIn("match_undecided", check.finding_ids.mapped("label"))
        self.assertIn("nobody has decided", str(check.finding_ids.mapped("sentence")))

    def test_what_is_skipped_is_sent(self):  # SPEC X12 P2
        bill, _theirs = self.bill_of_both_sides()
        match = self.meet()
        self.connection.action_sync_documents()
        self.drain(self.connection)
        self.lines(match, bill).with_user(self.person()).action_skip()
        self.drain(self.connection)
        self.assertTrue(self.link_of(bill))
        self.assertEqual(len(self.xero_invoices()), 2)

    def test_what_failed_to_be_linked_is_not_created_by_a_retry(self):  # SPEC X12 P2
        bill, theirs = self.bill_of_both_sides()
        match = self.meet()
        line = {"Description": "More", "Quantity": 1, "UnitAmount": 150}
        lines = [{**line, "AccountCode": "429", "TaxType": "INPUT2"}]
        self.control(
            "edit",
            entity="invoice",
            id=theirs["InvoiceID"],
            fields={"LineItems": lines},
        )
        self.apply(match)
        self.assert_line(self.lines(match, bill), state="failed")
        self.retry(self.task(bill))
        self.drain(self.connection)
        self.assertEqual(len(self.xero_invoices()), 1)
        lines[0]["UnitAmount"] = 100
        self.control(
            "edit",
            entity="invoice",
            id=theirs["InvoiceID"],
            fields={"LineItems": lines},
        )
        self.apply(match)
        self.assert_line(self.lines(match, bill), state="linked")
        self.assertEqual(len(self.xero_invoices()), 1)
