# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field
from decimal import Decimal

from odoo import api, models

from ..core import settlement
from ..core.entity import fingerprint
from .xero_ahead import batch_of
from .xero_settlement import CONTROL

#: parts of a move's links: the over- or prepayment, and what is no settlement
MONEY = "money"
LINES = "lines"
DISCOUNT = "discount"
KINDS_OF_MONEY = (settlement.PAYMENT, settlement.STATEMENT)


@dataclass
class Plan:
    """How the money of one move is told to Xero.

    :param parts: {document id: the bank's part of its settlement}
    :param credits: {document id: its part of a discount with tax}
    :param plain: documents that get a payment; the others' parts are allocated
    :param money: what is entered as over- or prepayment, in the bank's currency
    :param base: the same in the company's currency
    """

    parts: dict = field(default_factory=dict)
    credits: dict = field(default_factory=dict)
    plain: set = field(default_factory=set)
    money: Decimal = settlement.ZERO
    base: Decimal = settlement.ZERO


class XeroSettlementPlan(models.AbstractModel):
    """Decides what is a payment and what is allocated from money sent before (X10).

    Money whose documents are all known is sent as plain payments. Money that came
    without a document is one over- or prepayment of the full bank amount, as the bank
    statement has it, and is allocated as Odoo reconciles. What was once sent in one way
    stays, as long as it is still true.
    """

    _inherit = "xero.settlement"

    @api.model
    def _plan(self, connection, move):
        """The plan for a move of money; made once for a batch.

        :raise LabelledError: it cannot be told to Xero
        """
        batch = batch_of(self.env)
        if batch is None:
            return self._planned(connection, move)
        return batch.note(("plan", move.id), lambda: self._planned(connection, move))

    @api.model
    def _planned(self, connection, move):
        source = self._counterpart(move)
        if not source or source.kind not in KINDS_OF_MONEY:
            return Plan()
        if source.liquidity <= 0 and not source.pairs:
            return Plan()
        bank = self._checked(settlement.bank_money, source)
        found = [
            (pair.document, part)
            for pair in source.pairs
            for part in self._checked(settlement.parts, source, pair.document)
        ]
        parts, credits_ = (
            {key: part for key, part in found if part.kind == kind}
            for kind in (settlement.BANK, settlement.CREDIT)
        )
        plan = Plan(parts, credits_, set(parts))
        outgoing = {pair.document for pair in source.pairs if pair.amount < 0}
        if self._needs_money(connection, move, bank, parts, outgoing):
            self._lay_out_money(connection, move, plan, bank, outgoing)
        return plan

    @api.model
    def _needs_money(self, connection, move, bank, parts, outgoing):
        if self._money_link(connection, move):
            return True
        cutover = connection.cutover_date
        if cutover and move.date < cutover:
            return False  # it is in Xero already, or its payments are all that goes
        if connection.unmatched_payments == "hold" or not self._may_be_money(move):
            return False
        matched = sum(
            (part.paid for key, part in parts.items() if key not in outgoing),
            settlement.ZERO,
        )
        return matched < bank.paid

    @api.model
    def _may_be_money(self, move):
        """Only money from customers or to vendors: Xero has no other overpayments."""
        origin = move.origin_payment_id or move.statement_line_id
        liquidity, second, third = origin._seek_for_lines()
        control = (second | third).filtered(self._is_control)
        waits = move.statement_line_id and (second - control)
        if waits or len(control.account_id) != 1 or not self._is_bank_currency(move):
            return False
        return (control.account_id.account_type == CONTROL[0]) == (
            self._direction(liquidity) > 0
        )

    @api.model
    def _lay_out_money(self, connection, move, plan, bank, outgoing):
        """Which documents keep or need a payment; the rest is one amount."""
        plan.plain = {
            key for key in plan.parts if self._is_plain(connection, move, key, plan)
        } | outgoing
        kept = [plan.parts[key] for key in plan.plain - outgoing]
        paid = bank.paid - sum((part.paid for part in kept), settlement.ZERO)
        plan.base = bank.base - sum((part.base for part in kept), settlement.ZERO)
        same = self._bank_currency(move) == self._unit_currency(move)
        plan.money = paid if same else plan.base

    @api.model
    def _is_plain(self, connection, move, document_id, plan):
        """Whether Xero has this settlement as a payment, or could not allocate it."""
        document = self.env["account.move"].browse(document_id)
        if not document._xero_documents():
            return True
        if document.currency_id != self._bank_currency(move):
            return True
        link = self._live_link(connection, move, str(document_id))
        if not link or link.entity != "payment":
            return False
        return any(
            self._digest(document, facts) == link.fingerprint
            for part, facts in self._parts(connection, move, document)
            if part.kind == settlement.BANK
        )

    @api.model
    def _digest(self, document, facts):
        """Fingerprint of a payment of a document."""
        declaration = self.env["xero.entity.payment"]._declaration
        return fingerprint(
            {**facts, "document": document.id}, declaration.encoder_version
        )

    # === LINKS === #

    @api.model
    def _live_link(self, connection, move, part):
        batch = batch_of(self.env)
        link = batch.link("account.move", move.id, part) if batch else None
        if link is None:
            none = self.env["xero.link"]
            links = none._of(connection, "account.move", move.ids, [part])
            link = links.get((move.id, part), none)
        return link if link and not link.is_removed else link.browse()

    @api.model
    def _money_link(self, connection, move):
        """The over- or prepayment that a move is in Xero; empty if it is none."""
        return self._live_link(connection, move, MONEY)

    # === CURRENCIES === #

    @api.model
    def _bank_currency(self, move):
        return move.journal_id.currency_id or move.company_id.currency_id

    @api.model
    def _unit_currency(self, move):
        """The currency that the move's amounts are counted in (see `_counterpart`)."""
        currencies = move.line_ids.currency_id
        return currencies if len(currencies) == 1 else move.company_id.currency_id

    @api.model
    def _is_bank_currency(self, move):
        """Whether the bank's amount is known in the bank's own currency."""
        known = (self._unit_currency(move), move.company_id.currency_id)
        return self._bank_currency(move) in known
