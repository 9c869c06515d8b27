# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

#: how long after a delivery we believe that the next change will be told as well. Xero
#: gives a webhook up when it could not deliver for 24 hours (XERO_API §6)
ALIVE = timedelta(hours=24)


class XeroConnectionWebhook(models.Model):
    """What Xero's webhooks mean for one connection."""

    _inherit = "xero.connection"

    webhooks_alive = fields.Boolean(
        "Told by Xero",
        compute="_compute_webhooks_alive",
        help="Xero tells Odoo by itself what has changed, so it is asked less often.",
    )

    def _compute_webhooks_alive(self):
        for connection in self:
            connection.webhooks_alive = connection._has_webhooks()

    def _has_webhooks(self, entity=None):
        """Whether Xero can be relied on to tell what changes (SPEC X4, T9).

        :param entity: only if Xero has told of this one before: categories are chosen
            one by one in Xero's developer portal
        """
        self.ensure_one()
        app = self.app_id.sudo()
        if not app.webhook_validated_on:
            return False
        since = fields.Datetime.now() - ALIVE
        seen = self.env["xero.delivery"].sudo()
        alive = seen.search_count(
            [
                ("app_id", "=", app.id),
                ("received_at", ">=", since),
                ("is_check", "=", False),
            ],
            limit=1,
        )
        if not alive or not entity:
            return bool(alive)
        told = [("delivery_id.app_id", "=", app.id), ("entity", "=", entity)]
        return bool(self.env["xero.event"].sudo().search_count(told, limit=1))

    @api.model
    def _by_tenant(self, app):
        """{organisation id in lower case: connection} of an app, archived ones too."""
        # Xero waits: nothing is read that is not needed.
        connections = (
            self.sudo()
            .with_context(active_test=False, prefetch_fields=False)
            .search_fetch(
                [("app_id", "=", app.id), ("tenant_id", "!=", False)],
                ["tenant_id", "active", "state", "paused", "cron_id"],
            )
        )
        return {one.tenant_id.lower(): one for one in connections}

    def _catch_up(self):
        """Have everything that may have changed looked at in the next run."""
        cursors = self.env["xero.cursor"].sudo()
        cursors.search([("connection_id", "in", self.ids)]).next_poll_at = False
