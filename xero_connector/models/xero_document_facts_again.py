# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_ahead import batch_of


class XeroDocumentFactsAgain(models.AbstractModel):
    """The number of a document that was made again (SPEC P21)."""

    _inherit = "xero.document.facts"

    @api.model
    def _number(self, connection, move):
        """With what was put after it: Xero keeps the number of a voided document."""
        number = super()._number(connection, move)
        if not isinstance(move.id, int):
            return number
        link = self._link_of(connection, move)
        return f"{number}{link.number_suffix or ''}"

    @api.model
    def _link_of(self, connection, move):
        batch = batch_of(self.env)
        link = batch.link("account.move", move.id, "") if batch else None
        if link is None:
            links = self.env["xero.link"].sudo()
            found = links._of(connection, "account.move", move.ids)
            link = found.get((move.id, ""), links)
        return link
