# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What both sides change, and what becomes of a contact in Xero (SPEC X3, X5, P10)."""

from odoo.exceptions import AccessError

from .consents import Organisations
from .contact_intake_case import ContactIntakeCase


def phones(number):
    return [{"PhoneType": "DEFAULT", "PhoneNumber": number}]


class TestContactsInChanges(Organisations, ContactIntakeCase):
    def in_both(self, name="Acme", **values):
        """A contact that both sides know."""
        partner = self.partner(name, **values)
        self.drain(self.connection)
        (contact,) = self.xero_contacts(name)
        self.simulator.world.log.clear()
        return partner, contact

    def phone_in_xero(self, contact):
        return next(
            one["PhoneNumber"]
            for one in self.contact(contact)["Phones"]
            if one["PhoneType"] == "DEFAULT"
        )

    # === BOTH SIDES === #

    def both_change(self):
        """The phone on both sides, the e-mail in Xero only, the city in Odoo only."""
        partner, contact = self.in_both(phone="1111111")
        self.change(contact, Phones=phones("2222222"), EmailAddress="x@acme.example")
        partner.write({"phone": "3333333", "city": "Leeds"})
        self.come_in()
        partner.invalidate_recordset()
        return partner, contact

    def test_ask_which_is_the_default(self):  # SPEC X3
        partner, contact = self.both_change()
        self.assertEqual((partner.phone, partner.email), ("3333333", "x@acme.example"))
        self.assertEqual(self.phone_in_xero(contact), "2222222")
        link = self.link_of(contact)
        self.assertTrue(link.needs_attention)
        self.assertIn("telephone", link.notice)
        self.assertNotIn("e-mail", link.notice)
        self.assertEqual(
            (partner.xero_sync, partner.xero_conflict), ("attention", "phone")
        )

    def test_a_question_outlives_what_is_sent(self):  # SPEC X3
        partner, contact = self.in_both(phone="1111111")
        partner.phone = "3333333"
        self.change(contact, Phones=phones("2222222"))
        self.come_in()
        partner.phone = "1111111"
        partner.city = "York"
        self.drain(self.connection)
        self.assertEqual(self.phone_in_xero(contact), "2222222")
        partner.invalidate_recordset()
        self.assertEqual(partner.xero_sync, "attention")

    def test_odoo_is_right(self):  # SPEC X3
        partner, contact = self.both_change()
        with self.assertRaises(AccessError):
            partner.with_user(
                self.env.ref("base.public_user")
            ).action_xero_odoo_is_right()
        partner.with_user(self.manager()).action_xero_odoo_is_right()
        self.drain(self.connection)
        self.assertEqual(self.phone_in_xero(contact), "3333333")
        self.assertEqual(partner.phone, "3333333")
        self.assertEqual(self.contact(contact)["EmailAddress"], "x@acme.example")
        self.assert_settled(partner, contact)

    def test_xero_is_right(self):  # SPEC X3
        partner, contact = self.both_change()
        partner.with_user(self.manager()).action_xero_xero_is_right()
        self.drain(self.connection)
        self.assertEqual(partner.phone, "2222222")
        self.assertEqual(self.phone_in_xero(contact), "2222222")
        self.assert_settled(partner, contact)

    def assert_settled(self, partner, contact):
        """Nothing is asked any more, and the city of Odoo's is in Xero."""
        partner.invalidate_recordset()
        self.assertEqual((partner.xero_sync, partner.xero_conflict), ("synced", False))
        addresses = self.contact(contact)["Addresses"]
        self.assertEqual({one["City"] for one in addresses}, {"Leeds"})
        self.assert_agreement(self.connection)

    def test_setting_odoo(self):  # SPEC X3
        self.connection.contact_conflict = "odoo"
        partner, contact = self.both_change()
        self.assertEqual((partner.phone, partner.email), ("3333333", "x@acme.example"))
        self.assertEqual(self.phone_in_xero(contact), "3333333")
        self.assert_settled(partner, contact)

    def test_setting_xero(self):  # SPEC X3
        self.connection.contact_conflict = "xero"
        partner, contact = self.both_change()
        self.assertEqual((partner.phone, partner.email), ("2222222", "x@acme.example"))
        self.assertEqual(self.phone_in_xero(contact), "2222222")
        self.assert_settled(partner, contact)

    def test_the_same_change_on_both_sides(self):  # SPEC X3
        partner, contact = self.in_both(phone="1111111")
        self.change(contact, Phones=phones("2222222"))
        partner.phone = "2222222"
        self.come_in()
        self.assertFalse(self.link_of(contact).needs_attention)
        self.assertEqual((partner.phone, self.phone_in_xero(contact)), ("2222222",) * 2)
        self.assert_agreement(self.connection)

    # === LED BY XERO === #

    def test_led_by_xero(self):  # SPEC D1 A32
        """Xero to Odoo: changes in Odoo stay there; what documents need goes."""
        partner, contact = self.in_both(phone="1111111")
        self.connection.sync_contacts = "pull"
        self.drain(self.connection)
        partner.write({"phone": "3333333", "city": "Leeds"})
        self.drain(self.connection)
        self.assertEqual(self.phone_in_xero(contact), "1111111")
        self.change(contact, Phones=phones("2222222"))
        self.come_in()
        self.assertEqual((partner.phone, partner.city), ("2222222", "Leeds"))
        self.assertEqual(self.writes(), [])
        self.partner("Nobody Asks For")
        invoice = self.invoice(self.partner("Needed"))
        self.drain(self.connection)
        names = {one["Name"] for one in self.xero_contacts()}
        self.assertEqual(names, {"Acme", "Needed"})
        self.assert_agreement(self.connection, invoice)

    # === ARCHIVED, ERASED, MERGED === #

    def status(self, contact, status):
        self.change(contact, ContactStatus=status)
        self.come_in()

    def test_archived_is_only_shown(self):  # SPEC X5
        partner, contact = self.in_both()
        self.status(contact, "ARCHIVED")
        self.assertTrue(partner.active)
        partner.invalidate_recordset()
        self.assertEqual(partner.xero_status, "ARCHIVED")
        self.assert_nothing_sent()

    def test_archived_here_too(self):  # SPEC X5
        self.connection.contact_archive_policy = "archive"
        partner, contact = self.in_both()
        self.status(contact, "ARCHIVED")
        self.assertFalse(partner.active)
        self.assert_nothing_sent()
        self.status(contact, "ACTIVE")
        self.assertTrue(partner.active)
        self.assert_nothing_sent()
        self.assertEqual(self.contact(contact)["ContactStatus"], "ACTIVE")

    def test_never_with_an_unpaid_invoice(self):  # SPEC X5
        self.connection.contact_archive_policy = "archive"
        partner, contact = self.in_both()
        self.invoice(partner)
        self.drain(self.connection)
        self.status(contact, "ARCHIVED")
        self.assertTrue(partner.active)

    def test_privacy_request(self):  # SPEC X5
        partner, contact = self.in_both(phone="1111111")
        self.status(contact, "GDPRREQUEST")
        partner.phone = "2222222"
        self.drain(self.connection)
        invoice = self.invoice(partner)
        self.connection.auto_unarchive = True
        self.drain(self.connection)
        self.assertEqual(self.writes(), [])
        self.assert_waiting(invoice, "contact_erased", "privacy request")
        partner.invalidate_recordset()
        self.assertEqual(partner.xero_sync, "attention")
        self.assertIn("privacy request", partner.xero_message)

    def test_merge_is_followed_along_the_chain(self):  # SPEC P10 X5
        partner, _contact = self.in_both()
        self.theirs("Between")
        self.control("merge", source="Acme", target="Between")
        target = self.theirs("Target", EmailAddress="t@example.com")
        self.control("merge", source="Between", target="Target")
        self.connection.import_kinds = "customers"  # the target itself stays outside
        self.come_in()
        self.assertEqual(self.partner_of(target), partner)
        self.assertIn("merged", partner.message_ids[:1].body)

    def test_merged_with_another_partner_s(self):  # SPEC P10
        partner, _contact = self.in_both()
        _other, target = self.in_both("Target")
        self.control("merge", source="Acme", target="Target")
        self.come_in()
        self.assert_told(
            self.task(partner), "failed", "contact_merged", "Target", "in Odoo as well"
        )
        self.assertEqual(self.partner_of(target), _other)

    # === SEVERAL ORGANISATIONS === #

    def test_one_partner_in_three_organisations(self):  # SPEC X13
        """What changes in one organisation reaches the others once, and rests."""
        tenants = self.add_organisations("Alpha", "Beta")
        lanes = [self.connection]
        for number, tenant in enumerate(tenants):
            company = self.new_company(f"Company {number}")
            lane = self.new_connection(company_id=company.id)
            self.add_person(f"{number}@example.com", [tenant])
            self.give_consent(lane, email=f"{number}@example.com")
            lane.sync_contacts = "both"
            lanes.append(lane)
        partner = self.partner("Acme", phone="1111111")
        for lane in lanes:
            self.drain(lane)
            row = (lane.id, "contact.push", "res.partner", partner.id, "", "")
            self.env["xero.task"]._append([(*row, None, None, 10)])
            self.drain(lane)
        (contact,) = self.xero_contacts("Acme")
        self.change(contact, Phones=phones("2222222"))
        for _round in range(2):
            self.simulator.world.log.clear()
            for lane in lanes:
                self.poll(lane)
                self.drain(lane)
        self.assertEqual(self.writes(), [])
        self.assertEqual(partner.phone, "2222222")
        for name in ("Alpha", "Beta"):
            (theirs,) = self.simulator.world.organisation(name).contacts
            (phone,) = [
                one["PhoneNumber"]
                for one in theirs.fields["Phones"]
                if one["PhoneType"] == "DEFAULT"
            ]
            self.assertEqual(phone, "2222222")
        self.assertEqual(len(self.links_of(partner)), 3)

    def links_of(self, partner):
        return self.env["xero.link"].search(
            [("res_model", "=", partner._name), ("res_id", "=", partner.id)]
        )
