# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..core.entities import CATALOGUE
from ..core.entities.contact_group import members


class XeroContactGroup(models.Model):
    """A group of contacts in Xero, and who is in it."""

    _name = "xero.contact.group"
    _description = "Xero Contact Group"
    _inherit = "xero.catalogue"
    _order = "name"

    member_ids = fields.Json(help="Xero ids of its contacts, as last read")

    def _members(self):
        """Xero ids of all contacts of these groups."""
        return {one for group in self for one in group.member_ids or ()}

    def _read_members(self, lane):
        """Read these groups, each by itself; makes calls.

        :raise OutcomeError: Xero did not answer
        """
        declaration = CATALOGUE["contact_group"]
        return lane.client.by_ids(declaration, self.mapped("xero_id"))

    def _keep_members(self, elements):
        """Remember who is in these groups; a group that is gone has nobody.

        :return: Xero ids of those who were not in any of them when last read
        """
        before = self._members()
        found = {one.get("ContactGroupID"): members(one) for one in elements}
        for group in self:
            now = sorted(found.get(group.xero_id, ()))
            if now != (group.member_ids or []):
                group.member_ids = now
        return self._members() - before
