# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts that become one, in Odoo or in Xero."""

from .consents import Organisations
from .trouble import TroubleCase


class TestContactMerge(Organisations, TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def merge_in_odoo(self, target, *others):
        """Odoo's own wizard, the target surviving."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        ids = [target.id, *(one.id for one in others)]
        wizard._merge(ids, target)
        self.env.invalidate_all()

    def merge_in_xero(self, source, target):
        self.control("merge", source=source, target=target)

    def statuses(self):
        return {one["Name"]: one["ContactStatus"] for one in self.xero_contacts()}

    def links_of(self, *partner_ids):
        return self.env["xero.link"].search(
            [("res_model", "=", "res.partner"), ("res_id", "in", partner_ids)]
        )

    # === IN ODOO === #

    def test_survivor_keeps_its_contact(self):  # SPEC X5
        one, other = self.partner("One"), self.partner("Other")
        invoices = self.invoice(one) | self.invoice(other)
        self.drain(self.connection)
        xero_id = one.xero_link_id.xero_id
        self.merge_in_odoo(one, other)
        self.drain(self.connection)
        self.assertEqual(one.xero_link_id.xero_id, xero_id)
        self.assertEqual(self.statuses(), {"One": "ACTIVE", "Other": "ARCHIVED"})
        self.assertEqual(invoices.partner_id, one)
        self.assert_agreement(self.connection, *invoices)

        later = self.invoice(one)
        self.pay(invoices[1])
        self.drain(self.connection)
        (document,) = self.xero_invoices(later.name)
        self.assertEqual(document["Contact"]["ContactID"], xero_id)
        self.assert_agreement(self.connection, *invoices, later)

    def test_documents_of_the_merged_one(self):  # SPEC X5 E14
        """What is open gets the survivor's contact; what is paid stays as it is in
        Xero, and is no difference."""
        one, other, third = (self.partner(name) for name in ("One", "Other", "Third"))
        still_open, paid = self.invoice(other), self.invoice(other)
        self.pay(paid)
        self.drain(self.connection)
        self.merge_in_odoo(one, other)
        self.drain(self.connection)
        self.assertEqual(self.contact_of(still_open), "One")
        self.assertEqual(self.contact_of(paid), "Other")
        self.merge_in_odoo(third, one)
        self.connection.action_reconcile()
        self.drain(self.connection)
        self.assertEqual(self.contact_of(still_open), "Third")
        rows = self.env["xero.discrepancy"].search([])
        self.assertFalse(rows.mapped("details"))
        self.assert_agreement(self.connection, still_open, paid)

    def contact_of(self, invoice):
        (document,) = self.xero_invoices(invoice.name)
        return document["Contact"]["Name"]

    def test_survivor_without_a_contact_takes_one_over(self):  # SPEC X5
        self.connection.sync_contacts = "off"
        one, other = self.partner("One"), self.partner("Other")
        invoice = self.invoice(other)
        self.drain(self.connection)
        (before,) = self.xero_contacts()
        self.merge_in_odoo(one, other)
        self.drain(self.connection)
        (contact,) = self.xero_contacts()
        self.assertEqual(contact["ContactID"], before["ContactID"])
        self.assertEqual(one.xero_link_id.xero_id, before["ContactID"])
        self.assertEqual((contact["Name"], contact["ContactStatus"]), ("One", "ACTIVE"))
        self.assertTrue(contact["ContactNumber"].endswith(f"-{one.id}"))
        later = self.invoice(one)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_contacts()), 1)
        self.assert_agreement(self.connection, invoice, later)

    def test_three_of_which_two_are_known(self):  # SPEC X5
        self.connection.sync_contacts = "off"
        one, two, three = (self.partner(name) for name in ("One", "Two", "Three"))
        invoices = self.invoice(two) | self.invoice(three)
        self.drain(self.connection)
        self.merge_in_odoo(one, two, three)
        self.drain(self.connection)
        self.assertEqual(sorted(self.statuses().values()), ["ACTIVE", "ARCHIVED"])
        self.assertEqual(self.statuses()["One"], "ACTIVE")
        self.assert_agreement(self.connection, *invoices)

    def test_merged_before_anything_was_sent(self):  # SPEC X5
        one, other = self.partner("One"), self.partner("Other")
        invoice = self.invoice(other)
        self.env.cr.flush()
        self.merge_in_odoo(one, other)
        self.drain(self.connection)
        self.assertEqual(self.statuses(), {"One": "ACTIVE"})
        self.assert_agreement(self.connection, invoice)

    def test_failed_task_goes_to_the_survivor(self):  # SPEC X5
        other = self.partner("Other", email="not an address")
        invoice = self.invoice(other)
        self.drain(self.connection)
        self.assert_failed(other, "email_invalid")
        one = self.partner("One", email="one@example.com")
        self.merge_in_odoo(one, other)
        self.drain(self.connection)
        self.assertEqual(self.statuses(), {"One": "ACTIVE"})
        self.assert_agreement(self.connection, invoice)

    # === IN XERO === #

    def test_followed_when_the_partner_changes(self):  # SPEC P10
        one = self.partner("One", phone="1")
        self.drain(self.connection)
        target = self.in_xero("contact", Name="Target", EmailAddress="t@example.com")
        self.merge_in_xero("One", "Target")
        one.phone = "2"
        self.drain(self.connection)
        one.invalidate_recordset()
        self.assertEqual(one.xero_link_id.xero_id, target["ContactID"])
        self.assertEqual(self.statuses(), {"One": "ARCHIVED", "Target": "ACTIVE"})
        self.assertIn("merged", one.message_ids[:1].body)
        self.assert_agreement(self.connection)

    def test_followed_when_a_document_is_sent(self):  # SPEC P10
        """Over two merges: the chain is followed to its end."""
        one = self.partner("One")
        self.drain(self.connection)
        self.in_xero("contact", Name="Between")
        target = self.in_xero("contact", Name="Target")
        self.merge_in_xero("One", "Between")
        self.merge_in_xero("Between", "Target")
        invoice = self.invoice(one)
        self.drain(self.connection)
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Contact"]["ContactID"], target["ContactID"])
        self.assert_agreement(self.connection, invoice)
        (contact,) = self.xero_contacts("Target")
        self.assertFalse(contact.get("MergedToContactID"))

    def test_seen_when_contacts_are_read(self):  # SPEC P10
        one = self.partner("One")
        self.drain(self.connection)
        target = self.in_xero("contact", Name="Target")
        self.merge_in_xero("One", "Target")
        self.pass_time(900)
        self.partner("Another One")
        self.drain(self.connection)
        one.invalidate_recordset()
        self.assertEqual(one.xero_link_id.xero_id, target["ContactID"])

    def test_merged_with_another_partners_contact(self):  # SPEC P10 B22
        """Two partners cannot be one contact: a person merges them in Odoo too."""
        one, other = self.partner("One"), self.partner("Other")
        self.drain(self.connection)
        self.merge_in_xero("One", "Other")
        invoice = self.invoice(one)
        self.drain(self.connection)
        task = self.task(one)
        self.assert_told(task, "failed", "contact_merged", "Other", "in Odoo as well")
        self.assert_waiting(invoice, "waits_for_record", "One")
        self.assertEqual(self.xero_invoices(), [])

        self.merge_in_odoo(other, one)
        self.drain(self.connection)
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Contact"]["ContactID"], other.xero_link_id.xero_id)
        self.assert_agreement(self.connection, invoice)

    # === SEVERAL COMPANIES === #

    def test_each_organisation_follows(self):  # SPEC X5 X13
        """One contact is known to one organisation, the other to another."""
        (tenant,) = self.add_organisations("Alpha")
        company = self.new_company()
        second = self.new_connection(company_id=company.id)
        self.add_person("grace@example.com", [tenant])
        self.give_consent(second, email="grace@example.com")
        self.drain(second)
        one = self.partner("One")
        other = self.env["res.partner"].with_company(company).create({"name": "Other"})
        for connection in (self.connection, second):
            self.drain(connection)
        self.assertEqual(self.links_of(one.id).connection_id, self.connection)
        theirs = self.links_of(other.id)
        self.assertEqual(theirs.connection_id, second)
        self.merge_in_odoo(one, other)
        for connection in (self.connection, second):
            self.drain(connection)
        links = self.links_of(one.id)
        self.assertEqual(links.connection_id, self.connection | second)
        self.assertIn(theirs.xero_id, links.mapped("xero_id"))
        self.assertEqual(self.statuses(), {"One": "ACTIVE"})
        alpha = self.simulator.world.organisation("Alpha")
        names = [(one.name, one.status) for one in alpha.contacts]
        self.assertEqual(names, [("One", "ACTIVE")])
