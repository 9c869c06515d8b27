# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""T9: calls of connections that have nothing to do, for each and each interval.

Eight companies are connected with eight organisations, and nothing happens in any of
them. Their crons run as often as they would in half a day, while the time of Odoo and
of Xero is moved on. The same again while webhooks arrive: then an interval is an hour.
"""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from uuid import uuid4

from ..tests import scene
from . import databases
from .measurement import Options, Result, say
from .xero import XeroProcess

CONNECTIONS = 8
#: between two runs of a connection's cron
STEP = timedelta(minutes=5)
HALF_A_DAY = timedelta(hours=12)
KEY = "the key of the portal"
CATEGORIES = ("INVOICE", "CONTACT", "CREDITNOTE", "PAYMENT", "PREPAYMENT")


def measure(options: Options):
    with (
        databases.copy_of(databases.with_addons()) as database,
        XeroProcess() as xero,
    ):
        owners = {
            f"owner{number}@example.com": xero.add_organisation(f"Number {number}")
            for number in range(CONNECTIONS)
        }
        for email, tenant in owners.items():
            xero.add_person(email, scene.PASSWORD, [tenant])
        databases.in_odoo(database, connect_all, url=xero.url, owners=owners)
        say(f"  {CONNECTIONS} idle connections")
        asked = _idle(database, xero)
        say("  the same while webhooks arrive")
        databases.in_odoo(database, tell)
        told = _idle(database, xero)
        yield Result(
            "T9",
            round(asked["calls_an_interval"], 3),
            "calls per connection and interval",
            "<= 1",
            {
                "interval_minutes": asked["interval_minutes"],
                "calls": asked["calls"],
                "with_webhooks": {**told, "target": "<= 1 an hour"},
            },
        )


def _idle(database: str, xero: XeroProcess) -> dict:
    """Half a day of nothing: calls, and how many of them in an interval."""
    xero.forget_requests()
    interval = databases.in_odoo(database, idle, url=xero.url)
    calls = xero.calls()
    intervals = CONNECTIONS * HALF_A_DAY / timedelta(minutes=interval)
    return {
        "calls": calls,
        "interval_minutes": interval,
        "calls_an_interval": sum(calls.values()) / intervals,
    }


# === IN ODOO === #


def connect_all(env, url, owners):
    """A company for each organisation; their catalogues are loaded, once."""
    env["ir.config_parameter"].set_param("web.base.url", "http://localhost:8069")
    app = scene.make_app(env, url)
    app.webhook_key = KEY
    for email, tenant in owners.items():
        company = env["res.company"].create({"name": f"Company of {email}"})
        connection = env["xero.connection"].create(
            {"company_id": company.id, "app_id": app.id}
        )
        scene.give_consent(connection, tenants=[tenant], email=email)
        if connection.state != "connected":
            raise RuntimeError(f"{connection.state}: {connection.status_message}")
        env.cr.commit()
    _run_all(env)


def idle(env, url):
    """Let half a day pass; minutes of the interval that was kept."""
    for _step in range(HALF_A_DAY // STEP):
        scene.pass_time(env, url, STEP.total_seconds())
        _run_all(env)
    lane = env["xero.runner"]._open_lane(env["xero.connection"].search([], limit=1))
    return env["xero.runner"]._interval(lane, "invoice").total_seconds() / 60


def tell(env):
    """Xero tells of something of each kind in each organisation."""
    app = env["xero.app"].search([], limit=1)
    events = [
        {
            "resourceId": str(uuid4()),
            "tenantId": connection.tenant_id,
            "eventCategory": category,
            "eventType": "UPDATE",
            "eventDateUtc": "2026-06-21T01:15:39.902",
        }
        for connection in env["xero.connection"].search([])
        for category in CATEGORIES
    ]
    content = {"events": events, "firstEventSequence": 1, "lastEventSequence": 40}
    body = json.dumps({**content, "entropy": uuid4().hex}).encode()
    digest = hmac.new(KEY.encode(), body, hashlib.sha256).digest()
    app._take_delivery(app.webhook_token, body, base64.b64encode(digest).decode())
    _run_all(env)


def _run_all(env):
    for connection in env["xero.connection"].search([]):
        env.cr.commit()
        problem = connection.cron_id.method_direct_trigger()
        if isinstance(problem, dict):
            raise RuntimeError(problem["params"]["data"]["debug"])
    env.cr.commit()  # or the next look at the tables would be one into the past
    env.invalidate_all()
