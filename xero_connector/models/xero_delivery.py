# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..core import webhook

#: how long events are kept
RETENTION = timedelta(days=30)
REMOVED_AT_ONCE = 1_000

NEW = "new"
DONE = "done"

#: begins the entropy of what we send ourselves, to see whether an address leads here
CHECK = "odoo-check-"


class XeroDelivery(models.Model):
    """One signed POST of Xero's, also one without events.

    Rows are only inserted while Xero waits: nothing that a concurrent delivery, a lane
    or a user's transaction could collide with. What its numbers tell is found out by
    the next lane of the app (SPEC X4).
    """

    _name = "xero.delivery"
    _description = "Xero Webhook Delivery"
    _order = "id desc"
    _rec_name = "received_at"
    _log_access = False

    app_id = fields.Many2one("xero.app", required=True, ondelete="cascade", index=True)
    received_at = fields.Datetime(default=fields.Datetime.now, required=True)
    first_sequence = fields.Integer("First Number", aggregator=None)
    last_sequence = fields.Integer("Last Number", aggregator=None)
    size = fields.Integer("Events")
    entropy = fields.Char(help="A random text; ours when we tried the address")
    is_check = fields.Boolean("Sent by Us")
    is_unreadable = fields.Boolean(
        "Unreadable", help="Signed by Xero, but not a list of events"
    )
    key_version = fields.Integer("Signed with Key", aggregator=None)
    state = fields.Selection(
        [(NEW, "New"), (DONE, "Looked At")], default=NEW, required=True
    )
    highest = fields.Integer(
        "Highest Number So Far", help="Empty until a lane has looked at the numbers"
    )
    event_ids = fields.One2many("xero.event", "delivery_id", "Events Kept")

    _new = models.Index("(app_id) WHERE state = 'new'")
    _highest = models.Index("(app_id, id DESC) WHERE highest IS NOT NULL")

    # === RECEIVING === #

    @api.model
    def _receive(self, app, delivery, key_version):
        """Keep what Xero sent and wake the lanes that it concerns.

        :param delivery: core.webhook.Delivery; None for a signed body without meaning
        :param key_version: which of the app's keys, counted, it was signed with
        """
        delivery_id = self._insert(app, delivery, key_version)
        if not delivery or not delivery.events:
            return
        connections = self.env["xero.connection"]._by_tenant(app)
        events = self.env["xero.event"]
        touched = events._append(delivery_id, delivery.events, connections)
        for connection in touched:
            if connection._is_ready():
                connection._trigger_run()

    @api.model
    def _insert(self, app, delivery, key_version):
        entropy = delivery.entropy if delivery else ""
        is_empty = bool(delivery) and not delivery.size
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO xero_delivery (
                    app_id, received_at, first_sequence, last_sequence, size, entropy,
                    is_check, is_unreadable, key_version, state)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
                RETURNING id
                """,
                app.id,
                fields.Datetime.now(),
                delivery.first if delivery else 0,
                delivery.last if delivery else 0,
                delivery.size if delivery else 0,
                entropy,
                is_empty and entropy.startswith(CHECK),
                not delivery,
                key_version,
                DONE if is_empty else NEW,
            )
        )
        return rows[0][0]

    # === SEQUENCES === #

    @api.model
    def _look_for_gaps(self, app):
        """Follow the numbers of new deliveries; whether events before them are lost."""
        new = self.search([("app_id", "=", app.id), ("state", "=", NEW)])
        if not new:
            return False
        last = self.search([("app_id", "=", app.id), ("highest", "!=", False)], limit=1)
        numbered = new.filtered("first_sequence")
        spans = [(one.first_sequence, one.last_sequence) for one in numbered]
        highest, lost = webhook.follow(last.highest, spans)
        new.state = DONE
        # The row that held it as well: two lanes that look at once then collide.
        (new | last).highest = highest
        return lost or any(new.mapped("is_unreadable"))

    @api.autovacuum
    def _remove_old(self):
        """Remove old deliveries and their events; what proves the address stays."""
        limit = fields.Datetime.now() - RETENTION
        self.flush_model()
        removed = self.env.execute_query(
            SQL(
                """
                DELETE FROM xero_delivery WHERE id IN (
                    SELECT id FROM xero_delivery AS old
                     WHERE received_at < %s
                       AND (size > 0 OR is_check OR is_unreadable)
                       AND EXISTS (SELECT FROM xero_delivery AS newer
                                    WHERE newer.app_id = old.app_id
                                      AND newer.id > old.id
                                      AND newer.highest IS NOT NULL)
                     LIMIT %s)
                RETURNING id
                """,
                limit,
                REMOVED_AT_ONCE,
            )
        )
        self.env["xero.event"].invalidate_model()
        return len(removed), len(removed) == REMOVED_AT_ONCE
