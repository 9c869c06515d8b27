# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether an unknown contact may be created, and who decides when it is not clear."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .contact_match_case import ContactMatchCase


class TestContactReview(ContactMatchCase):
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
