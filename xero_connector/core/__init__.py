# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What decides in this addon: pure Python, without Odoo.

Odoo's models read records, keep state and open transactions; what to send to Xero and
what an answer means is decided here, so that it can be tested in milliseconds (DESIGN
§1). Clock, randomness and HTTP sessions are arguments.
"""
