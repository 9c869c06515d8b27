# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which partner a contact of Xero's is, and what a person decides (SPEC D3, E9, P1)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .contact_intake_case import ContactIntakeCase

PHONE = [{"PhoneType": "DEFAULT", "PhoneNumber": "+44 20 7946 0958"}]


class TestContactsInFound(ContactIntakeCase):
    def ours(self, name, **values):
        """A partner that Odoo has, and Xero not."""
        self.connection.sync_contacts = "pull"
        partner = self.partner(name, **values)
        self.drain(self.connection)
        self.assertFalse(partner.xero_link_id)
        return partner

    def assert_found(self, contact, partner):
        self.come_in()
        self.assertEqual(self.partner_of(contact), partner)
        self.assert_nothing_sent()

    # === RULES === #

    def test_by_tax_number(self):  # SPEC D3
        partner = self.ours("Acme Holding", vat="GB123456782")
        self.assert_found(self.theirs("Acme", TaxNumber="123 4567 82"), partner)

    def test_by_email(self):  # SPEC D3 E9
        partner = self.ours("Acme Holding", email="Office@Acme.example")
        contact = self.theirs("Acme", EmailAddress="office@acme.example")
        self.assert_found(contact, partner)
        self.assertEqual(partner.name, "Acme")

    def test_by_telephone(self):  # SPEC D3
        partner = self.ours("Acme Holding", phone="020 7946 0958")
        self.assert_found(self.theirs("Acme", Phones=PHONE), partner)

    def test_by_name(self):  # SPEC D3 E9 P1
        partner = self.ours("ÁCME & Sons Ltd.")
        self.assert_found(self.theirs("Acme and Sons Limited"), partner)

    def test_by_our_number_even_archived(self):  # SPEC P1
        partner = self.partner("Acme")
        self.drain(self.connection)
        (contact,) = self.xero_contacts("Acme")
        partner.xero_link_id.unlink()
        self.change(contact, Name="Other Name", EmailAddress="new@acme.example")
        self.connection.sync_contacts = "pull"
        self.simulator.world.log.clear()
        self.assert_found(contact, partner)
        self.assertEqual(partner.name, "Other Name")

    def test_another_tax_number_is_somebody_else(self):  # SPEC P1
        partner = self.ours("Acme", vat="GB123456782")
        contact = self.theirs("Acme", TaxNumber="GB980780684")
        self.come_in()
        self.assertNotIn(self.partner_of(contact), (partner, partner.browse()))

    def test_whoever_is_linked_is_taken(self):  # SPEC D3
        """Two contacts of Xero's with one e-mail, one after the other."""
        first = self.theirs("Acme", EmailAddress="office@acme.example")
        self.come_in()
        second = self.theirs("Acme Two", EmailAddress="office@acme.example")
        self.come_in()
        self.assertEqual(self.partner_of(first).name, "Acme")
        self.assertEqual(self.partner_of(second).name, "Acme Two")
        self.assert_nothing_sent()

    def test_never_a_colleague_or_our_own_company(self):  # SPEC D3
        self.connection.sync_contacts = "pull"
        login = new_test_user(self.env, "colleague", groups="base.group_user")
        login.partner_id.email = "colleague@example.com"
        mail = self.theirs("Colleague", EmailAddress="colleague@example.com")
        own = self.theirs(self.company.name)
        self.come_in()
        self.assertNotEqual(self.partner_of(mail), login.partner_id)
        self.assertTrue(self.partner_of(own))
        self.assertNotEqual(self.partner_of(own), self.company.partner_id)

    def test_partner_of_another_company(self):  # SPEC X13
        other = self.env["res.company"].create({"name": "Other Company"})
        partner = self.ours("Acme", company_id=other.id)
        contact = self.theirs("Acme")
        self.come_in()
        self.assertNotEqual(self.partner_of(contact), partner)

    # === POLICIES === #

    def test_update_is_the_default(self):  # SPEC D3
        """Xero's values win; what Xero has not, Odoo keeps."""
        partner = self.ours(
            "Acme", email="old@acme.example", phone="1234567", street="Old Road"
        )
        contact = self.theirs(
            "Acme",
            EmailAddress="new@acme.example",
            Addresses=[{"AddressType": "POBOX", "City": "Leeds"}],
        )
        self.assert_found(contact, partner)
        self.assertEqual(partner.email, "new@acme.example")
        self.assertEqual(partner.phone, "1234567")
        self.assertEqual((partner.street, partner.city), (False, "Leeds"))

    def test_fill_only(self):  # SPEC D3
        partner = self.ours("Acme", email="old@acme.example", street="Old Road")
        self.connection.contact_import_policy = "fill"
        contact = self.theirs(
            "Acme",
            EmailAddress="new@acme.example",
            Phones=PHONE,
            Addresses=[{"AddressType": "POBOX", "City": "Leeds"}],
        )
        self.assert_found(contact, partner)
        self.assertEqual(partner.email, "old@acme.example")
        self.assertEqual(partner.phone, "+44 20 7946 0958")
        self.assertEqual((partner.street, partner.city), ("Old Road", False))
        theirs = self.contact(contact)
        self.assertEqual(theirs["EmailAddress"], "new@acme.example")

    def test_review(self):  # SPEC D3
        partner = self.ours("Acme", phone="1234567")
        self.connection.contact_import_policy = "review"
        contact = self.theirs("Acme", Phones=PHONE)
        new = self.theirs("Somebody New")
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.assertEqual(partner.phone, "1234567")
        self.assertEqual(self.partner_of(new).name, "Somebody New")
        self.assertEqual(self.arrival(contact).candidate_ids.partner_id, partner)

    # === REVIEW LIST === #

    def doubtful(self):
        partners = self.ours("Acme One", email="office@acme.example")
        partners |= self.ours("Acme Two", email="office@acme.example")
        contact = self.theirs("Acme", EmailAddress="office@acme.example")
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.assertEqual(partners.mapped("name"), ["Acme One", "Acme Two"])
        self.assertEqual(self.connection.contacts_to_decide, 1)
        arrival = self.arrival(contact).with_user(self.manager())
        self.assertEqual(arrival.candidate_ids.partner_id, partners)
        self.assertEqual(set(arrival.candidate_ids.mapped("reason")), {"e-mail"})
        return contact, partners, arrival

    def test_several_partners_are_a_question(self):  # SPEC D3 P1
        contact, partners, arrival = self.doubtful()
        right = arrival.candidate_ids.filtered(
            lambda one: one.partner_id == partners[1]
        )
        right.action_link()
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact), partners[1])
        self.assertEqual(partners.mapped("name"), ["Acme One", "Acme"])
        self.assertFalse(arrival.sudo().exists())
        self.assert_nothing_sent()

    def test_create_new(self):  # SPEC D3
        contact, partners, arrival = self.doubtful()
        arrival.action_create_new()
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).name, "Acme")
        self.assertNotIn(self.partner_of(contact), partners)
        with self.assertRaises(AccessError):
            arrival.with_user(self.env.ref("base.public_user")).action_ignore()
        self.assert_nothing_sent()

    def test_ignored_stays_outside(self):  # SPEC D3
        contact, partners, arrival = self.doubtful()
        arrival.action_ignore()
        with self.assertRaises(UserError):
            arrival.action_create_new()
        self.change(contact, Name="Acme Again")
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.assertEqual(arrival.state, "ignored")
        arrival.action_reopen()
        arrival.action_create_new()
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).name, "Acme Again")
        self.assertEqual(partners.mapped("name"), ["Acme One", "Acme Two"])

    def test_chosen_one_is_linked_meanwhile(self):  # SPEC D3 P1
        contact, partners, arrival = self.doubtful()
        other = self.theirs("Acme One")
        self.come_in()
        self.assertEqual(self.partner_of(other), partners[0])
        arrival.candidate_ids.filtered(
            lambda one: one.partner_id == partners[0]
        ).action_link()
        self.drain(self.connection)
        self.assertNotEqual(self.partner_of(contact), partners[0])
        self.assertEqual(partners[0].name, "Acme One")

    def test_two_contacts_of_xero_s_for_one_partner(self):  # SPEC P1
        """Two contacts with one e-mail: neither is the first hit."""
        partner = self.ours("Acme Holding", email="office@acme.example")
        contacts = [
            self.theirs(name, EmailAddress="office@acme.example")
            for name in ("Acme", "Acme North")
        ]
        self.come_in()
        self.assertEqual(partner.name, "Acme Holding")
        for contact in contacts:
            self.assertFalse(self.link_of(contact))
            self.assertEqual(self.arrival(contact).candidate_ids.partner_id, partner)
