# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero's answer comes back to our route: what is believed, and what is not."""

import hashlib
from urllib.parse import parse_qs, urlsplit

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.xero_connector.core.consent import GRANULAR, pkce_challenge

from . import scene
from .consents import PASSWORD, ConsentCase, new_manager


class TestOAuthCallback(ConsentCase):
    # === THE WAY TO XERO === #

    def test_address_has_a_state_and_a_challenge(self):  # SPEC A10 A11 A12 E4
        parts = urlsplit(self.start())
        query = {name: value for name, (value,) in parse_qs(parts.query).items()}
        self.assertEqual(
            f"{parts.scheme}://{parts.netloc}{parts.path}", self.app.login_url
        )
        self.assertEqual(query["response_type"], "code")
        self.assertEqual(query["client_id"], scene.CLIENT_ID)
        self.assertEqual(query["redirect_uri"], self.app.redirect_uri)
        self.assertTrue(query["redirect_uri"].startswith("http://localhost:"))
        self.assertEqual(query["code_challenge_method"], "S256")
        self.assertEqual(query["scope"].split(), list(GRANULAR))
        self.assertGreaterEqual(len(query["state"]), 43)
        self.assertNotIn(scene.CLIENT_SECRET, parts.query)

    def test_only_digest_and_sealed_verifier_are_kept(self):  # SPEC A11 A13
        query = parse_qs(urlsplit(self.start()).query)
        (state,), (challenge,) = query["state"], query["code_challenge"]
        self.env.cr.execute("SELECT * FROM xero_consent")
        (row,) = self.env.cr.dictfetchall()
        self.assertEqual(
            row["state_digest"], hashlib.sha256(state.encode()).hexdigest()
        )
        verifier = self.env["xero.seal"]._open(row["sealed_verifier"])
        self.assertEqual(pkce_challenge(verifier), challenge)
        for secret in (state, verifier):
            self.assertNotIn(secret, str(row))

    def test_every_click_is_another_state(self):  # SPEC A11
        self.assertNotEqual(self.state_of(self.start()), self.state_of(self.start()))

    def test_without_secret_there_is_a_sentence(self):  # SPEC A10
        self.app.sealed_secret = False
        with self.assertRaisesRegex(UserError, "no client secret yet"):
            self.start()

    def test_who_is_no_manager_cannot_start(self):  # SPEC A8
        user = new_test_user(self.env, "plain", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.start(user=user)

    # === THE WAY BACK === #

    def test_one_organisation_is_connected_at_once(self):  # SPEC A14 A16 E7 B6
        answer = self.connect_by_browser()
        self.assert_form(answer)
        connection = self.connection
        self.assertEqual(connection.state, "connected")
        self.assertFalse(connection.status_message)
        self.assertEqual(connection.organisation_name, "Demo Company (UK)")
        self.assertEqual(connection.connected_on.date(), fields.Date.today())
        self.assertEqual(connection.connected_by, scene.EMAIL)  # SPEC B4
        self.assertEqual(self.at_xero(), [connection.tenant_id])

    def test_wrong_state(self):  # SPEC A11
        self.sign_in(self.manager)
        query = scene.consent(self.start())
        for state in ("", "x" * 43, query["state"] + "x", query["state"][:-1]):
            with self.subTest(state=state):
                answer = self.come_back({**query, "state": state})
                self.assert_page(answer, "does not belong to a connection")
        self.assert_nothing_stored(self.connection)
        self.assertFalse(self.simulator.requests("/connect/token"))

    def test_state_works_once(self):  # SPEC A11
        self.sign_in(self.manager)
        query = scene.consent(self.start())
        self.come_back(query)
        stored = self.stored()
        self.assert_page(self.come_back(query), "has been used before")
        self.assertEqual(self.stored(), stored)
        self.assertEqual(len(self.simulator.requests("/connect/token")), 1)

    def stored(self):
        self.env.cr.execute("SELECT * FROM xero_credential")
        return self.env.cr.dictfetchall()

    def test_state_is_used_even_when_xero_fails(self):  # SPEC A11
        self.sign_in(self.manager)
        query = scene.consent(self.start())
        self.simulator.fault({"path": "/connect/token"}, {"kind": "html"})
        self.assert_form(self.come_back(query), "Xero could not be reached")
        self.assert_page(self.come_back(query), "has been used before")
        self.assert_nothing_stored(self.connection)

    def test_state_expires(self):  # SPEC A11
        query = scene.consent(self.start())
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), minutes=31)):
            self.sign_in(self.manager)
            self.assert_page(self.come_back(query), "took too long")
        self.assert_nothing_stored(self.connection)

    def test_another_users_state(self):  # SPEC A11
        query = scene.consent(self.start())
        self.sign_in(new_manager(self.env, "colleague"))
        self.assert_page(self.come_back(query), "started by another user")
        self.assert_nothing_stored(self.connection)
        self.assertFalse(self.simulator.requests("/connect/token"))

    def test_a_code_belongs_to_its_state(self):  # SPEC A11
        """A stolen code does not fit to the verifier of another request (PKCE)."""
        self.sign_in(self.manager)
        stolen = scene.consent(self.start())["code"]
        query = scene.consent(self.start())
        answer = self.come_back({**query, "code": stolen})
        self.assert_form(answer, "consent has expired or was withdrawn")
        self.assert_nothing_stored(self.connection)

    def test_nobody_is_signed_in(self):  # SPEC A8
        self.authenticate(None, None)
        answer = self.come_back(scene.consent(self.start()))
        self.assertIn("/web/login", answer.headers["Location"])
        self.assert_nothing_stored(self.connection)

    def test_users_without_the_group_get_a_page(self):  # SPEC A8
        query = scene.consent(self.start())
        user = new_test_user(
            self.env, "plain", groups="base.group_user", password=PASSWORD
        )
        self.sign_in(user)
        answer = self.come_back(query)
        self.assert_page(answer, "Only a Xero manager", status=403)
        self.assert_nothing_stored(self.connection)
        self.sign_in(self.manager)  # who has lost nothing by it
        self.come_back(query)
        self.assertEqual(self.connection.state, "connected")

    def test_answer_for_another_company(self):  # SPEC A8 C12
        """The manager has lost the company while at Xero's page."""
        other = self.new_company()
        self.manager.company_ids += other
        connection = self.new_connection(company_id=other.id)
        url = self.start(
            connection.with_context(allowed_company_ids=[self.company.id, other.id])
        )
        self.manager.company_ids -= other
        self.sign_in(self.manager)
        answer = self.come_back(scene.consent(url))
        self.assert_page(answer, status=403)
        self.assert_nothing_stored(connection)

    # === WHAT GOES WRONG AT XERO === #

    def test_user_refuses(self):  # SPEC A11
        answer = self.connect_by_browser(decision="cancel")
        self.assert_form(answer, "Access was not allowed", "click “Connect with Xero”")
        self.assert_nothing_stored(self.connection)
        self.assertEqual(self.at_xero(), [])

    def test_xero_refuses_the_scopes(self):  # SPEC A12
        self.sign_in(self.manager)
        state = self.state_of(self.start())
        words = {"state": state, "error": "invalid_scope"}
        self.assert_form(self.come_back(words), "may not ask for", "other scope set")
        self.assert_nothing_stored(self.connection)

    def test_strange_words_are_cut_and_escaped(self):  # SPEC A11
        self.sign_in(self.manager)
        state = self.state_of(self.start())
        noise = "<script>alert(1)</script>" * 100
        words = {"state": state, "error": noise, "error_description": noise}
        self.assert_form(self.come_back(words))
        self.assertLess(len(self.connection.status_message), 500)
        self.assert_page(self.come_back({**words, "state": noise}))
        self.assert_nothing_stored(self.connection)

    def test_wrong_secret(self):  # SPEC A13
        self.app.client_secret = "not the secret"
        answer = self.connect_by_browser()
        self.assert_form(
            answer, "client secret is wrong", "Xero → Configuration → Apps"
        )
        self.assert_nothing_stored(self.connection)

    def test_xero_is_not_reached(self):
        self.sign_in(self.manager)
        query = scene.consent(self.start())
        self.simulator.stop()
        try:
            answer = self.come_back(query)
        finally:
            self.simulator.start()
        self.assert_form(answer, "Xero could not be reached", "Try again")
        self.assert_nothing_stored(self.connection)

    def test_answers_that_cannot_be_read(self):
        trouble = [
            ({"path": "/connect/token"}, {"kind": "html", "status": 200}),
            ({"path": "/connect/token"}, {"kind": "empty"}),
            ({"path": "/connect/token"}, {"kind": "truncated"}),
            ({"path": "/connections"}, {"kind": "html", "status": 200}),
            ({"path": "/connections"}, {"kind": "empty"}),
            ({"path": "/connections"}, {"kind": "status", "status": 200, "body": "{}"}),
            ({"path": "/connections"}, {"kind": "status", "status": 500}),
            ({"path": "/connections"}, {"kind": "rate_limit"}),
        ]
        for match, action in trouble:
            with self.subTest(match=match, action=action):
                self.simulator.fault(match, action)
                answer = self.connect_by_browser()
                self.assert_form(answer, "Xero", "again")
                self.assertEqual(self.connection.state, "draft")
                self.assertFalse(self.connection.credential_id)
        self.assert_nothing_stored(self.connection)

    def test_trying_again_heals(self):
        self.simulator.fault({"path": "/connections"}, {"kind": "html"})
        self.connect_by_browser()
        self.assertTrue(self.connection.status_message)
        self.connect_by_browser()
        self.assertEqual(self.connection.state, "connected")
        self.assertFalse(self.connection.status_message)
