# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core import oauth


class XeroChooseOrganisation(models.TransientModel):
    """Choice of one of the organisations that a consent covers (SPEC A15, B5).

    The lines are for the eye only. What is confirmed is looked up at Xero again, so
    that nobody binds an organisation that the consent does not cover.
    """

    _name = "xero.choose.organisation"
    _description = "Choose Xero Organisation"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", readonly=True
    )
    line_ids = fields.One2many(
        "xero.choose.organisation.line", "wizard_id", readonly=True
    )
    taken_line_ids = fields.One2many(
        "xero.choose.organisation.line",
        "wizard_id",
        "Not Available",
        domain=[("is_available", "=", False)],
        readonly=True,
    )
    line_id = fields.Many2one(
        "xero.choose.organisation.line",
        "Organisation",
        domain="[('wizard_id', '=', id), ('is_available', '=', True)]",
        ondelete="set null",
    )
    tenant_id = fields.Char(
        "Organisation ID",
        help="For somebody who was told the ID of the organisation. It has to be one of"
        " those that you have given access to on Xero's page.",
    )

    @api.model
    def _open_for(self, connection):
        """Ask Xero for the organisations and open the dialogue.

        :raise UserError: Xero did not answer, or no longer accepts the consent
        """
        tenants = self._tenants(connection)
        wizard = self.create(
            {
                "connection_id": connection.id,
                "line_ids": [
                    fields.Command.create(self._line(connection, tenant))
                    for tenant in tenants
                ],
            }
        )
        free = wizard.line_ids.filtered("is_available")
        wizard.line_id = free if len(free) == 1 else False
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose the organisation"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _tenants(self, connection):
        """The organisations that the consent covers now, as core.oauth.Tenant."""
        try:
            token = connection.credential_id.sudo()._token_for_button()
            return connection._organisations(token)
        except oauth.OAuthError as error:
            raise UserError(self.env["xero.advice"]._explained(error.label)) from error

    @api.model
    def _line(self, connection, tenant):
        other = (
            connection.sudo()
            .with_context(active_test=False)
            .search(
                [("tenant_id", "=", tenant.tenant_id), ("id", "!=", connection.id)],
                limit=1,
            )
        )
        reason = other and self.env._(
            "Already keeps the books of %s.", other.company_id.name
        )
        return {
            "name": tenant.name or tenant.tenant_id,
            "tenant_id": tenant.tenant_id,
            "is_available": not other,
            "reason": reason or False,
        }

    def action_confirm(self):
        """Bind the chosen organisation, or the one whose ID was entered."""
        self.ensure_one()
        self.connection_id.check_access("write")
        wanted = (self.tenant_id or "").strip().lower() or self.line_id.tenant_id
        if not wanted:
            raise UserError(self.env._("Choose an organisation first."))
        chosen = [
            tenant
            for tenant in self._tenants(self.connection_id)
            if tenant.tenant_id.lower() == wanted.lower()
        ]
        if not chosen:
            raise UserError(
                self.env._(
                    "Xero does not list an organisation with this ID for you. Check the"
                    " ID, or click “Connect with Xero” again and give access to it."
                )
            )
        connection = self.connection_id
        connection.with_company(connection.company_id)._bind(chosen[0])
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class XeroChooseOrganisationLine(models.TransientModel):
    """One organisation of the list."""

    _name = "xero.choose.organisation.line"
    _description = "Xero Organisation to Choose"
    _order = "name, id"

    wizard_id = fields.Many2one(
        "xero.choose.organisation", required=True, ondelete="cascade"
    )
    name = fields.Char("Organisation", required=True)
    tenant_id = fields.Char("Organisation ID", required=True)
    is_available = fields.Boolean()
    reason = fields.Char()
