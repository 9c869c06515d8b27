# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The demonstration as a new user does it, in a real browser beside a real Odoo.

The pictures that are taken on the way are in .local/screenshots.
"""

from decimal import Decimal

import requests

from odoo.tests import tagged

from odoo.addons.xero_connector_tests.demo.books import caller, differences, xero_books
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books
from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings

from .tour_case import EMAIL, TourCase

ORGANISATION = "Demo Company (UK)"
CUSTOMER = "Whitby Boatworks"
WORK = "Refitting the wheelhouse"


@tagged("post_install", "-at_install")
class TestTourDemo(TourCase):
    """Connect, bill, get paid in Xero, see it in Odoo."""

    def test_new_user(self):  # SPEC A1 A2 A10 A11 A12 A14 A16 A31 D8 E2 E3 E4 E6 E7 E8
        with self.at_the_browser() as person:
            self.log_in(person)
            self.start_to_connect(person)
            self.give_consent(person)
            self.see_connected(person)
        self.run_lane()
        with self.at_the_browser() as person:
            self.manage(person)
            self.choose_accounts(person)
            self.make_invoice(person)
        self.run_lane()
        with self.at_the_browser() as person:
            self.follow_it_to_xero(person)
            self.pay_it_in_xero(person)
            self.sync_now(person)
        self.run_lane()
        with self.at_the_browser() as person:
            self.see_it_paid(person)
        self.compare_books()

    def see_connected(self, person):
        """No question asked: there is just one organisation (SPEC A14, A16, E7)."""
        person.see(".ribbon", "Connected")
        person.see("h1", ORGANISATION)
        person.see("[name=connected_on]", ":")
        person.see("[name=connected_by]", EMAIL)
        person.picture("connected")

    def manage(self, person):
        """Odoo's settings tell the state and lead to the connection (SPEC D8, E8)."""
        self.open_app(person, "Settings")
        person.click(".settings_tab .tab", "Xero")
        person.see("[name=xero_connection_state]", "Connected")
        person.picture("settings")
        person.click("button[name=action_xero_manage]", "Manage")
        person.see(".o_form_view .ribbon", "Connected")

    def choose_accounts(self, person):
        """What is alone of its kind is chosen already; of two banks one is chosen."""
        person.see(".alert", "Default Bank Account")
        for tab in ("Documents", "Contacts"):
            person.click(".o_notebook .nav-link", tab)
            person.picture(tab.lower())
        person.click(".o_notebook .nav-link", "Accounts")
        person.see("[name=default_account_id]", "Sales")
        person.picture("accounts-and-taxes")
        person.click(".o_notebook .nav-link", "Payments")
        person.pick("[name=default_bank_account_id] input", "Business Bank Account")
        person.pick("[name=writeoff_account_id] input", "Bad debts")
        person.picture("payment-accounts")
        person.click(".o_form_button_save")
        # What is missing is told at the top: the page moves when it is saved.
        person.wait_for(
            "!document.querySelector('.o_form_button_save')"
            "?.checkVisibility({visibilityProperty: true})"
        )
        person.click(".o_notebook .nav-link", "Organisation")
        person.see("[name=granted_scopes]", "accounting.invoices")
        person.picture("organisation")

    def make_invoice(self, person):
        """Create and confirm an invoice; the mark for Xero is there at once."""
        self.open_app(person, "Invoicing")
        person.click(".o_menu_sections button", "Customers")
        person.click(".dropdown-item", "Invoices")
        person.see(".o_list_view .o_data_row")
        person.picture("invoices")
        person.click(".o_list_button_add")
        person.pick("[name=partner_id] input", CUSTOMER)
        person.click(".o_field_x2many_list_row_add a", "Add a line")
        person.type(".o_selected_row [name=name] .o_input", WORK)
        person.type(".o_selected_row [name=price_unit] input", "1250")
        person.pick(".o_selected_row [name=tax_ids] input", "20%")
        person.picture("new-invoice")
        person.click("button[name=action_post]", "Confirm")
        person.see("[name=xero_sync]", "On Its Way")
        person.picture("confirmed")

    def follow_it_to_xero(self, person):
        """The invoice says that it is in Xero, and leads there (SPEC A1)."""
        person.reload()
        person.see("[name=xero_sync]", "In Xero")
        person.picture("in-xero")
        self.invoice_address = person.address()
        person.open(person.value_of("[name=xero_url] a", "href"))
        person.see(".status", "AUTHORISED")
        person.picture("xero-invoice")

    def pay_it_in_xero(self, person):
        """Enter a payment of all that is due, on Xero's own page."""
        person.see("#pay_account", "Business Bank Account")
        person.click("#pay_submit", "Add payment")
        person.see(".status", "PAID")
        person.picture("xero-paid")

    def sync_now(self, person):
        """A user who does not want to wait for the next look at Xero."""
        person.open(f"{self.base_url()}/odoo")
        self.open_app(person, "Xero")
        person.click(".o_menu_sections .o_nav_entry", "Tasks")
        person.see(".o_data_row", "Send Invoice")
        person.picture("tasks")
        person.click(".o_menu_sections .o_nav_entry", "Overview")
        person.click(".o_kanban_record button", "Configure")
        person.click("button[name=action_sync_now]", "Sync Now")
        person.see(".o_notification", "background")
        person.picture("sync-now")

    def see_it_paid(self, person):
        """The payment is registered and the invoice paid (SPEC A2, A31, E2)."""
        person.open(self.invoice_address)
        person.see(".ribbon", "Paid")
        person.see("[name=xero_status]", "PAID")
        person.picture("paid")

    def compare_books(self):
        """Both sides' books agree to the cent (SPEC X2)."""
        state, reports = (
            requests.get(
                f"{self.simulator.url}/_sim/{what}",
                params={"tenant": ORGANISATION},
                timeout=10,
            ).json(parse_float=Decimal)
            for what in ("state", "books")
        )
        odoo = odoo_books(caller(self.env), self.connection.id)
        self.assertEqual(len(odoo.documents), 8)
        self.assertEqual(differences(odoo, xero_books(state, reports)), [])


@tagged("post_install", "-at_install")
class TestTourOrganisations(TourCase):
    """A user with several organisations is asked which one it is."""

    pictures = "organisations"

    def test_choose_organisation(self):  # SPEC A15 E5
        world = self.simulator.world
        other = world.add_organisation(Settings("Oak & Brass Holdings"))
        user = world.identity.users[EMAIL]
        user.organisations.append(other.tenant_id)
        with self.at_the_browser() as person:
            self.log_in(person)
            self.start_to_connect(person)
            self.give_consent(person, user.organisations)
            person.click("button[name=action_choose]", "Choose Organisation")
            person.see(".modal", ORGANISATION)
            person.picture("choose")
            person.click(".modal .o_radio_item label", other.name)
            person.click(".modal button[name=action_confirm]")
            person.see(".ribbon", "Connected")
            person.see("h1", other.name)
            person.picture("connected")
        self.assertEqual(self.connection.tenant_id, other.tenant_id)
