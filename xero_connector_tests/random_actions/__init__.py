# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two people at work by chance, one in Odoo and one in Xero, and what Odoo makes of it.

A seed decides everything: `odoo_side` and `xero_side` are what the two can do;
`post` loses, doubles and reorders what Xero tells; `decisions` is the person who looks
at what is left open; `agreement` reads both sides; `run` is the whole (SPEC X3, X4).
The tests do some dozens of actions, setup/bench X3 does hundreds.
"""
