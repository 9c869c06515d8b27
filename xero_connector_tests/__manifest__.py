# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Xero Connector Tests",
    "summary": "Simulated Xero, tests, measurements and demonstration",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "Xero Connector contributors",
    "license": "LGPL-3",
    "depends": ["xero_connector", "l10n_uk"],
}
