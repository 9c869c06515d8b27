# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import rounding
from ..core.errors import LabelledError
from .xero_document_check import NOTE


class XeroDocumentCheckLines(models.AbstractModel):
    """What each line of a document would be in Xero, see xero_document_check."""

    _inherit = "xero.document.check"

    @api.model
    def _lines(self, report):
        move = report.move
        lines = self.env["xero.document.lines"].sudo()
        booked = move.line_ids.filtered(lines._has_line)
        taxes = self.env["xero.document.taxes"].sudo()
        shares, left = report.attempt(move, taxes._shares_and_rest, move, booked) or (
            {},
            {},
        )
        for line in (move.invoice_line_ids | booked) & booked:
            report.lines.append(self._line(report, line, shares.get(line, 0)))
        fixed = move.line_ids.filtered(
            lambda line: line.tax_line_id.amount_type == "fixed"
        )
        for line in fixed:
            report.attempt(line, lines._fixed_tax, report.connection, line)
            report.lines.append(self._fixed(report, line))
        rounding = self.env["xero.document.rounding"].sudo()
        report.attempt(move, rounding._check_left, report.connection, left)

    @api.model
    def _line(self, report, line, tax):
        """What a line would be in Xero, and the rule that chose its account (A25)."""
        connection = report.connection
        rules = self.env["xero.rules"].sudo()
        lines = self.env["xero.document.lines"].sudo()
        none = self.env["xero.account"].sudo()
        account, rule = report.attempt(line, rules._account, connection, line) or (
            none,
            False,
        )
        if account and lines._account(connection, line) != account:
            account, rule = lines._account(connection, line), "rounding"
        arguments = (lines._rated_taxes(line), rules._use(line.move_id), account)
        rate = report.attempt(line, rules._tax_rate, connection, *arguments)
        return {
            "line": line,
            "name": lines._line_description(line),
            "account": account,
            "rule": rule,
            "tax_rate": rate,
            "tracking": report.attempt(line, rules._tracking, connection, line) or [],
            "item": report.attempt(line, rules._item_code, connection, line) or "",
            "net": lines._net(line),
            "tax": tax,
        }

    @api.model
    def _fixed(self, report, line):
        """A tax of a fixed amount: a line of its own in Xero (SPEC D11)."""
        rules = self.env["xero.rules"].sudo()
        try:
            account, rule = rules._account_of(
                report.connection,
                line.product_id,
                line.account_id,
                rules._use(line.move_id),
            )
        except LabelledError:  # told already
            account, rule = self.env["xero.account"].sudo(), False
        return {
            "line": line,
            "name": line.name or line.tax_line_id.name,
            "account": account,
            "rule": rule,
            "tax_rate": None,
            "tracking": [],
            "item": "",
            "net": self.env["xero.document.lines"]._net(line),
            "tax": 0,
        }

    @api.model
    def _rounding(self, report):
        """What would go on Xero's rounding account, as far as it is known (SPEC P5)."""
        amount = report.facts and rounding.on_account(report.facts)
        if not amount:
            return
        move, lines = report.move, self.env["xero.document.rounding"].sudo()
        report.note(NOTE, "rounding_line", move, f"{amount} {move.currency_id.name}")
        report.lines.append(
            {
                "line": move.line_ids.browse(),
                "name": lines._description_of(),
                "account": report.connection._rounding_account(),
                "rule": "rounding",
                "tax_rate": lines._rate(report.connection, move),
                "tracking": [],
                "item": "",
                "net": amount,
                "tax": 0,
            }
        )
