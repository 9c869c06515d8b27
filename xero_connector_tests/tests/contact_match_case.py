# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts that are in Xero before ours are sent."""

from .trouble import TroubleCase


class ContactMatchCase(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def theirs(self, name, **fields):
        """A contact that somebody has entered in Xero."""
        return self.in_xero("contact", Name=name, **fields)

    def linked_to(self, partner):
        self.drain(self.connection)
        partner.invalidate_recordset()
        return partner.xero_link_id.xero_id

    def contact(self, xero_id):
        (found,) = [one for one in self.xero_contacts() if one["ContactID"] == xero_id]
        return found

    def review(self, partner):
        return self.env["xero.contact.match"].search([("partner_id", "=", partner.id)])

    def reads(self):
        """Readings of Xero's contacts."""
        requests = self.simulator.requests("/Contacts", method="GET")
        return [one for one in requests if "IDs" not in one.query]
