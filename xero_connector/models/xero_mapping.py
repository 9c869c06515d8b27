# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class XeroMapping(models.AbstractModel):
    """What Odoo's records are in one organisation; a change frees what waits for it."""

    _name = "xero.mapping"
    _description = "Xero Mapping"
    _check_company_auto = True

    #: reasons for waiting that a new or changed mapping may end
    _xero_frees = ()

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)

    @api.model_create_multi
    def create(self, vals_list):
        mappings = super().create(vals_list)
        mappings._free_tasks()
        return mappings

    def write(self, vals):
        result = super().write(vals)
        self._free_tasks()
        return result

    def _free_tasks(self):
        for connection in self.connection_id:
            self.env["xero.task"]._free(connection, *self._xero_frees)
