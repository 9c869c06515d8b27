# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace

from odoo import api, models

from ..core import rounding
from .xero_entity import LOOKUP


class XeroEntityDocumentRounding(models.AbstractModel):
    """What becomes of a document whose taxes Xero works out itself (SPEC P5, X2).

    When that only is why the totals differ, by no more than the connection allows, the
    document is updated once, with a line for the difference. The update is proven to
    the cent like any write; if it does not prove right either, it fails.
    """

    _inherit = "xero.entity.document"

    @api.model
    def _settled(self, lane, step, element, link):
        values, problem = super()._settled(lane, step, element, link)
        if step.facts.get("removal"):
            return values, problem
        if step.action == LOOKUP:
            return {**values, **self._nothing_rounded()}, problem
        if not problem:
            return {**values, **self._told_rounding(link, step.facts)}, None
        taxes = self._worked_out(lane.connection, step, element, link)
        if taxes is None:
            return {**values, "worked_out_taxes": False}, problem
        # Nothing is agreed on: the task goes on, and sends what was found out.
        step.more = True
        found_for = {"of": step.fingerprint, "lines": taxes}
        return {**values, "worked_out_taxes": found_for}, None

    @api.model
    def _worked_out(self, connection, step, element, link):
        """See `rounding.worked_out`; None when the update did not help either."""
        known = {} if link.is_removed else link.worked_out_taxes or {}
        if not connection._rounds() or known.get("of") == step.fingerprint:
            return None
        return rounding.worked_out(step.facts, element, connection._most_rounding())

    @api.model
    def _happened(self, step, payload, element):
        """Taxes that Xero has worked out itself do not make it another's document, or
        another version: whether they may stay is decided when it is settled."""
        if super()._happened(step, payload, element):
            return True
        if step.facts.keys() & {"removal", "due_date_only"}:
            return False
        if rounding.worked_out(step.facts, element, rounding.MOST) is None:
            return False
        answered = replace(step, facts=rounding.as_answered(step.facts, element))
        return super()._happened(answered, payload, element)

    # === WHAT IS TOLD === #

    @api.model
    def _nothing_rounded(self):
        return {"rounding": 0.0, "rounding_note": False, "worked_out_taxes": False}

    @api.model
    def _told_rounding(self, link, facts):
        """What both sides have agreed to differ in, as figure and as words.

        :param facts: that the proof has compared
        """
        amount, rates = rounding.on_account(facts), rounding.by_rate(facts)
        if not amount and not rates:
            return self._nothing_rounded()
        known = (link.worked_out_taxes or {}).get("lines") or {}
        used = rounding.used(facts, known)
        return {
            "rounding": float(amount),
            "rounding_note": self._rounding_note(facts["currency"], amount, rates),
            "worked_out_taxes": {"lines": used} if used else False,
        }

    @api.model
    def _rounding_note(self, currency, amount, rates):
        """In words for accountants: how much, and why."""
        texts = []
        if amount:
            texts.append(
                self.env._(
                    "Xero's rounding account has %(amount)s %(currency)s of it, so that"
                    " the total is the same as in Odoo.",
                    amount=amount,
                    currency=currency,
                )
            )
        if amount - sum(booked - tax for _rate, booked, tax in rates):
            texts.append(
                self.env._("In Odoo that is tax, which no line in Xero could bear.")
            )
        if rates:
            texts.append(
                self.env._(
                    "Xero has worked out taxes itself: %s.",
                    "; ".join(
                        self.env._(
                            "%(rate)s %(theirs)s, in Odoo %(ours)s",
                            rate=rate,
                            theirs=tax,
                            ours=booked,
                        )
                        for rate, booked, tax in rates
                    ),
                )
            )
        return " ".join(texts)
