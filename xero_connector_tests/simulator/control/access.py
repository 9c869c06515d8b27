# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Apps, users, tokens and connections."""

from dataclasses import asdict

from ..identity.records import App, User
from .machinery import OK


def apps(world, _query: dict) -> list:
    return [_without(app, "client_secret") for app in world.identity.apps.values()]


def add_app(world, body: dict) -> dict:
    if body.get("scopes") is not None:
        body["scopes"] = frozenset(body["scopes"])
    app = world.identity.add_app(App(**body))
    return _without(app, "client_secret")


def users(world, _query: dict) -> list:
    return [_without(user, "password") for user in world.identity.users.values()]


def add_user(world, body: dict) -> dict:
    """`organisations` by tenant id, short code or name."""
    keys = body.pop("organisations", [])
    tenants = [world.organisation(key).tenant_id for key in keys]
    return _without(
        world.identity.add_user(User(**body, organisations=tenants)), "password"
    )


def secrets(world, _query: dict) -> list:
    return world.identity.tokens.secrets


def tokens(world, body: dict) -> dict:
    """{client_id, email, tenants, scope}, each with the demo's as default."""
    return world.tokens(**body)


def revoke(world, body: dict) -> dict:
    """{email, tenant}"""
    tenant = world.organisation(body.get("tenant") or "").tenant_id
    world.identity.remove_user_from(body["email"], tenant)
    return OK


def disconnect(world, body: dict) -> dict:
    """{tenant, client_id}"""
    tenant = world.organisation(body.get("tenant") or "").tenant_id
    count = world.identity.disconnect(tenant, body.get("client_id"))
    return {"disconnected": count}


def _without(record: App | User, secret: str) -> dict:
    shown = {key: value for key, value in asdict(record).items() if key != secret}
    if shown.get("scopes") is not None:
        shown["scopes"] = sorted(shown["scopes"])
    return shown


ROUTES = {
    ("GET", "apps"): apps,
    ("POST", "apps"): add_app,
    ("GET", "users"): users,
    ("POST", "users"): add_user,
    ("GET", "secrets"): secrets,
    ("POST", "tokens"): tokens,
    ("POST", "revoke"): revoke,
    ("POST", "disconnect"): disconnect,
}
