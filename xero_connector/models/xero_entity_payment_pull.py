# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert
from ..core.errors import LabelledError
from ..core.mapping import get
from .xero_entity import NotEligible
from .xero_money_in import Money
from .xero_settlement import CONTROL
from .xero_task import OPEN_STATES

AUTHORISED = "AUTHORISED"
DELETED = "DELETED"


class XeroEntityPaymentPull(models.AbstractModel):
    """Payments made in Xero, registered in Odoo; those deleted there, undone here."""

    _inherit = "xero.entity.payment"

    @api.model
    def _notice(self, lane, elements):
        """Payments that are news: unknown ones of linked documents, and removed ones.

        :return: {Xero id: element}
        """
        by_id = {one["PaymentID"]: one for one in elements if one.get("PaymentID")}
        links = lane.links_by_xero_id(by_id)
        documents = self._paid_links(lane, by_id.values())
        pulls = self.env["xero.runner"]._open_pulls(
            lane, self._xero_entity, by_id, OPEN_STATES
        )
        asked = set(pulls.mapped("remote_id"))
        return {
            xero_id: element
            for xero_id, element in by_id.items()
            if xero_id in asked or self._is_news(links.get(xero_id), element, documents)
        }

    @api.model
    def _is_news(self, link, element, documents):
        if link:
            return link.status != (element.get("Status") or AUTHORISED)
        is_linked = any(one in documents for one in self._document_ids(element))
        return is_linked and element.get("Status") != DELETED

    @api.model
    def _turn(self, element):
        """What was deleted makes room for what was paid instead."""
        return 0 if element.get("Status") == DELETED else 1

    @api.model
    def _document_ids(self, element):
        """Xero ids of what a payment is for, which Xero puts at various places."""
        kinds = ("Invoice", "CreditNote", "Overpayment", "Prepayment")
        found = (get(element, f"{kind}.{kind}ID") for kind in kinds)
        return [one for one in found if isinstance(one, str) and one]

    @api.model
    def _apply(self, lane, task, element):
        """Register a payment that was made in Xero, once; undo one that was deleted
        (SPEC A2, A31, E13)."""
        known = lane.links_by_xero_id([element["PaymentID"]]).get(element["PaymentID"])
        if known:
            self._follow(lane, known, element)
            return
        facts = self._read(element)
        document = self._paid_move(lane, element)
        if facts["status"] == DELETED or not document:
            return
        task.write({"partner_id": document.partner_id.id})
        self._ours_first(lane, document)
        if document.state != "posted":
            raise NotEligible("document_draft", document.display_name)
        self._check_as_expected(facts)
        money = self._money_of(lane, facts, document)
        counterpart = self._twin(lane, document, money)
        if not counterpart:
            self._check_not_sent_twice(lane, document, facts, element)
            counterpart = self._registered(lane, document, money)
        self._link_registered(lane, element, document, counterpart)

    @api.model
    def _read(self, element):
        """The facts of an element.

        :raise LabelledError: answer_unreadable
        """
        try:
            return {
                **self._declaration.decode(element),
                "bank_amount": convert.decimal_of(element.get("BankAmount")),
            }
        except (TypeError, ValueError, AttributeError) as error:
            raise LabelledError("answer_unreadable", str(error)) from error

    @api.model
    def _check_as_expected(self, facts):
        """Nothing is guessed of what Xero may say one day.

        :raise LabelledError: answer_unreadable
        """
        if facts["status"] != AUTHORISED:
            raise LabelledError("answer_unreadable", f"Status: {facts['status']}")
        if not facts["date"] or facts["amount"] <= 0:
            detail = f"Date: {facts['date']}, Amount: {facts['amount']}"
            raise LabelledError("answer_unreadable", detail)

    @api.model
    def _paid_links(self, lane, elements):
        """{Xero id: link} of the documents, and of the money, that payments are for."""
        ids = {one for element in elements for one in self._document_ids(element)}
        money = self.env["xero.link"]._of_credits(lane.connection, ids)
        return lane.links_by_xero_id(ids) | money

    @api.model
    def _paid_move(self, lane, element):
        """The document, or the money, that a payment is for; empty if not linked."""
        for link in self._paid_links(lane, [element]).values():
            if link.res_model == "account.move" and not link.is_removed:
                return lane.browse("account.move", link.res_id)
        return self.env["account.move"]

    @api.model
    def _money_of(self, lane, facts, document):
        accounts = lane.connection.account_ids
        account = accounts.filtered(lambda one: one.xero_id == facts["account_id"])
        currency = self._owed(document).currency_id
        money = self.env["xero.money.in"]
        return Money(
            amount=facts["amount"],
            date=facts["date"],
            account=account,
            reference=facts["reference"] or document.name,
            base=money._base(lane.connection, currency, account, facts),
        )

    @api.model
    def _owed(self, document):
        """The receivable or payable items of a move."""
        return document.line_ids.filtered(
            lambda line: line.account_id.account_type in CONTROL
        )

    @api.model
    def _registered(self, lane, document, money):
        """The new payment, or entry, in Odoo."""
        lines = self._owed(document).filtered(lambda line: not line.reconciled)
        return self.env["xero.money.in"]._settle(lane, money, lines)

    # === LINKS === #

    @api.model
    def _link_registered(self, lane, element, document, counterpart):
        """Link at once, so that the mark of the new reconciliation sends nothing."""
        if counterpart._name == "account.payment":
            counterpart = counterpart.move_id or counterpart
        wanted = self._wanted(lane.connection, counterpart, document)
        part = next(iter(wanted), str(document.id))
        _facts, digest = wanted.get(part, ({}, ""))
        self._link_part(lane, element, document, counterpart, part, digest)
        self._wake_pushes(lane, counterpart, document)

    @api.model
    def _link_part(self, lane, element, document, counterpart, part, digest):
        """Link a payment in Xero with its part of a settlement in Odoo."""
        about = {
            "connection_id": lane.connection.id,
            "res_model": counterpart._name,
            "res_id": counterpart.id,
            "part": part,
        }
        links = self.env["xero.link"]
        links.search([(name, "=", value) for name, value in about.items()]).unlink()
        links.create(
            {
                **about,
                "entity": self._xero_entity,
                "document_id": document.id,
                "fingerprint": digest,
                "last_sync": lane.now(),
                "made_in_xero": True,
                **self._link_values(lane, element),
            }
        )

    @api.model
    def _follow(self, lane, link, element):
        """A known payment: the only change of it is its deletion."""
        status = element.get("Status") or AUTHORISED
        if status != DELETED or link.status == DELETED:
            return
        updated = lane.naive(element.get("UpdatedDateUTC"))
        link.write({"status": status, "remote_updated_at": updated})
        self._reopen(lane, link.document_id)
        if lane.connection._brings_in("sync_payments"):
            self.env["xero.money.in"]._undo(lane, link)
            return
        sentence = self.env["xero.advice"]._explained("removed_in_xero")
        link.write({"needs_attention": True, "message": sentence})
