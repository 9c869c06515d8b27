# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The measurements behind section T and R of the specification.

``__main__`` runs them by name; each lives in a module of its own that `catalogue`
names. A measurement drives other processes and is not Odoo itself: Odoo runs in
`child` processes, each on a fresh copy of a database, and the simulated Xero in one of
its own, so that what is measured is not disturbed by what measures.
"""
