# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..core import drift
from .xero_discrepancy_ways import ODOO, UNLINK, XERO

OPEN = "open"
SOLVED = "solved"
IGNORED = "ignored"

#: how it was solved, beside what a decision says
BY_ITSELF = "itself"
#: of what agreed by itself; what a person has decided is kept
RETENTION = timedelta(days=90)
REMOVED_AT_ONCE = 10_000

FIELD_GROUPS = [
    (drift.CONTACT, "Contact"),
    (drift.DATES, "Dates and Reference"),
    (drift.AMOUNTS, "Amounts and Lines"),
    (drift.STATUS, "Status"),
    (drift.PAYMENTS, "Payments"),
    (drift.MISSING, "Only on One Side"),
]


class XeroDiscrepancy(models.Model):
    """Something on which Odoo and Xero do not agree, for a person to decide (X3).

    One row for each document and group of fields. A row closes by itself as soon as the
    two agree; one that is ignored comes back when either value changes.
    """

    _name = "xero.discrepancy"
    _description = "Xero Difference"
    _order = "found_on desc, id desc"
    _rec_name = "record_name"

    connection_id = fields.Many2one(
        "xero.connection", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(
        related="connection_id.company_id", store=True, index=True
    )
    link_id = fields.Many2one("xero.link", ondelete="set null", readonly=True)
    entity = fields.Char(required=True, readonly=True)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", readonly=True, index="btree_not_null"
    )
    xero_id = fields.Char("Xero ID", required=True, readonly=True)
    number = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", ondelete="set null", readonly=True)
    url = fields.Char("Link to Xero", readonly=True)
    field_group = fields.Selection(
        FIELD_GROUPS, "What Differs", required=True, readonly=True
    )
    details = fields.Json(help="[what, of what, Odoo's value, Xero's value]")
    snapshot = fields.Json(help="Xero's document as it was found")
    odoo_value = fields.Text("In Odoo", compute="_compute_values")
    xero_value = fields.Text("In Xero", compute="_compute_values")
    record_name = fields.Char("Document", compute="_compute_record_name")
    found_on = fields.Datetime(required=True, readonly=True)
    state = fields.Selection(
        [(OPEN, "Open"), (SOLVED, "Solved"), (IGNORED, "Ignored")],
        default=OPEN,
        required=True,
        readonly=True,
    )
    solution = fields.Selection(
        [
            (ODOO, "Odoo wins"),
            (XERO, "Xero wins"),
            (UNLINK, "Kept apart"),
            (BY_ITSELF, "Agreed by themselves"),
        ],
        "Solved How",
        readonly=True,
    )
    solved_on = fields.Datetime(readonly=True)
    solved_by_id = fields.Many2one("res.users", "Decided By", readonly=True)
    message = fields.Text(
        "Why It Is Still Open",
        readonly=True,
        help="Why what the settings or a person decided could not be done.",
    )

    _one_each = models.UniqueIndex(
        "(connection_id, xero_id, field_group) WHERE state IN ('open', 'ignored')",
        "This difference is listed already.",
    )
    _link = models.Index("(link_id) WHERE state IN ('open', 'ignored')")

    # === COMPUTED FIELDS === #

    @api.depends("details")
    @api.depends_context("lang")
    def _compute_values(self):
        words = self.env["xero.discrepancy.words"]
        for one in self:
            rows = one.details or []
            one.odoo_value = "\n".join(words._side(row, row[2]) for row in rows)
            one.xero_value = "\n".join(words._side(row, row[3]) for row in rows)

    @api.depends("res_model", "res_id", "number")
    def _compute_record_name(self):
        for one in self:
            record = one._record()
            name = record.sudo().display_name if record else ""
            one.record_name = name or one.number or one.xero_id

    def _record(self):
        """The document in Odoo, empty when there is none (any more)."""
        self.ensure_one()
        known = self.res_model in self.env and self.res_id
        model = self.env[self.res_model] if known else self.env["account.move"]
        return model.browse(self.res_id if known else ()).exists()

    # === WHAT WAS FOUND === #

    @api.model
    def _note(self, keys, findings, groups):
        """Write down what differs of one document; close what does not any more.

        :param keys: values that name the document, see `_keys_of`
        :param findings: of `drift.compare`
        :param groups: those that were looked at
        :return: rows that are open now and were not, or differently, or in vain
        """
        known = self.search(
            [
                ("connection_id", "=", keys["connection_id"]),
                ("xero_id", "=", keys["xero_id"]),
                ("field_group", "in", list(groups)),
                ("state", "in", (OPEN, IGNORED)),
            ]
        ).grouped("field_group")
        news = self.browse()
        for group in groups:
            one = known.get(group, self.browse())
            rows = [row.as_list() for row in findings.get(group, ())]
            if rows:
                news |= one._find(keys, group, rows)
            elif one:
                one._close(BY_ITSELF)
        return news

    def _find(self, keys, group, details):
        """Open this row, or a new one.

        Of these very values it is news only what could not be done about them before:
        it may be possible by now.
        """
        values = {**keys, "details": details}
        if self and self.details == details:
            self.write({"snapshot": keys["snapshot"]})
            return self.filtered("message")
        values |= {"found_on": fields.Datetime.now(), "state": OPEN, "message": False}
        if self:
            self.write(values)
            return self
        return self.create({**values, "field_group": group})

    def _close(self, solution, user=None):
        self.write(
            {
                "state": SOLVED,
                "solution": solution,
                "solved_on": fields.Datetime.now(),
                "solved_by_id": user and user.id,
                "message": False,
            }
        )

    @api.autovacuum
    def _remove_old(self):
        limit = fields.Datetime.now() - RETENTION
        old = self.search(
            [("solution", "=", BY_ITSELF), ("solved_on", "<", limit)],
            limit=REMOVED_AT_ONCE,
        )
        old.unlink()
        return len(old), len(old) == REMOVED_AT_ONCE

    @api.model
    def _undecided_of(self, links):
        """Open rows of these links, and those that are ignored."""
        return self.search(
            [("link_id", "in", links.ids), ("state", "in", (OPEN, IGNORED))]
        )

    @api.model
    def _open_of(self, links, *groups):
        """Open rows of these links."""
        domain = [("link_id", "in", links.ids), ("state", "=", OPEN)]
        if groups:
            domain.append(("field_group", "in", groups))
        return self.search(domain)

    # === ACTIONS === #

    def action_ignore(self):
        """Leave both sides as they are, until one of the values changes."""
        rows = self._for_action()
        rows.write(
            {
                "state": IGNORED,
                "solution": False,
                "solved_on": fields.Datetime.now(),
                "solved_by_id": self.env.user.id,
            }
        )

    def action_open_in_xero(self):
        """Open the document in Xero in a new tab."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_open_record(self):
        """Open the document in Odoo."""
        self.ensure_one()
        if not self._record():
            raise UserError(self.env._("This document is not in Odoo."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def _for_action(self, states=(OPEN,)):
        """The rows that a person decides about.

        :raise AccessError: the user may look, but not decide
        """
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can decide about differences.")
            )
        self.check_access("read")
        rows = self.sudo().filtered(lambda one: one.state in states)
        if not rows:
            raise UserError(
                self.env._(
                    "Nothing is left to decide here. Reload the page to see the present"
                    " state."
                )
            )
        return rows
