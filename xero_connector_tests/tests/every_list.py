# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One row in every list that Xero keeps, and one mapping of each kind."""

from odoo import Command, fields


def enter(case):
    """In both programs, before connecting: what has equal names is then proposed."""
    option = {"Name": "North"}
    for entity, values in (
        ("item", {"Code": "ADV", "Name": "Advice"}),
        ("contact_group", {"Name": "Wholesale"}),
        ("tracking_category", {"Name": "Region", "Options": [option]}),
    ):
        case.control("edit", entity=entity, fields=values)
    plan = case.env["account.analytic.plan"].create({"name": "Region"})
    case.env["account.analytic.account"].create({"name": "North", "plan_id": plan.id})
    case.env["product.product"].create({"name": "Advice", "default_code": "ADV"})


def map_the_rest(case, connection):
    """What is never proposed."""
    product = case.env["product.product"].search([("default_code", "=", "ADV")])
    case.env["xero.account.mapping"].create(
        {
            "connection_id": connection.id,
            "product_id": product.id,
            "account_id": case.account(connection, "260").id,
        }
    )
    case.env["xero.payment.mapping"].create(
        {
            "connection_id": connection.id,
            "journal_id": case.bank.id,
            "account_id": case.account(connection, "090").id,
        }
    )
    case.env["xero.branding.mapping"].create(
        {
            "connection_id": connection.id,
            "journal_id": case.env["account.journal"]
            .search([("type", "=", "sale"), ("company_id", "=", case.company.id)])[:1]
            .id,
            "theme_id": connection.branding_theme_ids[:1].id,
        }
    )


def leave_open(case, connection, remote):
    """What waits for a person: whom a contact in Xero is, a match, a difference."""
    candidate = {"partner_id": case.partner("Possible").id}
    case.env["xero.contact.arrival"].create(
        {"remote_id": remote.id, "candidate_ids": [Command.create(candidate)]}
    )
    match = case.env["xero.first.match"].create({"connection_id": connection.id})
    line = {"match_id": match.id, "kind": "contact", "certainty": "only_xero"}
    case.env["xero.first.match.line"].create(line)
    case.env["xero.discrepancy"].create(
        {
            "connection_id": connection.id,
            "entity": "invoice",
            "xero_id": "there",
            "field_group": "missing",
            "found_on": fields.Datetime.now(),
        }
    )
