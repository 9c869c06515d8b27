# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.xero_connection_documents import PUSH_STATUS
from ..models.xero_document_check import (
    CHANGE,
    CREATE,
    ERROR,
    LINK,
    NOTE,
    NOTHING,
    SAME,
    WAIT,
)

READY = "ready"
CONTACTS = [
    ("linked", "Is in Xero"),
    ("will_match", "Will be linked"),
    ("will_create", "Will be created"),
    ("ambiguous", "Several could be meant"),
    ("unmatched", "Not found in Xero"),
    ("archived", "Archived in Xero"),
    ("missing_name", "Has no name"),
]


class XeroPreflight(models.TransientModel):
    """What one document would be in Xero, before it is sent (SPEC X1).

    A picture of one moment, taken by the code that sends documents. Looking at it
    sends nothing and changes nothing.
    """

    _name = "xero.preflight"
    _description = "Check for Xero"
    _order = "rank, id"
    _rec_name = "document"

    move_id = fields.Many2one(
        "account.move", "Document", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="move_id.company_id")
    document = fields.Char(readonly=True)
    organisation = fields.Char("Xero Organisation", readonly=True)
    verdict = fields.Selection(
        [
            (ERROR, "Needs Attention"),
            (WAIT, "Would Wait"),
            (READY, "Ready"),
            (NOTHING, "Nothing to Send"),
        ],
        readonly=True,
    )
    rank = fields.Integer(readonly=True)
    effect = fields.Selection(
        [
            (CREATE, "Would be created in Xero"),
            (CHANGE, "Would be changed in Xero"),
            (LINK, "Would be linked if Xero has it"),
            (SAME, "Xero has the same values already"),
            (NOTHING, "Would not be sent"),
        ],
        "What Would Happen",
        readonly=True,
    )
    reason = fields.Text(readonly=True)
    number = fields.Char("Number in Xero", readonly=True)
    contact = fields.Char(readonly=True)
    contact_state = fields.Selection(CONTACTS, "Contact in Xero", readonly=True)
    contact_detail = fields.Char(readonly=True)
    date = fields.Date(readonly=True)
    due_date = fields.Date(readonly=True)
    status = fields.Char("Status in Xero", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    currency_rate = fields.Float("Rate", digits=(16, 6), readonly=True)
    amount_untaxed = fields.Monetary("Untaxed Amount", readonly=True)
    amount_tax = fields.Monetary("Tax", readonly=True)
    amount_total = fields.Monetary("Total", readonly=True)
    line_ids = fields.One2many("xero.preflight.line", "preflight_id", readonly=True)
    finding_ids = fields.One2many(
        "xero.preflight.finding", "preflight_id", readonly=True
    )
    finding_count = fields.Integer("To Look At", readonly=True)

    # === OPEN === #

    @api.model
    def _open_for(self, moves):
        """Check documents and show the result; several ones as a list.

        :raise AccessError: the user has nothing to do with Xero
        :raise UserError: none of them is a document of a connected company
        """
        if not self.env.user.has_group("xero_connector.group_clerk"):
            raise AccessError(
                self.env._("Only somebody with access to Xero can check documents.")
            )
        moves.check_access("read")
        moves = moves.filtered("xero_can_check")
        if not moves:
            raise UserError(
                self.env._(
                    "There is nothing to check: choose invoices, bills or credit notes"
                    " of a company that is connected with Xero."
                )
            )
        rows = [self._values(move) for move in moves]
        return self.sudo().create(rows).sudo(False)._action()

    def _action(self):
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Check for Xero"),
            "res_model": self._name,
        }
        if len(self) == 1:
            return {
                **action,
                "res_id": self.id,
                "views": [(False, "form")],
                "target": "new",
                "context": {"dialog_size": "extra-large"},
            }
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)],
        }

    def action_check_again(self):
        """The same document once more, after something was put right."""
        self.ensure_one()
        return self._open_for(self.move_id)

    def action_open_document(self):
        """The document itself."""
        self.ensure_one()
        return self.move_id.get_formview_action()

    # === THE REPORT AS ROWS === #

    @api.model
    def _values(self, move):
        connections = self.env["xero.connection"].sudo()
        connection = connections._for_company(move.company_id)
        connection = connection.with_company(connection.company_id)
        report = self.env["xero.document.check"].sudo()._check(connection, move)
        found = [one for one in report.findings if one.severity != NOTE]
        verdict = self._verdict(report)
        findings = self.env["xero.preflight.finding"]
        lines = self.env["xero.preflight.line"]
        return {
            "move_id": move.id,
            "document": move.display_name,
            "organisation": connection.name,
            "verdict": verdict,
            "rank": (ERROR, WAIT, READY, NOTHING).index(verdict),
            "effect": report.effect,
            "reason": report.reason,
            **self._header(report),
            "finding_count": len(found),
            "finding_ids": [
                fields.Command.create(findings._values(one, connection))
                for one in report.findings
            ],
            "line_ids": [
                fields.Command.create(lines._values(report, one))
                for one in report.lines
            ],
        }

    @api.model
    def _verdict(self, report):
        if report.effect in (NOTHING, SAME):
            return NOTHING
        severities = {one.severity for one in report.findings}
        return next((one for one in (ERROR, WAIT) if one in severities), READY)

    @api.model
    def _header(self, report):
        move, facts = report.move, report.facts
        statuses = dict(PUSH_STATUS)
        live = report.link and not report.link.is_removed
        status = report.connection._push_status_of(move.move_type)
        status = report.link.status if live else status
        contact = report.contact
        return {
            "number": self._number(report),
            "contact": contact["partner"].display_name if contact else "",
            "contact_state": contact.get("state"),
            "contact_detail": contact.get("detail"),
            "date": report.date,
            "due_date": facts.get("due_date") or move.invoice_date_due,
            "status": statuses.get(status, status),
            "currency_id": move.currency_id.id,
            "currency_rate": float(facts.get("currency_rate") or 0),
            "amount_untaxed": float(facts.get("untaxed", move.amount_untaxed)),
            "amount_tax": float(facts.get("tax", move.amount_tax)),
            "amount_total": float(facts.get("total", move.amount_total)),
        }

    @api.model
    def _number(self, report):
        """A draft of a sale has none yet: what it would be is not known."""
        move = report.move
        purchase = move.is_purchase_document(include_receipts=True)
        if move.state == "draft" and not (purchase and move.ref):
            return ""
        return self.env["xero.document.facts"]._number(report.connection, move)


class XeroPreflightLine(models.TransientModel):
    """What one line would be in Xero, and the rule that chose its account (A25)."""

    _name = "xero.preflight.line"
    _description = "Line Checked for Xero"

    preflight_id = fields.Many2one(
        "xero.preflight", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="preflight_id.currency_id")
    name = fields.Char("Line", readonly=True)
    account = fields.Char("Xero Account", readonly=True)
    rule = fields.Selection(
        [
            ("product", "Its product"),
            ("category", "Its category"),
            ("account", "Its Odoo account"),
            ("default", "Default account"),
            ("rounding", "Xero's rounding account"),
        ],
        "Chosen By",
        readonly=True,
    )
    tax_rate = fields.Char("Xero Tax Rate", readonly=True)
    tracking = fields.Char(readonly=True)
    item = fields.Char("Xero Item", readonly=True)
    net = fields.Monetary("Amount", readonly=True)
    tax = fields.Monetary(readonly=True)
    has_problem = fields.Boolean(readonly=True)

    @api.model
    def _values(self, report, found):
        rate = found["tax_rate"]
        troubled = {one.record for one in report.findings if one.severity != NOTE}
        return {
            "name": found["name"],
            "account": found["account"].display_name,
            "rule": found["rule"],
            "tax_rate": rate.display_name if rate else "",
            "tracking": self._tracking(report.connection, found["tracking"]),
            "item": found["item"],
            "net": float(found["net"]),
            "tax": float(found["tax"]),
            "has_problem": found["line"] in troubled,
        }

    @api.model
    def _tracking(self, connection, shares):
        """The options by name, with their percentage where there are several shares."""
        names = {
            one.xero_id: one.display_name for one in connection.tracking_option_ids
        }
        texts = []
        for percent, options in shares:
            text = ", ".join(names.get(one["option_id"], "") for one in options)
            text = text or self.env._("not tracked")
            texts.append(f"{text} {percent:f} %" if len(shares) > 1 else text)
        return "; ".join(texts)
