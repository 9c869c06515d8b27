# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def action_xero_progress(self):
        """Whether all of the selected documents are in Xero, as after a billing run
        (SPEC C7): says so, or lists those that are not."""
        documents = self._xero_documents().filtered(lambda move: move.state == "posted")
        missing = documents.filtered(lambda move: move.xero_sync != "synced")
        if not missing:
            message = self.env._(
                "All %s posted documents of the selection are in Xero.", len(documents)
            )
            return self.env["xero.connection"]._notification(message)
        attention = missing.filtered(lambda move: move.xero_sync == "attention")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "%(missing)s of %(all)s documents are not in Xero yet;"
                " %(attention)s need attention",
                missing=len(missing),
                all=len(documents),
                attention=len(attention),
            ),
            "res_model": "account.move",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", missing.ids)],
        }
