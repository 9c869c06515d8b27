# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two companies with an organisation each, and a branch of the first."""

from odoo import Command, fields
from odoo.tests import new_test_user

from . import scene
from .common import XeroCase
from .consents import Organisations

ALPHA = "Alpha"


class CompanyCase(Organisations, XeroCase):
    """`second` trades in pounds too, and belongs to the organisation Alpha."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        companies = cls.env["res.company"]
        cls.second = companies.create({"name": "Second Company"})
        cls.env.user.company_ids += cls.second
        scene.use_uk_books(cls.env, cls.second)
        cls.branch = companies.create(
            {"name": "Northern Branch", "parent_id": cls.company.id}
        )
        cls.env.user.company_ids += cls.branch
        cls.env.invalidate_all()

    def setUp(self):
        super().setUp()
        (tenant,) = self.add_organisations(ALPHA)
        self.first_connection = self.connect()
        self.second_connection = self.join(self.second, tenant)

    def join(self, company, tenant, email="grace@example.com"):
        """A connection that is ready for business, of another company."""
        connection = self.new_connection(company_id=company.id)
        self.add_person(email, [tenant])
        self.give_consent(connection, email=email)
        self.assertEqual(connection.state, "connected", connection.status_message)
        self.drain(connection)
        connection.write(
            {
                "default_account_id": self.account(connection, "200").id,
                "default_purchase_account_id": self.account(connection, "429").id,
                "default_bank_account_id": self.account(connection, "090").id,
            }
        )
        rates = connection.tax_rate_ids
        for tax, tax_type in (
            (company.account_sale_tax_id, "OUTPUT2"),
            (company.account_purchase_tax_id, "INPUT2"),
        ):
            if tax and tax not in connection.tax_mapping_ids.tax_id:
                rate = rates.filtered(lambda one, kind=tax_type: one.tax_type == kind)
                self.env["xero.tax.mapping"].create(
                    {
                        "connection_id": connection.id,
                        "tax_id": tax.id,
                        "tax_rate_id": rate.id,
                    }
                )
        return connection

    def inside(self, company, user=None):
        """The environment of somebody who works in this company only."""
        context = {"allowed_company_ids": company.ids}
        return self.env(user=user and user.id, context=context)

    def member(self, login, *companies, group="xero_connector.group_manager"):
        """Somebody of these companies with this permission."""
        ids = [company.id for company in companies]
        return new_test_user(
            self.env,
            login,
            groups=f"base.group_user,{group}",
            company_id=ids[0],
            company_ids=[Command.set(ids)],
        )

    def document(self, company, partner, kind="out_invoice", price=100):
        """A posted document of one line, of a company."""
        env = self.inside(company)
        taxes = {
            "out_invoice": company.account_sale_tax_id,
            "in_invoice": company.account_purchase_tax_id,
        }
        move = env["account.move"].create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "company_id": company.id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Consulting",
                            "price_unit": price,
                            "tax_ids": [Command.set(taxes[kind].ids)],
                        }
                    )
                ],
            }
        )
        move.action_post()
        return move

    def drain_both(self):
        self.drain(self.first_connection)
        self.drain(self.second_connection)

    def tasks_of(self, records):
        self.env.cr.flush()
        return self.env["xero.task"].search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )

    def links_of(self, record):
        return self.env["xero.link"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )

    @property
    def alpha(self):
        return self.simulator.world.organisation(ALPHA)
