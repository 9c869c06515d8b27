# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fills an Odoo database with a small company that is about to connect with Xero.

Run by `setup/run` in an Odoo shell, and by the browser test. What a person does in the
demonstration is left to the person: nothing is connected yet. Safe to run again.
"""

from datetime import timedelta

import requests

from odoo import Command, fields

from .catalogue import COMPANY, CUSTOMERS, INVOICES, PRODUCTS

CLIENT_ID = "demo-client"
CLIENT_SECRET = "demo-secret"
APP_NAME = "Odoo of Brass & Oak"


def load(env, simulator_url, base_url):
    """Make the company, its customers and invoices, and a connection to begin with.

    :param simulator_url: the simulated Xero that the app's addresses point at
    :param base_url: where people reach this Odoo; Xero redirects to it, and allows
        plain http for localhost only
    :return: the connection that is to be connected
    """
    env = env(context={**env.context, "tracking_disable": True})
    set_up_server(env, base_url)
    company = set_up_company(env)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    if not invoices_of(env):
        make_invoices(env, make_customers(env), make_products(env))
    app = register_app(env, simulator_url)
    mine = [("company_id", "=", company.id)]
    connection = env["xero.connection"].search(mine, limit=1)
    return connection or make_connection(env, app)


def set_up_server(env, base_url):
    """The address that Xero sends the user back to, and a user who may do all of it."""
    parameters = env["ir.config_parameter"].sudo()
    parameters.set_param("web.base.url", base_url)
    parameters.set_param("web.base.url.freeze", "True")
    env["res.lang"]._activate_lang("en_GB")
    groups = ("xero_connector.group_administrator", "account.group_account_manager")
    admin = env.ref("base.user_admin")
    admin.write(
        {
            "password": "admin",
            "lang": "en_GB",
            "tz": "Europe/London",
            "tour_enabled": False,
            "group_ids": [Command.link(env.ref(group).id) for group in groups],
        }
    )


def set_up_company(env):
    """A British company with its chart of accounts, in pounds."""
    company = env["res.company"].search([], limit=1, order="id")
    if company.name != COMPANY["name"]:
        company.write({**COMPANY, "country_id": env.ref("base.uk").id})
    if company.chart_template != "uk":
        env["account.chart.template"].try_loading("uk", company, install_demo=False)
    return company


def invoices_of(env):
    return env["account.move"].search(
        [("company_id", "=", env.company.id), ("move_type", "=", "out_invoice")]
    )


def make_customers(env):
    term = env.ref("account.account_payment_term_30days")
    return env["res.partner"].create(
        [
            {
                "name": name,
                "is_company": True,
                "street": street,
                "city": city,
                "zip": postcode,
                "country_id": env.ref("base.uk").id,
                "email": email,
                "phone": f"+44 {phone}",
                "property_payment_term_id": term.id,
            }
            for name, street, city, postcode, email, phone in CUSTOMERS
        ]
    )


def make_products(env):
    """{key: product}, each with the sales tax of its percentage."""
    made = env["product.product"].create(
        [
            {
                "name": name,
                "list_price": price,
                "type": "service" if key == "fitting" else "consu",
                "taxes_id": [Command.set(sales_tax(env, percentage).ids)],
            }
            for key, (name, price, percentage) in PRODUCTS.items()
        ]
    )
    return dict(zip(PRODUCTS, made, strict=True))


def sales_tax(env, percentage):
    return env["account.tax"].search(
        [
            ("company_id", "=", env.company.id),
            ("type_tax_use", "=", "sale"),
            ("amount_type", "=", "percent"),
            ("amount", "=", percentage),
        ],
        limit=1,
    )


def make_invoices(env, customers, products):
    """Some posted over the last weeks, a few drafts that are ready to be confirmed."""
    today = fields.Date.context_today(env.user)
    moves = env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": customers[customer].id,
                "invoice_date": today - timedelta(days=days),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": products[key].id,
                            "quantity": quantity,
                            "discount": discount,
                        }
                    )
                    for key, quantity, discount in lines
                ],
            }
            for customer, days, _posted, lines in INVOICES
        ]
    )
    for move, (_customer, _days, posted, _lines) in zip(moves, INVOICES, strict=True):
        if posted:
            move.action_post()


def register_app(env, simulator_url):
    """The app as an administrator would enter it, known to the simulator as well."""
    app = env["xero.app"].search([("client_id", "=", CLIENT_ID)])
    if not app:
        app = env["xero.app"].create(
            {
                "name": "Xero (simulated)",
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
            }
        )
    app.write(
        {
            "login_url": f"{simulator_url}/identity/connect/authorize",
            "token_url": f"{simulator_url}/connect/token",
            "revocation_url": f"{simulator_url}/connect/revocation",
            "connections_url": f"{simulator_url}/connections",
            "api_url": f"{simulator_url}/api.xro/2.0",
            "web_url": simulator_url,
        }
    )
    register_redirect(simulator_url, app.redirect_uri)
    return app


def register_redirect(simulator_url, redirect_uri):
    """What one enters in Xero's developer portal; left alone when it is there."""
    with requests.Session() as session:
        session.trust_env = False  # no proxy between two programs on one machine
        address = f"{simulator_url}/_sim/apps"
        apps = session.get(address, timeout=10).json()
        known = next((one for one in apps if one["client_id"] == CLIENT_ID), {})
        if (known.get("name"), known.get("redirect_uris")) == (
            APP_NAME,
            [redirect_uri],
        ):
            return
        answer = session.post(
            address,
            json={
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "name": APP_NAME,
                "redirect_uris": [redirect_uri],
            },
            timeout=10,
        )
        answer.raise_for_status()


def make_connection(env, app):
    """A connection nobody has given consent to yet.

    The invoices that are there go to Xero as soon as it is connected.
    """
    oldest = min(invoices_of(env).mapped("invoice_date"))
    return env["xero.connection"].create(
        {
            "company_id": env.company.id,
            "app_id": app.id,
            "cutover_date": oldest.replace(day=1),
            "backfill": True,
        }
    )
