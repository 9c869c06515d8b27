# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..core import drift
from .xero_discrepancy import IGNORED, OPEN, SOLVED
from .xero_discrepancy_ways import ADVICE, ODOO, UNLINK, WAYS, XERO
from .xero_task import FAILED, WAITING

#: what a task has failed with because of a difference
HELD = ("changed_in_xero", "removed_in_xero")


class XeroDiscrepancySolve(models.Model):
    """Decides a difference: what is done on which side (SPEC X3, P21).

    See xero_discrepancy_send and xero_discrepancy_take for the ways themselves.
    """

    _inherit = "xero.discrepancy"

    kind = fields.Char(compute="_compute_kind")
    may_odoo = fields.Boolean(compute="_compute_kind")
    may_xero = fields.Boolean(compute="_compute_kind")
    may_unlink = fields.Boolean(compute="_compute_kind")
    advice = fields.Text("What To Do", compute="_compute_kind")

    @api.depends("field_group", "details", "link_id", "res_id", "state")
    @api.depends_context("lang")
    def _compute_kind(self):
        for one in self:
            kind = one._kind()
            undecided = one.state in (OPEN, IGNORED)
            one.kind = kind
            one.may_odoo = undecided and (kind, ODOO) in WAYS
            one.may_xero = undecided and (kind, XERO) in WAYS
            one.may_unlink = undecided and (kind, UNLINK) in WAYS
            one.advice = self.env._(ADVICE[kind]) if kind in ADVICE else ""

    def _kind(self):
        """What can be done about it: a group, or which side is without it."""
        ours = self.details[0][2] if self.details else ""
        if self.field_group == drift.STATUS:
            return self._kind_of_draft() if ours == drift.DRAFT else drift.STATUS
        if self.field_group != drift.MISSING:
            return self.field_group
        if not self.link_id:
            return "only_in_xero"
        if ours == drift.POSTED:
            return "gone_in_xero"
        return "cancelled_in_odoo" if self._record() else "deleted_in_odoo"

    def _kind_of_draft(self):
        """Whether it was posted once, or has come from Xero as a draft."""
        row = self.sudo()  # whoever sees the row need not see the document
        never = row.link_id.made_in_xero and not row._record().posted_before
        return "draft_from_xero" if never else "draft_in_odoo"

    # === DECISIONS === #

    def action_odoo_wins(self):
        """Bring Odoo's values to Xero, whatever was changed there."""
        return self._decide(ODOO)

    def action_xero_wins(self):
        """Bring Xero's values to Odoo."""
        return self._decide(XERO)

    def action_unlink(self):
        """Keep the document where it is, and leave the other side alone."""
        return self._decide(UNLINK)

    def _decide(self, winner):
        for row in self._for_action((OPEN, IGNORED)):
            row._solve(winner, self.env.user)

    def _solve(self, winner, user=None):
        """
        :param user: who has decided; nobody: the settings
        :raise UserError: it cannot be done, and why
        """
        self.ensure_one()
        way = WAYS.get((self._kind(), winner))
        if not way:
            raise UserError(
                self.env._(
                    "“%(document)s” has to be mended by hand. %(advice)s",
                    document=self.record_name,
                    advice=self.advice,
                )
            )
        getattr(self, way)()
        self._close(winner, user)
        self._after()

    def _follow_policies(self):
        """Do what the settings have decided; what is not possible stays open, and what
        was done before and has not helped.

        What comes in from Xero has settings of its own.
        """
        for row in self.filtered(lambda one: one.state == OPEN and one.link_id):
            winner = row.connection_id._drift_policy(row.field_group)
            if (row._kind(), winner) not in WAYS:
                continue
            if row._was_in_vain(winner):
                row.message = self.env._(
                    "This was decided by the settings before, and both sides differ all"
                    " the same. %s",
                    row.advice,
                )
                continue
            try:
                with self.env.cr.savepoint():
                    row._solve(winner)
            except (UserError, ValidationError) as error:
                row.invalidate_recordset()
                row.message = str(error)

    def _was_in_vain(self, winner):
        """Whether the very same was decided, and nothing has come of it since."""
        last = self.search(
            [
                ("connection_id", "=", self.connection_id.id),
                ("xero_id", "=", self.xero_id),
                ("field_group", "=", self.field_group),
                ("state", "=", SOLVED),
            ],
            order="solved_on desc, id desc",
            limit=1,
        )
        same = last.solution == winner and last.details == self.details
        return same and not self._was_sent_since(last.solved_on)

    def _was_sent_since(self, moment):
        """Whether the document, or what settles it, has been told to the other side.

        Moments are whole seconds: what was sent in the same one came afterwards.
        """
        link = self.link_id
        settlements = self.env["xero.link"].search_count(
            [
                ("connection_id", "=", self.connection_id.id),
                ("document_id", "=", self.res_id),
                ("write_date", ">", moment),
            ],
            limit=1,
        )
        return bool(settlements or (link.last_sync and link.last_sync >= moment))

    def _after(self):
        """Let go what was held by the difference."""
        link = self.link_id
        if link and not self._open_of(link):
            link.write({"needs_attention": False, "message": False})
        self._release()
        self.connection_id.sudo()._trigger_run()

    def _release(self):
        """Look again at tasks that have failed because of this."""
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "in", self.connection_id.ids),
                ("res_model", "in", list({one.res_model or "" for one in self})),
                ("res_id", "in", self.mapped("res_id")),
                ("state", "in", (FAILED, WAITING)),
                ("error_code", "in", HELD),
            ]
        )
        tasks._requeue(retries=0)

    def _close(self, solution, user=None):
        result = super()._close(solution, user)
        self.flush_recordset()
        linked = self.filtered("link_id")
        linked.filtered(lambda one: not self._open_of(one.link_id))._release()
        return result
