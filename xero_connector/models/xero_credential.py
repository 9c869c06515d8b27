# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta

import psycopg2.errors

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..core import oauth
from ..core.outcome import Halt, Retry

_logger = logging.getLogger(__name__)

#: a token with less time left than this is not used any more
MARGIN = timedelta(minutes=2)
#: how often a waiter that lost the race for the row looks again
TRIES = 10


class XeroCredential(models.Model):
    """One consent of one Xero user to one app; it may serve several organisations.

    A refresh rotates the refresh token for all of them, so it is stored once per
    consent, and refreshed in a transaction of its own that is committed before the new
    token is used: a rotated token that is lost ends the connection (SPEC P3).
    """

    _name = "xero.credential"
    _description = "Xero Consent"
    _rec_name = "user_email"

    app_id = fields.Many2one("xero.app", required=True, ondelete="restrict")
    user_name = fields.Char("Xero User", readonly=True)
    user_email = fields.Char("Xero User's E-mail", readonly=True)
    scopes = fields.Char("Granted Scopes", readonly=True)
    sealed_access_token = fields.Char(copy=False, groups=fields.NO_ACCESS)
    sealed_refresh_token = fields.Char(copy=False, groups=fields.NO_ACCESS)
    expires_at = fields.Datetime(copy=False, readonly=True)
    refreshed_at = fields.Datetime(copy=False, readonly=True)
    connection_ids = fields.One2many("xero.connection", "credential_id")
    is_active = fields.Boolean(compute="_compute_is_active")

    @api.depends("sealed_refresh_token")
    def _compute_is_active(self):
        for credential in self:
            credential.is_active = bool(credential.sudo().sealed_refresh_token)

    def _store(self, token):
        """Seal a token set into this credential."""
        self.ensure_one()
        seal = self.env["xero.seal"]
        now = fields.Datetime.now()
        self.sudo().write(
            {
                "sealed_access_token": seal._seal(token.access_token),
                "sealed_refresh_token": seal._seal(token.refresh_token),
                "expires_at": now + timedelta(seconds=token.expires_in),
                "refreshed_at": now,
                "scopes": " ".join(token.scopes) or self.scopes,
            }
        )

    def _forget(self):
        """Erase the tokens (disconnected, revoked or refused)."""
        self.sudo().write(
            {
                "sealed_access_token": False,
                "sealed_refresh_token": False,
                "expires_at": False,
            }
        )

    def _forget_unused(self):
        """Erase the tokens of consents that serve no connected organisation."""
        for credential in self:
            states = credential.connection_ids.mapped("state")
            if not {"connected", "choosing"} & set(states):
                credential._forget()

    def _access_token(self, refused=None):
        """A valid access token, refreshed first when it is about to expire.

        :param refused: a token that Xero has just called expired
        :return: the token, or the Outcome that ends the run (Halt, Retry)
        """
        self.ensure_one()
        token = self._stored_token(refused)
        tries = 0
        while token is None and tries < TRIES:
            tries += 1
            try:
                with self.env.registry.cursor() as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    token = env[self._name].browse(self.id)._refresh(refused)
            except psycopg2.errors.SerializationFailure:
                # Another worker held the row and has committed: look again.
                _logger.debug("xero credential %s: refreshed elsewhere", self.id)
        if tries:
            self.env.invalidate_all()
        if token is None:
            return Retry("server_error", "the consent is being refreshed elsewhere")
        return token

    def _token_for_button(self, refused=None):
        """An access token for something that a person waits for.

        :raise OAuthError: there is none
        """
        self.env.flush_all()  # the token may be refreshed in a transaction of its own
        token = self._access_token(refused)
        if isinstance(token, Retry):
            raise oauth.OAuthError(oauth.NETWORK, token.detail)
        if isinstance(token, Halt):
            raise oauth.OAuthError(token.code, token.detail)
        return token

    def _stored_token(self, refused):
        credential = self.sudo()
        if not credential.sealed_refresh_token:
            return Halt("invalid_grant")
        usable = credential.expires_at and credential.expires_at - MARGIN > self._now()
        if not usable:
            return None
        token = self.env["xero.seal"]._open(credential.sealed_access_token)
        return token if token != refused else None

    def _refresh(self, refused):
        """Refresh under the row's lock, in the cursor of this environment.

        FOR NO KEY UPDATE waits for another refresher, whose commit then raises a
        SerializationFailure here; the caller looks again in a new transaction.
        """
        self.env.execute_query(
            SQL(
                "SELECT id FROM xero_credential WHERE id = %s FOR NO KEY UPDATE",
                self.id,
            )
        )
        token = self._stored_token(refused)
        if token is not None:
            return token
        app = self.app_id
        try:
            answer = oauth.refresh(
                app._endpoints(),
                client_id=app.client_id,
                client_secret=app._secret(),
                refresh_token=self.env["xero.seal"]._open(self.sealed_refresh_token),
            )
        except oauth.OAuthError as error:
            return self._refresh_refused(error)
        self._store(answer)
        _logger.info("xero credential %s: token refreshed", self.id)
        return answer.access_token

    def _refresh_refused(self, error):
        if error.label in ("network", "garbled"):
            return Retry("connection_lost", error.detail)
        _logger.warning("xero credential %s: refresh refused: %s", self.id, error.label)
        return Halt(error.label, error.detail)

    def _now(self):
        return fields.Datetime.now()

    def action_revoke(self):
        """End the consent at Xero; this ends every organisation that it serves."""
        for credential in self:
            app = credential.app_id
            secret = self.env["xero.seal"]._open(credential.sudo().sealed_refresh_token)
            try:
                oauth.revoke(
                    app._endpoints(),
                    client_id=app.client_id,
                    client_secret=app._secret(),
                    refresh_token=secret,
                )
            except oauth.OAuthError as error:
                problem = self.env["xero.advice"]._explained(error.label)
                raise UserError(
                    self.env._("%s Nothing was changed.", problem)
                ) from error
            credential.sudo().connection_ids._set_disconnected(
                self.env._("The consent was revoked in Odoo.")
            )
            credential._forget()
