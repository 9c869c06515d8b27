# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, settlement
from ..core.errors import LabelledError
from .xero_ahead import batch_of

#: kinds of accounts that documents are owed on
CONTROL = ("asset_receivable", "liability_payable")
#: kinds of accounts that money lies on
MONEY = ("asset_cash", "liability_credit_card")
#: Xero makes entries of these kinds itself
MADE_BY_XERO = (settlement.EXCHANGE, settlement.CASH_BASIS)


class XeroSettlement(models.AbstractModel):
    """Reads what settles a document in Odoo into the values of core.settlement.

    The unit is the pair (counterpart move, document), never a partial: 30/70 terms make
    two partials of one payment. The bank amount is the liquidity line of the payment's
    entry, not the partial: 90 paid plus 10 written off is a partial of 100 (SPEC A30).
    """

    _name = "xero.settlement"
    _description = "Xero Settlement Values"

    # === PARTS === #

    @api.model
    def _parts(self, connection, counterpart, document):
        """What of this pair goes to Xero, as (settlement.Part, facts) pairs.

        :param counterpart: account.move, or account.payment without a journal entry
        :raise LabelledError: it cannot be told to Xero as payments
        """
        if not counterpart or not document or document.state != "posted":
            return []
        if counterpart._name == "account.payment":
            return self._parts_without_entry(connection, counterpart, document)
        source = self._counterpart(counterpart, document)
        if not source or document.id not in {one.document for one in source.pairs}:
            return []
        journal, method = self._journal(counterpart, source)
        return [
            (part, self._facts(part, counterpart, document, journal, method))
            for part in self._checked(settlement.parts, source, document.id)
        ]

    @api.model
    def _checked(self, function, source, *arguments):
        """A function of core.settlement; its errors name the move.

        :raise LabelledError: with the name of the move
        """
        try:
            return function(source, *arguments)
        except settlement.SettlementError as error:
            raise LabelledError(error.label, source.reference) from error

    @api.model
    def _facts(self, part, counterpart, document, journal, method):
        """What both sides share about one payment, without Xero's ids."""
        foreign = document.currency_id != document.company_id.currency_id
        return {
            "kind": part.kind,
            "amount": part.amount,
            "currency_rate": settlement.rate(part.amount, part.base)
            if foreign
            else None,
            "date": counterpart.date,
            "journal": journal.id,
            "method": method.id,
            "account": part.account or 0,
            "entry": not journal,
            "reference": self._reference(counterpart, part.kind),
        }

    @api.model
    def _reference(self, counterpart, kind):
        """Seen by people in Xero, and our key to recognise the payment by."""
        suffix = {
            settlement.WRITEOFF: " write-off",
            settlement.DISCOUNT: " discount",
            settlement.NETTING: " netting",
        }.get(kind, "")
        return convert.clean_text(f"{counterpart.name}{suffix}", 255)

    @api.model
    def _journal(self, move, source):
        """The journal whose money it is (of an entry without money none), and how."""
        if source.kind != settlement.ENTRY:
            return move.journal_id, move.origin_payment_id.payment_method_line_id
        accounts = self._liquidity_of_entry(move).account_id
        mine = [
            ("default_account_id", "in", accounts.ids),
            ("company_id", "=", move.company_id.id),
        ]
        return move.journal_id.search(mine, limit=1), move.env[
            "account.payment.method.line"
        ]

    # === THE MOVE === #

    @api.model
    def _kind(self, move):
        """What a move is to the documents that it settles."""
        partials = move.line_ids.matched_debit_ids | move.line_ids.matched_credit_ids
        if move in partials.exchange_move_id or (
            move.journal_id == move.company_id.currency_exchange_journal_id
        ):
            return settlement.EXCHANGE
        if move.tax_cash_basis_origin_move_id:
            return settlement.CASH_BASIS
        if move._xero_documents():
            return settlement.REFUND
        if move.origin_payment_id:
            return settlement.PAYMENT
        return settlement.STATEMENT if move.statement_line_id else settlement.ENTRY

    @api.model
    def _counterpart(self, move, document=None):
        """The move as core.settlement knows it; None when nothing of it is a payment.

        Read once for a batch: a payment asks for it, and so does its plan.

        :param document: whose currency tells the decimals
        """
        digits = (document or move).currency_id.decimal_places
        batch = batch_of(self.env)
        if batch is None:
            return self._read_counterpart(move, digits)
        key = ("counterpart", move.id, digits)
        return batch.note(key, lambda: self._read_counterpart(move, digits))

    @api.model
    def _read_counterpart(self, move, digits):
        kind = self._kind(move)
        if move.state != "posted" or kind not in settlement.PAYING:
            return None
        liquidity, others, passing = self._lines(move, kind)
        control = move.line_ids - liquidity - others - passing
        relevant = liquidity | others | control
        unit = "amount_currency" if len(relevant.currency_id) == 1 else "balance"
        sign = self._direction(liquidity or others)
        return settlement.Counterpart(
            kind=kind,
            # what passes to other moves is in Xero with those, or not known yet
            liquidity=self._sum(liquidity | passing, unit, sign),
            base=self._sum(liquidity | passing, "balance", sign),
            others=tuple(self._other(line, unit, sign) for line in others),
            pairs=tuple(self._pairs(move, control, unit, sign)),
            date=move.date,
            reference=move.name or "",
            digits=digits,
        )

    @api.model
    def _lines(self, move, kind):
        """Its lines by use: (money, beside it, passing to other moves).

        Passing are lines that wait to be matched, or that stand for a payment which is
        in Xero already; what is in none of the three is receivable or payable.
        """
        none = move.line_ids.browse()
        if kind == settlement.ENTRY:
            liquidity = self._liquidity_of_entry(move)
            rest = move.line_ids - liquidity
            return (
                liquidity,
                rest.filtered(lambda line: not self._is_control(line)),
                none,
            )
        origin = move.origin_payment_id or move.statement_line_id
        liquidity, second, third = origin._seek_for_lines()
        if kind == settlement.PAYMENT:
            return liquidity, third, none
        others = third.filtered(lambda line: not self._is_control(line))
        passing = second.filtered(lambda line: not self._is_control(line))
        passing |= others.filtered("account_id.reconcile")
        return liquidity, others - passing, passing

    @api.model
    def _is_control(self, line):
        return line.account_id.account_type in CONTROL

    @api.model
    def _liquidity_of_entry(self, move):
        return move.line_ids.filtered(
            lambda line: line.account_id.account_type in MONEY
        )

    @api.model
    def _direction(self, lines):
        """1 when money comes in, -1 when it goes out."""
        return -1 if sum(lines.mapped("balance")) < 0 else 1

    @api.model
    def _other(self, line, unit, sign):
        company = line.company_id
        discounts = (
            company.account_journal_early_pay_discount_loss_account_id
            | company.account_journal_early_pay_discount_gain_account_id
        )
        return settlement.OtherLine(
            account=line.account_id.id,
            amount=self._sum(line, unit, sign),
            base=self._sum(line, "balance", sign),
            has_tax=bool(line.tax_line_id or line.tax_ids),
            is_discount=line.account_id in discounts
            or self._is_tax_of(line, discounts),
        )

    @api.model
    def _is_tax_of(self, line, accounts):
        """Whether it is the tax of lines on these accounts."""
        return bool(line.tax_line_id) and any(
            line.tax_line_id in other.tax_ids.flatten_taxes_hierarchy()
            for other in line.move_id.line_ids
            if other.account_id in accounts
        )

    # === PAIRS === #

    @api.model
    def _pairs(self, move, control, unit, sign):
        """What this move settles of each document, oldest first.

        What it settles of a document in the move's own unit is its own line's amount,
        not the partial's: the difference is the exchange rate's.
        """
        for line in control:
            partials = line.matched_debit_ids | line.matched_credit_ids
            line_sign = 1 if line.balance < 0 else -1
            done = matched = 0
            for partial in partials.sorted("id"):
                ours, theirs, owed = self._sides(partial, line)
                matched += ours
                document = theirs.move_id
                until = self._part_of(line, unit, matched)
                paid, done = until - done, until
                if self._is_settled_by(document, move):
                    amount = self._money(theirs.currency_id, owed)
                    direction = line_sign * sign
                    yield settlement.Pair(
                        document.id, direction * amount, direction * paid
                    )

    @api.model
    def _sides(self, partial, line):
        """(amount of this line, the other line, amount of the other line)."""
        if partial.debit_move_id == line:
            return (
                partial.debit_amount_currency,
                partial.credit_move_id,
                partial.credit_amount_currency,
            )
        return (
            partial.credit_amount_currency,
            partial.debit_move_id,
            partial.debit_amount_currency,
        )

    @api.model
    def _part_of(self, line, unit, matched):
        """The matched part of a line in the move's unit, exact for the whole line."""
        whole = abs(line.amount_currency)
        amount = abs(line[unit]) * (matched / whole) if whole else 0
        return self._money(self._currency(line, unit), amount)

    @api.model
    def _is_settled_by(self, document, move):
        """Whether it is a document, or older money that this move gives back."""
        if document._xero_documents():
            return True
        kinds = (settlement.PAYMENT, settlement.STATEMENT)
        return document.id < move.id and self._kind(document) in kinds

    # === AMOUNTS === #

    @api.model
    def _sum(self, lines, unit, sign):
        amount = sign * sum(lines.mapped(unit))
        return self._money(self._currency(lines[:1], unit), amount)

    @api.model
    def _currency(self, line, unit):
        company = line.company_id or self.env.company
        return line.currency_id if unit == "amount_currency" else company.currency_id

    @api.model
    def _money(self, currency, amount):
        digits = currency.decimal_places if currency else 2
        return convert.money(convert.decimal_of(amount), digits)
