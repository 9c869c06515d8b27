# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The pages a person clicks through: login, consent, back to the app.

/identity/connect/authorize shows the login; /identity/login checks it and shows the
consent; /identity/consent redirects to the app with a code or error=access_denied.
A wrong client, redirect URI or scope ends on an error page, never in a redirect.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from ..api.scopes import KNOWN
from ..web.html import page
from .pages import consent_page, error_page, login_page
from .records import App, User

NO_FRAME = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


class BadRequest(Exception):
    """The request cannot go back to the app; the person sees why."""


@dataclass
class Ask:
    """What an app asks of a person, kept between the pages."""

    app: App
    redirect_uri: str
    scope: str
    state: str
    challenge: str
    user: User | None = None


class AuthorizePages:
    def __init__(self, world):
        self._world = world
        self._asks: dict[str, Ask] = {}

    def authorize(self, request: Request) -> Response:
        with self._world.lock:
            try:
                ask = self._ask(request.args)
            except BadRequest as error:
                return _html(error_page(str(error)), 400)
            ticket = secrets.token_urlsafe(16)
            self._asks[ticket] = ask
        return _html(login_page(ticket, ask.app.name))

    def login(self, request: Request) -> Response:
        ticket = request.form.get("ticket", "")
        with self._world.lock:
            ask = self._asks.get(ticket)
            if ask is None:
                return _html(error_page("This login page is no longer valid"), 400)
            email = request.form.get("email", "").strip().casefold()
            user = self._world.identity.users.get(email)
            if user is None or user.password != request.form.get("password", ""):
                problem = "Your email or password is incorrect"
                return _html(login_page(ticket, ask.app.name, problem), 200)
            ask.user = user
            return self._consent(ticket, ask)

    def consent(self, request: Request) -> Response:
        ticket = request.form.get("ticket", "")
        with self._world.lock:
            ask = self._asks.get(ticket)
            if ask is None or ask.user is None:
                return _html(error_page("This consent page is no longer valid"), 400)
            if request.form.get("decision") != "allow":
                del self._asks[ticket]
                return _back(ask, {"error": "access_denied"})
            owned = set(ask.user.organisations)
            chosen = [t for t in request.form.getlist("tenant") if t in owned]
            if owned and not chosen:
                return self._consent(ticket, ask, "Choose an organisation")
            if len(chosen) > 1 and not ask.app.several_organisations:
                return self._consent(ticket, ask, "Choose one organisation only")
            del self._asks[ticket]
            identity = self._world.identity
            grant = identity.consent(ask.app, ask.user, chosen, ask.scope)
            code = identity.tokens.issue_code(grant, ask.redirect_uri, ask.challenge)
        return _back(ask, {"code": code.value, "scope": ask.scope})

    def _consent(self, ticket: str, ask: Ask, problem: str = "") -> Response:
        names = self._world.organisations
        owned = [(tenant, names[tenant].name) for tenant in ask.user.organisations]
        return _html(consent_page(ticket, ask, owned, problem))

    def _ask(self, args) -> Ask:
        app = self._world.identity.apps.get(args.get("client_id", ""))
        if app is None:
            raise BadRequest("unauthorized_client: Unknown client")
        uri = args.get("redirect_uri", "")
        if uri not in app.redirect_uris or not is_allowed_redirect(uri):
            raise BadRequest("unauthorized_client: Invalid redirect_uri")
        if args.get("response_type") != "code":
            raise BadRequest("unsupported_response_type")
        challenge = args.get("code_challenge", "")
        if challenge and args.get("code_challenge_method") != "S256":
            raise BadRequest("invalid_request: Transform algorithm not supported")
        if not challenge and not app.client_secret:
            raise BadRequest("invalid_request: code challenge required")
        scope = args.get("scope", "")
        asked = set(scope.split())
        if not asked or asked - KNOWN:
            raise BadRequest("invalid_scope")
        if app.scopes is not None and asked - app.scopes:
            raise BadRequest("unauthorized_client: Invalid scope for client")
        return Ask(app, uri, scope, args.get("state", ""), challenge)


def is_allowed_redirect(uri: str) -> bool:
    """https, or http for localhost only (XERO_API §1)."""
    parts = urlsplit(uri)
    if parts.scheme == "http":
        return parts.hostname == "localhost"
    return parts.scheme == "https" and bool(parts.hostname)


def _back(ask: Ask, answer: dict) -> Response:
    if ask.state:
        answer["state"] = ask.state
    joint = "&" if urlsplit(ask.redirect_uri).query else "?"
    return redirect(f"{ask.redirect_uri}{joint}{urlencode(answer)}", 302)


def _html(content: str, status: int = 200) -> Response:
    headers = {**NO_FRAME, "Cache-Control": "no-store"}
    return Response(page("Xero", content), status, headers, content_type="text/html")
