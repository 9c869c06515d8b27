# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..core import oauth

#: a person needs a few minutes to sign in at Xero, an attacker should not get more
LIFETIME = timedelta(minutes=30)


class XeroConsent(models.Model):
    """One trip to Xero's consent page and back (SPEC A11).

    Xero returns the `state` that we sent. It is a random nonce of which only the digest
    is kept, together with the PKCE verifier, the user and an expiry; the row is deleted
    by whoever presents the nonce first, so a state works once.
    """

    _name = "xero.consent"
    _description = "Xero Consent Request"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    state_digest = fields.Char(required=True, index=True, groups=fields.NO_ACCESS)
    sealed_verifier = fields.Char(required=True, groups=fields.NO_ACCESS)
    expires_at = fields.Datetime(required=True)

    @api.autovacuum
    def _remove_expired(self):
        """Consents that nobody came back from."""
        self.search([("expires_at", "<", fields.Datetime.now())]).unlink()

    @api.model
    def _begin(self, connection):
        """Remember a new consent request and return the address to send the user to."""
        state = secrets.token_urlsafe(32)
        verifier = secrets.token_urlsafe(48)
        app = connection.app_id.sudo()
        self.sudo().create(
            {
                "connection_id": connection.id,
                "user_id": self.env.uid,
                "state_digest": self._digest(state),
                "sealed_verifier": self.env["xero.seal"]._seal(verifier),
                "expires_at": fields.Datetime.now() + LIFETIME,
            }
        )
        return oauth.authorize_url(
            app._endpoints(),
            client_id=app.client_id,
            redirect_uri=app.redirect_uri,
            scopes=app.scopes.split(),
            state=state,
            challenge=oauth.pkce_challenge(verifier),
        )

    @api.model
    def _take(self, state):
        """Use up a state, and return (connection, verifier).

        :raise UserError: unknown, used, expired, or another user's
        """
        rows = self.env.execute_query(
            SQL(
                """
                DELETE FROM xero_consent WHERE state_digest = %s
                RETURNING connection_id, user_id, sealed_verifier, expires_at
                """,
                self._digest(state or ""),
            )
        )
        if not rows:
            raise UserError(
                self.env._(
                    "This answer from Xero does not belong to a connection that was"
                    " started here, or it has been used before. Open the connection and"
                    " click “Connect with Xero” again."
                )
            )
        connection_id, user_id, sealed_verifier, expires_at = rows[0]
        self._check_taker(user_id, expires_at)
        verifier = self.env["xero.seal"]._open(sealed_verifier)
        return self.env["xero.connection"].browse(connection_id), verifier

    @api.model
    def _check_taker(self, user_id, expires_at):
        """Only who has begun may end it, and in time.

        :raise UserError: another user, or too late
        """
        if user_id != self.env.uid:
            raise UserError(
                self.env._(
                    "The connection was started by another user. Sign in as that user,"
                    " or click “Connect with Xero” yourself."
                )
            )
        if expires_at < fields.Datetime.now():
            raise UserError(
                self.env._(
                    "Signing in at Xero took too long. Click “Connect with Xero” again."
                )
            )

    @api.model
    def _digest(self, state):
        return hashlib.sha256(state.encode()).hexdigest()
