# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taxes and documents of every chart: what is proposed, and the same in both books."""

from odoo import Command, fields
from odoo.tests import tagged

from .country_case import CountryCase

#: three lines on which rounding per line and per document differ by a cent, and more
PRICES = (25.06, 25.61, 25.63, 0.05, -1.1)
TYPES = {
    "sale": ("out_invoice", "out_refund", "out_receipt"),
    "purchase": ("in_invoice", "in_refund", "in_receipt"),
}


@tagged("post_install", "-at_install")
class ChartCase(CountryCase):
    """Subclasses say which country; the stories are the same everywhere."""

    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    # === TAXES === #

    def tax(self, name, use):
        """The company's tax of that name."""
        taxes = self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("name", "=", name),
                ("type_tax_use", "=", use),
            ],
            limit=1,
        )
        self.assertTrue(taxes, f"{name} ({use})")
        return taxes

    def proposals(self, use):
        """{name of a tax: TaxType} of what was mapped without a person."""
        mappings = self.connection.tax_mapping_ids.filtered(lambda one: one.use == use)
        return {one.tax_id.name: one.tax_rate_id.tax_type for one in mappings}

    def choose(self, use, **tax_types):
        """A person maps taxes: {name with _ for blanks: TaxType}."""
        for name, tax_type in tax_types.items():
            self.map_tax(self.connection, self.tax(name, use), tax_type)

    # === DOCUMENTS === #

    def make(self, move_type, taxes):
        """A posted document of all the awkward lines."""
        self.count = getattr(self, "count", 0) + 1
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.partner(f"Partner {self.count}").id,
                "invoice_date": fields.Date.today(),
                "ref": f"REF-{self.count}",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Line",
                            "price_unit": price,
                            "tax_ids": [Command.set(taxes.ids)],
                        }
                    )
                    for price in PRICES
                ],
            }
        )
        move.action_post()
        return move

    def make_all(self):
        """A document of each kind for each tax that is mapped."""
        made = self.env["account.move"]
        for mapping in self.connection.tax_mapping_ids:
            if not mapping.needs_confirmation:
                taxes = mapping.tax_id | mapping.with_tax_ids
                for move_type in TYPES[mapping.use]:
                    made |= self.make(move_type, taxes)
        return made

    def assert_all_sent(self, moves):
        self.drain(self.connection)
        states = {
            move: (move.xero_sync, self.task(move).message)
            for move in moves
            if move.xero_sync != "synced"
        }
        self.assertFalse(states)
        self.assert_same_books(self.connection)

    def tell_everything(self):
        """Documents, rounded per line and per document, and payments of them."""
        for method in ("round_per_line", "round_globally"):
            self.company.tax_calculation_rounding_method = method
            moves = self.make_all()
            self.assertTrue(moves)
            self.assert_all_sent(moves)
            of_type = moves.grouped("move_type")
            self.pay(of_type["out_invoice"][0])
            self.pay(of_type["in_invoice"][0], amount=10.0)
            self.drain(self.connection)
            self.assert_same_books(self.connection)
        self.assertEqual(len(self.xero_payments()), 4)
