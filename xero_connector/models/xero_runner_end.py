# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo import api, fields, models
from odoo.tools import SQL

from .xero_task import DONE, FAILED

_logger = logging.getLogger(__name__)


class XeroRunnerEnd(models.AbstractModel):
    """Ends a task: done, so that what waited for it goes on, or failed."""

    _inherit = "xero.runner"

    # === FAILED === #

    @api.model
    def _fail_step(self, lane, step, code, detail):
        task = self.env["xero.task"].browse(step.task_id)
        self._fail(lane, task, code, detail, part=step.part)

    @api.model
    def _fail(self, lane, task, code, detail="", part=None):
        """A person has to act: say what is wrong, on the task and on the record."""
        message = self.env["xero.advice"]._sentence(code, detail)
        task.write(
            {
                "state": FAILED,
                "error_code": code,
                "message": message,
            }
        )
        if task.res_model and task.res_id:
            link = lane.link(
                task.res_model,
                task.res_id,
                part if part is not None else task.part or "",
            )
            advice = self.env["xero.advice"]._advice(code, final=True)
            link.write({"needs_attention": True, "message": f"{message} {advice}"})
        lane.processed += 1
        _logger.info("xero task %s: failed: %s", task.id, code)

    # === DONE === #

    @api.model
    def _finish_task(self, lane, task, message):
        """Nothing had to be sent. What waits for the record goes on if Xero has it."""
        link = lane.link(task.res_model, task.res_id, task.part or "")
        link._no_problem()
        has = bool(link) and not link.is_removed
        free = has or self._entity(task.entity)._lets_go(lane, task)
        self._finish_tasks(lane, task, message=message, free=free)

    @api.model
    def _finish_tasks(self, lane, tasks, message=False, free=True):
        """Done; free the tasks that waited for these."""
        if not tasks:
            return
        tasks.write(
            {
                "state": DONE,
                "completed_date": fields.Datetime.now(),
                "error_code": False,
                "message": message,
            }
        )
        lane.processed += len(tasks)
        if free:
            self._free_waiting(tasks)

    @api.model
    def _free_waiting(self, done):
        """Queue the tasks that waited for these and for nothing else that is open."""
        done.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE xero_task AS waiting
                   SET state = 'queued', error_code = NULL, message = NULL
                 WHERE waiting.state = 'waiting'
                   AND waiting.id IN (
                       SELECT task_id FROM xero_task_wait WHERE waits_on_id IN %(done)s)
                   AND NOT EXISTS (
                       SELECT FROM xero_task_wait AS wait
                         JOIN xero_task AS other ON other.id = wait.waits_on_id
                        WHERE wait.task_id = waiting.id AND other.state != 'done')
                """,
                done=tuple(done.ids),
            )
        )
        self.env["xero.task"].invalidate_model(["state", "error_code", "message"])
