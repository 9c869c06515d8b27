# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A person who connects: from the button through Xero's pages to the real route."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

from odoo.tests import HttpCase, new_test_user

from odoo.addons.xero_connector.models.xero_app import CALLBACK_PATH
from odoo.addons.xero_connector_tests.simulator.books.organisation import Settings
from odoo.addons.xero_connector_tests.simulator.identity.records import User

from . import scene
from .common import XeroCase

PASSWORD = "correct horse battery"
FORM = "/odoo/action-xero_connector.xero_connection_action/"


def new_manager(env, login="manager", **values):
    """Somebody who may connect, and no more than that."""
    groups = "base.group_user,xero_connector.group_manager"
    return new_test_user(env, login, groups=groups, password=PASSWORD, **values)


class Organisations:
    """More people and organisations at Xero than the one of each that is there."""

    def add_organisations(self, *names, email=scene.EMAIL):
        """Further organisations of a Xero user; their ids."""
        identity = self.simulator.world.identity
        user = identity.users[email]
        made = [
            self.simulator.world.add_organisation(Settings(name)).tenant_id
            for name in names
        ]
        user.organisations.extend(made)
        return made

    def add_person(self, email, tenants=()):
        """Another Xero user."""
        user = User(email, scene.PASSWORD, list(tenants))
        self.simulator.world.identity.add_user(user)
        return email

    def at_xero(self):
        """Tenants that our app is connected with, as Xero has it."""
        connections = self.simulator.world.identity.connections.values()
        return sorted(connection.tenant_id for connection in connections)

    def new_company(self, name="Second Company"):
        """Another company, without books: loading a chart takes seconds."""
        company = self.env["res.company"].create({"name": name})
        self.env.user.company_ids += company
        return company

    def assert_nothing_stored(self, connection):
        self.assertEqual(connection.state, "draft")
        self.assertFalse(connection.credential_id)
        self.assertFalse(connection.tenant_id)
        self.assertFalse(self.env["xero.credential"].search([]))
        self.assertFalse(self.env["xero.task"].search([]))


class ConsentCase(Organisations, XeroCase, HttpCase):
    """Answers of Xero arrive at the route that a browser is sent to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        address = f"http://localhost:{cls.http_port()}"
        cls.env["ir.config_parameter"].set_param("web.base.url", address)
        cls.manager = new_manager(cls.env)

    def setUp(self):
        super().setUp()
        self.connection = self.new_connection()

    def sign_in(self, user):
        self.authenticate(user.login, PASSWORD)

    def start(self, connection=None, user=None):
        """Click “Connect with Xero”; the address that the browser is sent to."""
        connection = connection or self.connection
        action = connection.with_user(user or self.manager).action_connect()
        self.assertEqual((action["type"], action["target"]), (ACT_URL, "self"))
        return action["url"]

    def state_of(self, url):
        return parse_qs(urlsplit(url).query)["state"][0]

    def come_back(self, query):
        """The browser follows Xero's redirect to our route."""
        self.env.flush_all()
        answer = self.url_open(CALLBACK_PATH, params=query, allow_redirects=False)
        self.env.invalidate_all()
        self.assertNotIn("Traceback", answer.text)
        return answer

    def connect_by_browser(self, connection=None, **choices):
        """The whole way; the answer of our route."""
        self.sign_in(self.manager)
        return self.come_back(scene.consent(self.start(connection), **choices))

    def assert_page(self, answer, *words, status=422):
        """A page with a sentence, and nothing for somebody who looks for more."""
        self.assertEqual(answer.status_code, status)
        text = unescape(answer.text)
        self.assertIn("Connecting with Xero did not work", text)
        for word in words:
            self.assertIn(word, text)

    def assert_form(self, answer, *words, connection=None):
        """Back on the form, which says what happened."""
        connection = connection or self.connection
        self.assertEqual(answer.status_code, 303, answer.text)
        location = urlsplit(answer.headers["Location"])
        self.assertEqual(location.path, f"{FORM}{connection.id}")
        for word in words:
            self.assertIn(word, connection.status_message)


ACT_URL = "ir.actions.act_url"
