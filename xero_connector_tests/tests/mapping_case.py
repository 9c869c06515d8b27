# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of mappings need: people who fill the lists, and what they map."""

from contextlib import contextmanager
from decimal import Decimal

from odoo.exceptions import ValidationError

from odoo.addons.xero_connector_tests.simulator.books.tax_rates import (
    CLASSES,
    Component,
    TaxRate,
)

from .trouble import TroubleCase


class MappingCase(TroubleCase):
    @property
    def no_tax(self):
        return self.env["account.tax"]

    # === WHAT IS MAPPED === #

    def product(self, name="Advice", **values):
        return self.env["product.product"].create({"name": name, **values})

    def invoice(self, *arguments, product=None, **values):
        """A document of one line; draft ones may get a product."""
        move = super().invoice(*arguments, **values)
        if product:
            move.invoice_line_ids.product_id = product
        return move

    def tax(self, name, amount, **values):
        return self.env["account.tax"].create(
            {"name": name, "amount": amount, "type_tax_use": "sale", **values}
        )

    def reverse_charge(self, name="Reverse", amount=20, **values):
        """A tax that is charged and taken back at once."""
        lines = [
            (0, 0, {"repartition_type": "base", "factor_percent": 100}),
            (0, 0, {"repartition_type": "tax", "factor_percent": 100}),
            (0, 0, {"repartition_type": "tax", "factor_percent": -100}),
        ]
        return self.tax(
            name,
            amount,
            invoice_repartition_line_ids=lines,
            refund_repartition_line_ids=lines,
            **values,
        )

    # === WHAT PEOPLE ENTER === #

    def map(self, connection, tax, rate, **values):
        return self.env["xero.tax.mapping"].create(
            {
                "connection_id": connection.id,
                "tax_id": tax.id,
                "tax_rate_id": rate.id,
                **values,
            }
        )

    def map_account(self, connection, code, **values):
        return self.env["xero.account.mapping"].create(
            {
                "connection_id": connection.id,
                "account_id": self.account(connection, code).id,
                **values,
            }
        )

    @contextmanager
    def refused(self, words, error=ValidationError):
        """What a person does here is refused with these words, and undone."""
        with self.assertRaisesRegex(error, words), self.env.cr.savepoint():
            yield

    def missing(self, connection):
        """What the form says is missing, when it is opened."""
        connection.invalidate_recordset(["missing_settings"])
        return connection.missing_settings or ""

    # === XERO'S SIDE === #

    def rate(self, connection, tax_type):
        return connection.tax_rate_ids.filtered(lambda one: one.tax_type == tax_type)

    def user_rate(self, connection, name, *percents, applies_to=CLASSES, load=True):
        """A tax rate that somebody made in Xero; one component for each percentage."""
        rates = self.organisation.tax_rates
        tax_type = f"TAX{len(rates):03}"
        components = tuple(
            Component(f"{name} {number}", Decimal(str(percent)))
            for number, percent in enumerate(percents, 1)
        )
        rates.add(TaxRate(name, tax_type, components, frozenset(applies_to)))
        if load:
            connection.action_load_tax_rates()
            self.drain(connection)
        return self.rate(connection, tax_type)
