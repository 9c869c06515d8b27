# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import convert
from ..core.errors import LabelledError
from .xero_call import UNKNOWN
from .xero_entity import MissingRecord
from .xero_task import OPEN_STATES


class XeroEntityPaymentTwins(models.AbstractModel):
    """One payment that both sides have entered is never doubled unseen (SPEC A2, A6).

    What Odoo has and Xero was not told of is linked. What both have told each other of
    at the same time is asked about.
    """

    _inherit = "xero.entity.payment"

    @api.model
    def _ours_first(self, lane, document):
        """A payment that we sent and never heard of again may be this very one.

        :raise MissingRecord: what became of it is found out first
        """
        unheard = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("state", "in", OPEN_STATES),
                ("type_id.name", "=", "payment.push"),
                ("part", "=", str(document.id)),
                ("call_id.state", "=", UNKNOWN),
            ]
        )
        if unheard:
            raise MissingRecord(
                *(
                    ("payment.push", task.res_model, task.res_id, task.part)
                    for task in unheard
                )
            )

    @api.model
    def _twin(self, lane, document, money):
        """The same payment, entered in Odoo as well and not in Xero from there: of the
        same amount and day, on the same account. It is linked, and not made again."""
        for counterpart in self._counterparts(document):
            if self._is_twin(lane, counterpart, document, money):
                return counterpart
        return self.env["account.move"]

    @api.model
    def _counterparts(self, document):
        """What settles a document in Odoo: entries, and payments without an entry."""
        lines = self._owed(document)
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        moves = (partials.debit_move_id | partials.credit_move_id).move_id - document
        payments = document.matched_payment_ids.filtered(lambda one: not one.move_id)
        return (*moves.sorted("id"), *payments)

    @api.model
    def _is_twin(self, lane, counterpart, document, money):
        try:
            wanted = self._wanted(lane.connection, counterpart, document)
            (part, (facts, _digest)) = next(iter(wanted.items()), ("", ({}, "")))
            account = part and self.env["xero.settlement"]._account(
                lane.connection, facts, document
            )
        except LabelledError:
            return False
        link = lane.link(counterpart._name, counterpart.id, part)
        return (
            len(wanted) == 1
            and not self._is_live(link)
            and account == money.account
            and (facts["amount"], facts["date"]) == (money.amount, money.date)
        )

    # === WHEN A DOCUMENT IS LINKED === #

    @api.model
    def _twins(self, lane, document, payments):
        """Which payments of Odoo's are those that Xero has on the same document.

        Both sides have entered them before they knew of each other: the same amount is
        the same payment, if possible of the same day.

        :param payments: of the document in Xero
        :return: [(payment in Xero, counterpart in Odoo, part of the link, fingerprint)]
        :raise LabelledError: payments_differ: both sides have more, and it is not the
            same: either would be entered twice
        """
        known = lane.links_by_xero_id([one["PaymentID"] for one in payments])
        theirs = [one for one in payments if one["PaymentID"] not in known]
        ours = self._unlinked_parts(lane, document) if theirs else []
        pairs = []
        for same_day in (True, False):
            for payment in list(theirs):
                twins = [one for one in ours if self._is_same(one, payment, same_day)]
                for one in twins[:1]:
                    counterpart, part, _facts, digest = one
                    pairs.append((payment, counterpart, part, digest))
                    ours.remove(one)
                    theirs.remove(payment)
        if ours and theirs:
            mine = ", ".join(str(facts["amount"]) for _move, _part, facts, _one in ours)
            other = ", ".join(str(one.get("Amount")) for one in theirs)
            raise LabelledError("payments_differ", f"{document.name}: {mine} / {other}")
        return pairs

    @api.model
    def _unlinked_parts(self, lane, document):
        """[(counterpart, part, facts, fingerprint)] of what Odoo has and Xero may."""
        found = []
        for counterpart in self._counterparts(document):
            if counterpart._name == "account.move" and counterpart._xero_documents():
                continue  # credit is allocated, and not paid
            wanted = self._wanted(lane.connection, counterpart, document)
            for part, (facts, digest) in wanted.items():
                link = lane.link(counterpart._name, counterpart.id, part)
                if not self._is_live(link):
                    found.append((counterpart, part, facts, digest))
        return found

    @api.model
    def _is_same(self, one, payment, same_day):
        """:param one: see `_unlinked_parts`"""
        _counterpart, _part, facts, _digest = one
        day = not same_day or convert.parse_date(payment.get("Date")) == facts["date"]
        return day and convert.decimal_of(payment.get("Amount")) == facts["amount"]

    @api.model
    def _link_twins(self, lane, document, twins):
        """:param twins: see `_twins`"""
        for payment, counterpart, part, digest in twins:
            self._link_part(lane, payment, document, counterpart, part, digest)

    # === WHEN BOTH ENTER IT AT THE SAME TIME === #

    @api.model
    def _check_not_sent_twice(self, lane, document, facts, element):
        """Both sides may have entered one payment before they heard of each other.

        Whoever enters a second one in Xero has seen ours there; so it is in doubt only
        if Xero had it before ours.

        :raise LabelledError: paid_twice
        """
        same = (str(facts["date"]), facts["account_id"], facts["amount"])
        updated = lane.naive(element.get("UpdatedDateUTC"))
        for link in lane.settlements(document.id):
            base = link.base or {}
            if (
                link.entity == self._xero_entity
                and not (link.is_removed or link.made_in_xero)
                and link.remote_updated_at
                and updated
                and link.remote_updated_at > updated
                and same
                == (
                    base.get("date"),
                    base.get("account_id"),
                    convert.decimal_of(base.get("amount")),
                )
            ):
                raise LabelledError("paid_twice", f"{document.name}, {link.number}")

    @api.model
    def _wake_pushes(self, lane, counterpart, document):
        """What was to be sent for it, and refused, is in Xero now."""
        tasks = self.env["xero.task"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("type_id.name", "=", "payment.push"),
                ("res_model", "=", counterpart._name),
                ("res_id", "=", counterpart.id),
                ("part", "=", str(document.id)),
                ("state", "in", ("waiting", "failed")),
            ]
        )
        tasks._requeue(retries=0)
