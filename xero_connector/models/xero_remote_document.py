# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..core import document_intake
from .xero_connection_import import DOCUMENTS
from .xero_task import FAILED, LIVE, WAITING


class XeroRemoteDocument(models.Model):
    """Documents that are only in Xero; a person may have some of them brought in."""

    _inherit = "xero.remote"

    is_chosen = fields.Boolean(
        "Chosen",
        readonly=True,
        help="Somebody wants it in Odoo, whatever the settings of the connection are.",
    )
    kind = fields.Selection(
        [
            ("ACCREC", "Invoice"),
            ("ACCRECCREDIT", "Credit Note"),
            ("ACCPAY", "Bill"),
            ("ACCPAYCREDIT", "Credit Note of a Supplier"),
            ("overpayment", "Overpayment"),
            ("prepayment", "Prepayment"),
            ("contact", "Contact"),
        ],
        compute="_compute_kind",
    )
    task_message = fields.Char("Why It Is Not in Odoo", compute="_compute_task_message")

    @api.depends("entity", "document_type")
    def _compute_kind(self):
        known = dict(self._fields["kind"].selection)
        for remote in self:
            kinds = (remote.document_type, remote.entity)
            remote.kind = next((one for one in kinds if one in known), False)

    def _compute_task_message(self):
        tasks = (
            self.env["xero.task"]
            .sudo()
            .search(
                [
                    ("connection_id", "in", self.connection_id.ids),
                    ("type_id.name", "in", [f"{one}.pull" for one in DOCUMENTS]),
                    ("remote_id", "in", self.mapped("xero_id")),
                    ("state", "in", (WAITING, FAILED)),
                ],
                order="id",
            )
        )
        found = {(one.connection_id, one.remote_id): one.message for one in tasks}
        for remote in self:
            key = remote.connection_id, remote.xero_id
            remote.task_message = found.get(key) or False

    # === FOR PEOPLE === #

    def action_import(self):
        """Bring these documents into Odoo, whatever the settings are.

        As the settings say; as drafts where they bring nothing in by themselves.

        :raise AccessError: the user may look at the list but not decide
        :raise UserError: one of them cannot come in
        """
        if not self.env.user.has_group("xero_connector.group_manager"):
            raise AccessError(
                self.env._("Only a Xero manager can bring documents into Odoo.")
            )
        self.check_access("read")
        self._import()
        return self.env["xero.connection"]._notification(
            self.env._(
                "%s documents are brought into Odoo in the background. What cannot come"
                " in is listed under Tasks.",
                len(self),
            )
        )

    def _import(self):
        """:raise UserError: one of them cannot come in"""
        for remote in self:
            remote._check_importable()
        self.sudo().is_chosen = True
        rows = [
            (one.connection_id.id, f"{one.entity}.pull", "", 0, "", one.xero_id)
            for one in self
        ]
        if rows:
            tasks = self.env["xero.task"].sudo()
            tasks._append([(*row, None, None, LIVE) for row in rows])
        self.connection_id._trigger_run()

    def _check_importable(self):
        """:raise UserError: it is no document, not in the books, or of before"""
        self.ensure_one()
        name = self.number or self.name or self.xero_id
        if self.entity not in DOCUMENTS:
            raise UserError(
                self.env._(
                    "“%s” is no invoice, bill or credit note. Select documents only.",
                    name,
                )
            )
        if self.status in document_intake.NOT_LIVE:
            raise UserError(
                self.env._(
                    "“%(name)s” is not approved in Xero, or was voided there"
                    " (%(status)s). Approve it in Xero first.",
                    name=name,
                    status=self.status,
                )
            )
        start = self.connection_id._keeps_since()
        if not document_intake.is_since(self.date or None, start):
            raise UserError(
                self.env._(
                    "“%(name)s” is dated before the cut-over date %(date)s: it may be a"
                    " part of your opening balance. Set an earlier cut-over date, or"
                    " leave it in Xero.",
                    name=name,
                    date=fields.Date.to_string(start),
                )
            )

    def action_open_in_xero(self):
        """Open the object in Xero in a new tab."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}
