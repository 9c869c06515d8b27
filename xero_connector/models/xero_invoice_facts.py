# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert, totals
from ..core.errors import LabelledError


class XeroInvoiceFacts(models.AbstractModel):
    """Reads a document into the plain values that core.entities.invoice encodes.

    Net amounts are the journal items' own (abs(amount_currency)), not the lines'
    subtotals: rounding globally makes the two differ. The tax of each tax rate is the
    journal's as well, distributed over the lines that bear it.
    """

    _name = "xero.invoice.facts"
    _description = "Xero Invoice Values"

    @api.model
    def _facts(self, lane, move, contact, link):
        lines = move.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        taxes = self._line_taxes(move, lines)
        items = link.line_items or {}
        facts = {
            "number": move.name,
            "type": "ACCREC",
            "contact_id": contact.xero_id,
            "date": move.invoice_date,
            "due_date": move.invoice_date_due or move.invoice_date,
            "reference": move.ref or "",
            "currency": move.currency_id.name,
            "currency_rate": None,
            "status": lane.connection.push_status,
            "url": self._record_url(move),
            "line_amount_types": "Exclusive",
            "lines": [
                self._line(lane.connection, line, taxes[line], items.get(str(line.id)))
                for line in lines
            ],
            "untaxed": self._money(move, move.amount_untaxed),
            "tax": self._money(move, move.amount_tax),
            "total": self._money(move, move.amount_total),
        }
        self._check_complete(facts)
        return facts

    @api.model
    def _record_url(self, move):
        """Where “Go to Odoo” in Xero leads: the record, for whoever may see it."""
        return f"{move.get_base_url()}/mail/view?model=account.move&res_id={move.id}"

    @api.model
    def _line(self, connection, line, tax, line_item_id):
        account = self._account(connection, line)
        return {
            "key": line.id,
            "line_item_id": line_item_id,
            "description": line.name
            or line.product_id.display_name
            or line.account_id.name,
            "quantity": convert.decimal_of(line.quantity),
            "price_unit": convert.decimal_of(line.price_unit),
            "discount": convert.decimal_of(line.discount),
            "net": self._money(line.move_id, -line.amount_currency),
            "tax": tax,
            "tax_type": self._tax_rate(connection, line).tax_type,
            "account_id": account.xero_id,
            "account_code": account.code or "",
        }

    @api.model
    def _account(self, connection, line):
        """The Xero account of a line (SPEC A20)."""
        account = connection.default_account_id
        if not account or account.status != "ACTIVE":
            raise LabelledError(
                "missing_account", line.name or line.product_id.name or ""
            )
        return account

    @api.model
    def _tax_rate(self, connection, line):
        """The Xero tax rate of a line: its tax's mapping, or the default (A23, A24)."""
        taxes = line.tax_ids
        if not taxes:
            rate = connection.default_tax_rate_id
            if not rate:
                raise LabelledError("missing_tax_rate", line.name or "")
            return rate
        mapping = connection.tax_mapping_ids.filtered(
            lambda mapping: mapping.tax_id == taxes
        )
        if len(taxes) > 1 or taxes.amount_type != "percent":
            raise LabelledError("unsupported_tax", ", ".join(taxes.mapped("name")))
        if not mapping:
            raise LabelledError("missing_tax_mapping", taxes.name)
        return mapping.tax_rate_id

    @api.model
    def _line_taxes(self, move, lines):
        """{line: its share of the tax in the journal}, exact per tax."""
        shares = dict.fromkeys(lines, Decimal(0))
        for tax in lines.tax_ids:
            bearing = lines.filtered(lambda line, tax=tax: tax in line.tax_ids)
            total = -sum(
                move.line_ids.filtered(
                    lambda line, tax=tax: line.tax_line_id == tax
                ).mapped("amount_currency")
            )
            rate = convert.decimal_of(tax.amount) / 100
            exact = [
                self._money(move, -line.amount_currency) * rate for line in bearing
            ]
            parts = totals.round_to(exact, self._money(move, total))
            for line, share in zip(bearing, parts, strict=True):
                shares[line] += share
        return shares

    @api.model
    def _check_complete(self, facts):
        """Everything that the total contains must be on a line that is sent."""
        net = sum((line["net"] for line in facts["lines"]), Decimal(0))
        tax = sum((line["tax"] for line in facts["lines"]), Decimal(0))
        if not facts["lines"]:
            raise LabelledError("no_lines", facts["number"])
        if net + tax != facts["total"] or tax != facts["tax"]:
            raise LabelledError("unsupported_lines", facts["number"])

    @api.model
    def _money(self, move, amount):
        digits = move.currency_id.decimal_places
        return convert.money(convert.decimal_of(amount), digits)
