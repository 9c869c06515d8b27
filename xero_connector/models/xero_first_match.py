# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .xero_first_match_line import (
    ACCEPT,
    FAILED,
    LINKED,
    ONLY_ODOO,
    ONLY_XERO,
    OPEN,
    QUEUED,
    RUNNING,
    UNDECIDED,
)
from .xero_task import (
    BACKFILL,
    FAILED as FAILED_TASK,
    QUEUED as QUEUED_TASK,
    RUNNING as RUNNING_TASK,
    WAITING,
)

READING, READY, APPLYING, DONE = "reading", "ready", "applying", "done"
TASK = "first_match.pull"
#: what is read of Xero's, in this order
LISTS = ("contact", "invoice", "credit_note")
#: a document in Xero that is neither paid nor removed
OPEN_IN_XERO = ("DRAFT", "SUBMITTED", "AUTHORISED")
#: If-Modified-Since has whole seconds, and may mean "after" or "since"
_SECOND = timedelta(seconds=1)
#: lists of Xero's that are loaded with the connection -> when they were
_LOADED_ON = {
    "account": "accounts_loaded_on",
    "tax_rate": "tax_rates_loaded_on",
    "item": "items_loaded_on",
}


class XeroFirstMatch(models.Model):
    """What both sides have before they work together, and what is the same (X12, P2).

    Xero is read in the background, a person decides, and only then anything is linked
    or mapped: by the tasks that link in daily work too, behind it.
    """

    _name = "xero.first.match"
    _description = "Matching of Both Sides"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(
        related="connection_id.company_id", store=True, index=True
    )
    tenant_id = fields.Char("Organisation ID", readonly=True)
    state = fields.Selection(
        [
            (READING, "Reading"),
            (READY, "To Decide"),
            (APPLYING, "Being Applied"),
            (DONE, "Done"),
        ],
        "Status",
        default=READING,
        required=True,
        readonly=True,
    )
    reading = fields.Char(readonly=True, help="Which of Xero's lists is being read")
    position = fields.Datetime(readonly=True, help="How far this list was read")
    contacts_read = fields.Integer("Contacts Read", readonly=True)
    documents_read = fields.Integer("Open Documents Read", readonly=True)
    read_on = fields.Datetime("As Of", readonly=True)
    line_ids = fields.One2many("xero.first.match.line", "match_id", readonly=True)
    trouble = fields.Char("What Is in the Way", compute="_compute_trouble")
    has_stopped = fields.Boolean(
        compute="_compute_trouble", help="Nothing goes on in the background"
    )
    accepted_count = fields.Integer("Accepted", compute="_compute_counts")
    undecided_count = fields.Integer("To Decide", compute="_compute_counts")
    only_odoo_count = fields.Integer("Only in Odoo", compute="_compute_counts")
    only_xero_count = fields.Integer("Only in Xero", compute="_compute_counts")
    busy_count = fields.Integer("Being Linked", compute="_compute_counts")
    linked_count = fields.Integer("Linked", compute="_compute_counts")
    failed_count = fields.Integer("Not Linked", compute="_compute_counts")

    _connection_unique = models.Constraint(
        "unique(connection_id)", "Both sides of this connection are matched already."
    )

    def _compute_display_name(self):
        for match in self:
            name = match.connection_id.sudo().display_name
            match.display_name = self.env._("%s: What Both Sides Have", name)

    @api.depends("state")
    def _compute_trouble(self):
        """Why the background does not go on, and what to do."""
        for match in self:
            busy = match.state in (READING, APPLYING)
            task = match._tasks(WAITING, FAILED_TASK)[:1]
            words = (task.message, task.advice) if busy else ()
            match.trouble = " ".join(filter(None, words))
            match.has_stopped = match._is_stuck()
            if match.has_stopped and not match.trouble:
                match.trouble = self.env._(
                    "It was cancelled. Click Retry under Tasks, or Read Again here."
                )

    @api.depends("line_ids.state", "line_ids.decision", "line_ids.certainty")
    def _compute_counts(self):
        found = self.env["xero.first.match.line"]._read_group(
            [("match_id", "in", self.ids)],
            ["match_id", "certainty", "decision", "state"],
            ["__count"],
        )
        for match in self:
            rows = [row[1:] for row in found if row[0] == match]
            match.accepted_count = self._total(rows, decision=(ACCEPT,), state=(OPEN,))
            match.undecided_count = self._total(rows, decision=(UNDECIDED,))
            match.only_odoo_count = self._total(rows, certainty=(ONLY_ODOO,))
            match.only_xero_count = self._total(rows, certainty=(ONLY_XERO,))
            match.busy_count = self._total(rows, state=(QUEUED, RUNNING))
            match.linked_count = self._total(rows, state=(LINKED,))
            match.failed_count = self._total(rows, state=(FAILED,))

    @api.model
    def _total(self, rows, certainty=(), decision=(), state=()):
        wanted = (certainty, decision, state)
        return sum(
            count
            for *values, count in rows
            if all(
                not some or value in some
                for value, some in zip(values, wanted, strict=True)
            )
        )

    # === READING === #

    @api.model
    def _of(self, connection):
        """The matching of a connection, if there is one."""
        return self.search([("connection_id", "=", connection.id)])

    def _read_both_sides(self):
        """Have Xero read in the background, from the beginning."""
        for match in self:
            connection = match.connection_id
            match.write(
                {
                    "state": READING,
                    "tenant_id": connection.tenant_id,
                    "reading": LISTS[0],
                    "position": False,
                    "contacts_read": 0,
                    "documents_read": 0,
                }
            )
            missing = [name for name, on in _LOADED_ON.items() if not connection[on]]
            if missing:
                connection._load_reference("organisation", *missing)
            match._queue()

    def _queue(self):
        """Have the lane go on with this, behind everything else."""
        for match in self:
            row = (match._name, match.id, "", "", None, None, BACKFILL)
            self.env["xero.task"].sudo()._append([(match.connection_id.id, TASK, *row)])
            match.connection_id._trigger_run()

    def _tasks(self, *states):
        """The tasks of this, the last one first."""
        mine = [("type_id.name", "=", TASK), ("res_id", "=", self.id)]
        tasks = self.env["xero.task"].sudo()
        return tasks.search([*mine, ("state", "in", states)], order="id desc")

    def _is_stuck(self):
        """Whether no task is left that goes on with this by itself."""
        busy = self.state in (READING, APPLYING)
        return busy and not self._tasks(QUEUED_TASK, WAITING, RUNNING_TASK)

    def _since(self):
        """From when on to read (aware); None for the beginning."""
        return self.position and self.position.replace(tzinfo=timezone.utc) - _SECOND

    # === FOR PEOPLE === #

    def action_read_again(self):
        """Read both sides again; what was decided and not applied is forgotten."""
        self._check_may_decide()
        self._check_ready()
        if self.state == APPLYING and not self._is_stuck():
            raise UserError(
                self.env._("What was accepted is being linked. Read again afterwards.")
            )
        self.sudo()._read_both_sides()

    def action_apply(self):
        """Link and map what was accepted, in the background."""
        self._check_may_decide()
        self._check_ready()
        self._check_same_organisation()
        if self.state == READING:
            raise UserError(
                self.env._("Xero is still being read. Apply when that is done.")
            )
        lines = self.env["xero.first.match.line"].sudo()
        lines = lines.search(
            [
                ("match_id", "=", self.id),
                ("decision", "=", ACCEPT),
                ("state", "in", (OPEN, FAILED)),
            ]
        )
        if not lines and not self._is_stuck():
            raise UserError(
                self.env._(
                    "Nothing to apply: accept some of the matches first. What is linked"
                    " already stays as it is."
                )
            )
        lines.write({"state": QUEUED, "message": False})
        self.sudo().state = APPLYING
        self.sudo()._queue()

    def action_open_lines(self):
        """Look at the matches; the context says at which."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xero_connector.xero_first_match_line_action"
        )
        return {
            **action,
            "domain": [("match_id", "=", self.id)],
            "context": {
                **self.env.context,
                "search_default_kind": 1,
                "not_applied": self.state == READY,
            },
        }

    def _check_may_decide(self):
        """:raise AccessError: the user is no manager of this company's connection"""
        self.ensure_one()
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can decide what is the same.")
            )
        self.check_access("read")

    def _check_ready(self):
        """:raise UserError: nothing can be read or linked now, and what to do"""
        if not self.connection_id._is_ready():
            raise UserError(
                self.env._(
                    "The connection with Xero is not active. Connect it, or click"
                    " Resume if it is paused; then try again."
                )
            )

    def _check_same_organisation(self):
        if self.tenant_id != self.connection_id.tenant_id:
            raise UserError(
                self.env._(
                    "Another organisation has been connected since both sides were"
                    " read. Click Read Again first."
                )
            )
