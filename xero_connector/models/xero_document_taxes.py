# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert, totals
from ..core.errors import LabelledError


class XeroDocumentTaxes(models.AbstractModel):
    """Shares the taxes of a document's journal out to its lines.

    The journal's tax items are the truth, whatever the rounding method and whoever
    corrected them by hand. What each line bears of them exactly decides who gets the
    cents (SPEC X2, P5).
    """

    _name = "xero.document.taxes"
    _description = "Xero Document Taxes"

    @api.model
    def _shares(self, move, lines):
        """{line: its share of the booked tax}; fixed taxes are lines of their own.

        :param lines: those of the document, and the journal items of fixed taxes
        :raise LabelledError: unsupported_tax, tax_is_cost
        """
        shares, left = self._shares_and_rest(move, lines)
        for tax in left:
            raise LabelledError("unsupported_tax", tax.name)
        return shares

    @api.model
    def _shares_and_rest(self, move, lines):
        """As `_shares`, and what no line can bear: {tax: booked amount}.

        :raise LabelledError: tax_is_cost
        """
        shares, left = dict.fromkeys(lines, Decimal(0)), {}
        if not lines.tax_ids:
            return shares, left
        exact = self._plain(move, lines) or self._computed(move, lines)
        for tax, amounts in exact.items():
            booked = self._booked(move, tax)
            if booked and not any(amounts.values()):
                left[tax] = booked
                continue
            digits = move.currency_id.decimal_places
            parts = totals.round_to(list(amounts.values()), booked, digits)
            for line, part in zip(amounts, parts, strict=True):
                shares[line] += part
        return shares, left

    @api.model
    def _plain(self, move, lines):
        """Net times rate, where each line bears one percentage at most.

        :return: {tax: {line: exact amount}}, or {} where it takes more than that
        """
        exact = {}
        for line in lines:
            tax = line.tax_ids
            if len(tax) > 1 or (tax and tax.amount_type != "percent"):
                return {}
            if tax:
                percent = convert.decimal_of(tax.amount) * self._share_added(move, tax)
                net = convert.decimal_of(move.direction_sign * line.amount_currency)
                exact.setdefault(tax, {})[line] = net * percent / 100
        return exact

    @api.model
    def _share_added(self, move, tax):
        """How much of a tax a document bears: a reverse charge takes back all of it."""
        repartition = self._repartition(move, tax)
        factors = (convert.decimal_of(line.factor_percent) for line in repartition)
        return sum(factors, Decimal(0)) / 100

    @api.model
    def _repartition(self, move, tax):
        """Where the tax is booked to.

        :raise LabelledError: tax_is_cost: a part of it stays on the line's own account,
            which no tax rate of Xero's does
        """
        refund = move.move_type in ("out_refund", "in_refund")
        lines = (
            tax.refund_repartition_line_ids
            if refund
            else tax.invoice_repartition_line_ids
        ).filtered(lambda line: line.repartition_type == "tax")
        with_account = [bool(line.account_id) for line in lines]
        if any(with_account) and not all(with_account):
            raise LabelledError("tax_is_cost", tax.name)
        return lines

    @api.model
    def _computed(self, move, lines):
        """Odoo's own computation: several taxes on a line, groups, taxes on taxes."""
        exact = {}
        base_lines, _tax_lines = move._get_rounded_base_and_tax_lines()
        for base_line in base_lines:
            line = base_line["record"]
            for data in base_line["tax_details"]["taxes_data"]:
                tax = data["tax"]
                if tax.amount_type == "fixed" or line not in lines:
                    continue
                self._repartition(move, tax)
                amounts = exact.setdefault(tax, {})
                for bearer, amount in self._bearers(move, base_line, data):
                    amounts[bearer] = amounts.get(bearer, Decimal(0)) + amount
        return exact

    @api.model
    def _bearers(self, move, base_line, data):
        """Who bears the tax of a line: itself, and what fixed taxes add to its base.

        :param data: Odoo's values of one tax of the line
        :return: [(line or journal item of a fixed tax, exact amount)]
        """
        amount = convert.decimal_of(data["tax_amount_currency"])
        base = convert.decimal_of(data["base_amount_currency"])
        found, rest = [], amount
        for other in base_line["tax_details"]["taxes_data"]:
            added = convert.decimal_of(other["tax_amount_currency"])
            item = base and added and self._raises_base(move, other["tax"], data["tax"])
            if item:
                part = amount * added / base
                found.append((item, part))
                rest -= part
        return [(base_line["record"], rest), *found]

    @api.model
    def _raises_base(self, move, fixed, tax):
        """The journal item of a fixed tax on which another tax is due; may be empty."""
        if fixed.amount_type != "fixed" or not fixed.include_base_amount:
            return move.line_ids.browse()
        return move.line_ids.filtered(
            lambda line: (
                line.tax_line_id == fixed
                and tax in line.tax_ids.flatten_taxes_hierarchy()
            )
        )[:1]

    @api.model
    def _booked(self, move, tax):
        """What the journal has of a tax, in the document's currency and direction."""
        items = move.line_ids.filtered(lambda line: line.tax_line_id == tax)
        amount = move.direction_sign * sum(items.mapped("amount_currency"))
        return convert.money(
            convert.decimal_of(amount), move.currency_id.decimal_places
        )
