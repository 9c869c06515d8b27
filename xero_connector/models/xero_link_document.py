# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..core import drift
from ..core.entities import CATALOGUE
from .xero_discrepancy import BY_ITSELF


class XeroLinkDocument(models.Model):
    """What is remembered of a document's link beside what both sides agreed on."""

    _inherit = "xero.link"

    reconciled_on = fields.Datetime(
        "Last Compared", readonly=True, help="When both sides were compared as a whole."
    )
    reconciled_version = fields.Datetime(
        readonly=True, help="When the document that was compared had changed in Xero."
    )
    number_suffix = fields.Char(
        help="Put after the number of a document that was made again: Xero keeps the"
        " number of a voided one for good."
    )
    kept_apart = fields.Boolean(
        "Only in Odoo", help="Removed in Xero, and to be sent no more."
    )

    removal_decided = fields.Boolean(
        help="A person has said that it is to be removed in Xero, whatever the settings"
        " say and wherever it was entered."
    )
    rounding = fields.Float(
        "On the Rounding Account",
        digits=(16, 2),
        readonly=True,
        help="What the document has on Xero's rounding account so that its total is"
        " Odoo's, in its currency.",
    )
    rounding_note = fields.Text("Rounding", readonly=True)
    worked_out_taxes = fields.Json(
        help="Taxes of lines that Xero works out itself, and for which values of Odoo's"
        " that was found out (see core.rounding)."
    )

    def write(self, vals):
        """What differs of a document that was removed is not of the one made again: a
        decision about it would have Xero get a third."""
        known = vals.get("xero_id")
        renewed = self.filtered(lambda link: known and link.xero_id != known)
        result = super().write(vals)
        if renewed:
            self.env["xero.discrepancy"]._undecided_of(renewed)._close(BY_ITSELF)
        return result

    def _agree(self, snapshot, groups):
        """Take Xero's values of these groups for agreed on: they are not in the way of
        the next update any more.

        :param snapshot: of Xero's document as it was looked at
        """
        self.ensure_one()
        self.write(
            {
                "base": drift.agreed(self.base or {}, snapshot, groups),
                "line_items": drift.known_lines(self.line_items or {}, snapshot),
            }
        )

    def _documents(self):
        """The documents in Odoo; those that are deleted are left out."""
        links = self.filtered(lambda link: link.res_model == "account.move")
        return self.env["account.move"].browse(links.mapped("res_id")).exists()

    @property
    def _declaration(self):
        return CATALOGUE[self.entity]
