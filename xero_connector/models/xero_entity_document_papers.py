# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity import CREATE, UPDATE
from .xero_entity_attachment import FILE
from .xero_entity_history import HISTORY_PUSH, NOTE


class XeroEntityDocumentPapers(models.AbstractModel):
    """Queues the file and the note of a document that Xero has just accepted.

    They are tasks of their own: what becomes of them changes nothing about the
    document (SPEC X21).
    """

    _inherit = "xero.entity.document"

    @api.model
    def _settled(self, lane, step, element, link):
        values, problem = super()._settled(lane, step, element, link)
        written = step.action in (CREATE, UPDATE) and not step.facts.get("removal")
        if written and not problem and lane.connection._sends_papers():
            self._queue_papers(lane, step)
        return values, problem

    @api.model
    def _queue_papers(self, lane, step):
        connection = lane.connection
        move = lane.browse(step.res_model, step.res_id)
        parts = []
        if move and connection._sends_file_of(move.move_type):
            parts.append(("attachment.push", FILE))
        if move and connection.send_history and step.action == CREATE:
            parts.append((HISTORY_PUSH, NOTE))
        for type_name, part in parts:
            note = (step.res_model, step.res_id, part)
            who, company = move.partner_id, move.company_id
            row = self._row(connection.id, note, who, company=company)
            self.env["xero.task"]._append([(row[0], type_name, *row[1:])])
