# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import CATALOGUE
from ..core.errors import LabelledError
from .xero_call import UNKNOWN
from .xero_entity import MissingRecord, NotEligible
from .xero_entity_bank_credit import BANK
from .xero_money_in import Money
from .xero_settlement_plan import MONEY
from .xero_task import OPEN_STATES


class XeroMoneyCredit(models.AbstractModel):
    """Enters in Odoo the money that has no document in Xero (SPEC X10, P18)."""

    _inherit = "xero.money.in"

    @api.model
    def _take_credit(self, lane, entity, element, partner):
        """The link of a payment without a document: a new one, or its twin in Odoo.

        :raise NotEligible: missing_journal, currency_inactive, odoo_period_held
        :raise LabelledError: answer_unreadable, missing_bank_account, …
        :raise MissingRecord: what became of ours is found out first
        """
        facts = self._facts_of_credit(element)
        self._our_money_first(lane)
        currency = self._currency(facts["currency"])
        found = self._money_of_credit(lane, facts, currency)
        journal = self._journal(lane.connection, found.account)
        values = {
            "payment_type": "inbound" if self._comes_in(facts) else "outbound",
            "partner_type": "customer" if self._comes_in(facts) else "supplier",
            "partner_id": partner.id,
            "currency_id": currency.id,
        }
        payment = self._twin_of_credit(lane, found, journal, values)
        if not payment:
            payment = self._guarded(self._post_payment, lane, found, journal, values)
        if not payment.move_id:
            raise LabelledError("payment_without_entry", payment.name)
        credit_id = element[CATALOGUE[entity].id_key]
        self.env["xero.remote"]._forget(lane, [credit_id])
        return self._link_credit(lane, element, payment.move_id)

    @api.model
    def _money_of_credit(self, lane, facts, currency):
        """:raise LabelledError: missing_currency_rate, payment_currency"""
        accounts = lane.connection.account_ids
        account = accounts.filtered(lambda one: one.xero_id == facts["bank_account_id"])
        known = {**facts, "amount": facts["total"], "bank_amount": None}
        return Money(
            amount=facts["total"],
            date=facts["date"],
            account=account,
            reference=facts["reference"] or self.env._("From Xero"),
            base=self._base(lane.connection, currency, account, known),
        )

    @api.model
    def _facts_of_credit(self, element):
        """The facts of the bank transaction.

        :raise LabelledError: answer_unreadable, missing_bank_account
        """
        bank = element.get(BANK)
        if not isinstance(bank, dict):
            raise LabelledError("missing_bank_account", element.get("Reference") or "")
        try:
            facts = CATALOGUE["bank_transaction"].decode(bank)
        except (TypeError, ValueError, AttributeError) as error:
            raise LabelledError("answer_unreadable", str(error)) from error
        usable = facts["date"] and facts["total"] > 0 and facts["currency"]
        if not usable or facts["type"].partition("-")[0] not in ("RECEIVE", "SPEND"):
            detail = f"{facts['type']}, {facts['date']}, {facts['total']}"
            raise LabelledError("answer_unreadable", detail)
        return facts

    @api.model
    def _comes_in(self, facts):
        return facts["type"].startswith("RECEIVE")

    @api.model
    def _currency(self, code):
        """:raise NotEligible: currency_inactive"""
        currency = self.env["res.currency"].search([("name", "=", code)], limit=1)
        if not currency:
            raise NotEligible("currency_inactive", code)
        return currency

    @api.model
    def _our_money_first(self, lane):
        """Money that we sent and never heard of again may be this very one.

        :raise MissingRecord: what became of it is found out first
        """
        unheard = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "in", OPEN_STATES),
                ("type_id.name", "=", "bank_transaction.push"),
                ("call_id.state", "=", UNKNOWN),
            ]
        )
        if unheard:
            needs = (
                ("bank_transaction.push", task.res_model, task.res_id, task.part or "")
                for task in unheard
            )
            raise MissingRecord(*needs)

    @api.model
    def _twin_of_credit(self, lane, found, journal, values):
        """The same money, entered in Odoo as well and not known to Xero from there."""
        payments = lane.model("account.payment").search(
            [
                *((name, "=", value) for name, value in values.items()),
                ("date", "=", found.date),
                ("journal_id", "=", journal.id),
                ("amount", "=", float(found.amount)),
                ("state", "in", ("in_process", "paid")),
                ("is_reconciled", "=", False),
            ]
        )
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("res_model", "=", "account.move"),
                ("res_id", "in", payments.move_id.ids),
                ("status", "not in", ("DELETED", "VOIDED")),
            ]
        )
        taken = set(links.mapped("res_id"))
        return payments.filtered(lambda one: one.move_id.id not in taken)[:1]

    @api.model
    def _link_credit(self, lane, element, move):
        """Link at once, so that the mark of the new payment sends nothing."""
        bank = self.env["xero.entity.bank_transaction"]
        links = self.env["xero.link"]
        mine = [
            ("connection_id", "=", lane.connection.id),
            ("res_model", "=", "account.move"),
            ("res_id", "=", move.id),
            ("part", "=", MONEY),
        ]
        links.search(mine).unlink()
        link = links.create(
            {
                **{name: value for name, _operator, value in mine},
                "entity": bank._xero_entity,
                "last_sync": lane.now(),
                "made_in_xero": True,
                **bank._link_values(lane, element[BANK]),
            }
        )
        _values, digest = bank._wanted(lane.connection, move).get(MONEY, ({}, ""))
        link.fingerprint = digest
        self._wake_money(lane, move)
        return link

    @api.model
    def _wake_money(self, lane, move):
        """What was to be sent for it is in Xero already."""
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "=", "bank_transaction.push"),
                ("res_model", "=", "account.move"),
                ("res_id", "=", move.id),
                ("state", "in", ("waiting", "failed")),
            ]
        )
        tasks._requeue(retries=0)
