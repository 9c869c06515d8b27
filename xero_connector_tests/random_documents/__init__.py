# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents and settlements of every kind by chance, and the books of both sides.

A seed decides everything: `recipes` says what is to be made, without Odoo; `scenery`
prepares a company and its Xero; `documents` and `settling` do it in Odoo; `comparison`
reads both books; `run` is the whole (SPEC R2). The tests make some dozens, setup/bench
makes thousands.
"""
