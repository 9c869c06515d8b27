# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The demonstration's two windows in one browser, and a hand on the cron between."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase

from odoo.addons.xero_connector_tests.demo.load import load
from odoo.addons.xero_connector_tests.simulator import Simulator

from .browser import Person

#: Xero redirects to a plain http address only when it is this one, and a browser's
#: session belongs to the name that was entered
HOST = "localhost"
EMAIL = "demo@example.com"
PASSWORD = "demo"


class TourCase(HttpCase):
    """A person at the browser, with the demonstration loaded and nothing connected."""

    #: where the screenshots go
    pictures = "demo"

    @classmethod
    def setUpClass(cls):
        cls.startClassPatcher(patch("odoo.tests.common.HOST", HOST))
        super().setUpClass()
        cls.simulator = Simulator(host=HOST).start()
        cls.addClassCleanup(cls.simulator.stop)

    def setUp(self):
        super().setUp()
        self.simulator.reset()
        self.connection = load(self.env, self.simulator.url, self.base_url())
        self.person = Person(self, self.pictures)

    @contextmanager
    def at_the_browser(self):
        """Between these lines the server answers the browser, and the test waits."""
        self.hand_over()
        with self.allow_requests(browser=self.person.chrome):
            yield self.person
            self._wait_remaining_requests()
        self.assertFalse(self.person.chrome.had_failure, "the page reports an error")
        self.hand_over()

    def run_lane(self):
        """What a cron worker does; there is none while tests run."""
        self.hand_over()
        problem = self.connection.sudo().cron_id.method_direct_trigger()
        self.assertFalse(isinstance(problem, dict) and problem.get("tag"), problem)
        self.hand_over()

    def hand_over(self):
        """Write what this side has in mind, and forget what the other may change."""
        self.cr.flush()
        self.cr.clear()

    # === WHAT EVERY STORY BEGINS WITH === #

    def log_in(self, person):
        """Log in to Odoo."""
        person.open(f"{self.base_url()}/web/login")
        person.type("#login", "admin")
        person.type("#password", "admin")
        person.picture("log-in")
        person.click("button[type=submit]", "Log in")
        person.see(".o_navbar_apps_menu button")

    def open_app(self, person, name):
        """Choose an app from Odoo's menu."""
        person.click(".o_navbar_apps_menu button")
        person.click(".o-dropdown--menu .o_app", name)

    def start_to_connect(self, person):
        """From Odoo's menu to Xero's login page (SPEC A10, A11, E3, E4)."""
        self.open_app(person, "Xero")
        person.see(".o_kanban_record", "Connect with Xero")
        person.picture("xero-overview")
        person.click(".o_kanban_record button", "Configure")
        person.see(".o_form_view button[name=action_connect]")
        person.picture("not-connected")
        person.click("button[name=action_connect]", "Connect with Xero")
        person.see("#login_email")
        self.assertTrue(person.address().startswith(self.simulator.url))
        for word in ("state=", "code_challenge=", "code_challenge_method=S256"):
            self.assertIn(word, person.address())

    def give_consent(self, person, tenants=()):
        """Through Xero's own pages, back to Odoo (SPEC A12, E6).

        :param tenants: organisations to tick; the only one is ticked already
        """
        person.type("#login_email", EMAIL)
        person.type("#login_password", PASSWORD)
        person.picture("xero-login")
        person.click("#login_submit")
        person.see("#consent_scopes", "accounting.invoices")
        for tenant in tenants:
            person.click(f"input[name=tenant][value='{tenant}']")
        person.picture("xero-consent")
        person.click("#consent_allow")
        person.see(".o_form_view")
