# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import db_list

from ..core import webhook

WEBHOOK_PATH = "/xero/webhook"
#: how long a replaced key is still good: deliveries signed with it are on their way
GRACE = timedelta(hours=1)


class XeroAppWebhook(models.Model):
    """Where Xero sends what has changed, and how we know that it was Xero (SPEC B10).

    The key is sealed as the client secret is. The address holds a word that nobody can
    guess; it names the app, and proves nothing.
    """

    _inherit = "xero.app"

    webhook_token = fields.Char(
        compute="_compute_webhook_token", store=True, copy=False, readonly=True
    )
    webhook_url = fields.Char(
        "Delivery URL",
        compute="_compute_webhook_url",
        help="Enter exactly this address under Webhooks in Xero's developer portal.",
    )
    webhook_key = fields.Char(
        compute="_compute_webhook_key",
        inverse="_inverse_webhook_key",
        help="Xero shows it under Webhooks in the developer portal. Sealed as soon as"
        " it is saved, and never shown again.",
    )
    has_webhook_key = fields.Boolean(
        "Webhook Key Stored", compute="_compute_webhook_key"
    )
    sealed_webhook_key = fields.Char(copy=False, groups=fields.NO_ACCESS)
    sealed_previous_webhook_key = fields.Char(copy=False, groups=fields.NO_ACCESS)
    webhook_key_changed_on = fields.Datetime(copy=False, readonly=True)
    webhook_key_version = fields.Integer(copy=False, readonly=True)
    webhook_validated_on = fields.Datetime(
        "Validated by Xero", compute="_compute_webhook_state"
    )
    webhook_last_delivery = fields.Datetime(
        "Last Delivery", compute="_compute_webhook_state"
    )
    webhook_state = fields.Selection(
        [
            ("not_set", "Not Set Up"),
            ("waiting", "Waiting for Xero"),
            ("validated", "Validated"),
        ],
        "Webhooks",
        compute="_compute_webhook_state",
    )

    _webhook_token_unique = models.Constraint(
        "unique(webhook_token)", "Another app has this webhook address."
    )

    # === THE ADDRESS === #

    @api.depends("client_id")
    def _compute_webhook_token(self):
        for app in self:
            app.webhook_token = app.webhook_token or secrets.token_urlsafe(24)

    def _compute_webhook_url(self):
        base = self.get_base_url().rstrip("/")
        name = self.env.cr.dbname
        alone = db_list(force=True, host=urlsplit(base).netloc) == [name]
        query = "" if alone else f"?db={quote(name)}"
        for app in self:
            app.webhook_url = f"{base}{WEBHOOK_PATH}/{app.webhook_token}{query}"

    # === THE KEY === #

    @api.depends("sealed_webhook_key")
    def _compute_webhook_key(self):
        for app in self:
            app.webhook_key = False
            app.has_webhook_key = bool(app.sudo().sealed_webhook_key)

    def _inverse_webhook_key(self):
        """Keep the key that is replaced: it is good for another hour (SPEC X4)."""
        seal = self.env["xero.seal"]
        for app in self.sudo().filtered("webhook_key"):
            key = app.webhook_key.strip()
            if key == app._opened(app.sealed_webhook_key):
                continue
            app.write(
                {
                    "sealed_previous_webhook_key": app.sealed_webhook_key,
                    "sealed_webhook_key": seal._seal(key),
                    "webhook_key_changed_on": fields.Datetime.now(),
                    "webhook_key_version": app.webhook_key_version + 1,
                }
            )

    def _webhook_keys(self):
        """The keys that are good now, the present one first; in clear."""
        self.ensure_one()
        app = self.sudo()
        keys = [app._opened(app.sealed_webhook_key)]
        changed = app.webhook_key_changed_on
        if changed and fields.Datetime.now() < changed + GRACE:
            keys.append(app._opened(app.sealed_previous_webhook_key))
        return [key for key in keys if key]

    def _opened(self, sealed):
        """A key in clear; "" when this host cannot open it: then nobody gets in."""
        try:
            return self.env["xero.seal"]._open(sealed)
        except UserError:
            return ""

    @api.autovacuum
    def _tend_webhook_keys(self):
        """Forget what is no longer good, seal the rest with the first key (A13)."""
        seal = self.env["xero.seal"]
        limit = fields.Datetime.now() - GRACE
        for app in self.sudo().search([("sealed_webhook_key", "!=", False)]):
            if app.sealed_previous_webhook_key and app.webhook_key_changed_on < limit:
                app.sealed_previous_webhook_key = False
            if not seal._is_current(app.sealed_webhook_key):
                app.sealed_webhook_key = seal._seal(seal._open(app.sealed_webhook_key))

    # === WHAT HAS COME === #

    @api.depends("sealed_webhook_key", "webhook_key_version")
    def _compute_webhook_state(self):
        deliveries = self.env["xero.delivery"].sudo()
        for app in self:
            domain = [
                ("app_id", "=", app.id),
                ("is_check", "=", False),
                ("key_version", "=", app.webhook_key_version),
            ]
            if app.has_webhook_key:
                first = deliveries.search(domain, limit=1, order="id")
                last = deliveries.search(domain, limit=1, order="id desc")
            else:
                first = last = deliveries
            app.webhook_validated_on = first.received_at
            app.webhook_last_delivery = last.received_at
            waiting = "waiting" if app.has_webhook_key else "not_set"
            app.webhook_state = "validated" if first else waiting

    @api.model
    def _take_delivery(self, token, body, signature):
        """Answer Xero: the HTTP status, with nothing else.

        Nothing is written, parsed or logged before the signature is found good (SPEC
        B10, B11); whatever was signed is answered 200, or Xero would give the webhook
        up for all organisations (SPEC X4).

        :param body: the raw bytes
        """
        app = self.sudo().with_context(active_test=False)
        app = app.search([("webhook_token", "=", token)], limit=1)
        keys = app._webhook_keys() if app else []
        if not webhook.is_signed(body, signature, keys):
            return HTTPStatus.UNAUTHORIZED
        try:
            delivery = webhook.delivery_of(body)
        except ValueError:
            delivery = None
        previous = len(keys) > 1 and not webhook.is_signed(body, signature, keys[:1])
        version = app.webhook_key_version - previous
        self.env["xero.delivery"]._receive(app, delivery, version)
        return HTTPStatus.OK
