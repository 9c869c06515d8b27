# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core import oauth

CALLBACK_PATH = "/xero/oauth/callback"


class XeroApp(models.Model):
    """A registered Xero app: who we are when we ask somebody for consent (SPEC A10)."""

    _name = "xero.app"
    _description = "Xero App"

    name = fields.Char(required=True, default="Xero")
    active = fields.Boolean(default=True)
    client_id = fields.Char("Client ID", required=True)
    client_secret = fields.Char(
        compute="_compute_client_secret",
        inverse="_inverse_client_secret",
        help="Sealed as soon as it is saved, and never shown again.",
    )
    sealed_secret = fields.Char(copy=False, groups=fields.NO_ACCESS)
    has_secret = fields.Boolean("Secret Stored", compute="_compute_client_secret")
    redirect_uri = fields.Char(
        "Redirect URI",
        compute="_compute_redirect_uri",
        help="Add exactly this address to the app in Xero's developer portal.",
    )
    scope_set = fields.Selection(
        [
            ("granular", "Granular (apps made since 2 March 2026)"),
            ("broad", "Broad (older apps)"),
        ],
        default="granular",
        required=True,
    )
    scopes = fields.Char(
        compute="_compute_scopes",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    login_url = fields.Char(
        "Authorise Address", default=lambda self: oauth.Endpoints().authorize_url
    )
    token_url = fields.Char(default=lambda self: oauth.Endpoints().token_url)
    revocation_url = fields.Char(default=lambda self: oauth.Endpoints().revocation_url)
    connections_url = fields.Char(
        default=lambda self: oauth.Endpoints().connections_url
    )
    api_url = fields.Char("API Address", default=lambda self: oauth.Endpoints().api_url)
    web_url = fields.Char(
        "Xero Web Address",
        default="https://go.xero.com",
        help="Where links to documents in Xero lead.",
    )
    credential_ids = fields.One2many(
        "xero.credential", "app_id", "Consents", groups="base.group_system"
    )
    connection_ids = fields.One2many("xero.connection", "app_id", "Connections")

    _client_id_unique = models.Constraint(
        "unique(client_id)", "This client ID is already registered here."
    )

    @api.depends("sealed_secret")
    def _compute_client_secret(self):
        for app in self:
            app.client_secret = False
            app.has_secret = bool(app.sudo().sealed_secret)

    def _inverse_client_secret(self):
        for app in self.filtered("client_secret"):
            app.sudo().sealed_secret = self.env["xero.seal"]._seal(
                app.client_secret.strip()
            )

    @api.autovacuum
    def _renew_seals(self):
        """Seal again with the first key, so that an old one can be removed (A13)."""
        seal = self.env["xero.seal"]
        for app in self.sudo().search([("sealed_secret", "!=", False)]):
            if not seal._is_current(app.sealed_secret):
                app.sealed_secret = seal._seal(seal._open(app.sealed_secret))

    def _compute_redirect_uri(self):
        base = self.get_base_url()
        for app in self:
            app.redirect_uri = base.rstrip("/") + CALLBACK_PATH

    @api.depends("scope_set")
    def _compute_scopes(self):
        for app in self:
            scopes = oauth.BROAD if app.scope_set == "broad" else oauth.GRANULAR
            app.scopes = " ".join(scopes)

    @api.constrains("scopes")
    def _check_scopes(self):
        for app in self:
            if "offline_access" not in app.scopes.split():
                raise ValidationError(
                    self.env._(
                        "The scope “offline_access” is needed: without it Xero asks for"
                        " consent again every 30 minutes."
                    )
                )

    def _secret(self):
        """The client secret in clear, for the token endpoint only."""
        self.ensure_one()
        return self.env["xero.seal"]._open(self.sudo().sealed_secret)

    def _endpoints(self):
        """Xero's addresses; those of a simulator in a demonstration."""
        self.ensure_one()
        app = self.sudo()
        return oauth.Endpoints(
            authorize_url=app.login_url,
            token_url=app.token_url,
            revocation_url=app.revocation_url,
            connections_url=app.connections_url,
            api_url=app.api_url,
        )
