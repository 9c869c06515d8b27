# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta, timezone

from odoo import api, fields, models

#: an object saved while we were reading may carry a slightly older time (XERO_API §5)
OVERLAP = timedelta(minutes=2)


class XeroCursor(models.Model):
    """How far one entity of one organisation has been read (If-Modified-Since).

    The cursor follows Xero's clock (the newest UpdatedDateUTC seen), never ours, and is
    advanced only over what was handled (SPEC A33, XERO_API §5).
    """

    _name = "xero.cursor"
    _description = "Xero Reading Position"
    _rec_name = "entity"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    entity = fields.Char(required=True)
    modified_since = fields.Datetime()
    next_poll_at = fields.Datetime(help="Empty: as soon as possible")
    read_on = fields.Datetime(help="When it was last read to the end")

    _connection_entity_unique = models.Constraint(
        "unique(connection_id, entity)", "An entity is read by one cursor."
    )

    @api.model
    def _of(self, connection, entity):
        """The cursor of `entity`, made on first use."""
        cursor = self._all_of(connection).get(entity)
        return cursor or self.create({"connection_id": connection.id, "entity": entity})

    @api.model
    def _all_of(self, connection):
        """{entity: cursor} of those that have been read."""
        cursors = self.search([("connection_id", "=", connection.id)])
        return {cursor.entity: cursor for cursor in cursors}

    def _since(self):
        """From when on to read (aware): a little before the newest change known.

        Contacts are read from the beginning, documents and money from when the two
        sides were connected; None for the beginning.
        """
        self.ensure_one()
        if self.modified_since:
            return self.modified_since.replace(tzinfo=timezone.utc) - OVERLAP
        if self.entity == "contact":
            return None
        start = self.connection_id.connected_on
        return start and start.replace(tzinfo=timezone.utc) - OVERLAP

    def _was_read_within(self, age):
        """Whether what was read is new enough, and nobody wants it read again.

        :param age: timedelta
        """
        self.ensure_one()
        limit = fields.Datetime.now() - age
        return bool(self.next_poll_at and self.read_on and self.read_on > limit)
