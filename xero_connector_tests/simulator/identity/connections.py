# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/connections: which organisations a token's user has connected (XERO_API §1)."""

import json

from werkzeug.wrappers import Request, Response

from ..api.problems import Refused
from .bearer import access_token
from .records import AccessToken, Connection


class ConnectionsEndpoint:
    def __init__(self, world):
        self._world = world

    def handle(self, request: Request, path: list[str]) -> Response:
        """GET /connections and DELETE /connections/{id}; both count for the app."""
        world, headers = self._world, {}
        try:
            with world.lock:
                token = access_token(world, request)
                app = token.app.client_id
                headers = world.limiter.enter_app(app, world.clock.timestamp())
                if request.method == "GET" and not path:
                    event = request.args.get("authEventId", "").lower()
                    return _json(self._list(token, event), 200, headers)
                if request.method == "DELETE" and len(path) == 1:
                    return self._delete(token, path[0].lower(), headers)
            return Response("", 404, headers)
        except Refused as refused:
            return _json(refused.body, refused.status, refused.headers)

    def _list(self, token: AccessToken, event: str) -> list[dict]:
        mine = self._world.identity.connections_of(token.app, token.grant.user)
        organisations = self._world.organisations
        return [
            _shown(connection, organisations[connection.tenant_id].name)
            for connection in mine
            if event in ("", connection.auth_event_id)
        ]

    def _delete(self, token: AccessToken, key: str, headers: dict) -> Response:
        identity = self._world.identity
        for connection in identity.connections_of(token.app, token.grant.user):
            if connection.id == key:
                del identity.connections[key]
                return Response("", 204, headers)
        return Response("", 404, headers)


def _shown(connection: Connection, name: str) -> dict:
    return {
        "id": connection.id,
        "authEventId": connection.auth_event_id,
        "tenantId": connection.tenant_id,
        "tenantType": "ORGANISATION",
        "tenantName": name,
        "createdDateUtc": f"{connection.created:%Y-%m-%dT%H:%M:%S.%f}0",
        "updatedDateUtc": f"{connection.updated:%Y-%m-%dT%H:%M:%S.%f}0",
    }


def _json(document, status: int, headers: dict) -> Response:
    body = "" if document == "" else json.dumps(document)
    return Response(body, status, headers, content_type="application/json")
