# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

#: how long the journal of calls is kept; unanswered writes are never removed
RETENTION = timedelta(days=30)
REMOVED_AT_ONCE = 10_000

SENT = "sent"
UNKNOWN = "unknown"
SETTLED = "settled"


class XeroCall(models.Model):
    """One API call. A writing call is committed before it is made.

    One Idempotency-Key covers the exact bytes of one batch, so the row keeps both and
    the ordered tasks: whatever kills the worker, the next run knows what may have
    happened and can repeat or look up precisely that (SPEC X7, DESIGN §4).
    """

    _name = "xero.call"
    _description = "Xero API Call"
    _order = "id desc"
    _rec_name = "operation"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    operation = fields.Char(required=True)
    action = fields.Char(help="create, update or delete; empty for a reading call")
    entity = fields.Char()
    remote_id = fields.Char("Xero ID", help="For calls on one object: which one")
    writes = fields.Boolean()
    idempotency_key = fields.Char(copy=False)
    body = fields.Text(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Exact bytes of an unsettled write; removed as soon as it is settled.",
    )
    summary = fields.Text(help="What was sent, without names and addresses.")
    steps = fields.Json(help="What each element of the body is about, in its order")
    count = fields.Integer("Documents")
    state = fields.Selection(
        [
            (SENT, "Sent"),
            (UNKNOWN, "Outcome Unknown"),
            (SETTLED, "Settled"),
        ],
        default=SENT,
        required=True,
    )
    request = fields.Char(
        copy=False,
        help="What a program calls its request: asked for again, it is not made twice.",
    )
    request_digest = fields.Char(copy=False, help="Tells whether it is the same one")
    request_number = fields.Integer(copy=False, help="Which attempt of the request")
    user_id = fields.Many2one("res.users", "Asked For By", copy=False)
    replay = fields.Boolean(help="The same bytes may be repeated with the same key.")
    attempts = fields.Integer(help="How often its outcome was looked for")
    sent_at = fields.Datetime(default=fields.Datetime.now, required=True)
    status = fields.Integer("HTTP Status")
    duration = fields.Float("Duration (s)")
    error_code = fields.Char()
    correlation_id = fields.Char("Xero Correlation ID")

    _open = models.Index("(connection_id, id) WHERE state != 'settled'")
    _request_unique = models.UniqueIndex(
        "(connection_id, request, request_number) WHERE request IS NOT NULL",
        "This request is being made right now.",
    )
    _sent = models.Index("(sent_at)")

    @api.autovacuum
    def _remove_old(self):
        limit = fields.Datetime.now() - RETENTION
        old = self.search(
            [("state", "=", SETTLED), ("sent_at", "<", limit)], limit=REMOVED_AT_ONCE
        )
        old.unlink()
        return len(old), len(old) == REMOVED_AT_ONCE
