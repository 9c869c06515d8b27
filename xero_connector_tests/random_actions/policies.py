# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who wins where both sides have changed the same thing. Imports nothing of Odoo."""

CALM, ODOO, XERO = "calm", "odoo", "xero"
#: calm: both sides never touch the same thing before they have heard of each other
ALL = (CALM, ODOO, XERO)
