# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.convert import parse_date
from ..core.entities import CATALOGUE
from ..core.errors import LabelledError
from .xero_entity_answers import GONE
from .xero_settlement_plan import MONEY

#: where an element keeps the bank transaction that has made it, once it was read
BANK = "BankTransaction"


class XeroEntityBankCredit(models.AbstractModel):
    """Over- and prepayments made in Xero: payments without a document (SPEC X10, P18).

    They are made by a bank transaction, which alone tells the bank account; it is what
    the link is about, as it is of those that Odoo has sent. Their use for documents is
    reconciled, refunds are payments, and a voided one is cancelled.
    """

    _name = "xero.entity.bank_credit"
    _inherit = "xero.entity"
    _description = "Xero Overpayment or Prepayment"

    # === WHAT IS NEWS === #

    @api.model
    def _notice(self, lane, elements):
        """Have those that are news read again, with their bank transactions."""
        key = self._declaration.id_key
        by_id = {one[key]: one for one in elements if one.get(key)}
        links = self.env["xero.link"]._of_credits(lane.connection, by_id)
        news = [
            xero_id
            for xero_id, element in by_id.items()
            if self._is_news(lane, links.get(xero_id), element)
        ]
        self.env["xero.runner"]._add_pulls(lane, self._xero_entity, news)
        strangers = by_id.keys() - links.keys() - set(news)
        self.env["xero.remote"]._remember_documents(
            lane, self._xero_entity, [by_id[one] for one in sorted(strangers)]
        )
        return {}

    @api.model
    def _is_news(self, lane, link, element):
        if not link:
            return self._is_wanted(lane, element)
        if link.is_removed:
            return False
        money = self.env["xero.money.in"]
        return (
            element.get("Status") in GONE
            or money._has_news_of_credit(lane, link.res_id, element)
            or bool(self._unknown_payments(lane, element))
        )

    @api.model
    def _is_wanted(self, lane, element):
        """Whether Odoo takes a new one in: somebody's whom it knows, since the
        cut-over."""
        day = self._day(element)
        cutover = lane.connection.cutover_date
        old = bool(cutover and day and day < cutover)
        known = element.get("Status") not in GONE and not old
        return known and bool(self._partner(lane, element))

    @api.model
    def _day(self, element):
        try:
            return parse_date(element.get("Date"))
        except (TypeError, ValueError):
            return None

    @api.model
    def _partner(self, lane, element):
        contact = element.get("Contact")
        contact_id = contact.get("ContactID") if isinstance(contact, dict) else ""
        link = lane.links_by_xero_id([contact_id]).get(contact_id)
        return (link or self.env["xero.link"])._partner().commercial_partner_id

    @api.model
    def _unknown_payments(self, lane, element):
        """Ids of refunds that no link knows."""
        rows = element.get("Payments")
        ids = {
            row["PaymentID"]
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, dict) and row.get("PaymentID")
        }
        return ids - set(lane.links_by_xero_id(ids))

    # === BANK TRANSACTIONS === #

    @api.model
    def _read_more(self, lane, elements):
        """New ones with the bank transactions that have made them; makes calls."""
        links = self.env["xero.link"]._of_credits(lane.connection, elements)
        new = {
            xero_id: element
            for xero_id, element in elements.items()
            if xero_id not in links and self._is_wanted(lane, element)
        }
        days = {self._day(element) for element in new.values()} - {None}
        made = {}
        for day in sorted(days):
            made |= self._made_on(lane, day)
        return elements | {
            xero_id: {**element, BANK: made.get(xero_id)}
            for xero_id, element in new.items()
        }

    @api.model
    def _made_on(self, lane, day):
        """{id of an over- or prepayment: the bank transaction} of a day."""
        key = self._declaration.id_key
        where = f"Date==DateTime({day.year},{day.month:02},{day.day:02})"
        pages = lane.client.pages(CATALOGUE["bank_transaction"], where=where)
        return {
            one[key]: one for page in pages for one in page.elements if one.get(key)
        }

    # === TAKE IN === #

    @api.model
    def _apply(self, lane, task, element):
        xero_id = element[self._declaration.id_key]
        links = self.env["xero.link"]._of_credits(lane.connection, [xero_id])
        link = links.get(xero_id)
        if not link and not self._is_wanted(lane, element):
            return
        if not link:
            task.write({"partner_id": self._partner(lane, element).id})
            link = self.env["xero.money.in"]._take_credit(
                lane, self._xero_entity, element, self._partner(lane, element)
            )
        if link.is_removed:
            return
        if element.get("Status") in GONE:
            self._remove(lane, link, element)
            return
        if not lane.connection._brings_in("sync_payments"):
            return
        source = lane.browse(link.res_model, link.res_id)
        money = self.env["xero.money.in"]
        if money._has_news_of_credit(lane, link.res_id, element):
            money._take_allocations(lane, source, MONEY, element)
        refunds = self._unknown_payments(lane, element)
        self.env["xero.runner"]._add_pulls(lane, "payment", refunds)

    @api.model
    def _remove(self, lane, link, element):
        """What was voided in Xero is cancelled in Odoo (SPEC E13)."""
        link.status = "DELETED"
        if lane.connection._brings_in("sync_payments"):
            money = self.env["xero.money.in"]
            money._free_all(lane, link, element)
            money._undo(lane, link)
            return
        sentence = self.env["xero.advice"]._explained("removed_in_xero")
        link.write({"needs_attention": True, "message": sentence})

    @api.model
    def _apply_missing(self, lane, task):
        raise LabelledError("not_found", task.remote_id)


class XeroEntityOverpayment(models.AbstractModel):
    """More than a document asked for."""

    _name = "xero.entity.overpayment"
    _inherit = "xero.entity.bank_credit"
    _description = "Xero Overpayment"
    _xero_entity = "overpayment"


class XeroEntityPrepayment(models.AbstractModel):
    """Money ahead of its document."""

    _name = "xero.entity.prepayment"
    _inherit = "xero.entity.bank_credit"
    _description = "Xero Prepayment"
    _xero_entity = "prepayment"
