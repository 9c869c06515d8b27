# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class XeroCursor(models.Model):
    """How far one entity of one organisation has been read (If-Modified-Since).

    The cursor follows Xero's clock (the newest UpdatedDateUTC seen), never ours, and is
    advanced only when every page of a reading was handled (SPEC A33, XERO_API §5).
    """

    _name = "xero.cursor"
    _description = "Xero Reading Position"
    _rec_name = "entity"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    entity = fields.Char(required=True)
    modified_since = fields.Datetime()
    next_poll_at = fields.Datetime()

    _connection_entity_unique = models.Constraint(
        "unique(connection_id, entity)", "An entity is read by one cursor."
    )

    @api.model
    def _of(self, connection, entity):
        """The cursor of `entity`, made on first use."""
        cursor = self.search(
            [("connection_id", "=", connection.id), ("entity", "=", entity)], limit=1
        )
        return cursor or self.create({"connection_id": connection.id, "entity": entity})
