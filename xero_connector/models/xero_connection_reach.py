# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import ormcache

from .xero_connection import DRAFT


class XeroConnectionReach(models.Model):
    """Whose records go through a connection: its companies."""

    _inherit = "xero.connection"

    @api.model
    @ormcache("company_id")
    def _lane_of_company(self, company_id):
        """Connection and cron that serve a company, or None.

        A branch uses the connection of its root, unless it has its own (SPEC X13).
        Cached, so that the write hooks of a company without Xero cost no query.
        """
        company = self.env["res.company"].sudo().browse(company_id)
        while company:
            connection = self.sudo().search(
                [("company_id", "=", company.id), ("state", "!=", DRAFT)], limit=1
            )
            if connection:
                return connection.id, connection.cron_id.id
            company = company.parent_id
        return None

    @api.model
    @ormcache()
    def _any_lane(self):
        """Whether any company of this database uses Xero at all."""
        return bool(self.sudo().search_count([("state", "!=", DRAFT)], limit=1))

    @api.model
    def _for_company(self, company):
        """The connection that serves a company; empty when there is none."""
        lane = self._lane_of_company(company.id)
        return self.browse(lane[0] if lane else [])

    def _companies(self):
        """Companies that this connection serves: its own and branches without one."""
        self.ensure_one()
        branches = (
            self.env["res.company"]
            .sudo()
            .search([("id", "child_of", self.company_id.id)])
        )
        return branches.filtered(lambda company: self._for_company(company) == self)
