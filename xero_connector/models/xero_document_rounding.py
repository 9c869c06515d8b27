# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert, rounding
from ..core.errors import LabelledError


class XeroDocumentRounding(models.AbstractModel):
    """Puts what lacks a few cents of Odoo's tax on Xero's ROUNDING account (SPEC P5).

    One line without tax makes the total equal to Odoo's. It is for a tax that no line
    can bear, and for taxes that Xero works out itself; if the connection allows neither
    it, or not as much, the document is not sent.
    """

    _name = "xero.document.rounding"
    _description = "Xero Document Rounding"

    @api.model
    def _rounded(self, connection, move, lines, left):
        """The lines as Xero has or will have them, with one for what they lack.

        :param lines: facts of the lines, with Odoo's taxes
        :param left: {tax: amount} that no line can bear
        :raise LabelledError: unsupported_tax, rounding_impossible, and what keeps a
            line without tax from being sent
        """
        self._check_left(connection, left)
        by_itself = sum(left.values(), Decimal(0))
        if connection._rounds():
            known = self._known(connection, move)
            changed = rounding.as_worked_out(lines, known)
            amount = by_itself + rounding.missing(changed)
            if abs(amount) <= connection._most_rounding():
                lines, by_itself = changed, amount
        if not by_itself:
            return lines
        return [*lines, self._line(connection, move, by_itself)]

    @api.model
    def _check_left(self, connection, left):
        """:raise LabelledError: unsupported_tax: no line may stand for it"""
        amount = sum(left.values(), Decimal(0))
        most = connection._most_rounding()
        for tax, part in left.items():
            # what cancels out would leave no trace on any line
            if not amount or max(abs(amount), abs(part)) > most:
                raise LabelledError("unsupported_tax", f"{tax.name}: {part}")

    @api.model
    def _known(self, connection, move):
        """What Xero has made of the taxes of the lines: see `rounding.worked_out`."""
        link = self.env["xero.document.facts"]._link_of(connection, move)
        if link.is_removed:
            return {}
        return (link.worked_out_taxes or {}).get("lines") or {}

    @api.model
    def _line(self, connection, move, amount):
        """The line on the rounding account.

        :raise LabelledError: rounding_impossible, missing_tax_rate, tax_rate_invalid,
            tax_type_not_allowed
        """
        account = self._account(connection)
        rate = self._rate(connection, move)
        return {
            "key": rounding.ROUNDING,
            "description": self._description_of(),
            "quantity": Decimal(1),
            "price_unit": amount,
            "discount": Decimal(0),
            "net": convert.money(amount, move.currency_id.decimal_places),
            "tax": Decimal(0),
            "tax_type": rate.tax_type,
            "account_id": account.xero_id,
            "account_code": account.code or "",
        }

    @api.model
    def _description_of(self):
        return self.env._("Rounding difference to Odoo")

    @api.model
    def _account(self, connection):
        account = connection._rounding_account()
        if not account:
            reason = self.env._("Xero has no active rounding account")
            raise LabelledError("rounding_impossible", reason)
        return account

    @api.model
    def _rate(self, connection, move):
        """The rate of lines without a tax; it must not add any to this one."""
        rules, account = self.env["xero.rules"], self._account(connection)
        none, use = self.env["account.tax"], rules._use(move)
        name = self._description_of()
        rate = rules._tax_rate(connection, none, use, account, name)
        if rate.effective_rate or rate.display_rate:
            reason = self.env._(
                "the default tax rate %s is not without tax", rate.display_name
            )
            raise LabelledError("rounding_impossible", reason)
        return rate
