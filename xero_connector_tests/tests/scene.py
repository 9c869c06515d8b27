# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The scene of every story: a UK company, an app that knows the simulator, consent.

Used by the tests, by servers that are started for them, and by the measurements.
"""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import requests

from odoo import Command, fields
from odoo.tools import SQL

CLIENT_ID = "demo-client"
CLIENT_SECRET = "demo-secret"
EMAIL = "demo@example.com"
PASSWORD = "demo"

#: every moment that the connector waits for or measures from
MOMENTS = {
    "xero_task": ("not_before",),
    "xero_budget": ("paused_until", "minute_resets_at", "day_resets_at"),
    "xero_call": ("sent_at",),
    "xero_cursor": ("next_poll_at", "read_on"),
    "xero_link": ("reconciled_on", "last_sync", "write_date"),
    "xero_discrepancy": ("found_on", "solved_on"),
    "xero_connection": ("reconciled_on", "books_agree_as_of", "digest_on"),
    "xero_credential": ("expires_at",),
    "ir_cron_trigger": ("call_at",),
}


def use_uk_books(env, company):
    """Give a company the UK chart of accounts, in pounds."""
    if company.chart_template != "uk":
        company.country_id = env.ref("base.uk")
        env["account.chart.template"].try_loading("uk", company, install_demo=False)


def sale_tax(env, company, amount=20):
    """The company's sales tax of this percentage."""
    return env["account.tax"].search(
        [
            ("company_id", "=", company.id),
            ("type_tax_use", "=", "sale"),
            ("amount", "=", amount),
            ("amount_type", "=", "percent"),
        ],
        limit=1,
    )


def make_app(env, url):
    """A Xero app whose addresses are the simulator's."""
    return env["xero.app"].create(
        {
            "name": "Test",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "login_url": f"{url}/identity/connect/authorize",
            "token_url": f"{url}/connect/token",
            "revocation_url": f"{url}/connect/revocation",
            "connections_url": f"{url}/connections",
            "api_url": f"{url}/api.xro/2.0",
            "web_url": url,
        }
    )


def consent(url, tenants=None, decision="allow", email=EMAIL):
    """Click through the simulator's pages; return the query of the redirect back."""
    session = requests.Session()
    page = session.get(url, timeout=10).text
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}"
    login = {"ticket": _ticket(page), "email": email, "password": PASSWORD}
    page = session.post(f"{base}/identity/login", data=login, timeout=10).text
    offered = re.findall(r'name="tenant" value="([^"]+)"', page)
    form = {
        "ticket": _ticket(page),
        "tenant": offered[:1] if tenants is None else tenants,
        "decision": decision,
    }
    answer = session.post(
        f"{base}/identity/consent", data=form, timeout=10, allow_redirects=False
    )
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def _ticket(page):
    return re.search(r'name="ticket" value="([^"]+)"', page)[1]


def give_consent(connection, **choices):
    """What the browser does between “Connect with Xero” and the callback."""
    answer = consent(connection.action_connect()["url"], **choices)
    taken, verifier = connection.env["xero.consent"]._take(answer["state"])
    taken._consent_given(answer["code"], verifier)


def account(connection, code):
    """The Xero account with this code."""
    return connection.account_ids.filtered(lambda one: one.code == code)


def make_invoices(env, partners, price=100.0, taxes=None):
    """One draft customer invoice of one line for each partner."""
    taxes = sale_tax(env, env.company) if taxes is None else taxes
    line = {
        "name": "Consulting",
        "quantity": 1,
        "price_unit": price,
        "tax_ids": [Command.set(taxes.ids)],
    }
    return env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [Command.create(dict(line))],
            }
            for partner in partners
        ]
    )


def make_partners(env, count, prefix="Customer"):
    """New customers with distinct names."""
    return env["res.partner"].create(
        [{"name": f"{prefix} {number:04}"} for number in range(1, count + 1)]
    )


def prepare(env, url, invoices=0):
    """Connect the first company, load its catalogues, and post invoices.

    The redirect URI of the app has to be known to the simulator; it is localhost at the
    port that the simulator's demo app knows.
    """
    company = env.company
    use_uk_books(env, company)
    env["ir.config_parameter"].set_param("web.base.url", "http://localhost:8069")
    connection = env["xero.connection"].create(
        {"company_id": company.id, "app_id": make_app(env, url).id}
    )
    give_consent(connection)
    env.cr.commit()
    env["xero.runner"]._run(connection.id)
    connection.write(
        {
            "default_account_id": account(connection, "200").id,
            "default_bank_account_id": account(connection, "090").id,
        }
    )
    if invoices:
        partners = make_partners(env, invoices)
        make_invoices(env, partners).action_post()
    return connection


def pass_time(env, url, seconds):
    """Let time pass for Xero's clock and for all that Odoo waits for."""
    env.flush_all()
    for table, columns in MOMENTS.items():
        for column in columns:
            env.cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = %(column)s - %(time)s",
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    time=timedelta(seconds=seconds),
                )
            )
    env.invalidate_all()
    answer = requests.post(f"{url}/_sim/clock", json={"advance": seconds}, timeout=10)
    answer.raise_for_status()
