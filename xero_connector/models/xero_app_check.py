# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets
from urllib.parse import urlsplit

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..core import address_check
from .xero_delivery import CHECK

_lt = LazyTranslate(__name__)

#: what was found -> what it means, and what to do
SENTENCES = {
    address_check.UNREACHABLE: _lt(
        "Nothing answers at this address. See that the web base address of Odoo is the"
        " one that the internet reaches, and that this server can reach it as well."
    ),
    address_check.SLOW: _lt(
        "The answer took longer than Xero waits. If Odoo has only one worker, it cannot"
        " answer itself: give it a second one and try again."
    ),
    address_check.REDIRECTED: _lt(
        "The address leads on to another one, which Xero does not follow. Set the web"
        " base address of Odoo to where it leads, and take the new Delivery URL."
    ),
    address_check.NOT_FOUND: _lt(
        "A server answers, but does not find this database. If it has several, give"
        " each a host name of its own (dbfilter), have the proxy add the header"
        " X-Odoo-Database, or load xero_connector server-wide (see the documentation)."
    ),
    address_check.REFUSED: _lt(
        "An Odoo answers that does not know this app or its key: it is another"
        " database, or another server."
    ),
    address_check.CREDULOUS: _lt(
        "Something answers that accepts any signature: it is not this Odoo."
    ),
    address_check.TALKATIVE: _lt(
        "Odoo answers, but something on the way adds text or a cookie to the answer,"
        " which Xero refuses. Look at the proxy."
    ),
    address_check.BROKEN: _lt("The server answers with an error. Look at its log."),
}


class XeroAppCheck(models.Model):
    """Shows that Xero's deliveries will reach this very database (SPEC B12, P23)."""

    _inherit = "xero.app"

    def action_check_webhook(self):
        """Send a delivery to our own address and look whether it has arrived here."""
        self.ensure_one()
        self.check_access("write")
        key = self.sudo()._webhook_keys()[:1]
        if not key:
            raise UserError(
                self.env._(
                    "Enter the webhook key first; Xero's developer portal has it."
                )
            )
        nonce = f"{CHECK}{secrets.token_hex(16)}"
        finding = address_check.knock(self.webhook_url, key[0], nonce)
        problem = self._check_problem(finding, nonce)
        message = problem or self._check_success()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "danger" if problem else "success",
                "sticky": bool(problem),
            },
        }

    def _check_problem(self, finding, nonce):
        """What is wrong with the address, in a sentence; "" when nothing is."""
        if finding.label != address_check.FINE:
            return f"{self.env._(SENTENCES[finding.label])} ({finding.detail})"
        if not self._has_arrived(nonce):
            return self.env._(
                "An Odoo with this app and key answers, but it is not this database:"
                " perhaps a copy of it. Events would arrive there."
            )
        return ""

    def _check_success(self):
        address = urlsplit(self.webhook_url)
        if address.scheme != "https" or address.port not in (None, 443):
            return self.env._(
                "The delivery reached this database. Xero itself only delivers to"
                " addresses that begin with https, at the usual port."
            )
        return self.env._(
            "The delivery reached this database, and a forged one was turned away."
        )

    def _has_arrived(self, nonce):
        """Whether another transaction of this database has kept the delivery."""
        with self.env.registry.cursor() as cr:
            deliveries = self.with_env(self.env(cr=cr)).env["xero.delivery"].sudo()
            return bool(deliveries.search_count([("entropy", "=", nonce)], limit=1))
