# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

from .xero_entity_first_match_apply import NotApplied
from .xero_first_match_line import (
    KIND_ACCOUNT,
    KIND_BANK,
    KIND_ITEM,
    KIND_TAX,
    LINKED,
)

#: kind -> (model of the mapping, its field for Odoo's record, its field for Xero's)
MAPPINGS = {
    KIND_ACCOUNT: ("xero.account.mapping", "odoo_account_id", "account_id"),
    KIND_TAX: ("xero.tax.mapping", "tax_id", "tax_rate_id"),
    KIND_ITEM: ("xero.item.mapping", "product_id", "item_id"),
    KIND_BANK: ("xero.payment.mapping", "journal_id", "account_id"),
}


class XeroEntityFirstMatchMap(models.AbstractModel):
    """Maps accounts, taxes, items and bank accounts that were accepted (SPEC X12)."""

    _inherit = "xero.entity.first_match"

    @api.model
    def _map(self, lane, line):
        """:return: the state of the line
        :raise NotApplied: it has been mapped otherwise meanwhile
        :raise UserError: the mapping would be wrong
        """
        record = self._record_of(lane, line)
        model, ours, theirs = MAPPINGS[line.kind]
        mappings = self.env[model].with_company(lane.connection.company_id)
        known = mappings.search(
            [("connection_id", "=", lane.connection.id), (ours, "=", record.id)]
        ).filtered(lambda one: not self._is_partial(one))
        if line.target_id in known[theirs].ids:
            return LINKED
        if known:
            raise NotApplied(
                self.env._("It has been mapped meanwhile: “%s”.", known[0].display_name)
            )
        mappings.create(
            {
                "connection_id": lane.connection.id,
                ours: record.id,
                theirs: line.target_id,
            }
        )
        return LINKED

    @api.model
    def _is_partial(self, mapping):
        """Whether it is about a part only: one payment method, or taxes together."""
        parts = ("payment_method_line_id", "with_tax_ids")
        return any(mapping[name] for name in parts if name in mapping._fields)
