# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..core.errors import LabelledError
from .res_company import ODOO_LOCKED
from .xero_connection import DIRECTIONS
from .xero_entity import NotEligible

PUSH_STATUS = [
    ("DRAFT", "Draft"),
    ("SUBMITTED", "Awaiting Approval"),
    ("AUTHORISED", "Authorised"),
]

LOCKED = ("period_locked", "period_held")
BLOCK = "block"
HOLD = "hold"
REDATE = "redate"


class XeroConnectionDocuments(models.Model):
    """Which documents go to Xero, in what state, and with what date."""

    _inherit = "xero.connection"

    sync_bills = fields.Selection(
        DIRECTIONS,
        "Bills",
        default="push",
        required=True,
        help="Vendor bills, their credit notes, and receipts of employees' expenses.",
    )
    bill_push_status = fields.Selection(
        PUSH_STATUS, "Status of Bills in Xero", default="AUTHORISED", required=True
    )
    number_prefix = fields.Char(
        help="Put before the numbers of invoices and credit notes to customers, so that"
        " they cannot meet numbers that are used in Xero already.",
    )
    zero_documents = fields.Selection(
        [("send", "Sent like others"), ("skip", "Not sent")],
        "Documents of Zero",
        default="send",
        required=True,
        help="Documents whose total is zero, such as a gift.",
    )
    lock_date_policy = fields.Selection(
        [
            (BLOCK, "Needs attention"),
            (HOLD, "Waits until it is unlocked"),
            (REDATE, "Gets the first open day"),
        ],
        "What Is Dated in a Locked Period",
        default=BLOCK,
        required=True,
        help="Xero takes nothing that is dated on or before its lock dates; the same"
        " goes for payments from Xero and the lock dates in Odoo.",
    )
    lock_date = fields.Date(
        "Locked Until", compute="_compute_lock_date", help="Xero's later lock date."
    )

    @api.depends("period_lock_date", "end_of_year_lock_date")
    def _compute_lock_date(self):
        for connection in self:
            dates = (connection.period_lock_date, connection.end_of_year_lock_date)
            connection.lock_date = max(filter(None, dates), default=False)

    def write(self, vals):
        locked = {connection: connection.lock_date for connection in self}
        result = super().write(vals)
        for connection in self:
            if locked[connection] != connection.lock_date:
                self.env["xero.task"]._free(connection, *LOCKED)
        return result

    @api.model
    def _frees(self):
        return super()._frees() | {
            "sync_bills": ("not_sent_yet",),
            "lock_date_policy": (*LOCKED, *ODOO_LOCKED),
            "bill_push_status": ("document_not_authorised",),
        }

    # === WHAT DOCUMENTS ASK === #

    def _direction_of(self, move_type):
        """The direction setting of a kind of document."""
        self.ensure_one()
        return self.sync_invoices if move_type.startswith("out_") else self.sync_bills

    def _sends(self, move_type):
        return self._direction_of(move_type) in ("both", "push")

    def _push_status_of(self, move_type):
        """In what state a document is created in Xero (SPEC A26, E10)."""
        self.ensure_one()
        sale = move_type.startswith("out_")
        return self.push_status if sale else self.bill_push_status

    def _open_date(self, date, name):
        """The date that a document or payment gets in Xero (SPEC X11, P16).

        :raise LabelledError: period_locked
        :raise NotEligible: period_held
        """
        self.ensure_one()
        if not self.lock_date or date > self.lock_date:
            return date
        if self.lock_date_policy == REDATE:
            return self.lock_date + timedelta(days=1)
        detail = self.env._(
            "%(document)s of %(date)s; Xero is locked until %(lock)s",
            document=name,
            date=fields.Date.to_string(date),
            lock=fields.Date.to_string(self.lock_date),
        )
        if self.lock_date_policy == HOLD:
            raise NotEligible("period_held", detail)
        raise LabelledError("period_locked", detail)

    def _read_lock_dates(self, lane, task):
        """Xero was locked since we last looked: look again, then do what is set.

        :return: whether the task waits for that; once in a run
        """
        self.ensure_one()
        if self.lock_date_policy == BLOCK or lane.lock_dates_read:
            return False
        lane.lock_dates_read = True
        self._load_reference("organisation")
        reading = self.env["xero.task"].search(
            [
                ("connection_id", "=", self.id),
                ("type_id.name", "=", "reference.pull"),
                ("part", "=", "organisation"),
                ("state", "=", "queued"),
            ],
            limit=1,
        )
        task.write(
            {
                "state": "waiting",
                "waits_on_ids": [fields.Command.set(reading.ids)],
                "error_code": "waits_for_record",
                "message": self.env["xero.advice"]._sentence("period_locked"),
            }
        )
        return True

    def _rounding_account(self):
        """Xero's own account for cash rounding; empty if it has none."""
        self.ensure_one()
        return self.account_ids.filtered(
            lambda account: (
                account.system_account == "ROUNDING" and account.status == "ACTIVE"
            )
        )[:1]
