# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Several companies, each with its organisation: nothing gets from one to another."""

from odoo import fields
from odoo.exceptions import AccessError

from odoo.addons.xero_connector.core import webhook

from .company_case import CompanyCase
from .webhook_case import body_of, event


class TestCompanies(CompanyCase):
    # === DOCUMENTS AND MONEY === #

    def test_each_company_has_its_books(self):  # SPEC X13 B19
        """One customer of both: documents and payments go where they belong."""
        partner = self.partner("Shared")
        mine = self.document(self.company, partner, price=100)
        theirs = self.document(self.second, partner, price=200)
        bill = self.document(self.second, partner, "in_invoice", price=30)
        bank = self.inside(self.second)["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.second.id)], limit=1
        )
        wizard = theirs.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=theirs.ids
        )
        wizard.create({"journal_id": bank.id})._create_payments()
        self.drain_both()
        numbers = [one["InvoiceNumber"] for one in self.xero_invoices()]
        self.assertEqual(numbers, [mine.name])
        self.assertEqual(self.xero_payments(), [])
        found = {one.number: one.type for one in self.alpha.invoices}
        self.assertEqual(set(found.values()), {"ACCREC", "ACCPAY"})
        self.assertEqual(found[theirs.name], "ACCREC")
        (payment,) = self.alpha.payments
        self.assertEqual(float(payment.amount), theirs.amount_total)
        self.assert_same_books(self.first_connection)
        links = self.links_of(partner)
        self.assertEqual(
            links.connection_id, self.first_connection | self.second_connection
        )
        self.assertEqual(len(set(links.mapped("xero_id"))), 2)
        self.assertEqual(self.links_of(bill).connection_id, self.second_connection)

    def test_change_of_a_shared_partner_reaches_both(self):  # SPEC X13 A27
        """Whoever changes it, in whichever company: two contacts, both updated."""
        partner = self.partner("Shared")
        for company in (self.company, self.second):
            self.document(company, partner)
        self.drain_both()
        user = self.member("second", self.second, group="base.group_partner_manager")
        partner.with_env(self.inside(self.second, user)).write(
            {"email": "shared@example.com"}
        )
        self.drain_both()
        (mine,) = self.xero_contacts("Shared")
        (theirs,) = self.alpha.contacts
        self.assertEqual(mine["EmailAddress"], "shared@example.com")
        self.assertEqual(theirs.fields["EmailAddress"], "shared@example.com")
        self.assertNotEqual(mine["ContactID"], theirs.id)

    def test_partner_goes_only_where_it_is_needed(self):  # SPEC X13 A3
        """Not everywhere: where it was made, has a document, or is known."""
        partner = self.partner("Of The First")
        self.drain_both()
        partner.phone = "+44 20 7946 0000"
        self.drain_both()
        self.assertEqual(len(self.xero_contacts("Of The First")), 1)
        self.assertEqual([one.name for one in self.alpha.contacts], [])

    def test_companies_that_invoice_each_other(self):  # SPEC X13
        """The invoice in one organisation, the bill in the other; either contact is
        the other company's, and neither lane touches the other's document."""
        ours, theirs = self.company.partner_id, self.second.partner_id
        invoice = self.document(self.company, theirs, price=500)
        bill = self.document(self.second, ours, "in_invoice", price=500)
        self.drain_both()
        (sold,) = self.xero_invoices()
        (bought,) = self.alpha.invoices
        self.assertEqual((sold["Type"], bought.type), ("ACCREC", "ACCPAY"))
        self.assertEqual(sold["Contact"]["Name"], self.second.name)
        (supplier,) = self.alpha.contacts
        self.assertEqual(supplier.name, self.company.name)
        self.assertEqual(self.links_of(invoice).connection_id, self.first_connection)
        self.assertEqual(self.links_of(bill).connection_id, self.second_connection)
        self.assertEqual(set(self.tasks_of(invoice | bill).mapped("state")), {"done"})

    def test_payment_in_one_organisation(self):  # SPEC X13 A2
        """Two invoices of one number, one in each: only the right one is paid."""
        partner = self.partner("Shared")
        mine = self.document(self.company, partner)
        theirs = self.document(self.second, partner)
        theirs.env.cr.execute(
            "UPDATE account_move SET name = %s WHERE id = %s", [mine.name, theirs.id]
        )
        theirs.invalidate_recordset(["name"])
        self.drain_both()
        self.assertEqual([one.number for one in self.alpha.invoices], [mine.name])
        self.control("pay", invoice=mine.name, amount=50, account="090")
        for _look in range(2):
            self.poll(self.first_connection)
            self.poll(self.second_connection)
        self.assertEqual(mine.amount_residual, mine.amount_total - 50)
        self.assertEqual(theirs.amount_residual, theirs.amount_total)

    # === WHAT EACH SEES === #

    def test_nobody_looks_into_the_other_company(self):  # SPEC X13 A8 C12
        """Managers of each, and one of both who has chosen one."""
        partner = self.partner("Shared")
        for company in (self.company, self.second):
            self.document(company, partner)
        self.drain_both()
        for connection in (self.first_connection, self.second_connection):
            self.tell_of_something(connection)
        both = self.member("both", self.company, self.second)
        members = {
            self.company: self.member("one", self.company),
            self.second: self.member("other", self.second),
        }
        mine = {
            self.company: self.first_connection,
            self.second: self.second_connection,
        }
        for company, member in members.items():
            for user in (member, both):
                env = self.inside(company, user)
                with self.subTest(company=company.name, user=user.login):
                    self.assert_sees_only(env, mine[company])
        other = self.second_connection.with_env(
            self.inside(self.company, members[self.company])
        )
        for button in ("action_pause", "action_sync_now", "list_invoices"):
            with self.assertRaises(AccessError):
                getattr(other, button)()
        with self.assertRaises(AccessError):
            other.read(["organisation_name"])

    def tell_of_something(self, connection):
        """A webhook event of this organisation."""
        delivery = webhook.delivery_of(body_of([event(connection.tenant_id)]))
        self.env["xero.delivery"]._receive(self.app, delivery, 1)

    def assert_sees_only(self, env, connection):
        self.assertEqual(env["xero.connection"].search([]), connection)
        for name in ("xero.task", "xero.link", "xero.event", "xero.call"):
            rows = env[name].search([])
            self.assertTrue(rows, name)
            self.assertEqual(rows.connection_id, connection, name)
        for name in ("xero.account", "xero.tax.rate", "xero.budget", "xero.cursor"):
            self.assertEqual(env[name].search([]).connection_id, connection, name)

    def test_status_is_that_of_the_chosen_company(self):  # SPEC X13 C12
        partner = self.partner("Shared")
        for company in (self.company, self.second):
            self.document(company, partner)
        self.drain_both()
        (mine,) = self.xero_contacts("Shared")
        (theirs,) = self.alpha.contacts
        here = partner.with_env(self.inside(self.company))
        there = partner.with_env(self.inside(self.second))
        self.assertEqual(here.xero_link_id.sudo().xero_id, mine["ContactID"])
        self.assertEqual(there.xero_link_id.sudo().xero_id, theirs.id)

    # === ONE ORGANISATION AT A TIME === #

    def test_events_find_their_organisation(self):  # SPEC X13 B9
        """One delivery tells of both: each lane is woken for what is its own."""
        partner = self.partner("Shared")
        self.document(self.second, partner)
        self.drain_both()
        self.tell_of_something(self.second_connection)
        events = self.env["xero.event"].search([])
        self.assertEqual(events.connection_id, self.second_connection)
        self.drain(self.first_connection)
        self.assertEqual(events.state, "new")
        self.drain(self.second_connection)
        self.assertEqual(events.state, "done")

    def test_one_consent_for_both(self):  # SPEC X13 B19 P3
        """Refreshed once, it serves either; the calls go to the right organisation."""
        beta, gamma = self.add_organisations("Beta", "Gamma", email="grace@example.com")
        companies = self.new_company("Third"), self.new_company("Fourth")
        pairs = list(zip(companies, (beta, gamma), strict=True))
        connections = [self.join_by_choice(*pair) for pair in pairs]
        (credential,) = connections[0].credential_id | connections[1].credential_id
        self.assertEqual(credential, self.second_connection.credential_id)
        for company, _tenant in pairs:
            env = self.inside(company)
            env["res.partner"].create({"name": f"Customer of {company.name}"})
        credential.expires_at = fields.Datetime.now()
        self.simulator.world.log.clear()
        for connection in connections:
            self.drain(connection)
        self.assertEqual(len(self.simulator.requests("/connect/token")), 1)
        for name, organisation in (("Third", "Beta"), ("Fourth", "Gamma")):
            books = self.simulator.world.organisation(organisation)
            found = [one.name for one in books.contacts]
            self.assertEqual(found, [f"Customer of {name}"])

    def join_by_choice(self, company, tenant):
        """A person of several organisations chooses one for this company."""
        connection = self.new_connection(company_id=company.id)
        self.give_consent(connection, email="grace@example.com", tenants=[tenant])
        wizard = self.env["xero.choose.organisation"].browse(
            connection.action_choose()["res_id"]
        )
        wizard.tenant_id = tenant
        wizard.action_confirm()
        self.assertEqual(connection.state, "connected")
        return connection

    def test_lost_access_stops_one_company(self):  # SPEC X13 B7
        """The other goes on."""
        self.second_connection._set_expired("as a test")
        mine = self.document(self.company, self.partner("Mine"))
        theirs = self.document(self.second, self.partner("Theirs"))
        self.drain_both()
        self.assertEqual(
            [one["InvoiceNumber"] for one in self.xero_invoices()], [mine.name]
        )
        self.assertEqual(list(self.alpha.invoices), [])
        self.assertEqual(set(self.tasks_of(theirs).mapped("state")), {"queued"})


class TestBranches(CompanyCase):
    def test_a_branch_uses_its_roots_organisation(self):  # SPEC X13
        """Its documents, with its own dealer code; customers' codes go first."""
        self.company.xero_dealer_code = "HOUSE"
        invoice = self.document(self.branch, self.partner("Northerner"))
        self.assertEqual(invoice.company_id, self.branch)
        self.assertEqual(self.codes_of(invoice), {"HOUSE"})
        self.branch.xero_dealer_code = "NORTH"
        own = self.document(self.branch, self.partner("Neighbour"))
        dealer = self.partner("Dealer", xero_dealer_code="D-7")
        dealt = self.document(self.branch, dealer)
        house = self.document(self.company, self.partner("Southerner"))
        self.assertEqual(self.codes_of(own), {"NORTH"})
        self.assertEqual(self.codes_of(dealt), {"D-7"})
        self.assertEqual(self.codes_of(house), {"HOUSE"})
        self.drain_both()
        self.assertEqual(
            {one["InvoiceNumber"] for one in self.xero_invoices()},
            {one.name for one in (invoice, own, dealt, house)},
        )
        self.assertEqual(list(self.alpha.invoices), [])

    def codes_of(self, move):
        return set(self.tasks_of(move).mapped("dealer_code"))

    def test_a_partner_made_in_a_branch(self):  # SPEC X13 A3
        partner = self.inside(self.branch)["res.partner"].create({"name": "Northern"})
        own = self.inside(self.branch)["res.partner"].create(
            {"name": "Northern Own", "company_id": self.branch.id}
        )
        self.drain_both()
        names = [one["Name"] for one in self.xero_contacts()]
        self.assertEqual(sorted(names), ["Northern", "Northern Own"])
        self.assertEqual(self.links_of(partner).connection_id, self.first_connection)
        self.assertEqual(self.links_of(own).connection_id, self.first_connection)

    def test_a_branch_with_an_organisation_of_its_own(self):  # SPEC X13 B19
        """From then on its documents go there; those of before stay where they are."""
        before = self.document(self.branch, self.partner("Before"))
        self.drain_both()
        (tenant,) = self.add_organisations("North Ltd")
        third = self.join(self.branch, tenant, email="alan@example.com")
        if not third.tax_mapping_ids:
            tax = self.branch.account_sale_tax_id or self.sale_tax
            rate = third.tax_rate_ids.filtered(lambda one: one.tax_type == "OUTPUT2")
            self.env["xero.tax.mapping"].create(
                {
                    "connection_id": third.id,
                    "tax_id": tax.id,
                    "tax_rate_id": rate.id,
                }
            )
        after = self.document(self.branch, self.partner("After"))
        root = self.document(self.company, self.partner("Root"))
        self.drain_both()
        self.drain(third)
        north = self.simulator.world.organisation("North Ltd")
        self.assertEqual([one.number for one in north.invoices], [after.name])
        numbers = {one["InvoiceNumber"] for one in self.xero_invoices()}
        self.assertEqual(numbers, {before.name, root.name})

    def test_who_works_in_a_branch_sees_its_status(self):  # SPEC X13 C12
        invoice = self.document(self.branch, self.partner("Northerner"))
        self.drain_both()
        clerk = self.member("clerk", self.branch, group="account.group_account_invoice")
        seen = invoice.with_env(self.inside(self.branch, clerk))
        self.assertEqual(seen.xero_sync, "synced")
        self.assertTrue(seen.xero_url)
