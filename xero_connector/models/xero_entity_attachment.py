# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import wire
from ..core.entities.attachment import MAX_FILES, file_name
from ..core.errors import LabelledError
from ..core.outcome import Fail
from .xero_entity import CREATE, Step

#: part of the task; the part of a link also names the file
FILE = "file"
PREFIX = "pdf:"
MEGABYTE = 1024 * 1024
#: types of documents that customers see online
ONLINE = ("out_invoice", "out_receipt")


class XeroEntityAttachment(models.AbstractModel):
    """The PDF of a sale, or the file of a bill, on its document in Xero (SPEC X21).

    A file is known by its name and what is in it; one that Xero has already is not
    sent again. The stored call refers to the bytes and does not hold them.
    """

    _name = "xero.entity.attachment"
    _inherit = "xero.entity.paper"
    _description = "Xero Attachment"
    _xero_entity = "attachment"

    @api.model
    def _read_first(self, lane, tasks):
        """Print what has to be printed, each in a transaction of its own."""
        runner = self.env["xero.runner"]
        for task in tasks.filtered(lambda one: one.call_id.state != "unknown"):
            reason = runner._guarded(runner._in_transaction, self._print, lane, task.id)
            if isinstance(reason, Exception):
                self.env.cr.rollback()
                runner._in_transaction(runner._set_aside, lane, task, reason)

    @api.model
    def _print(self, lane, task_id):
        task = self.env["xero.task"].browse(task_id)
        move = lane.record(task)
        document = lane.link("account.move", task.res_id)
        if move and move.state == "posted" and document:
            printer = self.env["xero.document.print"]
            sent = self._link(lane, move, printer._file_name(move))
            if sent.fingerprint != printer._fingerprint(document):
                printer._print(move, document)

    @api.model
    def _link(self, lane, move, name):
        return lane.link("account.move", move.id, f"{PREFIX}{file_name(name)}")

    @api.model
    def _steps_of(self, lane, task, link):
        move = lane.record(task)
        document = self._document(lane, move) if move else None
        if not document or not lane.connection._sends_file_of(move.move_type):
            return self._nothing(task, self.env._("Nothing to attach any more."))
        printer = self.env["xero.document.print"]
        file, digest = printer._file(move, document)
        if not file:
            sent = self._link(lane, move, printer._file_name(move))
            return self._nothing(task, self._why_no_file(sent))
        name = file_name(file.name)
        if self._link(lane, move, name).fingerprint == digest:
            return self._nothing(task, self.env._("Xero has this file already."))
        self._check_file(lane, move, file, name)
        step = Step(task.id, CREATE, task.res_model, task.res_id, fingerprint=digest)
        step.part, step.remote_id = f"{PREFIX}{name}", f"{document.xero_id}/{name}"
        step.payload = {
            "FileName": name,
            "ContentLength": file.file_size,
            "attachment_id": file.id,
            "checksum": file.checksum,
        }
        step.facts = {"entity": document.entity, "size": file.file_size}
        if move.move_type in ONLINE:
            step.facts["parameters"] = {"include_online": True}
        return [step]

    @api.model
    def _why_no_file(self, sent):
        if sent:
            return self.env._("Xero has this file already.")
        return self.env._("The document has no file.")

    @api.model
    def _check_file(self, lane, move, file, name):
        """:raise LabelledError: attachments_not_allowed, attachment_too_large,
        too_many_attachments
        """
        connection = lane.connection
        if not connection._may_attach():
            raise LabelledError("attachments_not_allowed", name)
        if file.file_size > connection.attachment_limit * MEGABYTE:
            detail = f"{name}: {file.file_size / MEGABYTE:.1f} MB"
            raise LabelledError("attachment_too_large", detail)
        others = self.env["xero.link"].search_count(
            [
                ("connection_id", "=", connection.id),
                ("res_model", "=", "account.move"),
                ("res_id", "=", move.id),
                ("part", "=like", f"{PREFIX}%"),
                ("part", "!=", f"{PREFIX}{name}"),
            ]
        )
        if others >= MAX_FILES:
            raise LabelledError("too_many_attachments", name)

    # === THE CALL === #

    @api.model
    def _content(self, call):
        """The bytes that the call refers to; None when they are not the same now."""
        payload = wire.loads(call.body)
        file = self.env["ir.attachment"].sudo().browse(payload["attachment_id"])
        same = file.exists() and file.checksum == payload["checksum"]
        return file.raw if same else None

    @api.model
    def _parameters(self, call):
        return call.steps[0]["facts"].get("parameters") or {}

    @api.model
    def _completed(self, lane, call, outcomes):
        """What is too large for Xero is a file here, and no document to be split."""
        (step,) = self.env["xero.runner"]._steps_of_call(call)
        name = step.payload["FileName"]
        return [
            Fail("attachment_too_large", name)
            if isinstance(one, Fail) and one.code == "too_large"
            else one
            for one in outcomes
        ]

    @api.model
    def _is_ours(self, step, payload, element):
        return element.get("ContentLength") == step.facts["size"]

    @api.model
    def _settled(self, lane, step, element, link):
        move = lane.browse(step.res_model, step.res_id)
        self.env["xero.document.print"]._forget(move)
        values = {
            "xero_id": element["AttachmentID"],
            "number": element.get("FileName"),
            "url": lane.link("account.move", step.res_id).url,
        }
        stored = element.get("ContentLength")
        if stored is not None and stored != step.facts["size"]:
            return values, ("attachment_differs", element.get("FileName") or "")
        return values, None
