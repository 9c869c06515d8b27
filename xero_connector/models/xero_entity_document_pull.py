# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity_answers import GONE
from .xero_entity_document import PAYABLE
from .xero_task import FAILED, RUNNING


class XeroEntityDocumentPull(models.AbstractModel):
    """Documents that have changed in Xero: their status, and what settles them."""

    _inherit = "xero.entity.document"

    @api.model
    def _notice(self, lane, elements):
        """Follow linked documents; look at payments that came or went (SPEC A2, E13).

        A payment moves the document's UpdatedDateUTC, so a page of documents tells of
        every payment without a call for any of them.
        """
        by_id = {one.get(self._declaration.id_key): one for one in elements}
        links = lane.links_by_xero_id(by_id)
        strangers = [one for key, one in by_id.items() if key and key not in links]
        self._notice_strangers(lane, strangers)
        documents = {link: by_id[key] for key, link in links.items()}
        for link, element in documents.items():
            if self._is_news(lane, link, element):
                self._follow(lane, link, element)
        self._watch_documents(lane, documents)
        if lane.connection.sync_payments != "off":
            self._look_at_payments(lane, documents)
        if lane.connection._brings_in("sync_payments"):
            self._look_at_credits(lane, documents)
        return {}

    @api.model
    def _is_news(self, lane, link, element):
        updated = lane.naive(element.get("UpdatedDateUTC"))
        return link.status != element.get("Status") or link.remote_updated_at != updated

    @api.model
    def _apply(self, lane, task, element):
        """One document that was asked for, or that a webhook has told of."""
        self._take_in(lane, task, element)
        self._notice(lane, [element])

    @api.model
    def _look_at_payments(self, lane, documents):
        """Queue payments that Odoo does not know, and those that Xero has no more.

        :param documents: {link of the document: element}
        """
        shown = {
            payment["PaymentID"]
            for element in documents.values()
            for payment in self._payments(element)
        }
        news = self._payments_of(lane, documents) - shown
        if lane.connection._brings_in("sync_payments"):
            news |= shown - set(lane.links_by_xero_id(shown))
        self._queue_news(lane, "payment", news)

    @api.model
    def _queue_news(self, lane, entity, news):
        """What has failed is tried again when the object itself changes."""
        runner = self.env["xero.runner"]
        tried = runner._open_pulls(lane, entity, news, (FAILED, RUNNING))
        runner._add_pulls(lane, entity, news - set(tried.mapped("remote_id")))

    @api.model
    def _look_at_credits(self, lane, documents):
        """Queue credits that are used for these documents otherwise than we know."""
        money = self.env["xero.money.in"]
        for entity, xero_ids in money._credits_in_doubt(lane, documents).items():
            if entity in self.env["xero.runner"]._entities():
                self._queue_news(lane, entity, xero_ids)

    @api.model
    def _payments(self, element):
        rows = element.get("Payments")
        return [
            payment
            for payment in (rows if isinstance(rows, list) else ())
            if isinstance(payment, dict)
            and payment.get("PaymentID")
            and payment.get("Status") not in GONE
        ]

    @api.model
    def _payments_of(self, lane, documents):
        """Xero ids of payments that should be on these documents."""
        told = [
            link.res_id
            for link, element in documents.items()
            if isinstance(element.get("Payments"), list)
        ]
        links = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("document_id", "in", told),
                ("entity", "=", "payment"),
                ("status", "not in", GONE),
            ]
        )
        return set(links.mapped("xero_id"))

    @api.model
    def _follow(self, lane, link, element):
        status = element.get("Status")
        removed = status in GONE and not link.is_removed
        was_payable = link.status in PAYABLE
        values = {
            "status": status,
            "number": element.get(self._number_key) or link.number,
            "remote_updated_at": lane.naive(element.get("UpdatedDateUTC")),
        }
        if removed and self._is_posted(link):
            sentence = self.env["xero.advice"]._sentence("removed_in_xero")
            values |= {"needs_attention": True, "message": sentence}
        link.write(values)
        if status in PAYABLE and not was_payable:
            self.env["xero.task"]._free(lane.connection, "document_not_authorised")

    @api.model
    def _is_posted(self, link):
        """Whether Odoo still holds what was removed in Xero."""
        return link._documents().state == "posted"
