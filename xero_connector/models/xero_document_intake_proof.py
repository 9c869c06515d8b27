# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command, api, models

from ..core import document_intake
from ..core.errors import LabelledError
from ..core.lines import decode_lines
from ..core.proof import document_proof
from .xero_document_intake import DIFFERS


class XeroDocumentIntakeProof(models.AbstractModel):
    """Proves that a document in Odoo is the one in Xero (SPEC X2).

    The proof is that of the way out: what would be sent of Odoo's document has to be
    what Xero has, in total, in net per account and in tax per tax rate.
    """

    _inherit = "xero.document.intake"

    @api.model
    def _prove(self, connection, move, element):
        """
        :raise LabelledError: intake_differs, with the figures
        """
        self._match_taxes(connection, move, element)
        facts = self._facts(connection, move, element)
        differences = document_proof(facts, element)
        if differences:
            raise LabelledError(DIFFERS, "; ".join(map(str, differences)))

    @api.model
    def _facts(self, connection, move, element):
        """What would be sent of the document, with its own date whatever is locked."""
        contact_id = element["Contact"]["ContactID"]
        return self.env["xero.document.facts"]._facts(
            connection, move, contact_id, day=move.invoice_date
        )

    @api.model
    def _match_taxes(self, connection, move, element):
        """Give the tax items Xero's amounts where only rounding differs.

        Xero rounds the tax of each line, and people correct it by a cent; Odoo lets the
        tax of a document be edited as well.

        :raise LabelledError: intake_differs: it is more than rounding
        """
        ours = self._facts(connection, move, element)["lines"]
        digits = move.currency_id.decimal_places
        for gap in document_intake.tax_gaps(ours, decode_lines(element), digits):
            item = self._tax_item(connection, move, gap.tax_type)
            if not gap.is_rounding or not item:
                detail = f"{gap.tax_type}: {gap.ours} ≠ {gap.theirs}"
                raise LabelledError(DIFFERS, detail)
            self._move_tax(move, item, float(gap.amount))

    @api.model
    def _tax_item(self, connection, move, tax_type):
        """The largest tax item of those that a rate stands for; may be empty."""
        rules = self.env["xero.rules"]
        use = rules._use(move)
        mappings = rules._tax_mappings_back(connection, tax_type, use)
        taxes = mappings.tax_id | mappings.with_tax_ids
        taxes |= taxes.flatten_taxes_hierarchy()
        items = move.line_ids.filtered(lambda line: line.tax_line_id in taxes)
        return items.sorted(lambda line: abs(line.balance), reverse=True)[:1]

    @api.model
    def _move_tax(self, move, item, amount):
        """Raise the document's tax; what is due follows.

        :param amount: in the document's currency and direction
        """
        total = item.amount_currency + move.direction_sign * amount
        rate = move.invoice_currency_rate or 1.0
        values = {
            "amount_currency": total,
            "balance": move.company_currency_id.round(total / rate),
        }
        move.write({"line_ids": [Command.update(item.id, values)]})
