# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core import settlement
from ..core.convert import decimal_of
from ..core.entities import allocation
from .xero_entity_answers import GONE


class XeroMoneyTold(models.AbstractModel):
    """What documents tell of the credit that was used for them.

    They show each credit with the amount, and not its allocations: those are in the
    credit, which is read when the amounts differ from what the links know.
    """

    _inherit = "xero.money.in"

    @api.model
    def _credits_in_doubt(self, lane, documents):
        """Credits whose use for a document is not what the links know.

        :param documents: {link of the document: element}
        :return: {entity: {Xero ids}}
        """
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("entity", "=", "allocation"),
                ("document_id", "in", [link.res_id for link in documents]),
                ("status", "not in", GONE),
            ]
        )
        found = {}
        for link, element in documents.items():
            known = {}
            for one in links.filtered(lambda one, link=link: self._is_for(one, link)):
                key = (one.base.get("source_kind"), one.base.get("source_id"))
                amount = decimal_of(one.base.get("amount"))
                known[key] = known.get(key, settlement.ZERO) + amount
            shown = self._credits_shown(element)
            for kind, xero_id in known.keys() | shown.keys():
                told = isinstance(element.get(f"{kind}s"), list)
                key = kind, xero_id
                if told and known.get(key) != shown.get(key):
                    found.setdefault(allocation.SOURCES[kind], set()).add(xero_id)
        return found

    @api.model
    def _is_for(self, link, document_link):
        return link.document_id == document_link.res_id

    @api.model
    def _credits_shown(self, element):
        """{(kind, Xero id): amount} of the credits that a document shows."""
        shown = {}
        for kind in allocation.SOURCES:
            rows = element.get(f"{kind}s")
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, dict) and row.get(f"{kind}ID"):
                    key = (kind, row[f"{kind}ID"])
                    amount = self._number(row.get("AppliedAmount"))
                    shown[key] = shown.get(key, settlement.ZERO) + amount
        return shown

    @api.model
    def _number(self, value):
        """Zero for what is no number: then the credit itself is looked at."""
        try:
            return decimal_of(value)
        except ValueError:
            return settlement.ZERO
