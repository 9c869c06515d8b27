# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import format_datetime

from .xero_discrepancy import OPEN
from .xero_discrepancy_ways import DECIDED
from .xero_task import BACKFILL

NIGHTLY = "nightly"
TASK = "reconcile.pull"
ACTION = "xero_connector.xero_discrepancy_action"
#: tasks without which the books agree all the same
_BESIDE = ("contact", "reference", "reconcile", "attachment", "history_record")
_BESIDE += ("first_match",)
#: reasons for which a document is not in Xero because it is not meant to be (yet)
_INTENDED = ("before_cutover", "not_sent_yet")


class XeroConnectionReconcile(models.Model):
    """The nightly comparison, and what it says: the books agree, or not (E14, X3)."""

    _inherit = "xero.connection"

    reconcile_days = fields.Integer(
        "Everything Is Compared Within",
        default=7,
        required=True,
        help="In days. Every night what has changed is compared with Xero, and a share"
        " of the other documents.",
    )
    reconciled_on = fields.Datetime("Last Compared", readonly=True, copy=False)
    books_agree_as_of = fields.Datetime(readonly=True, copy=False)
    digest_on = fields.Date("Last Told by E-Mail", readonly=True, copy=False)
    unsynchronised_count = fields.Integer(
        "Not Synchronised",
        compute="_compute_unsynchronised_count",
        help="Documents and payments that wait, or have failed.",
    )
    agreement = fields.Char("Books", compute="_compute_agreement")

    _reconcile_days_positive = models.Constraint(
        "CHECK (reconcile_days > 0)", "Everything is compared within one day or more."
    )

    # === FIGURES === #

    def _compute_unsynchronised_count(self):
        counts = dict(
            self.env["xero.task"]
            .sudo()
            ._read_group(
                [
                    ("connection_id", "in", self.ids),
                    ("state", "in", ("queued", "waiting", "running", "failed")),
                    ("entity", "not in", _BESIDE),
                    "|",
                    ("error_code", "=", False),
                    ("error_code", "not in", _INTENDED),
                ],
                ["connection_id"],
                ["__count"],
            )
        )
        for connection in self:
            connection.unsynchronised_count = counts.get(connection, 0)

    @api.depends("books_agree_as_of", "reconciled_on")
    @api.depends_context("lang", "tz")
    def _compute_agreement(self):
        for connection in self:
            connection.agreement = connection._agreement()

    def _agreement(self):
        """“Books agree as of …”, or how much is open."""
        if self.difference_count:
            return self.env._("Differences: %s", self.difference_count)
        if not self.reconciled_on:
            return False
        if self.books_agree_as_of != self.reconciled_on:
            return self.env._("Not synchronised yet: %s", self._open_count())
        moment = format_datetime(self.env, self.books_agree_as_of, dt_format="short")
        return self.env._("Books agree as of %s", moment)

    def _open_count(self):
        return self.unsynchronised_count or 1

    # === THE NIGHT === #

    @api.model
    def _start_reconciliations(self):
        """Nightly: queue a comparison for every connection; each takes its time."""
        connections = self.search([("state", "=", "connected"), ("paused", "=", False)])
        connections._queue_reconciliation(NIGHTLY)

    def action_reconcile(self):
        """Compare now, in the background."""
        self.check_access("write")
        self._queue_reconciliation("")
        return self._notification(
            self.env._(
                "The comparison has started in the background. What differs is listed"
                " under Differences."
            )
        )

    def _queue_reconciliation(self, part):
        """Unless one is under way; another that had failed begins anew."""
        tasks = self.env["xero.task"].sudo()
        for connection in self:
            under_way = tasks.search_count(
                [
                    ("connection_id", "=", connection.id),
                    ("type_id.name", "=", TASK),
                    ("state", "in", ("queued", "waiting", "running")),
                ],
                limit=1,
            )
            if not under_way:
                row = ("", 0, part, "", None, None, BACKFILL)
                tasks._append([(connection.id, TASK, *row)])
        self._trigger_run()

    def _reconciled(self, since, unsent, nightly):
        """A round is over: say whether the books agree, and tell the managers if not.

        :param since: begin of the round; what happened later is not known
        :param unsent: documents that the round has queued
        """
        self.ensure_one()
        self.invalidate_recordset(["difference_count", "unsynchronised_count"])
        values = {"reconciled_on": since}
        still_open = self.difference_count or self.unsynchronised_count
        if not (unsent or still_open or self._decided_since(since)):
            values["books_agree_as_of"] = since
        self.write(values)
        today = fields.Date.context_today(self)
        if nightly and self.difference_count and self.digest_on != today:
            self.digest_on = today
            self._send_digest()

    def _decided_since(self, moment):
        """How many were decided: the next round sees whether that has helped."""
        return self.env["xero.discrepancy"].search_count(
            [
                ("connection_id", "=", self.id),
                ("solution", "in", DECIDED),
                ("solved_on", ">=", moment.replace(microsecond=0)),
            ]
        )

    # === E-MAIL === #

    def _send_digest(self):
        """Tell the managers what is open, with the first rows of each kind."""
        body = self.env["ir.qweb"]._render(
            "xero_connector.drift_digest", self._digest_values()
        )
        subject = self.env._(
            "%(name)s: differences between Odoo and Xero: %(count)s",
            name=self.name,
            count=self.difference_count,
        )
        # The lane has no time for a mail server; Odoo's own cron sends the mail.
        self.with_context(mail_notify_force_send=False).message_post(
            body=body,
            subject=subject,
            partner_ids=self._managers().partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def _digest_values(self, most=10):
        rows = self.env["xero.discrepancy"].search(
            [("connection_id", "=", self.id), ("state", "=", OPEN)]
        )
        names = dict(rows._fields["field_group"]._description_selection(self.env))
        groups = [
            (names[group], len(some), some[:most])
            for group, some in rows.grouped("field_group").items()
        ]
        return {
            "connection": self,
            "groups": groups,
            "url": f"{self.get_base_url()}/odoo/action-{ACTION}",
        }

    def _managers(self):
        """The Xero managers of the connection's company."""
        group = self.env.ref("xero_connector.group_manager")
        return group.all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids
        )
