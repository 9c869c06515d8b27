# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.errors import LabelledError
from .xero_entity import NotEligible


class XeroEntityDocumentReady(models.AbstractModel):
    """What has to be true of a document and its connection before it is sent.

    Sending stops at the first condition that does not hold; the preflight asks each.
    """

    _inherit = "xero.entity.document"

    @api.model
    def _check_ready(self, connection, move, link):
        """:raise NotEligible: it waits to be sent to the customer, or for settings
        :raise LabelledError: base_currency_differs, currency_not_enabled
        """
        for condition in self._conditions():
            condition(connection, move, link)

    @api.model
    def _conditions(self):
        """Functions of (connection, move, link), each raising its own reasons."""
        return (self._check_sent, self._check_base_currency, self._check_currency)

    @api.model
    def _check_sent(self, connection, move, link):
        waits = connection.push_when == "sent" and move.move_type == "out_invoice"
        if waits and not move.is_move_sent and not link:
            raise NotEligible("not_sent_yet", move.name)

    @api.model
    def _check_base_currency(self, connection, move, _link):
        base = connection.base_currency
        if not base:
            raise NotEligible("organisation_not_loaded")
        if move.company_currency_id.name != base:
            raise LabelledError(
                "base_currency_differs", f"{base} / {move.company_currency_id.name}"
            )

    @api.model
    def _check_currency(self, connection, move, _link):
        self.env["xero.rules"]._check_currency(connection, move.currency_id)
