# Copyright 2026 Xero Connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Xero Connector",
    "summary": "Keep Odoo's accounting and Xero in step",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Xero Connector contributors",
    "license": "LGPL-3",
    "development_status": "Beta",
    "depends": ["account"],
    "external_dependencies": {
        "python": ["requests", "cryptography", "xero-python"],
    },
    "data": ["data/xero_task_type_data.xml"],
    "application": True,
    "installable": True,
}
