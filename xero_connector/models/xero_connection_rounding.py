# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, fields, models

from ..core.convert import decimal_of

FAIL = "fail"
LINE = "line"
#: reasons that a change of the settings may remove before anything is sent; documents
#: of which Xero has other figures are sent again
_CENTS = ("unsupported_tax", "rounding_impossible")
_SETTINGS = frozenset({"rounding_policy", "rounding_tolerance"})
_DOCUMENTS = ("invoice", "credit_note")


class XeroConnectionRounding(models.Model):
    """What happens when the tax in Xero cannot be Odoo's to the cent (SPEC P5, X2)."""

    _inherit = "xero.connection"

    rounding_policy = fields.Selection(
        [
            (FAIL, "Need attention"),
            (LINE, "Go on Xero's rounding account"),
        ],
        "Differences of a Few Cents",
        default=FAIL,
        required=True,
        help="When Xero cannot have the same tax as Odoo: no line of the document could"
        " bear it, or Xero works it out otherwise. A line on Xero's rounding account"
        " makes the totals equal, and the document says so.",
    )
    rounding_tolerance = fields.Float(
        "Up To",
        default=0.05,
        required=True,
        digits=(4, 2),
        help="The most that one document may have on the rounding account, in its own"
        " currency. What differs by more needs attention.",
    )

    _rounding_tolerance_small = models.Constraint(
        "CHECK(rounding_tolerance > 0 AND rounding_tolerance <= 1)",
        "Differences that go on the rounding account have to be more than 0.00 and at"
        " most 1.00: what is larger is no rounding.",
    )

    @api.model
    def _frees(self):
        frees = super()._frees()
        rates = ("default_tax_rate_id", "default_purchase_tax_rate_id")
        return frees | {
            **{name: (*frees[name], "rounding_impossible") for name in rates},
            **dict.fromkeys(_SETTINGS, _CENTS),
        }

    def write(self, vals):
        result = super().write(vals)
        for connection in self if _SETTINGS & vals.keys() else ():
            self.env["xero.task"]._free(
                connection, "totals_differ", entities=_DOCUMENTS
            )
        return result

    def _rounds(self):
        """Whether differences may go on the rounding account."""
        self.ensure_one()
        return self.rounding_policy == LINE

    def _most_rounding(self):
        """The most that a document may have there; nothing if it must not."""
        self.ensure_one()
        return decimal_of(self.rounding_tolerance) if self._rounds() else Decimal(0)
