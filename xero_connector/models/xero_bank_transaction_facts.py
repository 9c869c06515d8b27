# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, settlement, totals
from ..core.entities import bank_transaction as types
from ..core.errors import LabelledError
from .xero_connection_proposals import NO_TAX
from .xero_entity import NotEligible
from .xero_settlement import MONEY
from .xero_settlement_plan import KINDS_OF_MONEY


class XeroBankTransactionFacts(models.AbstractModel):
    """Reads money without a document into the values that core.entities encodes."""

    _name = "xero.bank.transaction.facts"
    _description = "Xero Bank Transaction Values"

    @api.model
    def _may_concern(self, move):
        """Whether a posted move could be more than payments; cheap and never wrong in
        saying no."""
        settlements = self.env["xero.settlement"]
        if settlements._kind(move) not in KINDS_OF_MONEY:
            return False
        control = move.line_ids.filtered(settlements._is_control)
        if any(not line.reconciled for line in control):
            return True
        return bool(self._lines_beside(move))

    # === MONEY === #

    @api.model
    def _money(self, connection, move):
        """An over- or prepayment: what Odoo has not reconciled, or had not once.

        :return: {} if it is none
        """
        plan = self.env["xero.settlement"]._plan(connection, move)
        if plan.money <= 0:
            return {}
        kind = self._kind_of_money(connection, move)
        sends = self._sign(move) < 0
        if kind == "Prepayment":
            name = types.SPEND_PREPAYMENT if sends else types.RECEIVE_PREPAYMENT
        else:
            name = types.SPEND_OVERPAYMENT if sends else types.RECEIVE_OVERPAYMENT
        return {
            **self._head(move),
            "type": name,
            "amount": plan.money,
            "base": plan.base,
        }

    @api.model
    def _kind_of_money(self, connection, move):
        """What Xero has stays as it is; the setting is for what comes."""
        link = self.env["xero.settlement"]._money_link(connection, move)
        if link and (link.base or {}).get("credit_kind"):
            return link.base["credit_kind"]
        prepaid = connection.unmatched_payments == "prepayment"
        return "Prepayment" if prepaid else "Overpayment"

    @api.model
    def _sign(self, move):
        """1 when money comes in, -1 when it goes out."""
        settlements = self.env["xero.settlement"]
        liquidity, _others, _passing = settlements._lines(move, settlements._kind(move))
        return settlements._direction(liquidity)

    @api.model
    def _head(self, move):
        return {
            "date": move.date,
            "reference": convert.clean_text(move.name, 255),
            "journal": move.journal_id.id,
            "method": move.origin_payment_id.payment_method_line_id.id,
            "partner": self._partner(move).id,
        }

    @api.model
    def _partner(self, move):
        """Whose money it is; Xero wants somebody, if only ourselves."""
        found = (
            move.partner_id
            or move.origin_payment_id.partner_id
            or move.line_ids.partner_id[:1]
            or move.company_id.partner_id
        )
        return found.commercial_partner_id

    # === BESIDE THE DOCUMENTS === #

    @api.model
    def _beside(self, move):
        """Lines that are neither a payment nor a part of one.

        :return: {} if there are none
        """
        lines = self._lines_beside(move)
        if not lines:
            return {}
        total = sum(lines.mapped("amount_currency"))
        return {
            **self._head(move),
            "type": types.SPEND if total > 0 else types.RECEIVE,
            "lines": [
                [
                    line.id,
                    line.name or "",
                    line.account_id.id,
                    str(line.amount_currency),
                    sorted(line.tax_ids.ids),
                    line.analytic_distribution or {},
                ]
                for line in lines
            ],
        }

    @api.model
    def _lines_beside(self, move):
        """The journal items, taxes included."""
        settlements = self.env["xero.settlement"]
        kind = settlements._kind(move)
        if move.state != "posted" or kind not in KINDS_OF_MONEY:
            return move.line_ids.browse()
        if self._is_expense(move):
            liquidity, _others, _passing = settlements._lines(move, kind)
            return move.line_ids - liquidity
        source = settlements._counterpart(move)
        _liquidity, others, passing = settlements._lines(move, kind)
        if kind == settlement.STATEMENT and not source.pairs:
            # beside a payment that is in Xero, or what Xero's own bank feed has
            matched = passing.filtered("matched_debit_ids") | passing.filtered(
                "matched_credit_ids"
            )
            return others if matched else others.browse()
        beside = settlement.bank_lines(source)
        keys = {(line.account, line.has_tax, line.is_discount) for line in beside}
        return others.filtered(lambda line: self._key(line) in keys)

    @api.model
    def _key(self, line):
        other = self.env["xero.settlement"]._other(line, "balance", 1)
        return other.account, other.has_tax, other.is_discount

    @api.model
    def _is_expense(self, move):
        """A payment whose entry books what was bought itself (SPEC E1): an expense that
        was paid with the company's money."""
        payment = move.origin_payment_id
        if not payment:
            return False
        settlements = self.env["xero.settlement"]
        liquidity, counterpart, others = payment._seek_for_lines()
        control = (counterpart | others).filtered(settlements._is_control)
        booked = (counterpart | others).filtered(
            lambda line: (
                line.account_id.account_type not in MONEY
                and not line.account_id.reconcile
            )
        )
        return bool(liquidity) and not control and bool(booked)

    # === COMPLETE === #

    @api.model
    def _complete(self, connection, move, values, contact_id):
        """All that core.entities.bank_transaction wants to know.

        :raise NotEligible: no account is set for the journal
        :raise LabelledError: a line, a mapping or the currency does not fit
        """
        settlements = self.env["xero.settlement"]
        account = settlements._payment_account(
            connection, values["journal"], values["method"]
        )
        currency = settlements._bank_currency(move)
        facts = {
            "type": values["type"],
            "contact_id": contact_id,
            "bank_account_id": account.xero_id,
            "date": connection._open_date(values["date"], values["reference"]),
            "reference": values["reference"],
            "currency": currency.name,
            "url": self.env["xero.document.facts"]._record_url(move),
            "currency_rate": None,
            "line_amount_types": "Exclusive",
            "status": None,
        }
        if "amount" in values:
            facts["line_amount_types"] = "NoTax"
            if currency != move.company_id.currency_id:
                rate = settlement.rate(values["amount"], values["base"])
                facts["currency_rate"] = rate
            return {**facts, "lines": [self._money_line(connection, values)]}
        return {**facts, **self._complete_lines(connection, move, values)}

    @api.model
    def _prepayment_account(self, connection, values):
        """Where a prepayment stands until it is used; never income or an expense.

        :raise NotEligible: none is set
        """
        spent = values["type"] == types.SPEND_PREPAYMENT
        side = "vendor_prepayment" if spent else "prepayment"
        account = connection[f"{side}_account_id"]
        if not account.is_line_account:
            raise NotEligible("missing_prepayment_account", values["reference"])
        return account

    @api.model
    def _money_line(self, connection, values):
        """The one line of an over- or prepayment; Xero chooses where an overpayment
        stands, which is the receivable or payable account, as in Odoo."""
        prepayment = values["type"] in types.PREPAYMENTS
        account = self.env["xero.account"]
        if prepayment:
            account = self._prepayment_account(connection, values)
        rates = connection.tax_rate_ids
        no_tax = rates.filtered(lambda rate: rate.tax_type in NO_TAX)[:1]
        return {
            "key": "money",
            "line_item_id": None,
            "description": values["reference"],
            "quantity": convert.decimal_of(1),
            "price_unit": values["amount"],
            "discount": settlement.ZERO,
            "net": values["amount"],
            "tax": settlement.ZERO,
            "tax_type": no_tax.tax_type or NO_TAX[0],
            "account_id": account.xero_id or "",
            "account_code": account.code or "",
        }

    @api.model
    def _complete_lines(self, connection, move, values):
        """The lines; their amounts are the journal's, in the direction of the money.

        A bank transaction is in its bank's currency, whatever was bought.
        """
        currency = self.env["xero.settlement"]._bank_currency(move)
        lines = self._lines_beside(move)
        company = move.company_id.currency_id
        if currency not in (lines.currency_id, company):
            raise LabelledError("payment_currency", move.name)
        found = self._pieces(
            connection, lines.filtered(lambda one: not one.tax_line_id)
        )
        if lines.currency_id != currency:
            found = self._in_base(found, lines)
        amount = sum(lines.mapped("amount_currency"))
        rate = settlement.rate(
            convert.decimal_of(abs(amount)),
            convert.decimal_of(abs(sum(lines.mapped("balance")))),
        )
        return {
            "lines": [self._directed(piece, values["type"]) for piece in found],
            "currency_rate": rate if currency != company else None,
        }

    @api.model
    def _pieces(self, connection, lines):
        settlements = self.env["xero.settlement"]
        taxes = self.env["xero.document.taxes"]._shares(lines.move_id, lines)
        return [
            {**piece, **settlements._account_of_discount(connection, line)}
            for line in lines
            for piece in self.env["xero.document.lines"]._pieces(
                connection, line, taxes[line]
            )
        ]

    @api.model
    def _in_base(self, pieces, lines):
        """The same in the company's currency, as it is booked."""
        taxes = lines.filtered("tax_line_id")
        totals_ = [
            convert.money(convert.decimal_of(sum(some.mapped("balance"))))
            for some in (lines - taxes, taxes)
        ]
        shares = [
            totals.distribute(total, [piece[name] for piece in pieces])
            for total, name in zip(totals_, ("net", "tax"), strict=True)
        ]
        return [
            {**piece, "quantity": 1, "price_unit": net, "net": net, "tax": tax}
            for piece, net, tax in zip(pieces, *shares, strict=True)
        ]

    @api.model
    def _directed(self, piece, kind):
        sign = 1 if kind == types.SPEND else -1
        amounts = {name: sign * piece[name] for name in ("price_unit", "net", "tax")}
        return {**piece, **amounts, "line_item_id": None}
