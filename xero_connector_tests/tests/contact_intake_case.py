# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contacts that somebody enters or changes in Xero, and what Odoo makes of them."""

from .trouble import TroubleCase


class ContactIntakeCase(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect(sync_contacts="both")
        self.drain(self.connection)
        self.simulator.world.log.clear()

    def theirs(self, name, **fields):
        """A contact that somebody has entered in Xero."""
        return self.in_xero("contact", Name=name, **fields)

    def change(self, contact, **fields):
        """Somebody changes a contact in Xero, a while later."""
        self.pass_time(60)
        xero_id = contact["ContactID"]
        return self.control("edit", entity="contact", id=xero_id, fields=fields)

    def wire(self, contact, **values):
        """What reads of the contact show, whatever Xero would accept."""
        xero_id = contact["ContactID"]
        return self.control("edit", entity="contact", id=xero_id, wire=values)

    def come_in(self):
        """Look at Xero, and let what that has caused run to its end."""
        self.poll(self.connection)
        self.drain(self.connection)

    def link_of(self, contact):
        return self.env["xero.link"].search(
            [
                ("connection_id", "=", self.connection.id),
                ("xero_id", "=", contact["ContactID"]),
            ]
        )

    def partner_of(self, contact):
        link = self.link_of(contact)
        return self.env["res.partner"].browse(link.res_id)

    def arrival(self, contact):
        return self.env["xero.contact.arrival"]._of(
            self.connection, contact["ContactID"]
        )

    def contact(self, contact):
        (found,) = [
            one
            for one in self.xero_contacts()
            if one["ContactID"] == contact["ContactID"]
        ]
        return found

    def pulls(self):
        return self.env["xero.task"].search([("type_id.name", "=", "contact.pull")])

    def assert_nothing_sent(self):
        """Nothing went to Xero, and nothing is left to do."""
        self.drain(self.connection)
        self.assertEqual([one.path for one in self.writes()], [])
        still_open = self.env["xero.task"].search(
            [("state", "in", ("queued", "waiting", "running", "failed"))]
        )
        self.assertFalse(still_open.mapped("message"))
        self.assertFalse(still_open)
