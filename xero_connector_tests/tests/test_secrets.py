# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tokens and the client secret: nowhere in the database, by RPC, or in a log."""

import logging
import threading
import traceback
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import requests

from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.xero_connector.core import oauth

from . import scene
from .consents import ConsentCase

LOGGERS = ("", "odoo", "odoo.http", "odoo.sql_db", "werkzeug", "requests")
LOGGERS += ("urllib3", "xero_python", "odoo.addons.xero_connector")
#: fields with secrets that nobody reads, sealed as they are
SEALED = {
    "xero.app": (
        *("sealed_secret", "sealed_webhook_key", "sealed_previous_webhook_key"),
    ),
    "xero.credential": ("sealed_access_token", "sealed_refresh_token"),
    "xero.consent": ("state_digest", "sealed_verifier"),
}


class Ear(logging.Handler):
    """Hears every log record, but not what the test itself does as a browser."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.heard = []
        self.browser = None

    def emit(self, record):
        if record.thread != self.browser:
            self.heard.append(self.format(record))


class TestSecrets(ConsentCase):
    def secrets(self):
        """Everything secret that Xero has given out or our app was told."""
        answer = requests.get(f"{self.simulator.url}/_sim/secrets", timeout=10).json()
        found = {one["kind"]: set() for one in answer}
        for one in answer:
            found[one["kind"]].add(one["value"])
        found.pop("password")  # entered on Xero's page; Odoo never sees it
        return found

    def assert_no_secret(self, text, *more):
        secrets = self.secrets()
        self.assertGreaterEqual(
            set(secrets), {"access_token", "refresh_token", "client_secret", "code"}
        )
        for kind, values in [*secrets.items(), ("our own", more)]:
            for value in values:
                lines = [line for line in text.splitlines() if value in line]
                self.assertEqual(lines, [], kind)

    # === THE DATABASE === #

    def test_database_has_no_secret(self):  # SPEC A13
        self.connect_by_browser()
        self.drain(self.connection)
        self.expire_token()
        self.drain(self.connection)
        values = [f"%{one}%" for kind in self.secrets().values() for one in kind]
        self.assertGreaterEqual(len(values), 6)
        found = [table for table in self.tables() if self.contains(table, values)]
        self.assertEqual(found, [])

    def expire_token(self):
        self.connection.credential_id.sudo().expires_at = "2020-01-01"
        self.env["xero.cursor"].search([]).next_poll_at = False

    def tables(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        return [row[0] for row in self.env.cr.fetchall()]

    def contains(self, table, values):
        """Whether any column of any row has one of the values in it."""
        self.env.cr.execute(
            SQL(
                "SELECT 1 FROM %s AS row WHERE row::text LIKE ANY(%s) LIMIT 1",
                SQL.identifier(table),
                values,
            )
        )
        return bool(self.env.cr.rowcount)

    # === REMOTE CALLS === #

    def people(self):
        """The administrator, and somebody of each group."""
        groups = ("base.group_system", "xero_connector.group_administrator")
        groups += ("xero_connector.group_manager", "xero_connector.group_clerk")
        yield self.env.ref("base.user_admin")
        for number, group in enumerate(groups):
            yield new_test_user(
                self.env, f"person{number}", groups=f"base.group_user,{group}"
            )

    def test_nobody_reads_a_sealed_field(self):  # SPEC A13
        self.connect_by_browser()
        self.start()
        self.app.webhook_key = "first key"
        self.app.webhook_key = "second key"
        for user in self.people():
            for model, names in SEALED.items():
                for name in names:
                    with self.subTest(user=user.login, model=model, name=name):
                        self.assert_unreadable(user, model, name)

    def assert_unreadable(self, user, model, name):
        records = self.env[model].sudo().search([])
        self.assertTrue(records.mapped(name)[0])
        records = records.with_user(user)
        ways = (
            lambda: records.read([name]),
            lambda: records.web_read({name: {}}),
            lambda: records.search_read([], [name]),
            lambda: records.search([(name, "=like", "%")]),
            lambda: records.export_data([name]),
            lambda: records.formatted_read_group([], [name], ["__count"]),
        )
        for way in ways:
            with self.assertRaises(UserError):
                way()
        if records.browse().has_access("read"):
            self.assertNotIn(name, records.fields_get())
            self.assertNotIn(name, records.read()[0])

    def test_client_secret_is_write_only(self):  # SPEC A13
        admin = self.env.ref("base.user_admin")
        app = self.app.with_user(admin)
        app.write({"client_secret": "another secret"})
        self.assertEqual(app._secret(), "another secret")
        self.assertTrue(app.has_secret)
        self.assertEqual(app.read(["client_secret"])[0]["client_secret"], False)
        saved = app.web_save({"name": "X"}, {"client_secret": {}, "has_secret": {}})
        self.assertEqual(saved[0]["client_secret"], False)
        self.assertNotIn("another secret", str(app.export_data(["client_secret"])))

    def test_webhook_key_is_write_only(self):  # SPEC A13 B10
        app = self.app.with_user(self.env.ref("base.user_admin"))
        app.write({"webhook_key": "the webhook key"})
        self.assertEqual(app._webhook_keys(), ["the webhook key"])
        self.assertTrue(app.has_webhook_key)
        self.env.flush_all()
        self.assertFalse(self.contains("xero_app", ["%the webhook key%"]))
        saved = app.web_save({"name": "X"}, {"webhook_key": {}})
        self.assertEqual(saved[0]["webhook_key"], False)
        self.assertNotIn("the webhook key", str(app.export_data(["webhook_key"])))

    def test_copies_have_no_secret(self):  # SPEC A13
        self.connect_by_browser()
        self.app.webhook_key = "the webhook key"
        copied = self.app.copy({"client_id": "another"})
        self.assertFalse(copied.has_secret)
        self.assertFalse(copied.has_webhook_key)
        self.assertNotEqual(copied.webhook_token, self.app.webhook_token)
        credential = self.connection.credential_id.sudo().copy()
        self.assertFalse(credential.is_active)
        self.assertFalse(credential.sealed_access_token)
        second = self.connection.copy({"company_id": self.new_company().id})
        self.assertEqual(second.state, "draft")
        self.assertFalse(second.credential_id)
        self.assertFalse(second.tenant_id)

    # === LOGS AND TRACEBACKS === #

    @contextmanager
    def listening(self):
        """Hear everything that is logged, down to DEBUG."""
        ear = Ear()
        loggers = [logging.getLogger(name) for name in LOGGERS]
        levels = [logger.level for logger in loggers]
        loggers[0].addHandler(ear)
        try:
            for logger in loggers:
                logger.setLevel(logging.DEBUG)
            yield ear
        finally:
            loggers[0].removeHandler(ear)
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)

    def test_logs_have_no_secret(self):  # SPEC A13
        """A whole connect, drain and refresh, with the log at its most talkative."""
        self.sign_in(self.manager)
        with self.listening() as ear:
            url = self.start()
        query = scene.consent(url)
        with self.listening() as route_ear:
            route_ear.browser = threading.get_ident()
            self.come_back(query)
        with self.listening() as drain_ear:
            self.invoice()
            self.drain(self.connection)
            self.expire_token()
            self.drain(self.connection)
            self.connection.action_disconnect()
        text = "\n".join(ear.heard + route_ear.heard + drain_ear.heard)
        for word in ("/xero/oauth/callback", "/connect/token", "token refreshed"):
            self.assertIn(word, text)  # it was listening
        challenge = parse_qs(urlsplit(url).query)["code_challenge"][0]
        self.assert_no_secret(text, query["state"], self.bearer(challenge))

    def bearer(self, challenge):
        """How a header would look in a log."""
        return f"Bearer {challenge}"

    def test_tracebacks_have_no_secret(self):  # SPEC A13
        self.connect_by_browser()
        credential = self.connection.credential_id.sudo()
        token = self.env["xero.seal"]._open(credential.sealed_refresh_token)
        self.simulator.stop()
        try:
            oauth.refresh(
                self.app._endpoints(),
                client_id=self.app.client_id,
                client_secret=self.app._secret(),
                refresh_token=token,
            )
        except oauth.OAuthError as error:
            told = "".join(traceback.format_exception(error))
        finally:
            self.simulator.start()
        self.assertIn("OAuthError", told)
        self.assert_no_secret(told)

    def test_token_set_does_not_show_its_tokens(self):  # SPEC A13
        shown = repr(oauth.TokenSet("access", "refresh", 1800, ("email",), "identity"))
        for secret in ("'access'", "'refresh'", "'identity'"):
            self.assertNotIn(secret, shown)
