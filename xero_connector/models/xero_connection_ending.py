# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import UserError

from ..core import oauth
from .xero_connection import DISCONNECTED, EXPIRED


class XeroConnectionEnding(models.Model):
    """How a connection ends: a person disconnects it, or Xero's consent is gone."""

    _inherit = "xero.connection"

    def action_disconnect(self):
        """Remove this organisation from the consent at Xero; data stays (SPEC A18)."""
        for connection in self:
            connection.check_access("write")
            connection._remove_at_xero()
            connection._set_disconnected(
                self.env._("Disconnected by %s.", self.env.user.name)
            )
        self.credential_id.sudo()._forget_unused()

    def _remove_at_xero(self):
        if not self.credential_id or not self.remote_connection_id:
            return
        refused = None
        try:
            for _attempt in range(2):
                refused = self._try_to_remove(refused)
                if not refused:
                    return
        except oauth.OAuthError as error:
            if error.label == oauth.INVALID_GRANT:
                return  # the consent has ended already: nothing is left to remove
            problem = self.env["xero.advice"]._explained(error.label)
            raise UserError(self.env._("%s Nothing was changed.", problem)) from error

    def _try_to_remove(self, refused):
        """Remove the connection at Xero; the token if Xero no longer accepts it."""
        token = self.credential_id.sudo()._token_for_button(refused)
        try:
            oauth.disconnect(
                self.app_id.sudo()._endpoints(), token, self.remote_connection_id
            )
        except oauth.OAuthError as error:
            if error.label != oauth.INVALID_GRANT:
                raise
            return token
        return None

    def _set_disconnected(self, message):
        """Stop both directions; links, history and queued tasks stay."""
        self.sudo().write(
            {
                "state": DISCONNECTED,
                "status_message": message,
                "remote_connection_id": False,
            }
        )

    def _set_expired(self, message):
        """Xero no longer accepts the consent: stop, say so, lose nothing."""
        self.sudo().write({"state": EXPIRED, "status_message": message})
        self.message_post(body=message)
