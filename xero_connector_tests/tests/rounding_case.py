# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of a few cents need: taxes that Xero cannot have as Odoo has."""

from decimal import Decimal

from odoo import Command

from odoo.addons.xero_connector_tests.demo.books import caller, xero_books
from odoo.addons.xero_connector_tests.demo.odoo_books import odoo_books

from .night_case import NightCase

ROUNDING, TAX = "860", "820"


class RoundingCase(NightCase):
    def setUp(self):
        super().setUp()
        self.allow()

    def allow(self, tolerance=0.05):
        """Let differences of a few cents go on Xero's rounding account."""
        self.connection.write(
            {"rounding_policy": "line", "rounding_tolerance": tolerance}
        )

    def forbid(self):
        self.connection.rounding_policy = "fail"

    # === TAXES THAT DIFFER === #

    def without_bearer(self, price=10.02, **values):
        """An invoice rounded to 5 pence by a tax item that no line can bear."""
        return self.invoice(
            self.partner("Cash Customer"),
            price,
            taxes=self.reverse_charge(),
            invoice_cash_rounding_id=self.coins().id,
            **values,
        )

    def coins(self):
        """Whole 5 pence, by a change of the tax."""
        return self.env["account.cash.rounding"].create(
            {
                "name": "5 pence",
                "rounding": 0.05,
                "strategy": "biggest_tax",
                "rounding_method": "HALF-UP",
            }
        )

    def reverse_charge(self):
        """Charged and taken back at once: no line bears anything of it."""
        account = self.sale_tax.invoice_repartition_line_ids.account_id[:1].id
        lines = [Command.create({"repartition_type": "base", "factor_percent": 100})]
        for factor in (100, -100):
            values = {"repartition_type": "tax", "account_id": account}
            lines.append(Command.create({**values, "factor_percent": factor}))
        return self.own_tax(
            "Reverse",
            19,
            (19, -19),
            invoice_repartition_line_ids=[Command.clear(), *lines],
            refund_repartition_line_ids=[Command.clear(), *lines],
        )

    def of_three(self, *prices, **values):
        """25.06, 25.61 and 25.63 at 15 % are 11.45 together and 11.44 one by one."""
        self.company.tax_calculation_rounding_method = "round_globally"
        purchase = values.get("move_type", "").startswith("in")
        use = "purchase" if purchase else "sale"
        tax = self.own_tax("Fifteen", 15, (15,), use)
        return self.invoice(
            self.partner("Three Lines"),
            invoice_line_ids=[
                Command.create(
                    {
                        "name": f"Line {place}",
                        "price_unit": price,
                        "tax_ids": [Command.set(tax.ids)],
                    }
                )
                for place, price in enumerate(prices or (25.06, 25.61, 25.63))
            ],
            **values,
        )

    def own_tax(self, name, percent, components, use="sale", **values):
        """A tax, and the rate in Xero that it is mapped to."""
        name = f"{name} {use}"
        known = self.env["account.tax"].search([("name", "=", name)])
        if known:
            return known
        source = self.sale_tax if use == "sale" else self.purchase_tax
        tax = source.copy({"name": name, "amount": percent, **values})
        parts = [
            {"Name": f"Part {place}", "Rate": rate}
            for place, rate in enumerate(components)
        ]
        fields = {"Name": name, "TaxComponents": parts}
        self.control("edit", entity="tax_rate", tenant=self.tenant_id, fields=fields)
        self.connection.action_load_tax_rates()
        self.drain(self.connection)
        mappings = self.connection.tax_mapping_ids
        if tax not in mappings.tax_id:
            rates = self.connection.tax_rate_ids
            mappings = mappings.create(
                {
                    "connection_id": self.connection.id,
                    "tax_id": tax.id,
                    "tax_rate_id": rates.filtered(lambda one: one.name == name).id,
                }
            )
        mappings.filtered("needs_confirmation").action_confirm()
        return tax

    def what_if(self, **values):
        """What if Xero did other things to taxes: see the simulator's Settings."""
        self.control(f"organisations/{self.organisation.short_code}", **values)

    # === BOTH SIDES === #

    def in_xero_of(self, move):
        """The document in Xero, as it is now."""
        move.invalidate_recordset()
        documents = {one["InvoiceID"]: one for one in self.xero_invoices()}
        return documents[move.xero_link_id.xero_id]

    def rounding_lines(self, move):
        """What the document has on Xero's rounding account: (amount, tax, id)."""
        return [
            (line["LineAmount"], line["TaxAmount"], line["LineItemID"])
            for line in self.in_xero_of(move)["LineItems"]
            if line.get("AccountCode") == ROUNDING
        ]

    def assert_rounded(self, move, amount):
        """One line without tax makes the totals equal to the cent, and Odoo says so."""
        task = self.task(move)
        self.assertIn(task.state, ("done", "superseded"), task.message)
        element, amount = self.in_xero_of(move), Decimal(amount)
        names = ("amount_total", "amount_residual", "amount_tax")
        total, due, tax = (Decimal(f"{move[name]:.2f}") for name in names)
        self.assertEqual((element["Total"], element["AmountDue"]), (total, due))
        self.assertEqual(element["TotalTax"], tax - amount)
        lines = self.rounding_lines(move)
        self.assertEqual([line[:2] for line in lines], [(amount, 0)] if amount else [])
        self.assertEqual(Decimal(f"{move.xero_rounding:.2f}"), amount)
        self.assertEqual(move.xero_sync, "synced")
        if amount:
            self.assertIn(f"{amount} GBP", move.xero_rounding_note)

    def assert_books_but(self, *rounded):
        """Both books are equal but for these documents' cents, which are tax in Odoo.

        :param rounded: what is on the rounding account, credit positive as sales are
        """
        amount = sum(map(Decimal, rounded))
        ours = odoo_books(caller(self.env), self.connection.id)
        theirs = xero_books(self.state(), self.books())
        both = ours.balances.keys() | theirs.balances.keys()
        apart = {
            code: theirs.balances.get(code, 0) - ours.balances.get(code, 0)
            for code in both
            if theirs.balances.get(code, 0) != ours.balances.get(code, 0)
        }
        self.assertEqual(apart, {ROUNDING: -amount, TAX: amount} if amount else {})
        self.assertEqual(ours.banks, theirs.banks)
        taxes = [sum(tax for _net, tax in one.taxes.values()) for one in (ours, theirs)]
        self.assertEqual(taxes[0] - taxes[1], amount)
