# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What both sides have already is read, decided about, and only then linked."""

from odoo.exceptions import AccessError, UserError

from .first_match_case import FirstMatchCase

LINKING = ("xero.link", "xero.contact.match", "xero.account.mapping")
LINKING += ("xero.tax.mapping", "xero.item.mapping", "xero.payment.mapping")


class TestFirstMatch(FirstMatchCase):
    # === READING AND PROPOSING === #

    def test_nothing_is_written_before_apply(self):  # SPEC X12 P2
        ours, theirs = self.before("Ada Lovelace")
        self.connection = self.connect()
        before = self.written(), self.state()
        match = self.read_both(self.connection)
        self.assertEqual((self.written(), self.state()), before)
        self.assertEqual(self.writes(), [])
        self.assertEqual((match.contacts_read, match.documents_read), (1, 1))
        line = self.lines(match, ours)
        self.assert_line(line, xero_id=theirs["InvoiceID"], certainty="sure")
        self.assertEqual(
            (line.score, line.decision, line.state), (100, "accept", "open")
        )
        self.assertEqual(line.reason, "number, total, contact, open amount, date")
        line = self.lines(match, ours.partner_id)
        self.assert_line(line, certainty="sure", decision="accept", state="open")
        self.assertEqual((line.score, line.reason), (85, "name"))

    def written(self):
        """Everything that a link or a mapping says."""
        return {
            name: self.env[name].search([]).mapped("display_name") for name in LINKING
        }

    def test_accepted_matches_are_linked_and_nothing_is_sent(self):  # SPEC X12 P2
        pairs = [self.before(name) for name in ("Ada Lovelace", "Charles Babbage")]
        match = self.meet()
        before = [(one["InvoiceID"], one["Total"]) for one in self.xero_invoices()]
        self.apply(match)
        self.assertEqual(match.state, "done")
        for ours, theirs in pairs:
            self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
            self.assert_line(self.lines(match, ours), state="linked")
            contact = theirs["Contact"]["ContactID"]
            self.assertEqual(self.link_of(ours.partner_id).xero_id, contact)
            self.assertEqual(ours.xero_link_id.status, "AUTHORISED")
        after = [(one["InvoiceID"], one["Total"]) for one in self.xero_invoices()]
        self.assertEqual(after, before)
        self.assertEqual(len(self.xero_contacts()), 2)
        self.assertEqual(self.writes("Invoices"), [])

    def test_what_was_not_sent_to_the_customer_is_linked(self):  # SPEC X12 A25
        """New invoices wait until the customer has them; Xero has this one already."""
        ours, theirs = self.before("Ada Lovelace")
        match = self.meet()
        self.connection.push_when = "sent"
        self.apply(match)
        self.assertEqual(match.state, "done")
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])

    def test_applying_twice_does_nothing(self):  # SPEC X12
        ours, _theirs = self.before("Ada Lovelace")
        match = self.meet()
        self.apply(match)
        state = self.state()
        links = self.env["xero.link"].search([])
        with self.assertRaises(UserError):
            self.apply(match)
        self.read_again(match)
        self.assertFalse(self.lines(match, ours) - self.lines(match, state="linked"))
        with self.assertRaises(UserError):
            self.apply(match)
        self.assertEqual(self.env["xero.link"].search([]), links)
        self.assertEqual(self.state(), state)

    def test_what_only_one_side_has(self):  # SPEC X12
        ours = self.older(self.partner("Only Here"))
        contact = self.in_xero("contact", Name="Only There")
        theirs = self.enter({"ContactID": contact["ContactID"]}, "THERE-1")
        match = self.meet()
        for record in (ours, ours.partner_id):
            line = self.lines(match, record)
            self.assert_line(line, certainty="only_odoo", decision="nothing")
        for xero_id in (contact["ContactID"], theirs["InvoiceID"]):
            line = self.lines(match, xero_id=xero_id)
            self.assert_line(line, certainty="only_xero", decision="nothing")
        with self.assertRaises(UserError):
            self.accept(self.lines(match, ours))

    def test_nothing_on_either_side(self):  # SPEC X12
        match = self.meet()
        self.assertFalse(match.line_ids.filtered("xero_id"))
        accepted = match.line_ids.filtered(lambda line: line.decision == "accept")
        self.assertFalse(set(accepted.mapped("kind")) & {"contact", "document"})
        accepted.with_user(self.person()).action_skip()
        with self.assertRaisesRegex(UserError, "Nothing to apply"):
            self.apply(match)

    # === BAD INPUT === #

    def test_two_contacts_of_one_email_are_asked_about(self):  # SPEC X12 P1
        partner = self.partner("Ada Lovelace", email="ada@example.com")
        twins = [
            self.in_xero("contact", Name=name, EmailAddress="ada@example.com")
            for name in ("A. Lovelace", "Lovelace Engines")
        ]
        match = self.meet()
        lines = self.lines(match, partner)
        self.assertEqual(set(lines.mapped("certainty")), {"several"})
        self.assertEqual(set(lines.mapped("decision")), {"undecided"})
        with self.assertRaisesRegex(UserError, "only one of them"):
            self.accept(lines)
        chosen = lines.filtered(lambda one: one.xero_id == twins[1]["ContactID"])
        self.accept(chosen)
        self.assert_line(lines - chosen, decision="skip")
        self.apply(match)
        self.assertEqual(self.link_of(partner).xero_id, twins[1]["ContactID"])

    def test_a_contact_without_a_name_says_so(self):  # SPEC X12
        partner = self.partner(" ", email="nobody@example.com")
        self.in_xero("contact", Name="Nobody", EmailAddress="nobody@example.com")
        match = self.meet()
        line = self.lines(match, partner)
        self.assertIn("no name", line.message)
        self.accept(line)
        self.apply(match)
        self.assert_line(line, state="failed")
        self.assertIn("no name", line.message)
        self.assertFalse(self.link_of(partner))

    def test_nulls_and_unknown_values_harm_nobody_else(self):  # SPEC X12
        good, theirs = self.before("Ada Lovelace")
        contact = self.in_xero("contact", Name="Odd")
        odd = self.enter({"ContactID": contact["ContactID"]}, "ODD-1")
        wire = {"Type": "BARTER", "Contact": None, "Date": None, "Total": None}
        self.control(
            "edit", entity="invoice", id="ODD-1", wire={**wire, "CurrencyCode": None}
        )
        wire = {"Name": None, "EmailAddress": None, "ContactStatus": "PUZZLED"}
        self.control("edit", entity="contact", id=contact["ContactID"], wire=wire)
        match = self.meet()
        self.apply(match)
        self.assertEqual(self.link_of(good).xero_id, theirs["InvoiceID"])
        line = self.lines(match, xero_id=odd["InvoiceID"])
        self.assert_line(line, certainty="only_xero")

    def test_a_currency_that_odoo_lacks_is_named(self):  # SPEC X12
        contact = self.in_xero("contact", Name="Ada Lovelace")
        self.in_xero("currency", Code="JPY")
        self.env["res.currency"].search([("name", "=", "JPY")]).active = False
        theirs = self.enter(
            {"ContactID": contact["ContactID"]}, "Y-1", CurrencyCode="JPY"
        )
        match = self.meet()
        line = self.lines(match, xero_id=theirs["InvoiceID"])
        self.assertIn("JPY", line.message)

    # === CHOOSE ANOTHER === #

    def test_a_person_knows_better(self):  # SPEC X12
        """Another number and another name: only a person can tell."""
        ours = self.older(self.partner("Ada Lovelace"))
        contact = self.in_xero("contact", Name="Analytical Engines")
        theirs = self.enter({"ContactID": contact["ContactID"]}, "OLD-4711")
        match = self.meet()
        for record, xero_id in (
            (ours.partner_id, contact["ContactID"]),
            (ours, theirs["InvoiceID"]),
        ):
            self.choose(self.lines(match, record), xero_id)
            self.assertEqual(len(self.lines(match, xero_id=xero_id)), 1)
        self.apply(match)
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])
        self.assertEqual(self.link_of(ours.partner_id).xero_id, contact["ContactID"])
        self.assertEqual(len(self.xero_invoices()), 1)

    def choose(self, line, xero_id):
        action = line.with_user(self.person()).action_choose()
        choice = self.env[action["res_model"]].with_user(self.person())
        choice = choice.browse(action["res_id"])
        offered = choice.offered_ids.filtered(lambda one: one.xero_id == xero_id)
        self.assertTrue(offered)
        choice.remote_id = offered
        choice.action_choose()
        self.assert_line(line, certainty="chosen", decision="accept")

    def test_documents_follow_the_contact_that_was_accepted(self):  # SPEC X12
        """Of two contacts that it may be one is accepted: its invoice is sure then."""
        ours = self.older(self.partner("Ada Lovelace", email="ada@example.com"))
        twins = [
            self.in_xero("contact", Name=name, EmailAddress="ada@example.com")
            for name in ("A. Lovelace", "Lovelace Engines")
        ]
        contact = {"ContactID": twins[0]["ContactID"]}
        theirs = self.enter(contact, ours.name)
        match = self.meet()
        line = self.lines(match, ours)
        self.assert_line(line, certainty="unsure", decision="undecided", score=80)
        contacts = self.lines(match, ours.partner_id)
        other = contacts.filtered(lambda one: one.xero_id == twins[1]["ContactID"])
        self.accept(other)
        self.assert_line(line, certainty="unsure", decision="undecided", score=80)
        self.accept(contacts - other)
        self.assert_line(line, certainty="sure", decision="accept", score=100)
        self.apply(match)
        self.assertEqual(self.link_of(ours).xero_id, theirs["InvoiceID"])

    # === WHO MAY === #

    def test_only_managers(self):  # SPEC X12 A8
        self.before("Ada Lovelace")
        match = self.meet()
        user = self.env["res.users"].create(
            {"name": "Clerk", "login": "clerk", "company_id": self.company.id}
        )
        for call in (
            self.connection.with_user(user).action_first_match,
            match.with_user(user).action_apply,
            match.with_user(user).action_read_again,
            match.line_ids[:1].with_user(user).action_accept,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_a_paused_connection_says_so(self):  # SPEC X12
        connection = self.connect()
        connection.action_pause()
        with self.assertRaisesRegex(UserError, "Resume"):
            connection.action_first_match()
