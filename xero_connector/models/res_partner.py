# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: fields whose change is sent to Xero; others do not queue anything (SPEC A27). A
#: person's or an address's change is one of the company that they belong to.
SYNCED_FIELDS = frozenset(
    {
        *("name", "email", "phone", "vat", "company_registry"),
        *("street", "street2", "city", "zip", "state_id", "country_id"),
        *("active", "type", "is_company", "parent_id"),
        *("property_payment_term_id", "property_supplier_payment_term_id"),
    }
)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "xero.mixin"]

    xero_dealer_code = fields.Char(
        "Xero Dealer Code", help="Shown on the Xero tasks about this contact."
    )

    xero_conflict = fields.Char(
        "Changed in Odoo and in Xero",
        compute="_compute_xero_conflict",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )

    @api.depends_context("company")
    def _compute_xero_conflict(self):
        for partner in self:
            partner.xero_conflict = partner.xero_link_id.conflict

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._xero_mark("contact.push", created=True)
        return partners

    def write(self, vals):
        if "parent_id" in vals:  # the company that they leave
            self.commercial_partner_id._xero_mark("contact.push")
        result = super().write(vals)
        if SYNCED_FIELDS & vals.keys():
            self._xero_mark("contact.push")
        return result

    def unlink(self):
        (self | self.commercial_partner_id)._xero_mark("contact.push")
        return super().unlink()

    def action_xero_restore(self):
        """Make the contact active again in Xero, where somebody has archived it.

        :raise AccessError: for Xero managers only
        :raise UserError: Odoo has it archived, and would archive it in Xero again
        """
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(self.env._("Only a Xero manager can restore a contact."))
        archived = self.filtered(lambda partner: not partner.active)
        if archived:
            raise UserError(
                self.env._(
                    "“%s” is archived in Odoo. Unarchive it there first.",
                    archived[0].display_name,
                )
            )
        self.sudo().xero_link_id._restore_contacts()

    def action_xero_odoo_is_right(self):
        """Send to Xero what both sides have changed."""
        self.sudo().xero_link_id.sudo(False).action_odoo_is_right()

    def action_xero_xero_is_right(self):
        """Take over from Xero what both sides have changed."""
        self.sudo().xero_link_id.sudo(False).action_xero_is_right()
