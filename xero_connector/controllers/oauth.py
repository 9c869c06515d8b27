# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import re
from http import HTTPStatus

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.xero_app import CALLBACK_PATH

#: what Xero may say about a refusal is shown, but not at any length
LONGEST_DETAIL = 200


class CallbackFilter(logging.Filter):
    """Keeps the code and the state out of the server's log of requests (SPEC A13)."""

    query = re.compile(rf"({re.escape(CALLBACK_PATH)})\?[^\s#]*")

    def filter(self, record):
        """Cut the query off; every record passes."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                self.query.sub(r"\1", one) if isinstance(one, str) else one
                for one in record.args
            )
        return True


logging.getLogger("werkzeug").addFilter(CallbackFilter())


class XeroOAuth(http.Controller):
    """Where Xero sends the user back to after its consent page (SPEC A11).

    Nothing of the request decides where the user goes next: it is always the form of
    the connection that the one-time state belongs to, or a page of our own.
    """

    @http.route(CALLBACK_PATH, type="http", auth="user", methods=["GET"])
    def callback(self, state="", code="", error="", error_description="", **_other):
        """Use up the state, exchange the code, and show the connection.

        :param error: why there is no code, e.g. access_denied when the user said no
        """
        if not request.env.user.has_group("xero_connector.group_manager"):
            message = request.env._("Only a Xero manager may connect with Xero.")
            return self._page(message, HTTPStatus.FORBIDDEN)
        try:
            connection, verifier = request.env["xero.consent"]._take(state)
            # What fails from here on is undone, but the state stays used.
            with request.env.cr.savepoint():
                self._answer(connection, verifier, code, error, error_description)
        except UserError as problem:
            return self._page(str(problem), problem.http_status)
        return request.redirect(
            f"/odoo/action-xero_connector.xero_connection_action/{connection.id}"
        )

    def _answer(self, connection, verifier, code, error, description):
        """Hand Xero's answer to the connection.

        :raise UserError: the user may not change this connection, its company has got
            another one meanwhile, or the server cannot read its own secrets
        """
        connection = connection.with_company(connection.company_id)
        connection.check_access("write")
        connection._check_company_is_free()
        if code and not error:
            connection._consent_given(code, verifier)
        elif error == "access_denied":
            connection.status_message = request.env._(
                "Access was not allowed on Xero's page, so nothing was connected. To"
                " connect, click “Connect with Xero” again and allow access."
            )
        else:
            connection.status_message = request.env["xero.advice"]._explained(
                error or "garbled", (description or error)[:LONGEST_DETAIL]
            )

    def _page(self, message, status):
        """A page with a sentence and the way back; this visit cannot be repeated."""
        return request.render(
            "xero_connector.oauth_problem",
            {"message": message, "may_go_back": status != HTTPStatus.FORBIDDEN},
            status=int(status),
            headers=[("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")],
        )
