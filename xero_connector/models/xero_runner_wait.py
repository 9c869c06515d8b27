# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..core.errors import LabelledError
from ..core.outcome import backoff
from .xero_entity import MissingRecord, NotEligible
from .xero_lane import jitter
from .xero_task import OPEN_STATES, QUEUED, WAITING

#: how often a task may ask for the same records in one run
PATIENCE = 5
#: reasons for waiting that may be none any more when another record needs this one: a
#: draft may be cancelled by now, and a document's contact goes whatever the filter is
RETHOUGHT = ("document_draft", "contact_filter_invalid")


class XeroRunnerWait(models.AbstractModel):
    """Puts a task off: until a record is in Xero, a setting is made, a time comes."""

    _inherit = "xero.runner"

    @api.model
    def _set_aside(self, lane, task, reason):
        """Let a task wait for a record or a setting, or fail with what to do."""
        if isinstance(reason, MissingRecord):
            self._wait_for(lane, task, reason.needs)
        elif isinstance(reason, NotEligible):
            self._wait(task, reason.label, reason.detail)
        elif isinstance(reason, LabelledError):
            self._fail(lane, task, reason.label, reason.detail)
        else:
            self._fail(lane, task, "internal_error")

    # === FOR RECORDS === #

    @api.model
    def _wait_for(self, lane, task, needs):
        """Insert marks of the missing records, unless there are, and wait for them.

        What has been looked at again and again and has nothing to send would be asked
        for ever: then the task fails, and a person looks.

        :param needs: see `MissingRecord`; at least one
        """
        about = (task.type_id.name, task.res_model, task.res_id, task.part or "")
        about += (task.remote_id or "",)
        asked = (about, tuple(sorted(needs)))
        lane.asked[asked] += 1
        if lane.asked[asked] > PATIENCE:
            self._fail(lane, task, "waits_in_vain", needs[0][0])
            return
        needed = self.env["xero.task"]
        for need in needs:
            needed |= self._open_task(lane, task, need)
        names = ", ".join(needed.mapped("record_name"))
        waits_on = [fields.Command.set(needed.ids)]
        self._wait(task, "waits_for_record", names, waits_on_ids=waits_on)

    @api.model
    def _open_task(self, lane, task, need):
        """The open task about a record that is needed; a new one if there is none."""
        if not need[1]:
            return self._open_pull(lane, need[0], need[3])
        type_name, res_model, res_id, part = need
        tasks = self.env["xero.task"]
        domain = [
            ("connection_id", "=", lane.connection.id),
            ("type_id.name", "=", type_name),
            ("res_model", "=", res_model),
            ("res_id", "=", res_id),
            ("part", "in", (part, False) if not part else (part,)),
            ("state", "in", OPEN_STATES),
        ]
        found = tasks.search(domain, limit=1)
        if found.error_code in RETHOUGHT:
            found._requeue()
        if found:
            return found
        key = (res_model, res_id, part)
        model = self._entity(type_name.partition(".")[0])
        row = model._row(lane.connection.id, key, task.partner_id, task.priority)
        return tasks.browse(tasks._append([(row[0], type_name, *row[1:])]))

    @api.model
    def _open_pull(self, lane, type_name, remote_id):
        """The open task about an object of Xero's; a new one if there is none."""
        entity = type_name.partition(".")[0]
        found = self._open_pulls(lane, entity, [remote_id], OPEN_STATES)[:1]
        return found or self._append_pulls(lane, entity, [remote_id])

    # === FOR A SETTING OR A TIME === #

    @api.model
    def _wait(self, task, code, detail="", **values):
        task.write(
            {
                "state": WAITING,
                "error_code": code,
                "message": self.env["xero.advice"]._sentence(code, detail),
                "waits_on_ids": [fields.Command.clear()],
                **values,
            }
        )

    @api.model
    def _retry(self, lane, task, outcome):
        """Try again later by itself, up to the type's number of retries (SPEC A38)."""
        if task.retries >= task.type_id.max_retries:
            self._fail(lane, task, outcome.code, outcome.detail)
            return
        retries = task.retries + 1
        seconds = outcome.after or backoff(retries, jitter())
        not_before = fields.Datetime.now() + timedelta(seconds=seconds)
        self._wait(
            task, outcome.code, outcome.detail, retries=retries, not_before=not_before
        )

    @api.model
    def _snooze(self, task, outcome):
        """Wait for Xero's rate window; this costs no retry (SPEC B18)."""
        sentence = self.env["xero.advice"]._sentence(outcome.code)
        task.write({"state": QUEUED, "error_code": outcome.code, "message": sentence})
