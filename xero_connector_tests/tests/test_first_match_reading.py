# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reading both sides: page by page, behind live work, and of one company only."""

from unittest.mock import patch

from odoo.exceptions import AccessError

from odoo.addons.xero_connector.models import xero_runner_poll

from .company_case import CompanyCase
from .first_match_case import FirstMatchCase


class TestFirstMatchReading(FirstMatchCase):
    def small_pages(self, size):
        return patch.object(xero_runner_poll, "PAGE", size)

    def reads(self, path):
        return self.simulator.requests(path, method="GET")

    def test_a_reading_that_breaks_off_goes_on_where_it_was(self):  # SPEC X12
        for number in range(6):
            self.in_xero("contact", Name=f"Contact {number}")
            self.pass_time(60)
        connection = self.connect()
        self.trouble("status", "Contacts", "GET", nth=2, status=503)
        with self.small_pages(2):
            connection.action_first_match()
            self.drain(connection)
            match = self.env["xero.first.match"]._of(connection)
            self.assertEqual(match.state, "reading")
            self.assertEqual(match.contacts_read, 2)
            self.assertIn("Xero", match.trouble)
            self.end_trouble()
            self.pass_time(700)
            self.drain(connection)
        self.assertEqual(match.state, "ready")
        self.assertFalse(match.trouble)
        lines = self.lines(match, kind="contact")
        theirs = lines.filtered("xero_id").mapped("xero_name")
        self.assertEqual(sorted(theirs), [f"Contact {n}" for n in range(6)])
        # SPEC A33: what was read before is not read again, but for the last second
        self.assertLessEqual(len(self.reads("/Contacts")), 7)

    def test_live_work_goes_first(self):  # SPEC X12 E18
        """An invoice that is posted while Xero is being read does not wait for it."""
        connection = self.connect()
        connection.action_first_match()
        invoice = self.invoice()
        self.simulator.world.log.clear()
        self.drain(connection)
        self.assert_agreement(connection, invoice)
        paths = [one.path for one in self.simulator.requests("api.xro")]
        sent = [number for number, path in enumerate(paths) if "Invoices" in path]
        self.assertEqual(
            self.simulator.requests("api.xro")[sent[0]].method, "PUT", paths
        )

    def test_only_what_is_open_is_read(self):  # SPEC X12
        """A thousand paid invoices of the past cost nothing."""
        move, theirs = self.before("Ada Lovelace")
        paid, _theirs = self.before("Charles Babbage")
        self.pay(paid)
        self.control("pay", invoice=paid.name, amount=120, account="090")
        match = self.meet()
        self.assertEqual(match.documents_read, 1)
        self.assert_line(self.lines(match, move), xero_id=theirs["InvoiceID"])
        self.assertFalse(self.lines(match, paid))

    def test_another_organisation_is_read_anew(self):  # SPEC X12
        self.before("Ada Lovelace")
        match = self.meet()
        match.tenant_id = "another"
        with self.assertRaisesRegex(Exception, "Read Again"):
            self.apply(match)

    def test_who_waited_to_be_found_in_xero_is_found(self):  # SPEC X12 E9
        self.connection = self.connect()
        self.connection.contact_policy = "match_only"
        partner = self.partner("Ada Lovelace")
        self.connection.action_sync_contacts()
        self.drain(self.connection)
        self.assert_waiting(partner, "contact_unmatched", "Ada Lovelace")
        contact = self.in_xero("contact", Name="Ada Lovelace")
        self.read_both(self.connection)
        self.assertEqual(self.link_of(partner).xero_id, contact["ContactID"])

    def test_read_again_while_a_page_is_on_its_way(self):  # SPEC X12
        """The page belongs to the reading before: it moves nothing of the new one."""
        self.before("Ada Lovelace")
        match = self.meet()
        match._read_both_sides()
        runner = self.env["xero.runner"]
        runner._next_list(match, "credit_note")
        lane = runner._open_lane(self.connection)
        entity = self.env["xero.entity.first_match"]
        entity._keep_page(lane, match, "invoice", [{"InvoiceID": "1"}], None)
        entity._propose(lane, self.task_of(match), match)
        lane.close()
        self.assertEqual((match.state, match.reading), ("reading", "contact"))
        self.assertEqual(match.documents_read, 0)
        self.drain_while(match, "reading")
        self.assertEqual((match.state, match.documents_read), ("ready", 1))

    def task_of(self, match):
        return match._tasks("queued")

    def test_a_partner_who_is_sent_meanwhile_is_never_linked_twice(self):  # SPEC X12
        """Two partners were to be the same contact: the second one waits for people."""
        contact = self.in_xero("contact", Name="Ada Lovelace")
        partner = self.partner("Ada Lovelace")
        match = self.meet()
        other = self.partner("Countess", email="countess@example.com")
        reviews = self.env["xero.contact.match"]
        reviews._made(self.connection, other).write(
            {"state": "link", "xero_id": contact["ContactID"]}
        )
        self.apply(match)
        self.drain(self.connection)
        links = self.env["xero.link"].search([("entity", "=", "contact")])
        self.assertEqual(
            links.filtered(lambda one: one.xero_id == contact["ContactID"]).mapped(
                "res_id"
            ),
            other.ids,
        )
        self.assert_line(self.lines(match, partner), state="failed")


class TestFirstMatchCompanies(FirstMatchCase, CompanyCase):
    def test_another_companys_records_never_appear(self):  # SPEC X12 X13
        theirs = self.partner("Private", company_id=self.company.id)
        document = self.document(self.company, theirs)
        mine = self.partner("Mine", company_id=self.second.id)
        member = self.member("second", self.second)
        connection = self.second_connection.with_env(self.inside(self.second, member))
        connection.action_first_match()
        self.drain(self.second_connection)
        match = self.env["xero.first.match"]._of(self.second_connection)
        self.assertEqual(match.state, "ready")
        self.assertFalse(self.lines(match, theirs) | self.lines(match, document))
        self.assertTrue(self.lines(match, mine) or self.link_of(mine))
        first = self.first_connection
        with self.assertRaises(AccessError):
            first.with_env(self.inside(self.second, member)).action_first_match()
        stranger = self.member("stranger", self.company)
        for record in (match, match.line_ids[:1]):
            with self.assertRaises(AccessError):
                record.with_env(self.inside(self.company, stranger)).read(["state"])
        with self.assertRaises(AccessError):
            match.with_env(self.inside(self.company, stranger)).action_apply()
