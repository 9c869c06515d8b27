# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import drift
from ..core.errors import LabelledError


class XeroEntityDocumentApart(models.AbstractModel):
    """Documents that a person in Xero has removed: not made again unasked (P21)."""

    _inherit = "xero.entity.document"

    @api.model
    def _steps_of(self, lane, task, link):
        if link.kept_apart:
            return self._nothing(task, self.env._("It is kept in Odoo only."))
        if link.is_removed and link.fingerprint and lane.record(task).state == "posted":
            rows = self.env["xero.discrepancy"]._open_of(link, drift.MISSING)
            if rows:
                raise LabelledError("removed_in_xero", link.number or "")
        return super()._steps_of(lane, task, link)
