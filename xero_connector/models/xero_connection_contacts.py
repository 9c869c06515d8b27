# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class XeroConnectionContacts(models.Model):
    """Settings of a connection about contacts."""

    _inherit = "xero.connection"

    contact_policy = fields.Selection(
        [
            ("match_create", "Link the one in Xero if there is one, else create it"),
            ("match_only", "Link the one in Xero; never create one"),
            ("create", "Always create it"),
        ],
        "New Contacts",
        default="match_create",
        required=True,
        help="A contact is the same if its contact code, tax number, e-mail or name is"
        " the same, in this order. When several are, you decide under Contacts to"
        " Match. Linking overwrites nothing that was entered in Xero; it fills what is"
        " empty there.",
    )
    auto_unarchive = fields.Boolean(
        "Restore Archived Contacts",
        help="When a document's contact is archived in Xero, make it active there again"
        " and send the document. Otherwise the document waits and says so.",
    )
    contacts_to_match = fields.Integer(compute="_compute_contacts_to_match")

    def _compute_contacts_to_match(self):
        counts = dict(
            self.env["xero.contact.match"]
            .sudo()
            ._read_group(
                [("connection_id", "in", self.ids), ("state", "=", "open")],
                ["connection_id"],
                ["__count"],
            )
        )
        for connection in self:
            connection.contacts_to_match = counts.get(connection, 0)
