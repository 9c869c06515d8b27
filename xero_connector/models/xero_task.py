# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

QUEUED = "queued"
WAITING = "waiting"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
CANCELLED = "cancelled"
SUPERSEDED = "superseded"

#: states in which a task is still to be worked on or looked at
OPEN_STATES = (QUEUED, WAITING, RUNNING, FAILED)

LIVE = 10
BACKFILL = 50

#: a task in one of these states for longer than this is shown as stalled (SPEC C3)
STALLED_MINUTES = 30


class XeroTask(models.Model):
    """A dirty mark on a record: "look at this and bring both sides together".

    A mark is not a command. What to send is decided when it is worked on, from the
    record's state at that moment and its link; so marks may be added at any time and in
    any order, and the last state wins. Marks are only ever appended by the write hooks:
    an update of an existing row could raise a serialization error in the transaction of
    a user who merely saved an invoice (DESIGN §4).
    """

    _name = "xero.task"
    _description = "Xero Task"
    _order = "id desc"
    _rec_name = "record_name"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(
        related="connection_id.company_id", store=True, index=True
    )
    type_id = fields.Many2one(
        "xero.task.type", "Action", required=True, ondelete="restrict", readonly=True
    )
    entity = fields.Char(related="type_id.entity", store=True)
    direction = fields.Selection(related="type_id.direction", store=True)
    rank = fields.Integer(readonly=True, aggregator=None)
    state = fields.Selection(
        [
            (QUEUED, "Queued"),
            (WAITING, "Waiting"),
            (RUNNING, "Running"),
            (DONE, "Done"),
            (FAILED, "Failed"),
            (CANCELLED, "Cancelled"),
            (SUPERSEDED, "Superseded"),
        ],
        "Status",
        default=QUEUED,
        required=True,
        readonly=True,
    )
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference(
        "Record ID", model_field="res_model", readonly=True
    )
    part = fields.Char(default="", readonly=True)
    remote_id = fields.Char("Xero ID", default="", readonly=True)
    record_name = fields.Char("Record", compute="_compute_record_name")
    partner_id = fields.Many2one(
        "res.partner", "Customer", ondelete="set null", readonly=True
    )
    dealer_code = fields.Char(readonly=True)
    priority = fields.Integer(default=LIVE, readonly=True, aggregator=None)
    not_before = fields.Datetime(readonly=True)
    waits_on_ids = fields.Many2many(
        "xero.task",
        "xero_task_wait",
        "task_id",
        "waits_on_id",
        string="Waits For",
        readonly=True,
    )
    retries = fields.Integer(readonly=True, aggregator=None)
    error_code = fields.Char("Reason", readonly=True)
    message = fields.Text("What Happened", readonly=True)
    advice = fields.Text("What To Do", compute="_compute_advice")
    added_date = fields.Datetime(
        "Added", default=fields.Datetime.now, required=True, readonly=True
    )
    started_date = fields.Datetime("Started", readonly=True)
    completed_date = fields.Datetime("Completed", readonly=True)
    call_id = fields.Many2one(
        "xero.call", "API Call", ondelete="set null", readonly=True
    )
    correlation_id = fields.Char(related="call_id.correlation_id")
    is_stalled = fields.Boolean(
        "Stalled", compute="_compute_is_stalled", search="_search_is_stalled"
    )

    # "Ready" is a state of its own, so the claim is one walk along this index however
    # many rows are done, waiting or failed (SPEC T4).
    _ready = models.Index("(connection_id, priority, rank, id) WHERE state = 'queued'")
    _open = models.Index(
        "(connection_id, res_model, res_id)"
        " WHERE state IN ('queued', 'waiting', 'running', 'failed')"
    )
    _waiting = models.Index("(connection_id, not_before) WHERE state = 'waiting'")
    _running = models.Index("(connection_id, id) WHERE state = 'running'")
    _record = models.Index("(res_model, res_id)")
    _added = models.Index("(connection_id, added_date)")

    # === COMPUTED FIELDS === #

    @api.depends("res_model", "res_id", "part", "remote_id")
    def _compute_record_name(self):
        for task in self:
            record = task._record()
            name = record.sudo().display_name if record else ""
            task.record_name = name or task.remote_id or task.type_id.title

    @api.depends("error_code", "state")
    def _compute_advice(self):
        advice = self.env["xero.advice"]
        for task in self:
            task.advice = advice._advice(task.error_code, task.state == FAILED)

    def _compute_is_stalled(self):
        stalled = self.filtered_domain(self._search_is_stalled("in", [True]))
        for task in self:
            task.is_stalled = task in stalled

    @api.model
    def _search_is_stalled(self, operator, value):
        if operator != "in":
            return NotImplemented
        limit = fields.Datetime.subtract(fields.Datetime.now(), minutes=STALLED_MINUTES)
        return [
            ("state", "in", (QUEUED, WAITING, RUNNING)),
            ("added_date", "<", limit),
        ]

    def _record(self):
        """The Odoo record of the task, empty when there is none (any more)."""
        self.ensure_one()
        if not self.res_model or self.res_model not in self.env or not self.res_id:
            return self.browse()
        return self.env[self.res_model].browse(self.res_id).exists()

    # === ACTIONS === #

    def action_retry(self):
        """Queue failed and waiting tasks again, with all their attempts (SPEC A39)."""
        tasks = self._for_action((FAILED, WAITING, CANCELLED))
        tasks._requeue(retries=0)
        tasks.connection_id.budget_ids.sudo()._end_silence()
        tasks.connection_id._trigger_run()

    def action_cancel(self):
        """Give up tasks that have not been sent."""
        tasks = self._for_action((QUEUED, WAITING, FAILED))
        unresolved = tasks.filtered(lambda task: task.call_id.state == "unknown")
        if unresolved:
            raise UserError(
                self.env._(
                    "Xero may have received “%s”, but its answer was lost. Use Retry:"
                    " Xero is asked first, and nothing is sent twice.",
                    unresolved[0].record_name,
                )
            )
        tasks.write({"state": CANCELLED, "completed_date": fields.Datetime.now()})

    def action_open_record(self):
        """Open the record that the task is about."""
        self.ensure_one()
        if not self._record():
            raise UserError(self.env._("This record no longer exists in Odoo."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_open_settings(self):
        """Open the connection whose settings hold the task up."""
        return self.connection_id._action_form()

    def _for_action(self, states):
        """Lock the tasks a person acts on; the others of the selection are left alone.

        :raise AccessError: the user may look at the queue but not touch it
        """
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can retry or cancel tasks.")
            )
        self.check_access("read")
        tasks = self.sudo().try_lock_for_update()
        tasks.invalidate_recordset(["state"])
        tasks = tasks.filtered(lambda task: task.state in states)
        if not tasks:
            raise UserError(
                self.env._(
                    "Nothing to do: the selected tasks are already being worked on"
                    " or finished. Reload the page to see their present state."
                )
            )
        return tasks

    # === QUEUE === #

    def _requeue(self, **values):
        """Make tasks ready again; what they waited for is forgotten."""
        self.write(
            {
                "state": QUEUED,
                "not_before": False,
                "waits_on_ids": [fields.Command.clear()],
                "error_code": False,
                "message": False,
                "completed_date": False,
                **values,
            }
        )

    @api.model
    def _free(self, connection, *codes, entities=()):
        """Queue the tasks that a setting held up, when that setting has changed.

        :param entities: of these kinds only; otherwise of any
        """
        kinds = [("entity", "in", entities)] if entities else []
        tasks = self.sudo().search(
            [
                ("connection_id", "=", connection.id),
                ("state", "in", (WAITING, FAILED)),
                ("error_code", "in", codes),
                *kinds,
            ]
        )
        if tasks:
            tasks._requeue(retries=0)
            connection._trigger_run()

    @api.model
    def _append(self, rows):
        """Insert marks in one statement, from any transaction, without reading a row.

        :param rows: tuples (connection_id, type_name, res_model, res_id, part,
            remote_id, partner_id, dealer_code, priority); at least one
        :return: the ids of the new tasks, in order
        """
        values = SQL(", ").join(
            SQL(
                "(%s::int, %s::int, %s::varchar, %s::varchar, %s::int, %s::varchar,"
                " %s::varchar, %s::int, %s::varchar, %s::int)",
                place,
                *row,
            )
            for place, row in enumerate(rows)
        )
        inserted = self.env.execute_query(
            SQL(
                """
                INSERT INTO xero_task (
                    connection_id, company_id, type_id, entity, direction, rank, state,
                    res_model, res_id, part, remote_id, partner_id, dealer_code,
                    priority, retries, added_date,
                    create_uid, create_date, write_uid, write_date)
                SELECT mark.connection_id, connection.company_id, type.id, type.entity,
                       type.direction, type.rank, 'queued', mark.res_model, mark.res_id,
                       mark.part, mark.remote_id, mark.partner_id, mark.dealer_code,
                       mark.priority, 0, now() AT TIME ZONE 'UTC',
                       %(uid)s, now() AT TIME ZONE 'UTC',
                       %(uid)s, now() AT TIME ZONE 'UTC'
                  FROM (VALUES %(values)s) AS mark (
                       place, connection_id, type_name, res_model, res_id, part,
                       remote_id, partner_id, dealer_code, priority)
                  JOIN xero_connection connection ON connection.id = mark.connection_id
                  JOIN xero_task_type type ON type.name = mark.type_name AND type.active
                 ORDER BY mark.place
                RETURNING id
                """,
                uid=self.env.uid,
                values=values,
            )
        )
        return [row[0] for row in inserted]
