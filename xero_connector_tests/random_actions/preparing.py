# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the two people find: settings, an account of losses, and some partners."""

from .policies import CALM, ODOO, XERO

PARTNERS = 8
#: who wins -> settings; what is not set is asked about
POLICIES = {
    ODOO: {
        "drift_contact": "odoo",
        "drift_dates": "odoo",
        "drift_amounts": "odoo",
        "drift_payments": "odoo",
        "drift_status": "xero",
        "drift_missing": "odoo",
        "contact_conflict": "odoo",
    },
    XERO: {
        "drift_contact": "xero",
        "drift_dates": "xero",
        "drift_payments": "xero",
        "drift_status": "xero",
        "drift_missing": "xero",
        "contact_conflict": "xero",
    },
}
#: where only one side changes a thing at a time, Xero's changes need no decision
POLICIES[CALM] = {**POLICIES[XERO], "drift_amounts": "odoo"}


def prepare(stage, policy):
    """Once, before the first action."""
    connection = stage.connection
    accounts = connection.account_ids
    takes = accounts.filtered("enable_payments")
    bad_debts = takes.filtered(lambda one: "bad debts" in one.name.lower())[:1]
    connection.write(
        {
            "cutover_date": False,
            "default_account_id": _coded(accounts, "200").id,
            "default_purchase_account_id": _coded(accounts, "429").id,
            "default_bank_account_id": _coded(accounts, "090").id,
            "writeoff_account_id": bad_debts.id,
            "sync_contacts": "both",
            "sync_payments": "both",
            "contact_archive_policy": "archive",
            "auto_unarchive": True,
            **POLICIES[policy],
        }
    )
    _map_purchase_tax(connection)
    _map_losses(connection, bad_debts)
    stage.env["res.partner"].create(
        [
            {"name": f"Trader {number + 1}", "is_company": True}
            for number in range(PARTNERS)
        ]
    )


def _coded(accounts, code):
    return accounts.filtered(lambda one: one.code == code)


def _map_purchase_tax(connection):
    tax = connection.company_id.account_purchase_tax_id
    if tax in connection.tax_mapping_ids.tax_id:
        return
    rate = connection.tax_rate_ids.filtered(lambda one: one.tax_type == "INPUT2")
    connection.env["xero.tax.mapping"].create(
        {"connection_id": connection.id, "tax_id": tax.id, "tax_rate_id": rate.id}
    )


def _map_losses(connection, account):
    """Odoo's account of what is given up is Xero's of bad debts."""
    number = connection.env["account.account"].search_count([])
    losses = connection.env["account.account"].create(
        {"name": "Given up", "code": f"98{number:04}", "account_type": "expense"}
    )
    connection.env["xero.account.mapping"].create(
        {
            "connection_id": connection.id,
            "odoo_account_id": losses.id,
            "account_id": account.id,
        }
    )


def manager_of(stage):
    """A user who may decide about differences."""
    groups = (
        "base.group_user",
        "xero_connector.group_manager",
        "account.group_account_manager",
    )
    users = stage.env["res.users"].with_context(no_reset_password=True)
    return users.create(
        {
            "name": "Decider",
            "login": "decider",
            "company_id": stage.company.id,
            "company_ids": stage.company.ids,
            "group_ids": [stage.env.ref(group).id for group in groups],
        }
    )
