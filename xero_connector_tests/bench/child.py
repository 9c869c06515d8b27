# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An Odoo process that calls one function of the bench; `databases` starts it."""

import importlib
import json
import sys
import threading

import odoo
from odoo import api
from odoo.modules.registry import Registry
from odoo.tools import config


def main(database: str, module: str, function: str) -> None:
    """Arguments come as JSON on standard input, the result is the last line."""
    arguments = json.load(sys.stdin)
    config.parse_config(
        ["-d", database, "--no-http", "--log-level=warn"], setup_logging=True
    )
    threading.current_thread().dbname = database
    with Registry(database).cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        result = getattr(importlib.import_module(module), function)(env, **arguments)
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
