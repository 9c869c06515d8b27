# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .xero_task import FAILED, OPEN_STATES, QUEUED, RUNNING, WAITING

#: key of the marks of this transaction in cr.precommit.data
_MARKS = "xero_connector.marks"


class XeroMixin(models.AbstractModel):
    """What a business model needs to be synchronised: marks and a visible status.

    The write hooks only note what became dirty. The notes of a transaction become rows
    in one INSERT before it commits (SPEC T3); nothing is read, locked or sent here.
    """

    _name = "xero.mixin"
    _description = "Xero Synchronised Record"

    xero_link_id = fields.Many2one(
        "xero.link",
        "Xero",
        compute="_compute_xero",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_status = fields.Char(
        compute="_compute_xero",
        search="_search_xero_status",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_number = fields.Char(
        compute="_compute_xero",
        search="_search_xero_number",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_url = fields.Char(
        "Open in Xero",
        compute="_compute_xero",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_sync = fields.Selection(
        [
            ("synced", "In Xero"),
            ("pending", "On Its Way"),
            ("attention", "Needs Attention"),
        ],
        "Xero Sync",
        compute="_compute_xero",
        search="_search_xero_sync",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )
    xero_message = fields.Text(
        compute="_compute_xero",
        compute_sudo=True,
        groups="xero_connector.group_clerk",
    )

    # === MARKS === #

    def _xero_mark(self, type_name, part="", created=False):
        """Note that these records have to be looked at (SPEC A1, A3, A27, A30)."""
        if not self or not self.env["xero.connection"]._any_lane():
            return
        precommit = self.env.cr.precommit
        if not precommit.data.get(_MARKS):
            precommit.data[_MARKS] = {}
            precommit.add(self.env["xero.mixin"].sudo()._xero_append_marks)
        marks = precommit.data[_MARKS]
        company_id = self.env.company.id
        for record_id in self.ids:
            key = (type_name, self._name, record_id, part)
            if not marks.get(key, (0, False))[1]:  # where it was created counts
                marks[key] = (company_id, created)

    @api.model
    def _xero_append_marks(self):
        """Turn the notes of this transaction into queued tasks.

        Runs at every flush of a savepoint as well as before the commit, and may see
        notes of a savepoint that was rolled back: the entity keeps only marks of
        records that exist, or that Xero has or is about to have.
        """
        marks = self.env.cr.precommit.data.pop(_MARKS, {})
        types = {}
        for (type_name, model, record_id, part), note in marks.items():
            types.setdefault(type_name, []).append((model, record_id, part, *note))
        entities = self.env["xero.runner"]._entities()
        rows = []
        for type_name, notes in types.items():
            entity = self.env[entities[type_name.partition(".")[0]]]
            rows += [(row[0], type_name, *row[1:]) for row in entity._marks(notes)]
        if rows:
            self.env["xero.task"]._append(rows)
            connections = {row[0] for row in rows}
            self.env["xero.connection"].browse(sorted(connections))._trigger_run()

    # === STATUS === #

    def _xero_status_keys(self):
        """Where the status of each record is kept: {record id: (model, res_id, part)}.

        `part` None means any part.
        """
        return {record.id: (self._name, record.id, "") for record in self}

    @api.depends_context("company")
    def _compute_xero(self):
        keys = self._xero_status_keys()
        links = self._xero_links(keys.values())
        tasks = self._xero_open_tasks(keys.values())
        for record in self:
            key = keys.get(record.id)
            link = links.get(key, self.env["xero.link"])
            state, message = tasks.get(key, (None, None))
            record.xero_link_id = link
            record.xero_status = link.status
            record.xero_number = link.number
            record.xero_url = link.url
            record.xero_message = message or link.message
            record.xero_sync = self._xero_sync_of(link, state)

    @api.model
    def _xero_sync_of(self, link, task_state):
        if task_state == FAILED or link.needs_attention:
            return "attention"
        if task_state:
            return "pending"
        return "synced" if link else False

    def _xero_connection(self):
        """The connection through whose eyes the current company sees its records."""
        return self.env["xero.connection"].sudo()._for_company(self.env.company)

    def _xero_links(self, keys):
        """Links by key."""
        found = {}
        for link in self._xero_rows("xero.link", keys):
            found[link.res_model, link.res_id, link.part] = link
            if link.part:
                found.setdefault((link.res_model, link.res_id, None), link)
        return found

    def _xero_open_tasks(self, keys):
        """State and message of the most telling open task by key."""
        tasks = self._xero_rows("xero.task", keys, ("state", "in", OPEN_STATES))
        found = {}
        for task in tasks.sorted(lambda task: task.state == FAILED):
            note = (task.state, " ".join(filter(None, [task.message, task.advice])))
            found[task.res_model, task.res_id, task.part or ""] = note
            if task.part:
                found[task.res_model, task.res_id, None] = note
        return found

    def _xero_rows(self, model, keys, *domain):
        """Links or tasks about these keys (and others of the same records), by id."""
        keys = list(keys)
        connection = self._xero_connection()
        if not connection or not keys:
            return self.env[model]
        return self.env[model].search(
            [
                ("connection_id", "=", connection.id),
                ("res_model", "in", list({key[0] for key in keys})),
                ("res_id", "in", [key[1] for key in keys]),
                *domain,
            ],
            order="id",
        )

    # === SEARCH === #

    @api.model
    def _search_xero_status(self, operator, value):
        return self._search_xero_link("status", operator, value)

    @api.model
    def _search_xero_number(self, operator, value):
        return self._search_xero_link("number", operator, value)

    @api.model
    def _search_xero_sync(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Odoo does not ask for the field's groups when there is a search method.
        self._check_field_access(self._fields["xero_sync"], "read")
        linked = self._xero_ids_domain("xero.link", [])
        attention = self._xero_ids_domain(
            "xero.task", [("state", "=", FAILED)]
        ) | self._xero_ids_domain("xero.link", [("needs_attention", "=", True)])
        pending = ~attention & self._xero_ids_domain(
            "xero.task", [("state", "in", (QUEUED, WAITING, RUNNING))]
        )
        domains = {
            "attention": attention,
            "pending": pending,
            "synced": linked & ~attention & ~pending,
            False: ~linked & ~attention & ~pending,
        }
        return fields.Domain.OR(domains[one] for one in value if one in domains)

    @api.model
    def _search_xero_link(self, field, operator, value):
        if operator.startswith("not ") or operator == "!=":
            return NotImplemented  # Odoo inverts the positive search
        self._check_field_access(self._fields[f"xero_{field}"], "read")
        return [
            ("id", "in", self._xero_record_ids("xero.link", [(field, operator, value)]))
        ]

    @api.model
    def _xero_ids_domain(self, model, domain):
        return fields.Domain("id", "in", self._xero_record_ids(model, domain))

    @api.model
    def _xero_record_ids(self, model, domain):
        """Record ids of links or tasks; models with parts override it."""
        rows = (
            self.env[model]
            .sudo()
            .search_fetch(
                [
                    ("connection_id", "=", self._xero_connection().id),
                    ("res_model", "=", self._name),
                    ("part", "in", ("", False)),
                    *domain,
                ],
                ["res_id"],
            )
        )
        return rows.mapped("res_id")
