# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert, totals
from ..core.errors import LabelledError

TEXTS = ("line_section", "line_subsection", "line_note")
#: journal items that no line of the document in Xero stands for: taxes and what is due
#: follow from the lines there, and goods issued are no part of an invoice
WITHOUT_LINE = ("payment_term", "tax", "cogs", *TEXTS)


class XeroDocumentLines(models.AbstractModel):
    """Reads the lines of a document: amounts from its journal, names from its lines.

    Beside the lines that a person sees there are journal items that Odoo adds: cash
    rounding, early-payment and allocated discounts, what is not deductible. Each is a
    line in Xero as well, so that the accounts agree.
    """

    _name = "xero.document.lines"
    _description = "Xero Document Lines"

    @api.model
    def _lines(self, connection, move, items):
        """Facts of every line, in the order of the document.

        :param items: {line key: LineItemID} known from earlier
        """
        booked = move.line_ids.filtered(self._has_line)
        fixed = move.line_ids.filtered(
            lambda line: line.tax_line_id.amount_type == "fixed"
        )
        taxes, left = self.env["xero.document.taxes"]._shares_and_rest(
            move, booked | fixed
        )
        found = []
        for line in move.invoice_line_ids | booked:
            if line.display_type in TEXTS:
                found.append(self._text(line))
            else:
                found += self._pieces(connection, line, taxes[line])
        found += self._fixed_taxes(connection, fixed, taxes)
        rounding = self.env["xero.document.rounding"]
        found = rounding._rounded(connection, move, found, left)
        for facts in found:
            facts["line_item_id"] = items.get(facts["key"])
        return found

    @api.model
    def _has_line(self, line):
        return (
            line.display_type not in WITHOUT_LINE and not line.tax_repartition_line_id
        )

    @api.model
    def _text(self, line):
        """A section or a note: words without an amount."""
        return {
            "key": str(line.id),
            "text_only": True,
            "description": line.name or "",
            "net": Decimal(0),
            "tax": Decimal(0),
            "tax_type": "",
        }

    @api.model
    def _pieces(self, connection, line, tax):
        """One line, or one for each analytic share of it (SPEC X15)."""
        facts = self._line(connection, line, tax)
        shares = self.env["xero.rules"]._tracking(connection, line)
        if len(shares) <= 1:
            tracking = shares[0][1] if shares else []
            return [{**facts, "tracking": tracking}]
        percents = [percent for percent, _tracking in shares]
        digits = line.currency_id.decimal_places
        nets = totals.distribute(facts["net"], percents, digits)
        weights = nets if any(nets) else percents
        taxes = totals.distribute(facts["tax"], weights, digits)
        return [
            {
                **facts,
                "key": f"{line.id}:{place}" if place else facts["key"],
                "quantity": facts["quantity"] * percent / 100,
                "net": net,
                "tax": share,
                "tracking": tracking,
            }
            for place, ((percent, tracking), net, share) in enumerate(
                zip(shares, nets, taxes, strict=True)
            )
        ]

    @api.model
    def _line(self, connection, line, tax):
        rules = self.env["xero.rules"]
        account = self._account(connection, line)
        rate = rules._tax_rate(
            connection,
            self._rated_taxes(line),
            rules._use(line.move_id),
            account,
            self._line_description(line),
        )
        return {
            "key": str(line.id),
            "description": self._line_description(line),
            **self._price(line),
            "net": self._net(line),
            "tax": tax,
            "tax_type": rate.tax_type,
            "account_id": account.xero_id,
            "account_code": account.code or "",
            "item_code": rules._item_code(connection, line),
        }

    @api.model
    def _account(self, connection, line):
        """The Xero account of a line; cash rounding has one of its own in Xero."""
        account, rule = self.env["xero.rules"]._account(connection, line)
        if line.display_type == "rounding" and rule == "default":
            return connection._rounding_account() or account
        return account

    @api.model
    def _line_description(self, line):
        return line.name or line.product_id.display_name or line.account_id.name

    @api.model
    def _price(self, line):
        """Quantity, price and discount; a line that Odoo added has only an amount."""
        if line.display_type == "product":
            return {
                name: convert.decimal_of(line[name])
                for name in ("quantity", "price_unit", "discount")
            }
        return {
            "quantity": Decimal(1),
            "price_unit": self._net(line),
            "discount": Decimal(0),
        }

    @api.model
    def _net(self, line):
        """What the journal has, in the document's currency and direction."""
        move = line.move_id
        amount = move.direction_sign * line.amount_currency
        return convert.money(
            convert.decimal_of(amount), move.currency_id.decimal_places
        )

    @api.model
    def _rated_taxes(self, line):
        """The taxes that a tax rate in Xero stands for; fixed ones have own lines."""
        if all(tax.amount_type == "percent" for tax in line.tax_ids):
            return line.tax_ids
        return line.tax_ids.filtered(
            lambda tax: any(
                leaf.amount_type != "fixed" for leaf in tax.flatten_taxes_hierarchy()
            )
        )

    @api.model
    def _fixed_taxes(self, connection, items, taxes):
        """Fixed-amount taxes as lines of their own, on the account they are booked to
        (SPEC D11). One that raises the base of other taxes bears its share of them.

        :param items: journal items of such taxes
        :param taxes: {line: its share of the booked tax}
        """
        found = []
        for item in items:
            facts = self._fixed_tax(connection, item, taxes[item])
            same = sum(one["key"].startswith(facts["key"]) for one in found)
            facts["key"] += f":{same}" if same else ""
            found.append(facts)
        return found

    @api.model
    def _fixed_tax(self, connection, line, tax=Decimal(0)):
        """
        :param line: journal item of a fixed tax
        :param tax: the share of other taxes that it bears
        :raise LabelledError: unsupported_tax: the default rate would tax it
        """
        rules = self.env["xero.rules"]
        use = rules._use(line.move_id)
        account, _rule = rules._account_of(
            connection, line.product_id, line.account_id, use
        )
        rate = rules._tax_rate(connection, self._rated_taxes(line), use, account)
        if rate.effective_rate and not line.tax_ids:
            raise LabelledError("unsupported_tax", line.tax_line_id.name)
        return {
            "key": f"tax:{line.tax_line_id.id}:{line.account_id.id}",
            "description": line.name or line.tax_line_id.name,
            **self._price(line),
            "net": self._net(line),
            "tax": tax,
            "tax_type": rate.tax_type,
            "account_id": account.xero_id,
            "account_code": account.code or "",
        }
