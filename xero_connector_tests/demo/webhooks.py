# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Enters Odoo's delivery address in the simulated Xero's developer portal.

    python -m xero_connector_tests.demo.webhooks --odoo-url … --db … --simulator-url …

Works from outside, like an administrator with two windows. `setup/run` does it as soon
as both servers are up.
"""

import argparse
import secrets
import sys

import requests

from .clients import DemoError, OdooClient, XeroClient
from .waiting import say


def subscribe(odoo: OdooClient, xero: XeroClient) -> str:
    """Paste the key into Odoo and the address into Xero, which validates it (SPEC B12).

    :return: the address
    :raise DemoError: Xero's intent to receive was not answered as it has to be
    """
    app = odoo.one("xero.app", [])
    key = secrets.token_urlsafe(24)
    odoo.call("xero.app", "write", [app], {"webhook_key": key})
    names = ["client_id", "webhook_url"]
    values = odoo.rows("xero.app", [("id", "=", app)], names)[0]
    shown = xero.subscribe(values["client_id"], values["webhook_url"], key)
    state = odoo.rows("xero.app", [("id", "=", app)], ["webhook_state"])[0]
    if (shown["status"], state["webhook_state"]) != ("ok", "validated"):
        raise DemoError(
            f"Xero's webhook is not validated: {shown['status']}, {shown['message']};"
            f" Odoo says: {state['webhook_state']}."
        )
    return values["webhook_url"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--odoo-url", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--simulator-url", required=True)
    options = parser.parse_args()
    odoo = OdooClient(options.odoo_url, options.db)
    try:
        odoo.login("admin", "admin")
        say(f"Xero delivers to {subscribe(odoo, XeroClient(options.simulator_url))}")
    except (DemoError, requests.RequestException) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
