# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import datetime
from dataclasses import dataclass
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ..core import convert
from ..core.errors import LabelledError
from .xero_connection_documents import HOLD, REDATE
from .xero_entity import NotEligible
from .xero_settlement import CONTROL


@dataclass
class Money:
    """Money that Xero has booked, in the words of what Odoo has to register.

    :param amount: in the currency of what is paid; positive
    :param base: what Xero has booked of it in the company's currency; None: the same
    :param account: the xero.account whose money it is; may be none that we know
    """

    amount: Decimal
    date: datetime.date
    account: models.BaseModel
    reference: str
    base: Decimal | None = None


class XeroMoneyIn(models.AbstractModel):
    """Registers in Odoo the money that Xero has booked (SPEC A31, X10).

    Money of a bank becomes a payment in the bank's journal, with Xero's amount in the
    company's currency: both books have the same exchange difference. What was paid on
    any other account, such as one for bad debts, becomes an entry.
    """

    _name = "xero.money.in"
    _description = "Xero Money in Odoo"

    # === REGISTER === #

    @api.model
    def _settle(self, lane, money, lines):
        """Settle open items of one move with this money.

        :param lines: receivable or payable items of one account and partner
        :return: account.payment, or the account.move of what no bank has paid
        :raise NotEligible: it waits for a setting
        :raise LabelledError: a person has to change something
        """
        self._check_open(lines, money)
        journal = self._journal(lane.connection, money.account)
        sign = 1 if sum(lines.mapped("balance")) > 0 else -1
        if not journal:
            return self._guarded(self._book_entry, lane, money, lines, sign)
        payment = self._guarded(self._make_payment, lane, money, journal, lines, sign)
        self._guarded(self._match, payment, lines)
        return payment

    @api.model
    def _guarded(self, function, *arguments):
        """:raise LabelledError: refused_by_odoo, with Odoo's own words"""
        try:
            return function(*arguments)
        except (UserError, ValidationError) as error:
            raise LabelledError("refused_by_odoo", str(error)) from error

    @api.model
    def _check_open(self, lines, money):
        """:raise LabelledError: payment_above_due"""
        due = abs(convert.decimal_of(sum(lines.mapped("amount_residual_currency"))))
        digits = lines.currency_id[:1].decimal_places or 2
        if money.amount > convert.money(due, digits):
            names = ", ".join(lines.move_id.mapped("display_name"))
            detail = f"{names or money.reference}: {money.amount} > {due:.{digits}f}"
            raise LabelledError("payment_above_due", detail)

    @api.model
    def _make_payment(self, lane, money, journal, lines, sign):
        """A posted payment of what these items owe or are owed.

        :param sign: 1 when money comes in
        """
        account = lines.account_id
        customer = account.account_type == CONTROL[0]
        return self._post_payment(
            lane,
            money,
            journal,
            {
                "payment_type": "inbound" if sign > 0 else "outbound",
                "partner_type": "customer" if customer else "supplier",
                "partner_id": lines.partner_id[:1].id,
                "currency_id": lines.currency_id.id,
                "destination_account_id": account.id,
            },
        )

    @api.model
    def _post_payment(self, lane, money, journal, values):
        """A posted payment with Xero's amount in the company's currency."""
        company = lane.connection.company_id
        day = self._open_day(lane.connection, money.date, journal, money.reference)
        payment = lane.model("account.payment").create(
            {
                **values,
                "amount": float(money.amount),
                "date": day,
                "journal_id": journal.id,
                "company_id": company.id,
                "memo": money.reference,
                "write_off_line_vals": [],
                "force_balance": None if money.base is None else float(money.base),
            }
        )
        payment.action_post()
        return payment

    @api.model
    def _match(self, payment, lines):
        """Reconcile a new payment with what it is for, oldest item first."""
        control = payment.move_id.line_ids.filtered(
            lambda line: line.account_id in lines.account_id
        )
        if control:
            (control | lines).reconcile()
        documents = lines.move_id._xero_documents()
        for document in documents:
            document.matched_payment_ids += payment

    @api.model
    def _book_entry(self, lane, money, lines, sign):
        """An entry between what is owed and the account that Xero has booked it on."""
        other = self._odoo_account(lane.connection, money.account)
        journal = self._journal_of_entries(lane.connection.company_id)
        day = self._open_day(lane.connection, money.date, journal, money.reference)
        currency = lines.currency_id
        amount = sign * float(money.amount)
        base = amount if money.base is None else sign * float(money.base)
        entry = lane.model("account.move").create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": day,
                "ref": money.reference,
                "line_ids": [
                    (0, 0, {**values, "currency_id": currency.id})
                    for values in (
                        self._item(lines.account_id, lines, -amount, -base, money),
                        self._item(other, lines, amount, base, money),
                    )
                ],
            }
        )
        entry.action_post()
        ours = entry.line_ids.filtered(lambda one: one.account_id == lines.account_id)
        (ours | lines).reconcile()
        return entry

    @api.model
    def _item(self, account, lines, amount, balance, money):
        return {
            "account_id": account.id,
            "partner_id": lines.partner_id[:1].id,
            "amount_currency": amount,
            "balance": balance,
            "name": money.reference,
        }

    @api.model
    def _journal_of_entries(self, company):
        return self.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "general")], limit=1
        )

    # === WHERE AND WHEN === #

    @api.model
    def _journal(self, connection, account):
        """The journal of a Xero account: the payment mapping, read backwards.

        :return: empty if the account is no bank's and belongs to no journal
        :raise NotEligible: missing_journal
        """
        mappings = connection.payment_mapping_ids
        mapping = mappings.filtered(lambda one: one.account_id == account)[:1]
        if mapping:
            return mapping.journal_id
        if account and connection.default_bank_account_id == account:
            journals = self.env["account.journal"].search(
                [("company_id", "=", connection.company_id.id), ("type", "=", "bank")]
            )
            if len(journals) == 1:
                return journals
        if account and account.type != "BANK":
            return self.env["account.journal"]
        raise NotEligible("missing_journal", account.display_name or "")

    @api.model
    def _odoo_account(self, connection, account):
        """The Odoo account of one in Xero: the account mapping, read backwards.

        :raise NotEligible: missing_odoo_account: none, or several
        """
        mappings = self.env["xero.account.mapping"].search(
            [
                ("connection_id", "=", connection.id),
                ("odoo_account_id", "!=", False),
                ("account_id", "=", account.id),
            ]
        )
        if len(mappings.odoo_account_id) != 1:
            raise NotEligible("missing_odoo_account", account.display_name)
        return mappings.odoo_account_id

    @api.model
    def _open_day(self, connection, day, journal, name, taxed=False):
        """The day that money or a document gets in Odoo, which may be locked (P16).

        :param taxed: whether Odoo's lock date for taxes counts as well
        :raise LabelledError: odoo_period_locked
        :raise NotEligible: odoo_period_held
        """
        locks = connection.company_id._get_violated_lock_dates(day, taxed, journal)
        if not locks:
            return day
        if connection.lock_date_policy != REDATE:
            self._refuse_locked(connection, day, locks, name)
        return max(lock for lock, _field in locks) + datetime.timedelta(days=1)

    @api.model
    def _refuse_locked(self, connection, day, locks, name):
        """:raise LabelledError: odoo_period_locked, odoo_period_held"""
        detail = self.env._(
            "%(payment)s of %(date)s; Odoo is locked until %(lock)s",
            payment=name,
            date=day.isoformat(),
            lock=max(lock for lock, _field in locks).isoformat(),
        )
        if connection.lock_date_policy == HOLD:
            raise NotEligible("odoo_period_held", detail)
        raise LabelledError("odoo_period_locked", detail)

    # === HOW MUCH === #

    @api.model
    def _base(self, connection, currency, account, facts):
        """What Xero has booked in the company's currency.

        :param facts: amount, currency_rate (foreign units for one of the company's),
            bank_amount (in the bank account's currency)
        :return: None when the amount is in the company's currency
        :raise LabelledError: missing_currency_rate, payment_currency
        """
        company = connection.company_id.currency_id
        bank = account.currency or company.name
        if currency == company:
            if bank != company.name:
                raise LabelledError("payment_currency", account.display_name)
            return None
        if bank == company.name and facts["bank_amount"]:
            return facts["bank_amount"]
        if not facts["currency_rate"]:
            raise LabelledError("missing_currency_rate", facts["reference"] or "")
        base = facts["amount"] / facts["currency_rate"]
        return convert.money(base, company.decimal_places)
