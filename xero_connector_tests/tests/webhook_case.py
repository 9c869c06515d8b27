# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Xero sends, posted to Odoo's own port by us or by the simulated Xero."""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlsplit
from uuid import uuid4

from odoo.tests import HttpCase
from odoo.tools import SQL

from . import scene
from .common import XeroCase

KEY = "the webhook key"
EMPTY = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"QWERTY"}'


def sign(body, key=KEY):
    """The header, as Xero's documentation says to compute it."""
    digest = hmac.new(key.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def event(tenant_id, category="INVOICE", resource_id=None, kind="UPDATE", **fields):
    """One event, as XERO_API §6 has it."""
    resource_id = resource_id or str(uuid4())
    return {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/Things/{resource_id}",
        "resourceId": resource_id,
        "tenantId": tenant_id,
        "tenantType": "ORGANISATION",
        "eventCategory": category,
        "eventType": kind,
        "eventDateUtc": "2026-06-21T01:15:39.902",
        **fields,
    }


def body_of(events, first=1, last=None):
    """The bytes of a delivery."""
    last = first + len(events) - 1 if last is None else last
    content = {
        "events": events,
        "firstEventSequence": first,
        "lastEventSequence": last,
        "entropy": "S0m3r4Nd0mt3xt",
    }
    return json.dumps(content).encode()


class WebhookCase(XeroCase, HttpCase):
    """An app with a webhook key; deliveries arrive at the route over HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Xero's portal takes localhost, and so does the simulated one
        address = f"http://localhost:{cls.http_port()}"
        cls.env["ir.config_parameter"].set_param("web.base.url", address)

    def setUp(self):
        super().setUp()
        self.app.webhook_key = KEY

    def check(self):
        """What the button says that checks the address."""
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            answer = self.app.action_check_webhook()["params"]
        self.env.invalidate_all()
        return answer["type"], answer["message"]

    def post(self, body, signature=None, url=None, **headers):
        """Deliver as Xero does, and look at what it forbids in an answer."""
        self.env.flush_all()
        path = urlsplit(url or self.app.webhook_url)
        answer = self.url_open(
            f"{path.path}?{path.query}",
            data=body,
            headers={
                "Content-Type": "application/json",
                "x-xero-signature": sign(body) if signature is None else signature,
                **headers,
            },
            allow_redirects=False,
            method="POST",
        )
        self.env.invalidate_all()
        return answer

    def assert_answer(self, answer, status):
        """A status, and nothing else."""
        self.assertEqual(answer.status_code, status)
        self.assertEqual(answer.content, b"")
        self.assertNotIn("Set-Cookie", answer.headers)

    def deliver(self, *events, **numbers):
        """A signed delivery that is accepted."""
        self.assert_answer(self.post(body_of(list(events), **numbers)), 200)

    def event(self, *arguments, **fields):
        return event(self.tenant_id, *arguments, **fields)

    # === XERO'S PORTAL === #

    def subscribe(self, **values):
        """Enter our address in Xero's portal; nothing is sent before `flush`."""
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            shown = self.control(
                "webhooks",
                url=self.app.webhook_url,
                key=KEY,
                client_id=scene.CLIENT_ID,
                **values,
            )
        self.assertEqual(shown["status"], "ok", shown)
        self.delivery_trouble(hold=True)
        self.env.invalidate_all()

    def delivery_trouble(self, **values):
        """From now on deliveries are held, lost, doubled or reordered."""
        self.control("webhooks/trouble", **values)

    def flush(self, **values):
        """Let Xero deliver, and wait until everything is answered."""
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            (shown,) = self.control("webhooks/flush", **values)
        self.env.invalidate_all()
        return shown

    # === WHAT CAME === #

    def events(self, *domain):
        return self.env["xero.event"].search(list(domain), order="id")

    def rows(self):
        """How many rows each table has."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        found = {}
        for (table,) in self.env.cr.fetchall():
            count = SQL("SELECT count(*) FROM %s", SQL.identifier(table))
            found[table] = self.env.execute_query(count)[0][0]
        return found

    def trigger_count(self, connection):
        """How often the lane was woken for now."""
        triggers = self.env["ir.cron.trigger"].sudo()
        return triggers.search_count([("cron_id", "=", connection.sudo().cron_id.id)])
