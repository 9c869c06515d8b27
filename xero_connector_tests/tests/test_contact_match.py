# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether a new contact is one that Xero has, and who decides when it is not clear."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .trouble import A_WHILE, TroubleCase


class TestContactMatch(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def theirs(self, name, **fields):
        """A contact that somebody has entered in Xero."""
        return self.in_xero("contact", Name=name, **fields)

    def linked_to(self, partner):
        self.drain(self.connection)
        partner.invalidate_recordset()
        return partner.xero_link_id.xero_id

    def contact(self, xero_id):
        (found,) = [one for one in self.xero_contacts() if one["ContactID"] == xero_id]
        return found

    def review(self, partner):
        return self.env["xero.contact.match"].search([("partner_id", "=", partner.id)])

    def reads(self):
        """Readings of Xero's contacts."""
        requests = self.simulator.requests("/Contacts", method="GET")
        return [one for one in requests if "IDs" not in one.query]

    # === THE RULES === #

    def test_found_by_each_rule(self):  # SPEC E9 P1 P2
        number = f"ODOO-{self.connection.database_uuid[:8]}"
        rules = {
            "tax": ({"TaxNumber": "GB 123 456 789"}, {"vat": "GB123456789"}),
            "email": (
                {"EmailAddress": "ADA@example.com"},
                {"email": "Ada <ada@example.com>; b@example.com"},
            ),
        }
        for title, (fields, values) in rules.items():
            with self.subTest(title):
                theirs = self.theirs(f"Known by {title}", **fields)
                partner = self.partner(f"Ours by {title}", **values)
                self.env["xero.cursor"].search([]).next_poll_at = False
                self.assertEqual(self.linked_to(partner), theirs["ContactID"])
                contact = self.contact(theirs["ContactID"])
                self.assertEqual(contact["Name"], f"Known by {title}")
        partner = self.partner("Ours by number")
        theirs = self.theirs("Otherwise", ContactNumber=f"{number}-{partner.id}")
        self.env["xero.cursor"].search([]).next_poll_at = False
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 3)

    def test_found_by_name(self):  # SPEC E9 P1
        theirs = self.theirs("CAFE MULLER LIMITED")
        partner = self.partner("Café Müller, Ltd.")
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 1)

    def test_linking_fills_and_overwrites_nothing(self):  # SPEC P1 X3
        theirs = self.theirs("Smith Ltd", EmailAddress="accounts@smith.example")
        partner = self.partner("Smith Ltd", email="info@smith.example", phone="555")
        invoice = self.invoice(partner)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "accounts@smith.example")
        (phone,) = (one for one in contact["Phones"] if one["PhoneType"] == "DEFAULT")
        self.assertEqual(phone["PhoneNumber"], "555")
        self.assertTrue(contact["ContactNumber"].endswith(f"-{partner.id}"))
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Contact"]["ContactID"], theirs["ContactID"])

        partner.phone = "556"  # something else: the e-mail address is still Xero's
        self.drain(self.connection)
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "accounts@smith.example")

        partner.email = "new@smith.example"
        self.drain(self.connection)
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "new@smith.example")

    def test_somebody_elses_contact_is_not_offered(self):  # SPEC P1
        """Two partners of one name: two contacts, and none of them twice."""
        first = self.partner("Smith", city="Leeds")
        self.drain(self.connection)
        others = self.partner("Smith", city="York"), self.partner("Smith", city="York")
        self.drain(self.connection)
        numbers = {one["Name"]: one["ContactNumber"] for one in self.xero_contacts()}
        prefix = f"ODOO-{self.connection.database_uuid[:8]}"
        self.assertEqual(numbers.pop("Smith"), f"{prefix}-{first.id}")
        york = numbers.pop("Smith (York)")
        ((name, number),) = numbers.items()
        self.assertEqual(name, f"Smith ({number})")
        self.assertEqual({york, number}, {f"{prefix}-{one.id}" for one in others})
        self.assert_agreement(self.connection)

    def test_another_tax_number_is_somebody_else(self):  # SPEC P1
        theirs = self.theirs("Smith", TaxNumber="GB999999999")
        partner = self.partner("Smith", vat="GB123456789", city="Leeds")
        self.assertNotEqual(self.linked_to(partner), theirs["ContactID"])
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (Leeds)"])

    def test_suffix_stays(self):  # SPEC P1
        """Later changes keep it, wherever the partner moves."""
        self.theirs("Smith", TaxNumber="GB999999999")
        partner = self.partner("Smith", vat="GB123456789", city="Leeds")
        self.drain(self.connection)
        partner.city = "York"
        self.drain(self.connection)
        partner.name = "Smyth"
        self.drain(self.connection)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smyth (Leeds)"])
        self.assertFalse(self.review(partner))

    def test_renamed_to_a_name_that_is_taken(self):  # SPEC P1
        self.partner("Smith")
        partner = self.partner("Jones", ref="C-7")
        self.drain(self.connection)
        partner.name = "Smith"
        self.drain(self.connection)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (C-7)"])

    def test_entered_in_xero_a_moment_ago(self):  # SPEC P1 P2
        """After our reading of Xero's contacts, and before we create ours."""
        self.partner("Somebody")
        self.drain(self.connection)
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Ltd", city="Leeds")
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 2)

    def test_two_of_ours_for_one_of_theirs(self):  # SPEC P1
        theirs = self.theirs("Smith")
        ours = self.partner("Smith", city="Leeds") | self.partner("Smith", city="Leeds")
        linked = {self.linked_to(one) for one in ours}
        self.assertIn(theirs["ContactID"], linked)
        self.assertEqual(len(linked), 2)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (Leeds)"])

    def test_answer_lost_while_linking(self):  # SPEC P2 X7
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Limited", phone="555")
        self.trouble("drop_after_commit", "Contacts", method="POST")
        self.drain(self.connection)
        self.pass_time(A_WHILE)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        (contact,) = self.xero_contacts()
        self.assertTrue(contact["ContactNumber"].endswith(f"-{partner.id}"))
        self.assert_agreement(self.connection)

    def test_contacts_cannot_be_read(self):  # SPEC P1 X7
        """Then none is created: it may be there."""
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Limited")
        self.trouble("status", "Contacts", method="GET", status=503)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_contacts()), 1)
        self.assertIn(self.task(partner).state, ("queued", "waiting"))
        self.pass_time(A_WHILE)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assert_agreement(self.connection)

    # === CALLS === #

    def test_contacts_are_read_once(self):  # SPEC T1
        for number in range(3):
            self.theirs(f"Theirs {number}")
        self.partner("A")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 1)
        remotes = self.env["xero.remote"].search([("entity", "=", "contact")])
        self.assertEqual(len(remotes), 3)
        self.partner("B")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 1)
        self.pass_time(900)
        self.partner("C")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 2)

    # === POLICIES === #

    def test_always_create(self):  # SPEC E9
        self.connection.contact_policy = "create"
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Ltd", city="Leeds")
        self.assertNotEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 2)
        self.assertEqual(self.reads(), [])

    def test_never_create(self):  # SPEC E9
        self.connection.contact_policy = "match_only"
        partner = self.partner("Smith Ltd")
        invoice = self.invoice(partner)
        self.drain(self.connection)
        self.assert_waiting(partner, "contact_unmatched", "Smith Ltd", "Enter")
        self.assert_waiting(invoice, "waits_for_record", "Smith Ltd")
        self.assertEqual(self.xero_contacts(), [])

        theirs = self.theirs("Smith Ltd")
        self.pass_time(900)
        self.retry(self.task(partner))
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assert_agreement(self.connection, invoice)

    def test_another_policy_frees_it(self):  # SPEC E9
        self.connection.contact_policy = "match_only"
        partner = self.partner("Smith Ltd")
        self.drain(self.connection)
        self.connection.contact_policy = "match_create"
        self.assertTrue(self.linked_to(partner))

    # === AMBIGUOUS === #

    def ambiguous(self):
        """Two contacts in Xero with the e-mail address of ours."""
        email = "info@example.com"
        one = self.theirs("Smith Ltd", EmailAddress=email)
        other = self.theirs("Smith Leeds", EmailAddress=email)
        partner = self.partner("Smith Ltd", email=email)
        invoice = self.invoice(partner)
        self.drain(self.connection)
        return partner, invoice, one, other

    def test_never_the_first_hit(self):  # SPEC P1 E9
        partner, invoice, one, _other = self.ambiguous()
        self.assert_waiting(partner, "contact_ambiguous", "Smith Ltd", "to Match")
        self.assert_waiting(invoice, "waits_for_record")
        self.assertEqual(len(self.xero_contacts()), 2)
        self.assertEqual(self.writes(), [])
        review = self.review(partner)
        self.assertEqual(review.state, "open")
        best, worse = review.candidate_ids
        self.assertEqual(best.remote_id.xero_id, one["ContactID"])
        self.assertEqual((best.reason, best.score), ("e-mail, name", 50))
        self.assertEqual((worse.reason, worse.score), ("e-mail", 30))
        self.assertEqual(self.connection.contacts_to_match, 1)

    def test_a_person_links_one(self):  # SPEC P1 E9
        partner, invoice, _one, other = self.ambiguous()
        manager = self.manager()
        candidates = self.review(partner).candidate_ids.with_user(manager)
        candidates.filtered(lambda one: one.name == "Smith Leeds").action_link()
        self.assertEqual(self.linked_to(partner), other["ContactID"])
        self.assert_agreement(self.connection, invoice)
        self.assertFalse(self.review(partner))
        self.assertEqual(self.contact(other["ContactID"])["Name"], "Smith Leeds")

    def test_a_person_wants_another_one(self):  # SPEC P1 E9
        partner, invoice, one, other = self.ambiguous()
        self.review(partner).with_user(self.manager()).action_create_new()
        new = self.linked_to(partner)
        self.assertNotIn(new, (one["ContactID"], other["ContactID"]))
        self.assertEqual(len(self.xero_contacts()), 3)
        self.assert_agreement(self.connection, invoice)

    def test_who_decides_and_once(self):  # SPEC P1
        partner, *_others = self.ambiguous()
        review = self.review(partner)
        clerk = new_test_user(
            self.env, "clerk", groups="base.group_user,xero_connector.group_clerk"
        )
        with self.assertRaises(AccessError):
            review.with_user(clerk).action_create_new()
        manager = self.manager()
        review.with_user(manager).action_create_new()
        with self.assertRaisesRegex(UserError, "decided already"):
            review.candidate_ids[0].with_user(manager).action_link()

    def test_partner_deleted_while_undecided(self):  # SPEC P1
        email = "info@example.com"
        self.theirs("A", EmailAddress=email)
        self.theirs("B", EmailAddress=email)
        partner = self.partner("C", email=email)
        self.drain(self.connection)
        partner.unlink()
        self.drain(self.connection)
        self.assertFalse(self.env["xero.contact.match"].search([]))
        self.assert_agreement(self.connection)
        self.assertEqual(len(self.xero_contacts()), 2)

    # === PREFLIGHT === #

    def explained(self, partner):
        found = self.env["xero.entity.contact"]._explain_contact(
            self.connection, partner
        )
        self.assertEqual(found["partner"], partner)
        return found["state"], found["detail"]

    def test_what_would_happen(self):  # SPEC E9
        self.theirs("Known Ltd")
        self.theirs("A", EmailAddress="two@example.com")
        self.theirs("B", EmailAddress="two@example.com")
        linked = self.partner("Linked")
        self.drain(self.connection)
        self.connection.sync_contacts = "off"
        self.simulator.world.log.clear()
        known, new = self.partner("Known Limited"), self.partner("New")
        two = self.partner("Two", email="two@example.com")
        self.assertEqual(self.explained(linked), ("linked", "Linked"))
        self.assertEqual(self.explained(known), ("will_match", "Known Ltd"))
        self.assertEqual(self.explained(new), ("will_create", "New"))
        state, detail = self.explained(two)
        self.assertEqual((state, sorted(detail.split(", "))), ("ambiguous", ["A", "B"]))
        self.connection.contact_policy = "match_only"
        self.assertEqual(self.explained(new), ("unmatched", "New"))
        self.connection.contact_policy = "create"
        self.assertEqual(self.explained(known), ("will_create", "Known Limited"))
        self.assertEqual(self.simulator.requests("api.xro"), [])
