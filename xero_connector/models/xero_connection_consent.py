# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..core import oauth
from .xero_connection import CHOOSING, CONNECTED, DRAFT
from .xero_connection_setup import CATALOGUES

_logger = logging.getLogger(__name__)

#: the state of a new connection
_NEW = (None, DRAFT)
#: what follows from Xero's answers only; nobody enters it, from nowhere
_FROM_XERO = frozenset(
    {
        *("state", "credential_id", "cron_id", "tenant_id", "remote_connection_id"),
        *("organisation_name", "connected_on", "connected_by"),
        *("database_uuid", "database_name"),
    }
)


class XeroConnectionConsent(models.Model):
    """How a connection is made: consent, and choice of the organisation."""

    _inherit = "xero.connection"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_entered({**vals, "state": vals.get("state") not in _NEW})
        return super().create(vals_list)

    def write(self, vals):
        self._check_not_entered(dict.fromkeys(vals, True))
        return super().write(vals)

    def _check_not_entered(self, vals):
        """A form shows these fields read-only; a remote call must not set them either.

        :raise AccessError: it would bind the company to what nobody has allowed
        """
        entered = _FROM_XERO & {name for name, value in vals.items() if value}
        if entered and not self.env.su:
            raise AccessError(
                self.env._(
                    "%s cannot be entered: connect with Xero instead.",
                    ", ".join(sorted(entered)),
                )
            )

    def action_connect(self):
        """Send the user to Xero's consent page (top-level: Xero refuses frames)."""
        self.ensure_one()
        self.check_access("write")
        self._check_company_is_free()
        app = self.app_id.sudo()
        if not app.client_id or not app.has_secret:
            raise UserError(
                self.env._(
                    "The Xero app has no client ID or no client secret yet. An"
                    " administrator enters them once under Xero → Configuration → Apps."
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": self.env["xero.consent"]._begin(self),
            "target": "self",
        }

    def _check_company_is_free(self):
        """A company keeps its books in one organisation (SPEC B19).

        :raise UserError: another connection serves this company
        """
        other = self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", DRAFT),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        if other:
            raise UserError(
                self.env._(
                    "“%(company)s” has another Xero connection already: “%(other)s”."
                    " Use that one, or disconnect and archive it first.",
                    company=self.company_id.name,
                    other=other.name,
                )
            )

    def _consent_given(self, code, verifier):
        """Exchange the code, and bind the organisation if there is just one.

        What goes wrong here is shown on the form: the user comes from Xero's page and
        has no dialogue open.
        """
        self.ensure_one()
        try:
            token = self._exchange(code, verifier)
            tenants = self._organisations(token.access_token)
        except oauth.OAuthError as error:
            _logger.warning(
                "xero connection %s: consent failed: %s", self.id, error.label
            )
            self.status_message = self.env["xero.advice"]._explained(error.label)
            return
        offered = [one for one in tenants if self.tenant_id in (False, one.tenant_id)]
        if not offered:
            self.status_message = self._why_nothing_is_offered(tenants)
            return
        self._keep_credential(token, tenants)
        self._offer(offered)

    def _exchange(self, code, verifier):
        """The token for the code that Xero has sent the user back with."""
        app = self.app_id.sudo()
        return oauth.exchange_code(
            app._endpoints(),
            client_id=app.client_id,
            client_secret=app._secret(),
            redirect_uri=app.redirect_uri,
            code=code,
            verifier=verifier,
        )

    def _why_nothing_is_offered(self, tenants):
        """What to do when the consent covers no organisation of this connection."""
        if not tenants:
            return self.env._(
                "Your Xero user has no organisation that it may connect. Ask for access"
                " to one in Xero (as a standard user or adviser), then connect again."
            )
        return self.env._(
            "You have given access to other organisations than “%s”, which this"
            " connection and its history belong to. Connect again and choose it, or"
            " make a new connection for another company.",
            self.organisation_name,
        )

    def _organisations(self, access_token):
        """Organisations that the consent covers (practices are not ledgers)."""
        tenants = oauth.connections(self.app_id.sudo()._endpoints(), access_token)
        return [tenant for tenant in tenants if tenant.tenant_type == "ORGANISATION"]

    def _keep_credential(self, token, tenants):
        """Seal the token into the consent it renews, or into a new one.

        Who revokes ends all organisations of a person, so a person has one consent:
        known by the e-mail address, or by Xero's connection ids, which are per user and
        organisation.
        """
        person = oauth.identity(token.id_token)
        email = person.get("email")
        ids = [tenant.connection_id for tenant in tenants]
        credentials = self.env["xero.credential"].sudo()
        known = credentials.with_context(active_test=False).search(
            [
                ("app_id", "=", self.app_id.id),
                "|",
                ("connection_ids.remote_connection_id", "in", ids),
                ("user_email", "in", [email] if email else []),
            ],
            order="id",
            limit=1,
        )
        credential = known or credentials.create({"app_id": self.app_id.id})
        credential.write({"user_name": person.get("name"), "user_email": email})
        credential._store(token)
        previous = self.credential_id
        self.sudo().credential_id = credential
        (previous - credential).sudo()._forget_unused()

    def _offer(self, tenants):
        """Bind the only organisation; of several the user chooses (SPEC A14, A15)."""
        if len(tenants) > 1:
            self.sudo().write({"state": CHOOSING, "status_message": False})
            return
        try:
            self._bind(tenants[0])
        except UserError as error:
            self.status_message = str(error)
            self.credential_id.sudo()._forget_unused()

    def _bind(self, tenant):
        """Connect to this organisation; from now on the hooks queue tasks (SPEC A17).

        :raise UserError: the organisation serves another company
        """
        self.ensure_one()
        self._check_organisation_is_free(tenant)
        parameters = self.env["ir.config_parameter"].sudo()
        self.sudo().write(
            {
                "state": CONNECTED,
                "paused": False,
                "status_message": False,
                "tenant_id": tenant.tenant_id,
                "remote_connection_id": tenant.connection_id,
                "organisation_name": tenant.name,
                "connected_on": fields.Datetime.now(),
                "connected_by": self.credential_id.sudo().user_email
                or self.env.user.name,
                "cutover_date": self.cutover_date or fields.Date.context_today(self),
                "database_uuid": parameters.get_param("database.uuid"),
                "database_name": self.env.cr.dbname,
            }
        )
        if not self.sudo().cron_id.active:  # a neutralised database has stopped it
            self.sudo().cron_id.active = True
        _logger.info("xero connection %s: connected", self.id)
        self._load_reference(*CATALOGUES)
        if self.backfill:
            self._mark_existing()

    def _check_organisation_is_free(self, tenant):
        """An organisation keeps the books of one company.

        :raise UserError: another connection has it, archived or not
        """
        other = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [("tenant_id", "=", tenant.tenant_id), ("id", "!=", self.id)], limit=1
            )
        )
        if other:
            raise UserError(
                self.env._(
                    "“%(organisation)s” is already connected to the company"
                    " “%(company)s”. One organisation keeps the books of one company:"
                    " choose another one, or delete that connection first.",
                    organisation=tenant.name,
                    company=other.company_id.name,
                )
            )

    def action_choose(self):
        """List the organisations of the consent and let the user choose one."""
        self.ensure_one()
        self.check_access("write")
        return self.env["xero.choose.organisation"]._open_for(self)
