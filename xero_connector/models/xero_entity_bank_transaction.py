# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.entities import bank_transaction
from ..core.entity import fingerprint
from ..core.errors import LabelledError
from .xero_entity import CREATE, NotEligible, Step
from .xero_settlement_plan import LINES, MONEY


class XeroEntityBankTransaction(models.AbstractModel):
    """Money that is no payment of a document (SPEC X10, E1).

    A task is about the entry of a payment or of a bank statement line. It can be two
    bank transactions: the over- or prepayment that it is as long as its document is not
    known, and what is booked beside the documents: more than was owed, a bank's fee
    with tax, an expense that the company's own card has paid.
    """

    _name = "xero.entity.bank_transaction"
    _inherit = "xero.entity"
    _description = "Xero Bank Transaction"
    _xero_entity = "bank_transaction"

    @api.model
    def _lets_go(self, lane, task):
        """What settles documents may be nothing at all."""
        return True

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        """Entries with money of which Xero has to know more than payments.

        Most payments are reconciled by the time that their transaction ends; they leave
        no mark here.
        """
        facts = self.env["xero.bank.transaction.facts"]
        types = ("bank_transaction.push",)
        rows = []
        for connection_id, some in self._by_lane(notes).items():
            ids = [note[1] for note, _move in some]
            known = self._known(connection_id, types, "account.move", ids)
            for note, move in some:
                posted = move.state == "posted"
                if note[1] in known or (posted and facts._may_concern(move)):
                    who, company = move.partner_id, move.company_id
                    rows.append(self._row(connection_id, note, who, company=company))
        return rows

    # === WHAT TO SEND === #

    @api.model
    def _steps_of(self, lane, task, link):
        if not self._sends_payments(lane):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        move = lane.record(task)
        wanted = self._wanted(lane.connection, move)
        links = self._live_links(lane, task.res_id)
        if move.state != "draft" and (links or not move):
            self._wake_held(lane, task.res_id)
        for part, one in links.items():
            if part not in wanted or wanted[part][1] != one.fingerprint:
                self._uses_first(lane, task, one)
                return self._removal(task, one)
        missing = [part for part in wanted if part not in links]
        cutover = lane.connection.cutover_date
        if move and cutover and move.date < cutover:
            return self._nothing(task, self.env._("It is dated before the cut-over."))
        if not missing and self._is_left_out(lane, move):
            raise NotEligible("unmatched_money", move.name)
        if not missing:
            return self._nothing(task, self.env._("Nothing is to be sent for this."))
        self._payments_first(lane, move)
        contact = self._contact(lane, move)
        return [
            self._creation(lane, task, move, contact, part, wanted[part])
            for part in missing
        ]

    @api.model
    def _wanted(self, connection, move):
        """{link part: (facts, fingerprint)} of what Xero should have."""
        if not move or move.state != "posted":
            return {}
        facts = self.env["xero.bank.transaction.facts"]
        found = {MONEY: facts._money(connection, move), LINES: facts._beside(move)}
        version = self._declaration.encoder_version
        return {
            part: (values, fingerprint(values, version))
            for part, values in found.items()
            if values
        }

    @api.model
    def _sends_money(self, lane, move):
        """Whether a move is, or will be, an over- or prepayment in Xero."""
        cutover = lane.connection.cutover_date
        old = bool(cutover and move.date < cutover)
        return not old and MONEY in self._wanted(lane.connection, move)

    @api.model
    def _is_left_out(self, lane, move):
        """Whether money of a move is in no document, and cannot be sent as it is."""
        if not move or move.state != "posted" or self._sends_money(lane, move):
            return False
        control = move.line_ids.filtered(self.env["xero.settlement"]._is_control)
        return any(not line.reconciled for line in control)

    @api.model
    def _is_stale(self, lane, move):
        """Whether the money that Xero has of a move is not what it should be."""
        if not move or move._name != "account.move":
            return False
        link = lane.link("account.move", move.id, MONEY)
        if not link or link.is_removed:
            return False
        wanted = self._wanted(lane.connection, move)
        return MONEY not in wanted or wanted[MONEY][1] != link.fingerprint

    @api.model
    def _live_links(self, lane, move_id):
        links = self.env["xero.link"]._of(
            lane.connection, "account.move", [move_id], (MONEY, LINES)
        )
        return {link.part: link for link in links.values() if not link.is_removed}

    @api.model
    def _uses_first(self, lane, task, link):
        """What uses the money goes before the money itself.

        :raise MissingRecord: allocations and refunds to be removed
        """
        if link.part != MONEY:
            return
        uses = (
            self.env["xero.link"]
            .search(
                [
                    ("connection_id", "=", lane.connection.id),
                    ("entity", "in", ("allocation", "payment")),
                    ("status", "!=", "DELETED"),
                    "|",
                    "&",
                    ("entity", "=", "allocation"),
                    ("res_id", "=", task.res_id),
                    ("document_id", "=", task.res_id),
                ]
            )
            .filtered(
                lambda use: (
                    use.entity == "payment" or use.base.get("source_part") == MONEY
                )
            )
        )
        self._removed_first(uses)

    @api.model
    def _payments_first(self, lane, move):
        """Payments that Odoo no longer has are removed before their money is entered.

        :raise MissingRecord: payments to be removed
        """
        payments = self.env["xero.entity.payment"]
        sent = payments._sent(lane, move)
        self._removed_first(
            sent.filtered(lambda link: not payments._is_wanted(lane, link))
        )

    @api.model
    def _contact(self, lane, move):
        """The link of whose money it is."""
        partner = self.env["xero.bank.transaction.facts"]._partner(move)
        return self.env["xero.entity.contact"]._usable_link(lane, partner)

    @api.model
    def _removal(self, task, link):
        """Removed and entered anew: what is in use in Xero could not be changed."""
        payload = bank_transaction.removal(link.xero_id, link.status)
        return [self._removal_step(task, link, payload)]

    @api.model
    def _creation(self, lane, task, move, contact, part, wanted):
        values, digest = wanted
        facts = self.env["xero.bank.transaction.facts"]._complete(
            lane.connection, move, values, contact.xero_id
        )
        return Step(
            task.id,
            CREATE,
            task.res_model,
            task.res_id,
            part=part,
            fingerprint=digest,
            payload=self._xero_prepare_bank_transaction(
                self._declaration.encode(facts), move
            ),
            facts=self._declaration.proof_facts(facts),
        )

    @api.model
    def _xero_prepare_bank_transaction(self, payload, move):
        """Hook: adapt what is sent for money without a document."""
        return payload

    # === ANSWERS === #

    @api.model
    def _may_update(self, step, link, element):
        """Money that a person has reconciled is never removed (SPEC P17).

        :raise LabelledError: reconciled_in_xero
        """
        if self._is_gone(step, element):
            return
        facts = self._declaration.decode(element)
        if facts["is_reconciled"] and facts["status"] == "AUTHORISED":
            raise LabelledError("reconciled_in_xero", link.number or "")

    @api.model
    def _settled(self, lane, step, element, link):
        values = self._link_values(lane, element)
        if step.facts.get("removal"):
            return values, None
        return self._proven(step.facts, element, values)

    @api.model
    def _is_ours(self, step, payload, element):
        return bank_transaction.is_same(payload, element)

    @api.model
    def _happened(self, step, payload, element):
        return element.get("Status") == payload.get("Status")

    @api.model
    def _link_values(self, lane, element):
        values = super()._link_values(lane, element)
        facts = self._declaration.decode(element)
        kind = "Prepayment" if "PREPAYMENT" in facts["type"] else "Overpayment"
        credit = facts[f"{kind.lower()}_id"] or facts["xero_id"]
        values["base"] |= {"credit_kind": kind, "credit_id": credit}
        return {**values, "status": facts["status"]}
