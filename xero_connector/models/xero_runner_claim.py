# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..core import planner
from .xero_runner import BATCH

#: marks looked at for one batch: repeated marks of a record fold into one
CANDIDATES = 500


class XeroRunnerClaim(models.AbstractModel):
    """Chooses what is worked on next, and closes what that makes superfluous."""

    _inherit = "xero.runner"

    @api.model
    def _claim(self, lane):
        """Mark the next batch as running: oldest first within priority and rank.

        Repeated marks of a record become one task; the others are superseded by it.

        :return: {task type: tasks}
        """
        kept, _superseded = planner.fold(self._next_marks(lane))
        kept = kept[:BATCH]
        if not kept:
            return {}
        self.env.execute_query(
            SQL(
                """
                UPDATE xero_task
                   SET state = 'running', started_date = now() AT TIME ZONE 'UTC'
                 WHERE id IN %s AND state = 'queued'
                RETURNING id
                """,
                tuple(kept),
            )
        )
        self._supersede(lane, kept)
        tasks = self.env["xero.task"].browse(kept)
        return dict(tasks.grouped("type_id"))

    @api.model
    def _next_marks(self, lane):
        """The queued marks that come next: all of one priority and rank."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT priority, rank, id, type_id, res_model, res_id,
                       COALESCE(part, ''), COALESCE(remote_id, '')
                  FROM xero_task
                 WHERE connection_id = %s AND state = 'queued'
                 ORDER BY priority, rank, id
                 LIMIT %s
                """,
                lane.connection.id,
                CANDIDATES,
            )
        )
        head = rows[0][:2] if rows else ()
        return [
            planner.Mark(task_id, tuple(record))
            for priority, rank, task_id, *record in rows
            if (priority, rank) == head
        ]

    @api.model
    def _supersede(self, lane, kept):
        """Close other open marks of the same records; move what waits on them.

        An old failure is closed as well: the record is being looked at anew.
        """
        self.env.cr.execute(
            SQL(
                """
                WITH superseded AS (
                    UPDATE xero_task AS other
                       SET state = 'superseded',
                           completed_date = now() AT TIME ZONE 'UTC'
                      FROM xero_task AS kept
                     WHERE kept.id IN %(kept)s
                       AND other.connection_id = %(connection)s
                       AND other.state IN ('queued', 'waiting', 'failed')
                       AND other.res_model = kept.res_model
                       AND other.res_id = kept.res_id
                       AND other.type_id = kept.type_id
                       AND COALESCE(other.part, '') = COALESCE(kept.part, '')
                       AND COALESCE(other.remote_id, '') = COALESCE(kept.remote_id, '')
                       AND other.id != kept.id
                 RETURNING other.id, kept.id AS kept_id, other.call_id)
                , moved AS (
                    INSERT INTO xero_task_wait (task_id, waits_on_id)
                    SELECT wait.task_id, superseded.kept_id
                      FROM xero_task_wait AS wait
                      JOIN superseded ON superseded.id = wait.waits_on_id
                        ON CONFLICT DO NOTHING)
                , forgotten AS (
                    DELETE FROM xero_task_wait
                     USING superseded WHERE waits_on_id = superseded.id)
                UPDATE xero_task SET call_id = superseded.call_id
                  FROM superseded
                 WHERE xero_task.id = superseded.kept_id
                   AND superseded.call_id IS NOT NULL
                   AND xero_task.call_id IS NULL
                """,
                kept=tuple(kept),
                connection=lane.connection.id,
            )
        )
        self.env["xero.task"].invalidate_model()

    @api.model
    def _release_due(self, lane):
        """Queue what has waited long enough."""
        self.env.execute_query(
            SQL(
                """
                UPDATE xero_task SET state = 'queued', not_before = NULL
                 WHERE connection_id = %s AND state = 'waiting' AND not_before <= %s
                RETURNING id
                """,
                lane.connection.id,
                fields.Datetime.now(),
            )
        )
        self.env["xero.task"].invalidate_model(["state", "not_before"])
        self._progress()
