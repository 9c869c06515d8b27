# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from http import HTTPStatus

from odoo import SUPERUSER_ID, api, http
from odoo.http import request
from odoo.modules.registry import Registry

from ..core.webhook import LONGEST_BODY, SIGNATURE_HEADER
from ..models.xero_app_webhook import WEBHOOK_PATH


class XeroWebhook(http.Controller):
    """Where Xero delivers events (SPEC B8–B12, P23).

    The answer is a status and nothing else: no text, no cookie. No call to Xero is made
    from here. A body above the limit is refused by its announced length, unread.
    """

    @http.route(
        f"{WEBHOOK_PATH}/<string:token>",
        type="http",
        auth="none",
        methods=["POST"],
        csrf=False,
        save_session=False,
        readonly=False,
        max_content_length=LONGEST_BODY,
    )
    def deliver(self, token, db="", **_other):
        """200 when the raw body is signed with the app's key, else 401.

        :param db: the database, when the host alone does not tell which one
        """
        body = request.httprequest.get_data()
        signature = request.httprequest.headers.get(SIGNATURE_HEADER)
        if request.env is None:
            status = self._deliver_to(db, token, body, signature)
        else:
            request.update_env(user=SUPERUSER_ID)
            status = request.env["xero.app"]._take_delivery(token, body, signature)
        return http.Response(status=int(status))

    def _deliver_to(self, name, token, body, signature):
        """The same where Odoo could not choose a database: only when it serves several
        at this host, and the addon is loaded server-wide.
        """
        if not name or name not in http.db_list(force=True):
            return HTTPStatus.NOT_FOUND
        registry = Registry(name).check_signaling()
        if "xero.delivery" not in registry:
            return HTTPStatus.NOT_FOUND
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            return env["xero.app"]._take_delivery(token, body, signature)
