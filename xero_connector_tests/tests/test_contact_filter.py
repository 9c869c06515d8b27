# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which new contacts go to Xero by themselves, and to which organisation."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user
from odoo.tools import SQL

from . import scene
from .common import XeroCase
from .consents import Organisations


class TestContactFilter(Organisations, XeroCase):
    def names_in_xero(self, connection):
        """Contacts in Xero after a drain."""
        self.drain(connection)
        return sorted(contact["Name"] for contact in self.xero_contacts())

    def two_companies(self):
        """Two companies with an organisation each."""
        (tenant,) = self.add_organisations("Alpha")
        first = self.connect()
        company = self.new_company()
        second = self.new_connection(company_id=company.id)
        self.add_person("grace@example.com", [tenant])
        self.give_consent(second, email="grace@example.com")
        self.assertEqual(second.state, "connected", second.status_message)
        self.drain(second)
        return first, second, company

    def queued(self, partner):
        """Connections that the partner is queued for."""
        self.env.cr.flush()
        tasks = self.env["xero.task"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", partner.id)]
        )
        return tasks.connection_id

    # === WHO === #

    def test_customers_and_companies_go(self):  # SPEC A3
        connection = self.connect()
        self.partner("A Company", is_company=True)
        self.partner("B Person", is_company=False)
        self.assertEqual(self.names_in_xero(connection), ["A Company", "B Person"])

    def test_people_below_a_company_do_not(self):  # SPEC A3 A4
        connection = self.connect()
        parent = self.partner("A Company", is_company=True)
        self.partner("Ann", parent_id=parent.id)
        self.partner("Site", parent_id=parent.id, type="delivery")
        self.assertEqual(self.names_in_xero(connection), ["A Company"])

    def test_company_below_a_company_is_commercial(self):  # SPEC A3
        connection = self.connect()
        parent = self.partner("A Holding", is_company=True)
        self.partner("B Subsidiary", parent_id=parent.id, is_company=True)
        self.assertEqual(self.names_in_xero(connection), ["A Holding", "B Subsidiary"])

    def test_users_and_own_companies_do_not(self):  # SPEC A3
        connection = self.connect()
        new_test_user(self.env, "colleague", groups="base.group_user")
        new_test_user(self.env, "guest", groups="base.group_portal")
        self.new_company()
        self.assertEqual(self.names_in_xero(connection), [])
        self.assertEqual(self.simulator.requests(method="PUT"), [])

    # === THE SETTING === #

    def test_filter_of_the_setting(self):  # SPEC A3
        connection = self.connect(contact_domain="[('customer_rank', '>', 0)]")
        self.partner("A Supplier", supplier_rank=1)
        self.partner("B Customer", customer_rank=1)
        self.assertEqual(self.names_in_xero(connection), ["B Customer"])

    def test_filter_that_cannot_be_used(self):  # SPEC A3
        connection = self.connect()
        for domain in ("[('customer_rank', '>'", "[('no_such_field', '=', 1)]", "1"):
            with (
                self.subTest(domain=domain),
                self.assertRaisesRegex(ValidationError, "contact filter"),
            ):
                connection.contact_domain = domain
                self.env.flush_all()

    def break_filter(self, connection):
        """The module that had a field of the filter is uninstalled."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE xero_connection SET contact_domain = %s WHERE id = %s",
                "[('membership_level', '=', 'gold'), ('customer_rank', '>', 0)]",
                connection.id,
            )
        )
        connection.invalidate_recordset(["contact_domain"])

    def held(self, partner):
        """The partner's tasks that wait for a filter."""
        return self.env["xero.task"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", partner.id),
                ("state", "=", "waiting"),
                ("error_code", "=", "contact_filter_invalid"),
            ]
        )

    def test_filter_breaks_and_nobody_is_disturbed(self):  # SPEC A3 P24
        """Contacts are saved, wait, say why, and go when the filter is repaired."""
        connection = self.connect(contact_domain="[('customer_rank', '>', 0)]")
        self.break_filter(connection)
        customer = self.partner("A Customer", customer_rank=1)
        supplier = self.partner("B Supplier", supplier_rank=1)
        user = new_test_user(self.env, "colleague", groups="base.group_user")
        supplier.email = "b@example.com"
        self.assertEqual(self.names_in_xero(connection), [])
        self.assertFalse(self.queued(user.partner_id))
        for partner in (customer, supplier):
            task = self.held(partner)
            self.assertEqual(len(task), 1)
            self.assertIn("“membership_level”", task.message)
            self.assertIn("Contacts to Send", task.advice)
        connection.invalidate_recordset(["missing_settings"])
        self.assertIn("“membership_level”", connection.missing_settings)
        with self.assertRaisesRegex(UserError, "membership_level"):
            connection.action_sync_contacts()

        connection.contact_domain = "[('customer_rank', '>', 0)]"
        self.assertEqual(self.names_in_xero(connection), ["A Customer"])
        self.assertFalse(self.held(supplier))
        connection.invalidate_recordset(["missing_settings"])
        self.assertNotIn("membership_level", connection.missing_settings or "")

    def test_document_goes_while_the_filter_is_broken(self):  # SPEC A3 A32
        connection = self.connect()
        self.break_filter(connection)
        needed, other = self.partner("Needed"), self.partner("Other")
        self.assertEqual(self.names_in_xero(connection), [])
        invoice = self.invoice(needed)
        self.assertEqual(self.names_in_xero(connection), ["Needed"])
        self.assertEqual(
            self.xero_invoices(invoice.name)[0]["Contact"]["Name"], "Needed"
        )
        self.assertTrue(self.held(other))

    def test_the_field_comes_back(self):  # SPEC A3 X14
        """The module is installed again: the nightly watch notices, and managers were
        told in the night before."""
        connection = self.connect()
        self.break_filter(connection)
        self.partner("A Customer")
        connection.action_load_all()
        self.drain(connection)
        self.assertIn("“membership_level”", connection.mapping_problems)
        self.assertEqual(self.xero_contacts(), [])
        self.env.cr.execute(
            SQL("UPDATE xero_connection SET contact_domain = %s", "[('id', '>', 0)]")
        )
        connection.invalidate_recordset(["contact_domain"])
        connection.action_load_all()
        self.drain(connection)
        self.assertFalse(connection.mapping_problems)
        self.assertEqual(self.names_in_xero(connection), ["A Customer"])

    def test_off_means_only_what_documents_need(self):  # SPEC A3 A32
        connection = self.connect(sync_contacts="off")
        self.partner("Nobody Asks For")
        needed = self.partner("Needed")
        self.assertEqual(self.names_in_xero(connection), [])
        self.invoice(needed)
        self.assertEqual(self.names_in_xero(connection), ["Needed"])

    def test_document_needs_whom_the_filter_refuses(self):  # SPEC A3 A32
        connection = self.connect()
        user = new_test_user(self.env, "colleague", groups="base.group_user")
        self.invoice(user.partner_id)
        self.assertEqual(self.names_in_xero(connection), [user.partner_id.name])

    def test_change_of_somebody_unknown_to_xero(self):  # SPEC A3 A17 A27
        older = self.partner("Older")
        self.env.cr.flush()
        connection = self.connect()
        older.email = "older@example.com"
        self.assertFalse(self.queued(older))
        self.assertEqual(self.names_in_xero(connection), [])

    # === WHERE === #

    def test_shared_partner_goes_where_it_is_created(self):  # SPEC A3 X13
        first, second, company = self.two_companies()
        self.assertEqual(self.queued(self.partner("Mine")), first)
        partner = self.env["res.partner"].with_company(company)
        self.assertEqual(self.queued(partner.create({"name": "Theirs"})), second)

    def test_partner_of_a_company_goes_there(self):  # SPEC A3 X13
        """Whoever creates it, wherever they are at the moment."""
        first, second, company = self.two_companies()
        theirs = self.partner("Theirs", company_id=company.id)
        self.assertEqual(self.queued(theirs), second)
        mine = self.env["res.partner"].with_company(company)
        mine = mine.create({"name": "Mine", "company_id": self.company.id})
        self.assertEqual(self.queued(mine), first)

    def test_change_goes_wherever_the_partner_is_known(self):  # SPEC A27 X13
        first, second, company = self.two_companies()
        partner = self.partner("Known To One")
        self.drain(first)
        self.drain(second)
        partner.with_company(company).email = "new@example.com"
        self.assertEqual(self.queued(partner), first)
        self.drain(first)
        (contact,) = self.xero_contacts()
        self.assertEqual(contact["EmailAddress"], "new@example.com")

    def test_document_of_another_company_needs_it(self):  # SPEC X13 A32
        """Then it is a contact of both organisations, with an id of its own in each."""
        first, second, company = self.two_companies()
        scene.use_uk_books(self.env, company)
        second.default_account_id = self.account(second, "200")
        partner = self.partner("Shared")
        self.drain(first)
        self.drain(second)
        alpha = self.simulator.world.organisation("Alpha")
        self.assertEqual([one.name for one in alpha.contacts], [])

        there = self.env(context={"allowed_company_ids": company.ids})
        tax = scene.sale_tax(there, company)
        scene.make_invoices(there, partner.with_env(there), taxes=tax).action_post()
        self.assertEqual(self.queued(partner), first)
        self.drain(second)
        (contact,) = alpha.contacts
        links = self.env["xero.link"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", partner.id)]
        )
        self.assertEqual(links.connection_id, first | second)
        self.assertIn(contact.id, links.mapped("xero_id"))

        partner.phone = "555"
        self.drain(first)
        self.drain(second)
        (mine,) = self.xero_contacts("Shared")
        for phones in (mine["Phones"], contact.fields["Phones"]):
            numbers = [one["PhoneNumber"] for one in phones]
            self.assertIn("555", numbers)

    def test_company_without_a_connection(self):  # SPEC A3
        first = self.connect()
        company = self.new_company()
        partner = self.env["res.partner"].with_company(company)
        self.assertFalse(self.queued(partner.create({"name": "Elsewhere"})))
        self.assertEqual(self.names_in_xero(first), [])
