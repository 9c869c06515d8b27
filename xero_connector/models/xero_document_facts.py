# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert
from ..core.errors import LabelledError

#: which of Xero's types a document is (SPEC A5, B13, E1)
TYPES = {
    "out_invoice": "ACCREC",
    "out_receipt": "ACCREC",
    "in_invoice": "ACCPAY",
    "in_receipt": "ACCPAY",
    "out_refund": "ACCRECCREDIT",
    "in_refund": "ACCPAYCREDIT",
}
RATE_DIGITS = 6
#: where a record is shown to whoever may see it, whatever the web client looks like
RECORD_PATH = "/mail/view?model=account.move&res_id="


class XeroDocumentFacts(models.AbstractModel):
    """Reads a document into the plain values that core.entities encodes.

    What Odoo has booked is the truth: amounts come from the journal items, never from
    prices, so that net per account and tax per rate are Odoo's to the cent (SPEC X2).
    """

    _name = "xero.document.facts"
    _description = "Xero Document Values"

    @api.model
    def _facts(self, connection, move, contact_id, items=None, day=None):
        """All values of a document.

        :param contact_id: ContactID of its contact
        :param items: {line key: LineItemID} of a document that Xero has
        :param day: its date in Xero; by default what Xero's lock dates allow
        :raise LabelledError: a line, a mapping or the currency does not fit
        """
        date = day or connection._open_date(move.invoice_date or move.date, move.name)
        lines = self.env["xero.document.lines"]._lines(connection, move, items or {})
        facts = {
            "number": self._number(connection, move),
            "type": TYPES[move.move_type],
            "contact_id": contact_id,
            "date": date,
            "due_date": max(move.invoice_date_due or date, date),
            "reference": move.ref or "",
            "currency": move.currency_id.name,
            "currency_rate": self._currency_rate(move),
            "status": connection._push_status_of(move.move_type),
            "url": self._record_url(move),
            "branding_theme_id": self.env["xero.rules"]._branding_theme(
                connection, move
            ),
            "line_amount_types": "Exclusive",
            "lines": lines,
            "untaxed": sum((line["net"] for line in lines), Decimal(0)),
            "tax": sum((line["tax"] for line in lines), Decimal(0)),
            "total": self._money(move, move.amount_total),
        }
        self._check_complete(facts)
        return facts

    @api.model
    def _number(self, connection, move):
        """Sales documents by Odoo's number, bills by the supplier's (SPEC B13, P14).

        A sales document that was born in Xero keeps the number that it has there.
        Blanks are as Xero will have them, so that the two can be compared.
        """
        number = f"{connection.number_prefix or ''}{move.name}"
        if move.is_purchase_document(include_receipts=True):
            number = move.ref or move.name
        elif move.xero_origin_number:
            number = move.xero_origin_number
        return convert.clean_text(number, 10_000)

    @api.model
    def _record_url(self, move):
        """Where “Go to Odoo” in Xero leads: the record, for whoever may see it."""
        return f"{move.get_base_url()}{RECORD_PATH}{move.id}"

    @api.model
    def _currency_rate(self, move):
        """Foreign units per unit of the company's currency, as the document was booked.

        Odoo's rate of the document; the rate that its two totals have where somebody
        changed the amounts in the company's currency. None in that currency: Xero needs
        none, and 1 would be a guess.

        :raise LabelledError: missing_currency_rate
        """
        if move.currency_id == move.company_currency_id:
            return None
        total = self._money(move, move.amount_total)
        booked = abs(self._money_of(move.company_currency_id, move.amount_total_signed))
        rate = convert.money(
            convert.decimal_of(move.invoice_currency_rate), RATE_DIGITS
        )
        rounding = Decimal("0.01") * len(move.line_ids)  # each item is converted
        if rate and abs(total / rate - booked) <= rounding:
            return rate
        if not booked:
            raise LabelledError("missing_currency_rate", move.currency_id.name)
        return convert.money(total / booked, RATE_DIGITS)

    @api.model
    def _check_complete(self, facts):
        """Everything that the total contains must be on a line that is sent."""
        if all(line.get("text_only") for line in facts["lines"]):
            raise LabelledError("no_lines", facts["number"])
        if facts["untaxed"] + facts["tax"] != facts["total"]:
            raise LabelledError("unsupported_lines", facts["number"])

    @api.model
    def _money(self, move, amount):
        return self._money_of(move.currency_id, amount)

    @api.model
    def _money_of(self, currency, amount):
        return convert.money(convert.decimal_of(amount), currency.decimal_places)
