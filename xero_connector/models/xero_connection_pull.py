# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: settings of a direction that bring something into Odoo
INWARD = ("both", "pull")
#: kind of object -> settings that bring it, or what it tells of, into Odoo: an invoice
#: tells what was paid
_SETTINGS = {
    "invoice": ("sync_invoices", "sync_bills", "sync_payments"),
    "contact": ("sync_contacts",),
    "credit_note": ("sync_invoices", "sync_bills", "sync_payments"),
    "payment": ("sync_payments",),
    "prepayment": ("sync_payments",),
    "overpayment": ("sync_payments",),
}


class XeroConnectionPull(models.Model):
    """What comes in over a connection."""

    _inherit = "xero.connection"

    def _brings_in(self, setting):
        """Whether a direction setting lets things into Odoo.

        :param setting: name of the field
        """
        return self[setting] in INWARD

    def _takes_in(self, entity):
        """Whether the settings bring anything of this kind from Xero into Odoo."""
        self.ensure_one()
        return any(map(self._brings_in, _SETTINGS.get(entity, ())))

    def _polled_entities(self):
        """The kinds of objects that are looked at in Xero, in the order of turns."""
        known = self.env["xero.runner"]._entities()
        return [one for one in _SETTINGS if one in known and self._takes_in(one)]
