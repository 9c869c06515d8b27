# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert, settlement
from ..core.errors import LabelledError
from .xero_entity import NotEligible


class XeroSettlement(models.AbstractModel):
    """Reads what settles a document in Odoo into the values of core.settlement.

    The unit is the pair (counterpart move, document), never a partial: 30/70 terms make
    two partials of one payment. The bank amount is the liquidity line of the payment's
    entry, not the partial: 90 paid plus 10 written off is a partial of 100 (SPEC A30).
    """

    _name = "xero.settlement"
    _description = "Xero Settlement Values"

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
        pairs = self._pairs(counterpart)
        if document.id not in dict(pairs) or counterpart.state != "posted":
            return []
        kind = self._kind(counterpart)
        if kind in ("exchange", "cash_basis"):
            return []
        if kind == "entry":
            raise LabelledError("unmapped_entry", counterpart.name)
        source = self._source(counterpart, kind, pairs)
        try:
            parts = settlement.parts(source, document.id)
        except settlement.SettlementError as error:
            raise LabelledError(error.label, counterpart.name) from error
        journal, method = self._journal(counterpart)
        return [
            (
                part,
                self._facts(connection, part, counterpart, document, journal, method),
            )
            for part in parts
        ]

    @api.model
    def _parts_without_entry(self, connection, payment, document):
        """A payment without an entry (Odoo Enterprise) that pays one document."""
        if payment.state not in ("in_process", "paid") or payment.move_id:
            return []
        if document not in payment.invoice_ids:
            return []
        if len(payment.invoice_ids) > 1:
            raise LabelledError("payment_without_entry", payment.name)
        if self._is_settled(document, payment):
            return []
        part = settlement.Part("bank", None, self._money(document, payment.amount))
        facts = self._facts(
            connection,
            part,
            payment,
            document,
            payment.journal_id,
            payment.payment_method_line_id,
        )
        return [(part, facts)]

    @api.model
    def _is_settled(self, document, payment):
        """Whether a bank statement line has come and settles the document instead."""
        reconciled = document.amount_total - document.amount_residual
        rest = max(document.amount_total - payment.amount, 0)
        return document.currency_id.compare_amounts(reconciled, rest) > 0

    @api.model
    def _pairs(self, counterpart):
        """[(document id, amount)] that this entry settles, oldest first."""
        partials = counterpart.line_ids.matched_debit_ids.sorted("id")
        amounts = {}
        for partial in partials:
            document = partial.debit_move_id.move_id
            amount = self._money(document, partial.debit_amount_currency)
            amounts[document.id] = amounts.get(document.id, 0) + amount
        return list(amounts.items())

    @api.model
    def _kind(self, move):
        partials = move.line_ids.matched_debit_ids | move.line_ids.matched_credit_ids
        if move in partials.exchange_move_id or (
            move.journal_id == move.company_id.currency_exchange_journal_id
        ):
            return "exchange"
        if move.tax_cash_basis_origin_move_id:
            return "cash_basis"
        if move.origin_payment_id:
            return "payment"
        return "statement" if move.statement_line_id else "entry"

    @api.model
    def _source(self, move, kind, pairs):
        origin = move.origin_payment_id if kind == "payment" else move.statement_line_id
        liquidity, second, third = origin._seek_for_lines()
        others = third if kind == "payment" else second
        if kind == "statement":
            receivable = ("asset_receivable", "liability_payable")
            others |= third.filtered(
                lambda line: line.account_id.account_type not in receivable
            )
        return settlement.Counterpart(
            kind=kind,
            liquidity=self._money(move, sum(liquidity.mapped("amount_currency"))),
            others=tuple(self._other(line) for line in others),
            pairs=tuple(
                settlement.Pair(document, amount) for document, amount in pairs
            ),
            date=move.date,
            reference=move.ref or "",
        )

    @api.model
    def _other(self, line):
        company = line.company_id
        discounts = (
            company.account_journal_early_pay_discount_loss_account_id
            | company.account_journal_early_pay_discount_gain_account_id
        )
        return settlement.OtherLine(
            account=line.account_id.id,
            amount=self._money(line.move_id, line.amount_currency),
            has_tax=bool(line.tax_line_id or line.tax_ids),
            is_discount=line.account_id in discounts,
        )

    @api.model
    def _journal(self, move):
        payment = move.origin_payment_id
        return move.journal_id, payment.payment_method_line_id

    @api.model
    def _facts(self, connection, part, counterpart, document, journal, method):
        """What both sides share about one payment, without Xero's ids."""
        date = counterpart.date
        return {
            "kind": part.kind,
            "amount": part.amount,
            "date": date,
            "journal": journal.id,
            "method": method.id,
            "account": part.account or 0,
            "reference": self._reference(counterpart, part),
        }

    @api.model
    def _reference(self, counterpart, part):
        """Seen by people in Xero, and our key to recognise the payment by."""
        suffix = {"bank": "", "writeoff": " write-off", "discount": " discount"}[
            part.kind
        ]
        return convert.clean_text(f"{counterpart.name}{suffix}", 255)

    @api.model
    def _account(self, connection, facts):
        """The Xero account that a part is paid to.

        :raise NotEligible: none is set yet (SPEC A22)
        """
        if facts["kind"] == "bank":
            return self._payment_account(connection, facts["journal"], facts["method"])
        setting = f"{facts['kind']}_account_id"
        account = connection[setting]
        if not account:
            raise NotEligible(
                f"missing_{facts['kind']}_account",
                self.env["account.account"].browse(facts["account"]).display_name,
            )
        return account

    @api.model
    def _payment_account(self, connection, journal_id, method_id):
        """By journal and payment method, by journal, else the default bank account."""
        mappings = connection.payment_mapping_ids.filtered(
            lambda mapping: (
                mapping.journal_id.id == journal_id
                and mapping.payment_method_line_id.id in (False, method_id)
            )
        ).sorted(lambda mapping: not mapping.payment_method_line_id)
        account = mappings[:1].account_id or connection.default_bank_account_id
        if not account or account.status != "ACTIVE":
            journal = self.env["account.journal"].browse(journal_id)
            raise NotEligible("missing_payment_account", journal.display_name)
        return account

    @api.model
    def _money(self, record, amount):
        digits = record.currency_id.decimal_places
        return convert.money(convert.decimal_of(amount), digits)
