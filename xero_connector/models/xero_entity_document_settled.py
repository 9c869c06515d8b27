# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from ..core.convert import decimal_of
from ..core.entity import changed


class XeroEntityDocumentSettled(models.AbstractModel):
    """A document whose money has changed while it is paid (SPEC A28, P15).

    Xero refuses to change it. What Odoo has entered there is removed first, and is
    entered again afterwards; what a person has entered stays, and the change waits for
    that person.
    """

    _inherit = "xero.entity.document"

    @api.model
    def _reconsider(self, lane, step, link, element):
        if super()._reconsider(lane, step, link, element):
            return True
        if step.facts.get("removal") or not self._is_settled(element):
            return False
        if not self._sends_payments(lane) or changed(
            link.base or {}, self._declaration.snapshot(element)
        ):
            return False  # the change will be refused: nothing is removed for it
        if not self._declaration.proof(step.facts, element):
            return False  # only words have changed: they are not worth it
        links = self._settlement_links(lane, step.res_id).filtered(
            lambda one: not one.is_removed
        )
        ours = self._settlement_ids(element) <= set(links.mapped("xero_id"))
        if ours and self._is_all(links, element):
            self._removed_first(links)
        return False

    @api.model
    def _is_all(self, links, element):
        """Whether nobody else has paid or credited anything."""
        theirs = sum(
            decimal_of(element.get(name)) for name in ("AmountPaid", "AmountCredited")
        )
        mine = sum(decimal_of((link.base or {}).get("amount")) for link in links)
        return "AmountPaid" not in element or mine == theirs

    @api.model
    def _settlement_ids(self, element):
        """Ids of the payments and allocations that Xero shows on a document.

        Credit that was used for an invoice is shown without the allocation's id.
        """
        return {
            row[key]
            for name, key in (
                ("Payments", "PaymentID"),
                ("Allocations", "AllocationID"),
            )
            for row in element.get(name) or ()
            if isinstance(row, dict) and row.get(key)
        }
